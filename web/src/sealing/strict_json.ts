/**
 * I-JSON (RFC 7493), strictly: what JSON.parse lets pass and readers could understand in two ways is refused. No BOM,
 * no duplicate names, no lone surrogates, no numbers but integers from 0 to 2^53−1 in their one spelling, no bytes that
 * are not UTF-8, no more than 32 levels, no more than 1 MiB. Noncharacters (U+FFFF and its like), which RFC 7493 forbids
 * as well, are let through: a report that holds one by accident must not be lost.
 */
import { SealingError } from "./failure.ts";
import { utf8 } from "./encoding.ts";

/** A JSON value; numbers are integers from 0 to 2^53−1. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. It has no prototype, so that every name in it was written there. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * Why JSON is refused.
 *
 * - `encoding`: not UTF-8, or begun by a BOM
 * - `syntax`: not JSON
 * - `duplicate`: a name that stands twice in one object
 * - `surrogate`: a lone surrogate in a string
 * - `number`: anything but an integer from 0 to 2^53−1 in its one spelling
 * - `depth`: more than {@link MAX_DEPTH} arrays and objects within one another
 * - `length`: more than {@link MAX_JSON} bytes
 */
export type JsonErrorKind = "encoding" | "syntax" | "duplicate" | "surrogate" | "number" | "depth" | "length";

const MESSAGES: Readonly<Record<JsonErrorKind, string>> = {
  encoding: "not UTF-8 without a byte order mark",
  syntax: "not JSON",
  duplicate: "a name stands twice in an object",
  surrogate: "a lone surrogate stands in a string",
  number: "a number is not an integer from 0 to 2^53-1",
  depth: "nested too deeply",
  length: "the document is too long",
};

/** JSON that is refused. */
export class JsonError extends SealingError<JsonErrorKind> {
  constructor(kind: JsonErrorKind) {
    super("JsonError", kind, MESSAGES[kind]);
  }
}

/** Most arrays and objects within one another. */
export const MAX_DEPTH = 32;

/** Most bytes of a document: an envelope holds no more. */
export const MAX_JSON = 1_048_576;

/**
 * Reads one JSON value, with white space around it allowed (envelopes end with it).
 *
 * @throws {@link JsonError}
 */
export function parseJson(bytes: Uint8Array): Json {
  if (bytes.length > MAX_JSON) throw new JsonError("length");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new JsonError("encoding");
  }
  return parseJsonText(text);
}

/**
 * As {@link parseJson}, of text that is in a string already.
 *
 * @throws {@link JsonError}
 */
export function parseJsonText(text: string): Json {
  if (isLonger(text, MAX_JSON)) throw new JsonError("length");
  if (text.startsWith("\uFEFF")) throw new JsonError("encoding");
  if (LONE_SURROGATE.test(text)) throw new JsonError("surrogate");
  return new Parser(text).whole();
}

/**
 * Writes a value so that {@link parseJson} reads it.
 *
 * @throws {@link JsonError} when it holds what strict JSON cannot
 */
export function writeJson(value: Json): Uint8Array<ArrayBuffer> {
  return utf8(writeJsonText(value));
}

/**
 * As {@link writeJson}, to a string.
 *
 * @param most - bytes that it may take, where it is no document but carries a sealed one, as a request does
 * @throws {@link JsonError}
 */
export function writeJsonText(value: Json, most = MAX_JSON): string {
  check(value, MAX_DEPTH);
  const text = JSON.stringify(value);
  if (isLonger(text, most)) throw new JsonError("length");
  return text;
}

/** Refuses a value that a strict reader would, at most so many levels deep. */
function check(value: Json, levels: number): void {
  if (typeof value === "string") {
    if (LONE_SURROGATE.test(value)) throw new JsonError("surrogate");
  } else if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || value < 0) throw new JsonError("number");
  } else if (typeof value === "object" && value !== null) {
    if (levels === 0) throw new JsonError("depth");
    for (const [name, part] of Object.entries<Json>(value)) {
      check(name, levels);
      check(part, levels - 1);
    }
  }
}

/** Whether a text takes more bytes. A UTF-16 unit takes three at most: most texts need no measuring. */
function isLonger(text: string, most: number): boolean {
  return text.length > most / 3 && utf8(text).length > most;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const SPACE = /[ \t\n\r]*/y;
// Up to the first character that means something: most of a report is one such run.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const INTEGER = /(?:0|[1-9]\d*)(?![\d.eE])/y;

/** The characters of a string that has escapes: in strings, JSON.parse is as strict as RFC 8259. */
function unescaped(written: string): string {
  let text: string;
  try {
    text = JSON.parse(`"${written}"`) as string;
  } catch {
    throw new JsonError("syntax");
  }
  // Only an escape can write one, for the whole text has none; two escapes may make a pair.
  if (LONE_SURROGATE.test(text)) throw new JsonError("surrogate");
  return text;
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Json {
    const value = this.#value();
    if (this.#at < this.#text.length) throw new JsonError("syntax");
    return value;
  }

  /** One value with the white space before and after it. */
  #value(): Json {
    this.#skipSpace();
    const value = this.#bareValue();
    this.#skipSpace();
    return value;
  }

  #bareValue(): Json {
    switch (this.#text[this.#at]) {
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#array());
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #nested<T>(read: () => T): T {
    if (this.#depth === MAX_DEPTH) throw new JsonError("depth");
    this.#depth += 1;
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonObject {
    // A name of __proto__ is a name like any other where there is no prototype.
    const object = Object.create(null) as Record<string, Json>;
    this.#skipSpace();
    if (this.#took("}")) return object;
    do {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') throw new JsonError("syntax");
      const name = this.#string();
      if (name in object) throw new JsonError("duplicate");
      this.#skipSpace();
      this.#take(":");
      object[name] = this.#value();
    } while (this.#took(","));
    this.#take("}");
    return object;
  }

  #array(): Json[] {
    const array: Json[] = [];
    this.#skipSpace();
    if (this.#took("]")) return array;
    do array.push(this.#value());
    while (this.#took(","));
    this.#take("]");
    return array;
  }

  #string(): string {
    this.#take('"');
    const from = this.#at;
    this.#skip(PLAIN);
    const escaped = this.#text[this.#at] === "\\";
    if (escaped) this.#at = this.#endFrom(this.#at);
    this.#take('"');
    const written = this.#text.slice(from, this.#at - 1);
    return escaped ? unescaped(written) : written;
  }

  /** Where the quotation mark stands that ends a string: the first that no escape has. */
  #endFrom(at: number): number {
    for (let end = this.#text.indexOf('"', at); end >= 0; end = this.#text.indexOf('"', end + 1)) {
      let before = end;
      while (before > at && this.#text[before - 1] === "\\") before -= 1;
      if ((end - before) % 2 === 0) return end;
    }
    throw new JsonError("syntax");
  }

  #number(): number {
    const first = this.#text[this.#at] ?? "";
    if (!/[-\d]/.test(first)) throw new JsonError("syntax");
    const from = this.#at;
    this.#skip(INTEGER);
    const value = from === this.#at ? Number.NaN : Number(this.#text.slice(from, this.#at));
    if (!Number.isSafeInteger(value)) throw new JsonError("number");
    return value;
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw new JsonError("syntax");
    this.#at += word.length;
    return value;
  }

  /** Moves past white space, of which there mostly is none. */
  #skipSpace(): void {
    if (this.#text.charCodeAt(this.#at) <= 0x20) this.#skip(SPACE);
  }

  /** Moves past what a sticky pattern matches here. */
  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
  }

  #took(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(character: string): void {
    if (!this.#took(character)) throw new JsonError("syntax");
  }
}
