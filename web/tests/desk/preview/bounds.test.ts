import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnScale, isBounded, MOST_DRAWN, pictureSize } from "../../../src/desk/preview/bounds.ts";

function latin(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function big(...numbers: readonly number[]): number[] {
  return numbers.flatMap((number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]);
}

const PNG = (width: number, height: number): number[] => [...latin("\x89PNG\r\n\x1a\n"), ...big(13), ...latin("IHDR"), ...big(width, height), 8, 2, 0, 0, 0];
const JPEG = (width: number, height: number): number[] => [
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2,
  // A thumbnail with a frame header of its own, inside a segment, and a fill byte.
  0xff, 0xe1, 0, 12, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 0,
  0xff, 0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 3,
];

test("a picture's size is read from its header", () => {
  const size = (bytes: readonly number[]): unknown => {
    const found = pictureSize(new Uint8Array(bytes));
    return found === null ? null : [found.width, found.height, found.isMoving];
  };
  expect(size(PNG(50_000, 49_999))).toEqual([50_000, 49_999, false]);
  expect(size([...PNG(3, 4), ...latin("....acTL")])).toEqual([3, 4, true]);
  expect(size(JPEG(4032, 3024))).toEqual([4032, 3024, false]);
  expect(size([...latin("GIF89a"), 0x10, 0x27, 0xe8, 3, ...latin("...!\xff\x0bNETSCAPE2.0")])).toEqual([10_000, 1000, true]);
  expect(size([...latin("RIFF...."), ...latin("WEBPVP8X"), ...big(0), 2, 0, 0, 0, 0xff, 0xff, 0x3f, 1, 0, 0])).toEqual([0x40_0000, 2, true]);
  expect(size([...latin("RIFF....WEBPVP8L"), ...big(0), 0x2f, 0xff, 0xff, 0xff, 0x0f])).toEqual([16_384, 16_384, false]);
  expect(size([...latin("RIFF....WEBPVP8 "), ...big(0), 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1])).toEqual([640, 480, false]);
  const avif = [...big(28), ...latin("ftypavif"), ...big(0), ...latin("avifmif1"), ...latin("ispe"), ...big(0, 512, 512), ...latin("ispe"), ...big(0, 60_000, 40_000)];
  expect(size(avif)).toEqual([60_000, 40_000, false]);
});

test("a picture without the size that its type has is none", () => {
  for (const bytes of [[], latin("GIF8"), PNG(1, 1).slice(0, 20), PNG(0, 9), PNG(9, 0), [0xff, 0xd8, 0xff, 0xda, 0, 2], [0xff, 0xd8, 0xff, 0xe1, 0, 0, 0xff], latin("<svg/>")]) {
    expect(pictureSize(new Uint8Array(bytes))).toBeNull();
  }
});

test("reading a header ends, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.constantFrom(PNG(1, 1), JPEG(1, 1), latin("RIFF....WEBP"), latin("....ftypavif")), fc.uint8Array({ maxLength: 200 }), fc.nat(40), (head, rest, cut) => {
      const size = pictureSize(new Uint8Array([...head.slice(0, head.length - Math.min(cut, head.length)), ...rest]));
      if (size !== null) expect(Number.isFinite(size.width * size.height)).toBe(true);
    }),
  );
});

test("what is decoded, and what is drawn, is bounded", () => {
  const bounded = (width: number, height: number): boolean => isBounded({ width, height, isMoving: false });
  expect(bounded(8000, 6000)).toBe(true);
  expect(bounded(50_000, 50_000)).toBe(false);
  expect(bounded(8000, 6300)).toBe(false);
  expect(bounded(60_000, 10)).toBe(false);
  expect(drawnScale(100, 100)).toBe(1);
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), fc.double({ min: 1, max: 1e9, noNaN: true }), (width, height) => {
      const scale = drawnScale(width, height);
      expect(width * scale * (height * scale)).toBeLessThanOrEqual(MOST_DRAWN * 1.001);
    }),
  );
});
