/**
 * The reference of a file: what an envelope says of it, and all that is needed to open it (PROTOCOL.md section 5).
 * How the file itself is padded, sealed and digested is no concern of an envelope's.
 */

import { parseDigest } from "./digest.ts";
import { parseFileId } from "./id.ts";
import { parseIdentity } from "./identity.ts";
import { count, list, parsed, record, SchemaError, type Read, type Reader } from "./schema.ts";

/** The most files one envelope refers to. */
export const MOST_FILES = 100;

/** The most bytes of UTF-8 in a file's name. */
export const MOST_NAME_BYTES = 255;

// Control characters and lone surrogates, and what turns the direction of writing, so that no name looks like another.
const REFUSED_IN_NAME = /[\p{Cc}\p{Cs}/\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const TYPE = /^[!-~]{1,127}$/;

/** Whether a file may have this name. */
export function isFileName(name: string): boolean {
  const bytes = new TextEncoder().encode(name).length;
  return bytes > 0 && bytes <= MOST_NAME_BYTES && name !== "." && name !== ".." && !REFUSED_IN_NAME.test(name);
}

/** A name that a file may have, as like as can be to the one it had on its sender's computer. */
export function asFileName(name: string): string {
  const kept = Array.from(name.normalize("NFC")).filter((character) => !REFUSED_IN_NAME.test(character));
  while (new TextEncoder().encode(kept.join("")).length > MOST_NAME_BYTES) {
    // The end of a name says what it is, so what is too much goes from the middle.
    kept.splice(Math.floor(kept.length / 2), 1);
  }
  const result = kept.join("");
  return isFileName(result) ? result : "file";
}

/** Whether a file may have this media type. */
export function isFileType(type: string): boolean {
  return TYPE.test(type);
}

/**
 * Reads a file's reference. `key` is the identity that opens it, as text, for that is how it goes on to the next
 * envelope; `digest` is that of the list of its pieces' digests.
 */
export const fileReference = record({
  id: parsed(parseFileId),
  name: parsed((value) => (isFileName(value) ? value : null)),
  type: parsed((value) => (isFileType(value) ? value : null)),
  size: count,
  key: parsed((value) => (parseIdentity(value) === null ? null : value)),
  digest: parsed(parseDigest),
});

/** What an envelope says of a file. */
export type FileReference = Read<typeof fileReference>;

/** Reads the files of an envelope: at most {@link MOST_FILES}, each once. */
export const fileReferences: Reader<readonly FileReference[]> = (value) => {
  const files = list(fileReference, MOST_FILES)(value);
  if (new Set(files.map((file) => file.id)).size !== files.length) throw new SchemaError("range");
  return files;
};
