/**
 * Sizes that say little: JSON is followed by spaces up to a unit times a power of two, files by zero bytes up to a
 * Padmé size (PROTOCOL.md sections 4 and 5).
 */
import { SealingError } from "./failure.ts";

/** Bytes of the smallest envelope's content; larger ones double. */
export const ENVELOPE_UNIT = 4096;

/** Bytes of the smallest content of a wrap or of the inner file of a contact: they are many and alike. */
export const WRAP_UNIT = 1024;

/** What JSON is padded in: the smallest size, of which all others are doublings. */
export type PaddingUnit = typeof ENVELOPE_UNIT | typeof WRAP_UNIT;

/** Most bytes of padded JSON: 1 MiB. */
export const MAX_PADDED = 1_048_576;

/** Least bytes of a padded file. */
export const MIN_PADDED_FILE = 4096;

const SPACE = 0x20;

/** Why something has no padded size. */
export type PaddingErrorKind = "too-large" | "bad-length";

/** There is no padded size for this. */
export class PaddingError extends SealingError<PaddingErrorKind> {
  constructor(kind: PaddingErrorKind) {
    super("PaddingError", kind, kind === "too-large" ? "more than a sealed thing may hold" : "not a length in bytes");
  }
}

/**
 * The size that JSON of `length` bytes is padded to: the least `unit`·2^k that holds it.
 *
 * @throws {@link PaddingError} when that is over {@link MAX_PADDED}
 */
export function paddedSize(length: number, unit: PaddingUnit): number {
  checkLength(length);
  let size: number = unit;
  while (size < length) size *= 2;
  if (size > MAX_PADDED) throw new PaddingError("too-large");
  return size;
}

/** Whether `length` is one that padding JSON in `unit` produces. */
export function isPaddedSize(length: number, unit: PaddingUnit): boolean {
  if (!Number.isSafeInteger(length) || length < unit || length > MAX_PADDED) return false;
  const doublings = length / unit;
  return Number.isInteger(doublings) && (doublings & (doublings - 1)) === 0;
}

/**
 * A copy of `json` followed by spaces up to {@link paddedSize}.
 *
 * @param longest - bytes of the longest that could have stood in its place, where the size must not tell which it is
 * @throws {@link PaddingError} when it is too large
 */
export function padWithSpaces(json: Uint8Array, unit: PaddingUnit, longest = 0): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(paddedSize(Math.max(json.length, longest), unit));
  padded.set(json);
  padded.fill(SPACE, json.length);
  return padded;
}

/**
 * What is left of padded JSON without the spaces at its end, as a view on the same bytes.
 */
export function withoutSpaces(padded: Uint8Array): Uint8Array {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === SPACE) end -= 1;
  return padded.subarray(0, end);
}

/**
 * The size in bytes that a file of `length` bytes is padded to with zero bytes: Padmé of it, at least
 * {@link MIN_PADDED_FILE}. The overhead is at most 12 %, and less the larger the file.
 *
 * @throws {@link PaddingError} when `length` is no length, or its padded size none that a number holds exactly
 */
export function paddedFileSize(length: number): number {
  checkLength(length);
  const size = Number(padme(BigInt(Math.max(length, MIN_PADDED_FILE))));
  if (!Number.isSafeInteger(size)) throw new PaddingError("too-large");
  return size;
}

/** Whether `length` is one that padding a file produces. */
export function isPaddedFileSize(length: number): boolean {
  return (
    Number.isSafeInteger(length) && length >= MIN_PADDED_FILE && padme(BigInt(length)) === BigInt(length)
  );
}

/**
 * Padmé: with E = ⌊log2 L⌋ and S = ⌊log2 E⌋ + 1, L rounded up to a multiple of 2^(E−S). In BigInt, for shifting
 * numbers works on 32 bits only.
 */
function padme(length: bigint): bigint {
  const e = bitLength(length) - 1;
  const s = bitLength(BigInt(e));
  const mask = (1n << BigInt(e - s)) - 1n;
  return (length + mask) & ~mask;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

function checkLength(length: number): void {
  if (!Number.isSafeInteger(length) || length < 0) throw new PaddingError("bad-length");
}
