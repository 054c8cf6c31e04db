/** Searching what index entries hold: which words, in which rows, and where in a text they stand. */
import type { CaseView } from "./view.ts";

/** What searching goes through: what a member may read in the case, its tags, and its reference in both spellings. */
export function haystackOf(view: CaseView): string {
  const { title, words, further, reference, record } = view;
  const folded = fold([reference, reference.replaceAll("-", ""), title, ...record.tags, words].join(" "));
  return further === "" ? folded : `${folded} ${further}`;
}

/** Whether a word that was searched for stands further back in a case than what an excerpt could be taken from. */
export function isFurtherBack({ further }: Pick<CaseView, "further">, wanted: readonly string[]): boolean {
  return wanted.some((word) => further.includes(word));
}

/** The words of a search; every one of them must be found. */
export function wordsOf(search: string): readonly string[] {
  return fold(search)
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** Text as it is compared: in lower case and one spelling of each letter; å, ä and ö stay letters of their own. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** A piece of a text, and whether it is one that was searched for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A place in a text: from its first UTF-16 unit to the one after its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where any of those words stands in a text, from its beginning on, none over another; `text` is in NFC. */
export function spansOf(text: string, wanted: readonly string[]): readonly Span[] {
  const lower = text.toLowerCase();
  // Where lower case has another length, places would not fit.
  if (wanted.length === 0 || lower.length !== text.length) return [];
  const spans: Span[] = [];
  const next = wanted.map((word) => lower.indexOf(word));
  for (let at = 0; ; ) {
    let best: Span | null = null;
    for (const [index, word] of wanted.entries()) {
      let from = next[index] ?? -1;
      if (from >= 0 && from < at) next[index] = from = lower.indexOf(word, at);
      // Of two words that begin together the longer one.
      if (from >= 0 && (best === null || from < best.from || (from === best.from && from + word.length > best.to))) {
        best = { from, to: from + word.length };
      }
    }
    if (best === null) return spans;
    spans.push(best);
    at = best.to;
  }
}

/** A text in pieces, so that what was searched for can be marked; together they are the text in NFC. */
export function piecesOf(text: string, wanted: readonly string[]): readonly Piece[] {
  const whole = text.normalize("NFC");
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of spansOf(whole, wanted)) {
    if (from > at) pieces.push({ text: whole.slice(at, from), found: false });
    pieces.push({ text: whole.slice(from, to), found: true });
    at = to;
  }
  if (at < whole.length) pieces.push({ text: whole.slice(at), found: false });
  return pieces;
}

/** Characters of an excerpt before what was found, and after it. */
const EXCERPT_BEFORE = 28;
const EXCERPT_AFTER = 60;

/** A line around the first place in the words of a case where one of those is found; null if only elsewhere. */
export function excerptOf(words: string, wanted: readonly string[]): string | null {
  const text = words.normalize("NFC");
  const lower = text.toLowerCase();
  // Where lower case has another length, places would not fit.
  if (lower.length !== text.length) return null;
  const places = wanted.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  if (places.length === 0) return null;
  const at = Math.min(...places);
  const from = at <= EXCERPT_BEFORE ? 0 : wordBefore(text, at);
  const to = wordAfter(text, Math.min(text.length, at + EXCERPT_AFTER));
  const line = text.slice(from, to).replaceAll(/\s+/g, " ").trim();
  return `${from > 0 ? "… " : ""}${line}${to < text.length ? " …" : ""}`;
}

/** Where the excerpt begins: with a word if one begins near, and never within a pair of surrogates. */
function wordBefore(text: string, at: number): number {
  const space = text.slice(at - EXCERPT_BEFORE, at).search(/\s/);
  if (space >= 0) return at - EXCERPT_BEFORE + space + 1;
  return isLow(text, at - EXCERPT_BEFORE) ? at - EXCERPT_BEFORE + 1 : at - EXCERPT_BEFORE;
}

/** Where it ends: with the word that it is in, unless that is a long one. */
function wordAfter(text: string, at: number): number {
  const rest = text.slice(at, at + EXCERPT_BEFORE).search(/\s/);
  if (rest >= 0) return at + rest;
  return isLow(text, at) ? at + 1 : at;
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
