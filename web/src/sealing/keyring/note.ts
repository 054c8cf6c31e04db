/**
 * A C2SP signed note (c2sp.org/signed-note), read strictly: the text, an empty line, and one or two signature lines.
 * Anything else is refused, also what the format lets a reader skip, for the hash of a whole note stands in the next.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { base64, concatenate, parseBase64, utf8 } from "../encoding.ts";
import { KeyringError } from "../keyring.ts";
import { verifyingKeyBytes, type VerifyingKey } from "../signature.ts";

/** The most bytes a note has. */
const MOST_NOTE_BYTES = 512 * 1024;

const ED25519 = 1;
const KEY_HASH_LENGTH = 4;
const SIGNATURE_LENGTH = 64;
const SIGNATURE_LINE = /^\u2014 ([^ ]+) ([^ ]+)$/;

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  readonly keyHash: string;
  readonly signature: Uint8Array;
}

/** A note taken apart, nothing verified. */
export interface Note {
  /** What is signed: every line of the text with its LF. */
  readonly text: string;
  /** One or two. */
  readonly signatures: readonly [NoteSignature, NoteSignature?];
}

/**
 * Takes a note apart.
 *
 * @throws {@link KeyringError} when it is no note, or one with other signatures than one or two
 */
export function parseNote(note: string): Note {
  if (utf8(note).length > MOST_NOTE_BYTES) throw new KeyringError("form");
  const end = note.lastIndexOf("\n\n");
  const [first, second, ...more] = note.slice(end + 2).split("\n");
  // The last line ends with LF, so that splitting leaves an empty text behind it.
  const isOne = second === "" && more.length === 0;
  const isTwo = more.length === 1 && more[0] === "";
  if (end < 0 || first === undefined || second === undefined || !(isOne || isTwo)) throw new KeyringError("signature");
  const signatures = isTwo
    ? ([parseSignature(first), parseSignature(second)] as const)
    : ([parseSignature(first)] as const);
  return { text: note.slice(0, end + 1), signatures };
}

/** The note of a text and its signatures, in their order. */
export function writeNote(
  text: string,
  name: string,
  signatures: readonly (readonly [VerifyingKey, Uint8Array])[],
): string {
  const lines = signatures.map(([key, signature]) => {
    const blob = base64(concatenate(keyHash(name, key), signature));
    return `\u2014 ${name} ${blob}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/** The signature, if the line says that it is that key's under that name. */
export function signatureBy(line: NoteSignature, name: string, key: VerifyingKey): Uint8Array | null {
  return line.name === name && line.keyHash === base64(keyHash(name, key)) ? line.signature : null;
}

/** The four bytes that tell one key of a name from another. */
function keyHash(name: string, key: VerifyingKey): Uint8Array {
  return sha256(concatenate(utf8(name), Uint8Array.of(0x0a, ED25519), verifyingKeyBytes(key))).subarray(
    0,
    KEY_HASH_LENGTH,
  );
}

function parseSignature(line: string): NoteSignature {
  const [, name, blob] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = blob === undefined ? null : parseBase64(blob, KEY_HASH_LENGTH + SIGNATURE_LENGTH);
  if (name === undefined || bytes === null) throw new KeyringError("signature");
  return { name, keyHash: base64(bytes.subarray(0, KEY_HASH_LENGTH)), signature: bytes.subarray(KEY_HASH_LENGTH) };
}
