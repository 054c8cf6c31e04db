/** Codes: random keys that people can read, type and say, with a check symbol that tells their types apart. */
import { SealingError } from "./failure.ts";
import { systemRandom, type Random } from "./random.ts";
import { Secret } from "./secret.ts";

/** Random bytes in a code. */
export const CODE_BYTES = 15;

/** The number of each type of code, from which its check symbol starts. */
const TYPE_NUMBERS = {
  case: 0,
  "vault-recovery": 1,
  "owner-fingerprint": 2,
  invitation: 3,
  "channel-recovery": 4,
} as const;

/**
 * What a secret code is for:
 *
 * - `case`: a reporter's way back to their case, and everything they hold
 * - `vault-recovery`: opens a vault when passphrase and passkeys are lost
 * - `invitation`: lets somebody join a channel
 * - `channel-recovery`: opens a channel's cases when every handler is gone; kept offline
 */
export type CodeType = Exclude<keyof typeof TYPE_NUMBERS, "owner-fingerprint">;

/** A secret code, typed by what it is for. Shown by {@link writeCode} alone. */
export type Code<Type extends CodeType> = Secret<Type>;

/** A reporter's case code. */
export type CaseCode = Code<"case">;

declare const fingerprint: unique symbol;

/**
 * The fingerprint of a channel's owner key, five groups of five symbols. Public: it stands on posters and in links.
 */
export type OwnerFingerprint = string & { readonly [fingerprint]: true };

/**
 * Why text is no code of the wanted type; a page can say from it what to mend.
 *
 * - `symbol`: `at` is the place, from 1 and counted without what reading drops, of a symbol that no code has
 * - `length`: `at` is how many symbols there are instead of 25
 * - `check`: all symbols are there but do not belong together: mistyped, or a code of another type
 */
export type CodeErrorKind = "symbol" | "length" | "check";

const MESSAGES: Readonly<Record<CodeErrorKind, string>> = {
  symbol: "a symbol is in no code",
  length: "a code has 25 symbols",
  check: "the check symbol does not fit",
};

/** Text is no code of the wanted type. */
export class CodeError extends SealingError<CodeErrorKind> {
  /** See {@link CodeErrorKind}; 0 for `check`. */
  readonly at: number;

  constructor(kind: CodeErrorKind, at = 0) {
    super("CodeError", kind, MESSAGES[kind]);
    this.at = at;
  }
}

/** Crockford's base 32: a symbol's value is its place. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DATA_SYMBOLS = (CODE_BYTES * 8) / 5;
const SYMBOLS = DATA_SYMBOLS + 1;
const GROUP = 5;

/**
 * What reading drops anywhere: Unicode's white space, hyphens and dashes, characters without width. JavaScript's \s
 * is another set, so that each character stands here; the same list stands in the vectors.
 */
const DROPPED =
  /[\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\-\xAD\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D\u180E\u200B-\u200F\u2060\uFEFF]/g;

/** Draws a new code. */
export function newCode<Type extends CodeType>(type: Type, random: Random = systemRandom): Code<Type> {
  return new Secret(type, random(CODE_BYTES));
}

/**
 * Reads a code that somebody typed or scanned: lower case, O for 0, I and L for 1 are taken.
 *
 * @throws {@link CodeError}
 */
export function readCode<Type extends CodeType>(type: Type, text: string): Code<Type> {
  return new Secret(type, readSymbols(TYPE_NUMBERS[type], text));
}

/** The code as shown, in five groups of five. The text cannot be wiped: show it and let go of it. */
export function writeCode(code: Code<CodeType>): string {
  return writeSymbols(TYPE_NUMBERS[code.of], code.expose());
}

/** The fingerprint whose 15 bytes are the beginning of `digest`. */
export function writeFingerprint(digest: Uint8Array): OwnerFingerprint {
  return writeSymbols(TYPE_NUMBERS["owner-fingerprint"], digest.subarray(0, CODE_BYTES)) as OwnerFingerprint;
}

/**
 * Reads a fingerprint from a link or as typed, as tolerantly as any code; in the one spelling, so that two are
 * compared by `===`.
 *
 * @throws {@link CodeError}
 */
export function readFingerprint(text: string): OwnerFingerprint {
  return writeFingerprint(readSymbols(TYPE_NUMBERS["owner-fingerprint"], text));
}

/**
 * The first symbols of some bytes in the codes' alphabet, most significant bit first: for references, which have no
 * check symbol. There must be five bytes or more for every eight symbols begun.
 */
export function leadingSymbols(bytes: Uint8Array, count: number): string {
  return [...toSymbols(bytes).subarray(0, count)].map((symbol) => ALPHABET.charAt(symbol)).join("");
}

function writeSymbols(typeNumber: number, bytes: Uint8Array): string {
  const data = toSymbols(bytes);
  const symbols = [...data, checkSymbol(typeNumber, data)].map((symbol) => ALPHABET.charAt(symbol));
  data.fill(0);
  const groups = [];
  for (let i = 0; i < SYMBOLS; i += GROUP) groups.push(symbols.slice(i, i + GROUP).join(""));
  return groups.join("-");
}

function readSymbols(typeNumber: number, text: string): Uint8Array<ArrayBuffer> {
  // By code points, so that a symbol beyond the first plane counts as the one that it is.
  const symbols = Array.from(text.replace(DROPPED, ""), symbolValue);
  const wrong = symbols.indexOf(-1);
  if (wrong >= 0) throw new CodeError("symbol", wrong + 1);
  if (symbols.length !== SYMBOLS) throw new CodeError("length", symbols.length);
  const data = Uint8Array.from(symbols.slice(0, DATA_SYMBOLS));
  if (checkSymbol(typeNumber, data) !== symbols[DATA_SYMBOLS]) throw new CodeError("check");
  const bytes = fromSymbols(data);
  data.fill(0);
  return bytes;
}

/** The value of a character by the tolerant reading, or -1. */
function symbolValue(character: string): number {
  // Only ASCII letters have another case here: ſ and ı would otherwise become S and I.
  const upper = /^[a-z]$/.test(character) ? character.toUpperCase() : character;
  if (upper === "O") return 0;
  if (upper === "I" || upper === "L") return 1;
  return upper.length === 1 ? ALPHABET.indexOf(upper) : -1;
}

/** The Damm check symbol over GF(32): interim = 2·(interim XOR symbol), beginning with the type's number. */
function checkSymbol(typeNumber: number, symbols: Uint8Array): number {
  return symbols.reduce((interim, symbol) => double(interim ^ symbol), typeNumber);
}

/** Multiplies by 2 in GF(32) with the polynomial x^5 + x^2 + 1. */
function double(element: number): number {
  const doubled = element << 1;
  return (doubled & 0b10_0000) === 0 ? doubled : doubled ^ 0b10_0101;
}

/** Eight symbols of five bits for every five bytes, most significant first. */
function toSymbols(bytes: Uint8Array): Uint8Array {
  return regroup(bytes, 8, 5);
}

function fromSymbols(symbols: Uint8Array): Uint8Array<ArrayBuffer> {
  return regroup(symbols, 5, 8);
}

/** Cuts a stream of `from`-bit values into `to`-bit values; bits that do not fill one are left out. */
function regroup(values: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  const regrouped = new Uint8Array(Math.floor((values.length * from) / to));
  let at = 0;
  let pending = 0;
  let bits = 0;
  for (const value of values) {
    pending = (pending << from) | value;
    bits += from;
    while (bits >= to) {
      bits -= to;
      regrouped[at] = pending >>> bits;
      at += 1;
      pending &= (1 << bits) - 1;
    }
  }
  return regrouped;
}

/** Whether those are the last five symbols of a written code, read as tolerantly as a whole one: that it was kept. */
export function isLastGroup(type: CodeType, code: string, typed: string): boolean {
  try {
    const read = readCode(type, code.slice(0, -GROUP) + typed);
    const written = writeCode(read);
    read.wipe();
    return written === code;
  } catch (error) {
    if (error instanceof CodeError) return false;
    throw error;
  }
}
