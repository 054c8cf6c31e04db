/** What tests ask of a file: what was found in it, and what is in the cleaned one. */
import { expect } from "vitest";
import type { Bytes } from "../../../src/cleaning/bytes.ts";
import { latin1 } from "../../../src/cleaning/bytes.ts";
import { clean, inspect } from "../../../src/cleaning/cleaning.ts";
import { CleaningError, type CleaningErrorKind, type Finding } from "../../../src/cleaning/inspection.ts";

/** Findings as lines, to compare. */
export function lines(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ what, detail }) => (detail === null ? what : `${what}: ${detail}`));
}

/** The bytes of the cleaned copy; it has been held to say nothing, and to stay as it is when cleaned again. */
export async function cleaned(file: Bytes): Promise<Bytes> {
  const { blob, stays } = await clean(new Blob([file]));
  const inspected = await inspect(blob);
  expect(inspected.findings).toEqual([]);
  expect(inspected.can).toBe("nothing-to-clean");
  expect(inspected.stays).toEqual(stays);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const again = await clean(blob);
  expect(latin1(new Uint8Array(await again.blob.arrayBuffer()))).toBe(latin1(bytes));
  return bytes;
}

/** Why a file is not cleaned; fails where it is. */
export async function refusalOf(file: Bytes): Promise<CleaningErrorKind> {
  try {
    await clean(new Blob([file]));
  } catch (error) {
    if (error instanceof CleaningError) return error.kind;
    throw error;
  }
  throw new Error("the file was cleaned");
}

/** Whether the characters stand anywhere in the bytes, in ASCII or UTF-16. */
export function holds(bytes: Bytes, text: string): boolean {
  const whole = latin1(bytes);
  return whole.includes(text) || whole.includes(text.split("").join("\0"));
}

/** Where a part stands in the whole; -1 where it does not. */
export function indexOf(whole: Bytes, part: Bytes): number {
  return latin1(whole).indexOf(latin1(part));
}
