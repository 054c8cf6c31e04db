/**
 * What searching finds of a case: every word of what its member may read in it, the newest first. The beginning of that as it
 * was written, so that an excerpt can be shown; of what is longer each word once, for a search asks whether words occur.
 */
import type { Entry } from "../../sealing/thread.ts";
import { deedOf, wordsOfDeed } from "./exports/deeds.ts";
import { filesOfEntry } from "./files/references.ts";
import { TERMS } from "./record/terms.ts";
import { recordOf } from "./record/versions.ts";
import { fold } from "./searching.ts";
import { filesLeftOf, remainsOf } from "./striking/struck.ts";

/** Characters that are kept as they were written: an entry stays small, so that thousands load with one answer. */
export const WORDS_MOST = 24_000;
/** Characters of the words that are kept once each: some six hundred. Five thousand cases have to stay within 300 MiB, held twice. */
export const FURTHER_MOST = 7_000;

/** Characters of a word that is kept so: no word that somebody looks for is as long. */
const WORD_MOST = 400;

/** What searching goes through. */
export interface Searchable {
  /** As it was written. */
  readonly words: string;
  /** The words that stand further back and not in that, folded, one space between them. */
  readonly further: string;
  /** Whether that is all; of what is longer still the oldest words are left out. */
  readonly isWhole: boolean;
}

/** What searching goes through in a case, of its verified threads. */
export function searchableIn(conversation: readonly Entry[], internal: readonly Entry[]): Searchable {
  const newestFirst = [conversation, internal]
    .flatMap((entries) => entries.map((entry) => ({ entry, entries })))
    .sort(({ entry: one }, { entry: other }) => compare(dayOf(other), dayOf(one)) || other.n - one.n);
  const text = [...wordsOfRecord(internal), ...newestFirst.flatMap(({ entry, entries }) => wordsIn(entry, entries))].filter((piece) => piece !== "").join("\n");
  if (text.length <= WORDS_MOST) return { words: text, further: "", isWhole: true };
  const end = text.slice(0, WORDS_MOST + 1).search(/\s\S*$/);
  // Half a pair of surrogates is no character, and no entry that holds one could be kept.
  const words = end < 0 ? text.slice(0, WORDS_MOST).replace(/[\ud800-\udbff]$/, "") : text.slice(0, end);
  return { words, ...furtherIn(text.slice(Math.max(end, 0)), words) };
}

/** The words of a text that are not among others, each once, from its beginning on, as long as there is room. */
function furtherIn(text: string, known: string): Pick<Searchable, "further" | "isWhole"> {
  const seen = new Set(fold(known).split(/\s+/));
  const kept: string[] = [];
  let room = FURTHER_MOST;
  let isWhole = true;
  for (const word of fold(text).split(/\s+/)) {
    if (word === "" || seen.has(word)) continue;
    seen.add(word);
    // One long word made to fill the room keeps out none but itself.
    if (word.length >= Math.min(room, WORD_MOST)) isWhole = false;
    else {
      room -= word.length + 1;
      kept.push(word);
    }
  }
  return { further: kept.join(" "), isWhole };
}

/** What somebody wrote in an entry, and what its files are called. The contact details are opened on purpose only. */
function wordsIn(entry: Entry, entries: readonly Entry[]): readonly string[] {
  if (entry.status === "struck") return [remainsOf(entries, entry), ...filesLeftOf(entries, entry).map(({ name }) => name)];
  if (entry.status !== "shown") return [];
  const { body } = entry;
  const names = filesOfEntry(entry).map(({ name }) => name);
  if (body.kind === "report") return [...body.answers.map(({ answer }) => answer), ...names];
  const deed = deedOf(entry);
  if (deed !== null) return [...wordsOfDeed(deed), ...names];
  if (body.kind === "message" || body.kind === "note") return [body.text, ...names];
  return body.kind === "act" && body.what !== "allow" && body.what !== "continues" ? [body.text] : [];
}

/** What somebody wrote in the newest record in words of their own. */
function wordsOfRecord(internal: readonly Entry[]): readonly string[] {
  const record = recordOf(internal);
  return TERMS.flatMap(({ name, form }) => (form === "text" || form === "line" ? [record.get(name) ?? ""] : []));
}

function dayOf(entry: Entry): string {
  return entry.day ?? "";
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
