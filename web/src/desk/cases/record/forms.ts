/**
 * The forms that values of a record have, each with its reading and its writing. A value is text as it is sealed; there is
 * one way to write each, so that two values say the same exactly where they are the same text. Nothing is never written:
 * a term without a value is left out.
 */
import { parseCaseId, type CaseId } from "../../../sealing/case_id.ts";
import { parseDay, type Day } from "../../../sealing/day.ts";
import { parseMemberId, type MemberId } from "../../../sealing/id.ts";
import { asText, isShortText, isText } from "../../../sealing/text.ts";

/** A step of a scale of four, 1 the least. */
export type Scale = "1" | "2" | "3" | "4";

/** The steps, the least first. */
export const SCALE: readonly Scale[] = ["1", "2", "3", "4"];

/**
 * What each form holds:
 *
 * - `choice`: a code of a list; `choices`: several, sorted, joined by one space
 * - `scale`: 1 to 4; `day`: YYYY-MM-DD; `amount`: whole kronor in digits
 * - `line`: words on one line, at most 256 bytes; `text`: words in paragraphs
 * - `members`: ids, sorted, joined by one space; `cases`: the same in hex
 * - `tags`: lines, sorted, joined by LF
 */
export interface Values {
  readonly choice: string;
  readonly choices: readonly string[];
  readonly scale: Scale;
  readonly day: Day;
  readonly amount: number;
  readonly line: string;
  readonly text: string;
  readonly members: readonly MemberId[];
  readonly tags: readonly string[];
  readonly cases: readonly CaseId[];
}

/** The form of a term's value. */
export type Form = keyof Values;

/** What is wrong with what somebody typed. */
export type TypedProblem = "too-long" | "not-an-amount" | "not-a-day" | "too-many";

/** The most tags a case has: more say nothing. */
export const MOST_TAGS = 20;

const CODE = /^[a-z0-9-]{1,64}$/;
/** Kronor in at most 15 digits, which a number holds exactly. */
const AMOUNT = /^(0|[1-9][0-9]{0,14})$/;

interface Codec<T> {
  readonly read: (text: string) => T | null;
  readonly write: (value: T) => string;
}

const asIs = <T extends string>(read: (text: string) => T | null): Codec<T> => ({ read, write: (value) => value });
const only = (holds: (text: string) => boolean) => (text: string): string | null => (holds(text) ? text : null);

/** Several of a kind, each once, in order. */
function several<T extends string>(one: (text: string) => T | null, by: string): Codec<readonly T[]> {
  const write = (values: readonly T[]): string => [...new Set(values)].sort().join(by);
  const read = (text: string): readonly T[] | null => {
    const values = text.split(by).map(one);
    const all = values.filter((value) => value !== null);
    return all.length === values.length && write(all) === text ? all : null;
  };
  return { read, write };
}

const isLine = (text: string): boolean => isShortText(text) && text.trim() === text;
const tags = several(only(isLine), "\n");

const CODECS: { readonly [F in Form]: Codec<Values[F]> } = {
  choice: asIs(only((text) => CODE.test(text))),
  choices: several(only((text) => CODE.test(text)), " "),
  scale: asIs((text) => SCALE.find((step) => step === text) ?? null),
  day: asIs(parseDay),
  amount: { read: (text) => (AMOUNT.test(text) ? Number(text) : null), write: String },
  line: asIs(only(isLine)),
  text: asIs(only((text) => isText(text) && text.trim() === text && text !== "")),
  members: several(parseMemberId, " "),
  tags: { ...tags, read: (text) => bounded(tags.read(text)) },
  cases: several(parseCaseId, " "),
};

function bounded(read: readonly string[] | null): readonly string[] | null {
  return read !== null && read.length <= MOST_TAGS ? read : null;
}

/** The value that a text holds; null if it is none of that form, and is then kept as it is. */
export function readValue<F extends Form>(form: F, text: string): Values[F] | null {
  return CODECS[form].read(text);
}

/** The text of a value. */
export function writeValue<F extends Form>(form: F, value: Values[F]): string {
  return CODECS[form].write(value);
}

/** What somebody typed or chose, as it is sealed: "" for nothing, or what is wrong with it. */
export function valueTyped(form: Form, typed: string): { readonly value: string } | { readonly problem: TypedProblem } {
  const value = asWritten(form, typed);
  if (value === "" || CODECS[form].read(value) !== null) return { value };
  switch (form) {
    case "amount":
      return { problem: "not-an-amount" };
    case "day":
      return { problem: "not-a-day" };
    case "tags":
      return { problem: value.split("\n").length > MOST_TAGS ? "too-many" : "too-long" };
    default:
      return { problem: "too-long" };
  }
}

function asWritten(form: Form, typed: string): string {
  switch (form) {
    case "line":
      return onOneLine(typed);
    case "text":
      return asText(typed).trim();
    case "amount":
      return typed.replaceAll(/\s|kr$|:-$/giu, "").replace(/^0+(?=\d)/, "");
    case "tags":
      return [...new Set(typed.split("\n").map(onOneLine).filter((tag) => tag !== ""))].sort().join("\n");
    default:
      return typed;
  }
}

/** Words on one line. */
export function onOneLine(typed: string): string {
  return asText(typed).replaceAll("\n", " ").trim();
}
