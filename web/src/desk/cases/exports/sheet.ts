/**
 * What a document says, without its looks: made once, then drawn on the page to be printed and written as a file, so that
 * both say the same. Text is text: nothing that somebody wrote becomes markup anywhere.
 */
import type { Locale } from "../../words.ts";

/** What stands where something was masked: bars of one and the same width, and the ground. What was there is not known here. */
export interface Bar {
  readonly ground: string;
}

/** Words, and bars between them. */
export type Line = readonly (string | Bar)[];

/** A part of a document. */
export type Block =
  | { readonly is: "title"; readonly text: string }
  | { readonly is: "heading"; readonly level: 2 | 3; readonly text: string }
  /** A paragraph; `said` where somebody else than the one who made the document says it. */
  | { readonly is: "words"; readonly line: Line; readonly said: boolean }
  | { readonly is: "facts"; readonly facts: readonly Fact[] }
  | { readonly is: "list"; readonly items: readonly string[] }
  | { readonly is: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: "warning"; readonly text: string }
  | { readonly is: "small"; readonly text: string }
  /** What follows begins on a page of its own when it is printed. */
  | { readonly is: "leaf" };

/** Something and what it is. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** A document. */
export interface Sheet {
  readonly title: string;
  readonly language: Locale;
  readonly blocks: readonly Block[];
}

/** What a bar is drawn with: characters, which every printer prints, where a background would be left out. */
export const BAR = "█".repeat(8);

/** A bar in words. */
export function barInWords({ ground }: Bar): string {
  return `${BAR} [${ground}]`;
}

/** A line as plain text. */
export function lineInWords(line: Line): string {
  return line.map((run) => (typeof run === "string" ? run : barInWords(run))).join("");
}

/** What somebody wrote, in its paragraphs. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
}

/** A text that somebody wrote, as paragraphs of a document. */
export function saidIn(text: string): readonly Block[] {
  return paragraphsOf(text).map((paragraph) => ({ is: "words", line: [paragraph], said: true }));
}
