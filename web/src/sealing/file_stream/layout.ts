/** Where what lies in a sealed file: header, nonce, chunks; and where it is cut into pieces (PROTOCOL.md section 5). */
import { HEADER_OF_ONE } from "../kind.ts";
import { paddedFileSize } from "../padding.ts";
import { payloadSize } from "../payload.ts";
import { CHUNK_BYTES, NONCE_BYTES, TAG_BYTES } from "./chunk_cipher.ts";

/** Bytes of a sealed file's piece; the last has fewer. */
export const PIECE_BYTES = 8 * 2 ** 20;

/** Bytes of a sealed chunk. */
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** Bytes before the first chunk: the header of one hybrid stanza, and the nonce. */
export const BEFORE_CHUNKS = HEADER_OF_ONE + NONCE_BYTES;

/**
 * Bytes of the sealed file of `size` bytes.
 *
 * @throws {@link PaddingError} where it is no size, or beyond what a number holds
 */
export function sealedFileSize(size: number): number {
  return HEADER_OF_ONE + payloadSize(paddedFileSize(size));
}

/** How many pieces a sealed file of `length` bytes has. */
export function pieceCount(length: number): number {
  return Math.ceil(length / PIECE_BYTES);
}

/** Bytes of piece `n` of a sealed file of `length` bytes. */
export function pieceLength(n: number, length: number): number {
  return Math.max(0, Math.min(PIECE_BYTES, length - n * PIECE_BYTES));
}
