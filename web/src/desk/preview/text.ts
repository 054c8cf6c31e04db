/** Reads a file as text, and writes out what would not be seen. */
import type { Encoding } from "./protocol.ts";

/** A text as it is shown. */
export interface ReadText {
  readonly text: string;
  readonly encoding: Encoding;
  /** How many invisible characters are written out. */
  readonly marks: number;
}

/** The text of these bytes, which may end in the middle of a character. */
export function readText(bytes: Uint8Array): ReadText {
  const [text, encoding] = decoded(bytes);
  let marks = 0;
  const written = text.replace(/\r\n?/g, "\n").replace(UNSEEN, (character) => {
    marks += 1;
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
  });
  return { text: written, encoding, marks };
}

/**
 * Characters that hide or turn round what stands beside them: bidirectional marks, spaces without width, tags, controls.
 * Joiners are left, for they make families of emoji and letters of Persian.
 */
const UNSEEN =
  /[\0-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

function decoded(bytes: Uint8Array): readonly [string, Encoding] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return [new TextDecoder("utf-16le").decode(bytes), "UTF-16"];
  if (first === 0xfe && second === 0xff) return [new TextDecoder("utf-16be").decode(bytes), "UTF-16"];
  try {
    // As a stream: the last character may be cut.
    return [new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }), "UTF-8"];
  } catch {
    return [new TextDecoder("windows-1252").decode(bytes), "Windows-1252"];
  }
}
