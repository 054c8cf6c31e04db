/**
 * Readers of strict JSON: each takes a parsed value and returns it typed, or refuses.
 *
 * PROTOCOL.md section 3: every name of a schema is required and no other is allowed, so a record has exactly its
 * names. A reader never coerces and never quotes what it refused: the value may be a reporter's words.
 */

import { SealingError } from "./failure.ts";
import type { Json, JsonObject } from "./strict_json.ts";
import { isShortText, isText } from "./text.ts";

/** What a value failed to be. */
export type SchemaErrorKind = "type" | "missing-name" | "unknown-name" | "range";

const MESSAGES: Readonly<Record<SchemaErrorKind, string>> = {
  type: "a value of another type",
  "missing-name": "a name is missing",
  "unknown-name": "a name that does not belong there",
  range: "a value that is not allowed",
};

/** A value that a schema refuses. */
export class SchemaError extends SealingError<SchemaErrorKind> {
  /** The names that lead to the value; it holds no part of the value itself. */
  readonly where: string;

  constructor(kind: SchemaErrorKind, where = "") {
    super("SchemaError", kind, where === "" ? MESSAGES[kind] : `${MESSAGES[kind]}: ${where}`);
    this.where = where;
  }
}

/** Reads a value as `T` or throws a {@link SchemaError}. */
export type Reader<T> = (value: Json) => T;

/** The type that a reader gives. */
export type Read<R> = R extends Reader<infer T> ? T : never;

/** What was thrown, with the name under which it happened. */
function within(name: string, thrown: unknown): unknown {
  if (!(thrown instanceof SchemaError)) return thrown;
  return new SchemaError(thrown.kind, thrown.where === "" ? name : `${name}.${thrown.where}`);
}

/** Exactly one value, such as a kind or a version. */
export function exactly<const T extends string | number | null>(wanted: T): Reader<T> {
  return (value) => {
    if (value !== wanted) throw new SchemaError("type");
    return wanted;
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Reader<T> {
  return (value) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new SchemaError("type");
    return found;
  };
}

/** A whole number from 0 to 2^53−1; strict JSON has let no other number through. */
export const count: Reader<number> = (value) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new SchemaError("type");
  return value;
};

/** Any string; what section 3 says of text is checked by {@link text}. */
export const string: Reader<string> = (value) => {
  if (typeof value !== "string") throw new SchemaError("type");
  return value;
};

/** A string that a pattern or a parser accepts, given the type that it then has. */
export function parsed<T>(parse: (value: string) => T | null): Reader<T> {
  return (value) => {
    const result = parse(string(value));
    if (result === null) throw new SchemaError("range");
    return result;
  };
}

/** Words somebody wrote. NFC is their writer's duty and is not checked. */
export const text: Reader<string> = parsed((value) => (isText(value) ? value : null));

/** A title or a name. */
export const shortText: Reader<string> = parsed((value) => (isShortText(value) ? value : null));

/** A list of at most `most` values and at least `least`, each of which the reader takes. */
export function list<T>(reader: Reader<T>, most: number, least = 0): Reader<readonly T[]> {
  return (value) => {
    if (!isArray(value)) throw new SchemaError("type");
    if (value.length > most || value.length < least) throw new SchemaError("range");
    return value.map((each, index) => {
      try {
        return reader(each);
      } catch (error) {
        throw within(String(index), error);
      }
    });
  };
}

/** Null, or what the reader takes. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value) => (value === null ? null : reader(value));
}

/** An object of exactly these names. */
export function record<F extends Record<string, Reader<unknown>>>(
  fields: F,
): Reader<{ readonly [K in keyof F]: Read<F[K]> }> {
  const names = Object.keys(fields);
  return (value) => {
    const object = objectOf(value);
    for (const name of Object.keys(object)) if (!Object.hasOwn(fields, name)) throw new SchemaError("unknown-name");
    const result: Record<string, unknown> = {};
    for (const name of names) {
      const field = object[name];
      if (field === undefined) throw new SchemaError("missing-name", name);
      const reader = fields[name];
      try {
        if (reader !== undefined) result[name] = reader(field);
      } catch (error) {
        throw within(name, error);
      }
    }
    return result as { readonly [K in keyof F]: Read<F[K]> };
  };
}

/** The value as an object, whatever its names. */
export function objectOf(value: Json): JsonObject {
  if (typeof value !== "object" || value === null || isArray(value)) throw new SchemaError("type");
  return value;
}

/** As Array.isArray, which does not tell readonly arrays from objects. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
