/** The list of a file's pieces, as the server hands it out, and the digest that an envelope holds it to. */
import { digestBytes, digestOf, type Digest } from "../digest.ts";

/** Bytes of a digest. */
const DIGEST_BYTES = 32;

/** SHA-256 of the pieces' digests, one after the other. */
export function digestOfPieces(pieces: readonly Digest[]): Digest {
  // Not as arguments of a call: a list may be longer than those can be.
  const whole = new Uint8Array(pieces.length * DIGEST_BYTES);
  for (const [n, piece] of pieces.entries()) whole.set(digestBytes(piece), n * DIGEST_BYTES);
  return digestOf(whole);
}
