/** Unfolding what zlib has compressed, within bounds: how much comes out, and how much is read for it. */
import { Unzlib, unzlibSync } from "fflate";
import type { Bytes } from "./bytes.ts";
import { CleaningError } from "./inspection.ts";

/** What zlib's bytes unfold to. */
export interface Unfolded {
  readonly parts: readonly Uint8Array[];
  /** How many bytes that is; more than was asked for where it was stopped there. */
  readonly length: number;
  /** How many bytes were read up to the last that unfolded to something. */
  readonly taken: number;
  /** Whether there was no fault. */
  readonly isWhole: boolean;
}

const STEP = 4096;

/** No block of zlib's is longer that unfolds to nothing, or must be there whole. */
const LONGEST_SILENCE = 32 * STEP;

/**
 * Unfolds zlib's bytes up to their end, their first fault or `most`.
 *
 * @throws {@link CleaningError} `cannot` where they go on without unfolding to anything
 */
export function unfolded(bytes: Bytes, most: number): Unfolded {
  const parts: Uint8Array[] = [];
  const reached = { length: 0, taken: 0, isWhole: true };
  const inflate = new Unzlib((part) => {
    reached.length += part.length;
    if (part.length > 0) parts.push(part);
  });
  let asked = STEP;
  try {
    for (let at = 0; at < bytes.length && reached.length <= most; at += STEP) {
      const { length } = reached;
      inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
      if (reached.length > length) {
        reached.taken = Math.min(at + STEP, bytes.length);
        continue;
      }
      // Unfolding in steps does not tell the end, and keeps all that is behind it. Asked seldom, for it reads all again.
      const silence = at + STEP - reached.taken;
      if (silence < asked) continue;
      if (hasEnded(bytes.subarray(0, at + STEP), reached.length)) break;
      if (silence >= LONGEST_SILENCE) throw new CleaningError("cannot");
      asked = Math.min(2 * asked, LONGEST_SILENCE);
    }
  } catch (error) {
    if (error instanceof CleaningError) throw error;
    reached.isWhole = false;
  }
  return { parts, ...reached };
}

/** Whether zlib's bytes end among these, which unfold to `length`. */
function hasEnded(bytes: Bytes, length: number): boolean {
  try {
    unzlibSync(bytes, { out: new Uint8Array(length) });
    return true;
  } catch {
    return false;
  }
}
