/** Values that a test takes for granted. */
import { parseDay, type Day } from "../../../../src/sealing/day.ts";

/** A value that must be there. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("a test's value is missing");
  return value;
}

/** A day that must be one. */
export const day = (text: string): Day => given(parseDay(text));
