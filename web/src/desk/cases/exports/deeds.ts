/**
 * What left the desk, as it stands in the case: every export and every disclosure, for whom, on which ground, and what of a copy
 * was masked. A deed is a note among handlers whose text is none that anybody types: a line that says so, and strict JSON. So
 * it is signed and sealed as every note is, the log bears it out by a leaf, and what tells of it need not read it out of words.
 */
import { oneOf, SchemaError, count, exactly, list, nullable, objectOf, parsed, record, text, type Read, type Reader } from "../../../sealing/schema.ts";
import { SealingError } from "../../../sealing/failure.ts";
import { parseJsonText, writeJsonText } from "../../../sealing/strict_json.ts";
import type { BodyOf } from "../../../sealing/body.ts";
import type { Entry, ShownEntry } from "../../../sealing/thread.ts";
import type { Locale } from "../../words.ts";
import type { Level, Mark, Marks } from "./masking.ts";

/** The parts of a case that an export can leave out. The report and the conversation cannot: without them it is no file of it. */
export const PARTS = ["record", "events", "files", "notes"] as const;
/** One of them. */
export type Part = (typeof PARTS)[number];

/** The line that a deed's text begins with. */
const HEAD = "sigill/deed/v1\n";
/** More passages than a copy whose decision fits in a note can have. */
const MOST_MARKS = 5000;
const MOST_PIECES = 2000;

const filled: Reader<string> = (value) => {
  const read = text(value);
  if (read.trim() === "") throw new SchemaError("range");
  return read;
};
const key = parsed((value) => (/^[a-z0-9-]{1,120}$/.test(value) ? value : null));
const language: Reader<Locale> = oneOf("sv", "en");

/** For the own work, or the archive inside: what for. */
const inside = record({ is: exactly("inside"), purpose: filled });
/** Somebody outside: who, on which ground, and in which number of the conversation the reporter was told, or why not. */
const outside = record({ is: exactly("outside"), recipient: filled, basis: filled, told: nullable(count), withheld: text });
const anybody: Reader<Inside | Outside> = (value) => (objectOf(value)["is"] === "inside" ? inside(value) : outside(value));

const ground = record({ level: oneOf("reporter", "other"), code: nullable(key), words: text });
const mark = record({ at: key, from: count, to: count, ground: count });

const export_ = <K extends "case-file" | "package">(what: K) =>
  record({
    what: exactly(what),
    to: anybody,
    language,
    parts: list(oneOf(...PARTS), PARTS.length),
    contact: oneOf("with", "without"),
    letters: count,
    files: count,
  });
const readers = {
  "case-file": export_("case-file"),
  package: export_("package"),
  copy: record({
    what: exactly("copy"),
    to: outside,
    language,
    pieces: list(key, MOST_PIECES, 1),
    grounds: list(ground, MOST_MARKS),
    marks: list(mark, MOST_MARKS),
    reasons: text,
    appeal: text,
  }),
  disclosure: record({ what: exactly("disclosure"), to: outside, details: filled }),
} as const;

/** For the own work, or the archive inside. */
export type Inside = Read<typeof inside>;
/** Somebody outside, on which ground, and whether the reporter was told. */
export type Outside = Read<typeof outside>;
/** A case file or a package. */
export type ExportDeed = Read<(typeof readers)["case-file"]> | Read<(typeof readers)["package"]>;
/** A copy to hand out: what was picked of the case, and where it was masked on which ground; no word of what was masked. */
export type CopyDeed = Read<(typeof readers)["copy"]>;
/** Something that is handed out in another way than by a document of the desk's. */
export type DisclosureDeed = Read<(typeof readers)["disclosure"]>;
/** What left the desk. */
export type Deed = ExportDeed | CopyDeed | DisclosureDeed;
/** The kinds of it. */
export type DeedKind = Deed["what"];

/** A deed in its place. */
export interface DeedEntry {
  readonly entry: ShownEntry<BodyOf<"note">>;
  readonly deed: Deed;
}

/** The text of the note that a deed is. */
export function textOfDeed(deed: Deed): string {
  // Whether a note can hold it is asked before it is written.
  return `${HEAD}${writeJsonText(deed, Number.MAX_SAFE_INTEGER)}`;
}

/** The deed that a note's text is; null where it is a note like any other. */
export function deedIn(said: string): Deed | null {
  if (!said.startsWith(HEAD)) return null;
  try {
    const json = parseJsonText(said.slice(HEAD.length));
    const { what } = objectOf(json);
    if (typeof what !== "string" || !isKind(what)) return null;
    const deed = readers[what](json);
    return deed.what === "copy" && !isWhole(deed) ? null : deed;
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

/** The deed that an entry is; null where it is something else. */
export function deedOf(entry: Entry): Deed | null {
  if (entry.status !== "shown" || entry.body.kind !== "note") return null;
  const { refers, files, text: said } = entry.body;
  return refers === null && files.length === 0 ? deedIn(said) : null;
}

/** Every export and disclosure of a case that verified, in their order. */
export function deedsIn(internal: readonly Entry[]): readonly DeedEntry[] {
  return internal.flatMap((entry) => {
    const deed = deedOf(entry);
    return deed === null || entry.status !== "shown" || entry.body.kind !== "note" ? [] : [{ entry: entry as DeedEntry["entry"], deed }];
  });
}

/** Whom something is for, as somebody outside is told it: why a reporter was not told is for those who handle the case. */
export function discreet(to: Inside | Outside): Inside | Outside {
  return to.is === "inside" ? to : { ...to, withheld: "" };
}

/** The words that somebody wrote in a deed: what a search finds it by. */
export function wordsOfDeed(deed: Deed): readonly string[] {
  const whom = deed.to.is === "inside" ? [deed.to.purpose] : [deed.to.recipient, deed.to.basis, deed.to.withheld];
  const own = deed.what === "copy" ? [deed.reasons] : deed.what === "disclosure" ? [deed.details] : [];
  return [...whom, ...own].filter((each) => each !== "");
}

/** A mark of a copy in its place, without what it covers. */
export interface PlacedMark {
  /** The name of the paragraph or heading. */
  readonly at: string;
  readonly from: number;
  readonly to: number;
  readonly level: Level;
  readonly ground: Mark["ground"];
}

/** Marks as a deed holds them: each ground once. */
export function withGrounds(marks: ReadonlyMap<string, Marks>): Pick<CopyDeed, "grounds" | "marks"> {
  const grounds: CopyDeed["grounds"][number][] = [];
  const placed = [...marks].flatMap(([at, each]) =>
    each.map(({ from, to, level, ground: { code, words } }) => {
      const found = grounds.findIndex((one) => one.level === level && one.code === code && one.words === words);
      return { at, from, to, ground: found === -1 ? grounds.push({ level, code, words }) - 1 : found };
    }),
  );
  return { grounds, marks: placed };
}

/** The marks of a copy's deed, each with its ground. */
export function marksOf({ grounds, marks }: Pick<CopyDeed, "grounds" | "marks">): readonly PlacedMark[] {
  return marks.flatMap(({ at, from, to, ground: index }) => {
    const found = grounds[index];
    return found === undefined ? [] : [{ at, from, to, level: found.level, ground: { code: found.code, words: found.words } }];
  });
}

function isWhole({ grounds, marks }: CopyDeed): boolean {
  return marks.every(({ from, to, ground: index }) => from < to && index < grounds.length);
}

function isKind(what: string): what is DeedKind {
  return Object.hasOwn(readers, what);
}
