import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ENVELOPE_UNIT,
  MAX_PADDED,
  PaddingError,
  WRAP_UNIT,
  isPaddedFileSize,
  isPaddedSize,
  padWithSpaces,
  paddedFileSize,
  paddedSize,
  withoutSpaces,
} from "../../src/sealing/padding.ts";
import { refusal } from "../support/refusals.ts";

describe("a file's size", () => {
  test.each([
    [0, 4096],
    [4096, 4096],
    [4097, 4352],
    [65537, 67584],
    [1000000, 1015808],
    [2147483649, 2214592512],
  ])("of %d bytes is padded to %d", (length, padded) => {
    expect(paddedFileSize(length)).toBe(padded);
  });

  test("is padded by at most 12 %, to a size that padding leaves alone, and never below a smaller file's", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4096, max: 2 ** 52 }), (length) => {
        const padded = paddedFileSize(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect((padded - length) / length).toBeLessThan(0.12);
        expect(isPaddedFileSize(padded)).toBe(true);
        expect(isPaddedFileSize(length)).toBe(padded === length);
        expect(paddedFileSize(length - 1)).toBeLessThanOrEqual(padded);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER])("%d has no padded size", (length) => {
    expect(() => paddedFileSize(length)).toThrow(PaddingError);
  });
});

describe("the size of JSON", () => {
  test.each([
    [0, ENVELOPE_UNIT, 4096],
    [4096, ENVELOPE_UNIT, 4096],
    [4097, ENVELOPE_UNIT, 8192],
    [0, WRAP_UNIT, 1024],
    [1025, WRAP_UNIT, 2048],
    [MAX_PADDED, ENVELOPE_UNIT, MAX_PADDED],
  ] as const)("of %d bytes in units of %d is padded to %d", (length, unit, padded) => {
    expect(paddedSize(length, unit)).toBe(padded);
  });

  test("over 1 MiB is refused", () => {
    expect(refusal(() => paddedSize(MAX_PADDED + 1, ENVELOPE_UNIT))).toBe("too-large");
  });

  test("is one of nine in units of 4096, and of eleven in units of 1024", () => {
    const sizes = (unit: typeof ENVELOPE_UNIT | typeof WRAP_UNIT): number[] => {
      const found = [];
      for (let length = 0; length <= 2 * MAX_PADDED; length += 512) if (isPaddedSize(length, unit)) found.push(length);
      return found;
    };
    expect(sizes(ENVELOPE_UNIT)).toHaveLength(9);
    expect(sizes(WRAP_UNIT)).toHaveLength(11);
    expect(isPaddedSize(4097, ENVELOPE_UNIT)).toBe(false);
  });

  test("padding comes off as it went on", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 10_000 }), fc.constantFrom(ENVELOPE_UNIT, WRAP_UNIT), (bytes, unit) => {
        const json = Uint8Array.from([...bytes, 0x7d]);
        const padded = padWithSpaces(json, unit);
        expect(isPaddedSize(padded.length, unit)).toBe(true);
        expect(withoutSpaces(padded)).toEqual(json);
      }),
    );
  });
});
