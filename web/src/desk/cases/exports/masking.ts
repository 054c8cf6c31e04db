/**
 * Masking: which passages of a text are not handed out, and on which ground. A copy is made of what is left: what was masked
 * never gets into it, and a bar tells neither how long it was nor of how many words.
 */
import type { Phrase, Words } from "../../words.ts";
import type { Line } from "./sheet.ts";

/**
 * How strong the secrecy of a passage is:
 *
 * - `reporter`: it can show who the reporter is, and is never handed out
 * - `other`: it concerns somebody else, and is assessed each time
 */
export type Level = "reporter" | "other";

/** Grounds to choose among, beside own words. */
export const GROUNDS: ReadonlyMap<string, Phrase> = new Map([
  ["osl-32-3b", "export-ground-osl-32-3b"],
  ["osl-17-3b", "export-ground-osl-17-3b"],
  ["vbl-9-1", "export-ground-vbl-9-1"],
] as const);

/** A ground: one of {@link GROUNDS}, or own words. */
export interface Ground {
  readonly code: string | null;
  readonly words: string;
}

/** What a ground is called; its own words where it has them. */
export function groundInWords({ code, words }: Ground, { say }: Words): string {
  const phrase = code === null ? undefined : GROUNDS.get(code);
  return phrase === undefined ? words : say(phrase);
}

/** A passage that is masked: from one UTF-16 place of its text up to another. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly level: Level;
  readonly ground: Ground;
}

/** Where a text is masked: in order, none over another. */
export type Marks = readonly Mark[];

/**
 * Masks a passage too. Where it lies over others it becomes one with them: nothing that was masked is laid bare by it, and
 * what can show who the reporter is stays that.
 */
export function withMark(marks: Marks, mark: Mark): Marks {
  if (mark.from >= mark.to) return marks;
  const touched = marks.filter(({ from, to }) => from < mark.to && mark.from < to);
  const all = [mark, ...touched];
  const strongest = all.find(({ level }) => level === "reporter") ?? mark;
  const one: Mark = {
    ...strongest,
    from: Math.min(...all.map(({ from }) => from)),
    to: Math.max(...all.map(({ to }) => to)),
  };
  return [...marks.filter((each) => !touched.includes(each)), one].sort((before, after) => before.from - after.from);
}

/** Lays bare what is masked at a place. */
export function withoutMarkAt(marks: Marks, at: number): Marks {
  return marks.filter(({ from, to }) => at < from || at >= to);
}

/**
 * The marks of texts that are told in another language: what the words of a form's answer became is masked whole, for the
 * places of a passage in the one are none in the other. What is not among the texts keeps its marks.
 *
 * @param before - all texts that can be marked, by name
 * @param after - the same as they are told now
 */
export function carriedOver(
  marks: ReadonlyMap<string, Marks>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ReadonlyMap<string, Marks> {
  return new Map(
    [...marks].map(([name, each]) => {
      const text = after.get(name);
      const gravest = each.find(({ level }) => level === "reporter") ?? each[0];
      const isSame = text === undefined || text === "" || text === before.get(name);
      return [name, gravest === undefined || isSame ? each : [{ ...gravest, from: 0, to: text.length }]];
    }),
  );
}

/** Whether any of a passage is masked. */
export function isMasked(marks: Marks, from: number, to: number): boolean {
  return marks.some((mark) => mark.from < to && from < mark.to);
}

/** What a text says with its passages masked. Marks of one ground with nothing but spaces between them are one bar. */
export function maskedLine(text: string, marks: Marks, words: Words): Line {
  const line: (Line[number])[] = [];
  let at = 0;
  let before: string | null = null;
  for (const { from, to, ground } of marks) {
    const between = text.slice(at, from);
    const said = groundInWords(ground, words);
    const isOne = before === said && between.trim() === "";
    if (!isOne) {
      if (between !== "") line.push(between);
      line.push({ ground: said });
    }
    before = said;
    at = to;
  }
  const rest = text.slice(at);
  return rest === "" ? line : [...line, rest];
}

/** A word of a text and where it stands. */
export interface Word {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The words of a text, with the marks that stand at them. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(/\S+/g)].map((found) => ({ from: found.index, to: found.index + found[0].length, text: found[0] }));
}

/** What a suggestion looks like. */
export type Likeness = "mail" | "phone" | "number" | "word";

/** A passage that somebody may want to mask. */
export interface Suggestion extends Word {
  readonly like: Likeness;
}

/** Suggestions of one paragraph: more nobody goes through, and a text made to have many would hold up the page. */
const MOST_SUGGESTED = 300;

const PATTERNS: readonly (readonly [Likeness, RegExp])[] = [
  ["mail", /[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]{1,190}\.[^\s@<>"(),;:.]{2,24}/gu],
  ["number", /(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)/g],
  ["phone", /(?<![\d+])(?:\+|00)?\d[\d ()/.-]{5,18}\d(?!\d)/g],
];

/**
 * Passages of a text that look like what shows who somebody is: addresses of mail, telephone numbers, personal identity numbers,
 * and words that somebody looks for, such as a name. None is masked by itself.
 */
export function suggestionsIn(text: string, wanted: readonly string[]): readonly Suggestion[] {
  const found: Suggestion[] = [];
  const words = wanted.map((word) => ["word", new RegExp(escapedPattern(word), "giu")] as const);
  for (const [like, pattern] of [...PATTERNS, ...words]) {
    for (const { index: from, 0: passage } of text.matchAll(pattern)) {
      if (found.length >= MOST_SUGGESTED) break;
      const to = from + passage.length;
      if (!found.some((each) => each.from < to && from < each.to)) found.push({ like, from, to, text: passage });
    }
  }
  return found.filter(({ like, text: passage }) => like !== "phone" || !isDay(passage)).sort((one, other) => one.from - other.from);
}

/** A day looks like a telephone number and is none. */
function isDay(passage: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(passage.trim());
}

function escapedPattern(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Letters from which on a masked passage is looked for elsewhere: shorter ones are found in every text. */
const LEAST_LOOKED_FOR = 4;

/** Masked passages that stand unmasked in what is left: somebody may have masked a name once and forgotten it elsewhere. */
export function leftOvers(texts: readonly (readonly [text: string, marks: Marks])[], others: readonly string[]): readonly string[] {
  const masked = new Set<string>();
  const bare: string[] = [...others];
  for (const [text, marks] of texts) {
    let at = 0;
    for (const { from, to } of marks) {
      const passage = text.slice(from, to).trim();
      if (passage.length >= LEAST_LOOKED_FOR) masked.add(passage);
      bare.push(text.slice(at, from));
      at = to;
    }
    bare.push(text.slice(at));
  }
  const left = bare.map((text) => text.toLowerCase());
  return [...masked].filter((passage) => left.some((text) => text.includes(passage.toLowerCase())));
}
