/**
 * Placeholders of templates: names in braces, on one line. Those that the desk knows it fills in from what verified; the
 * rest are blanks for whoever writes. A letter in which one is left is not sent.
 */
import type { Phrase, Words } from "../../words.ts";

/** What the desk can fill in. */
export const FIELDS = ["reference", "organisation", "title", "received", "feedback-by"] as const;
/** One of them. */
export type Field = (typeof FIELDS)[number];
/** What each is; null where it is not known for certain. */
export type FieldValues = Readonly<Record<Field, string | null>>;

const NAMES: Readonly<Record<Field, Phrase>> = {
  reference: "template-field-reference",
  organisation: "template-field-organisation",
  title: "template-field-title",
  received: "template-field-received",
  "feedback-by": "template-field-feedback-by",
};

const PLACEHOLDER = /\{([^{}\n]{1,200})\}/gu;

/** A piece of a template: plain words, or a placeholder with its braces. */
export interface Piece {
  readonly text: string;
  readonly isBlank: boolean;
}

/** A field as it stands in a template. */
export function placeholderOf(field: Field, { say }: Words): string {
  return `{${say(NAMES[field])}}`;
}

/** A template with every field filled in that is known; the others stay as they are. */
export function filledIn(template: string, values: FieldValues, words: Words): string {
  const known = new Map(FIELDS.map((field) => [placeholderOf(field, words), values[field]] as const));
  return template.replace(PLACEHOLDER, (placeholder) => known.get(placeholder) ?? placeholder);
}

/** The placeholders that are left in a text, each once, with their braces. */
export function blanksIn(text: string): readonly string[] {
  return [...new Set(piecesOf(text).flatMap((piece) => (piece.isBlank ? [piece.text] : [])))];
}

/** Where the first placeholder of a text stands; null if there is none. */
export function firstBlankIn(text: string): { readonly from: number; readonly to: number } | null {
  const from = text.search(PLACEHOLDER);
  return from < 0 ? null : { from, to: text.indexOf("}", from) + 1 };
}

/** A text, cut into plain words and placeholders. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(PLACEHOLDER)) {
    if (index > at) pieces.push({ text: text.slice(at, index), isBlank: false });
    pieces.push({ text: found, isBlank: true });
    at = index + found.length;
  }
  return at < text.length ? [...pieces, { text: text.slice(at), isBlank: false }] : pieces;
}
