import { expect, test } from "vitest";
import { readText } from "../../../src/desk/preview/text.ts";

test("a text is read in the encoding that it is written in", () => {
  expect(readText(new TextEncoder().encode("räksmörgås"))).toEqual({ text: "räksmörgås", encoding: "UTF-8", marks: 0 });
  // Cut in the middle of a letter.
  expect(readText(new TextEncoder().encode("måndag å").slice(0, -1))).toEqual({ text: "måndag ", encoding: "UTF-8", marks: 0 });
  expect(readText(new Uint8Array([0x6d, 0xe5, 0x6e]))).toEqual({ text: "mån", encoding: "Windows-1252", marks: 0 });
  expect(readText(new Uint8Array([0xff, 0xfe, 0xe5, 0]))).toEqual({ text: "å", encoding: "UTF-16", marks: 0 });
  expect(readText(new Uint8Array([0xfe, 0xff, 0, 0xe5]))).toEqual({ text: "å", encoding: "UTF-16", marks: 0 });
  expect(readText(new TextEncoder().encode("\ufeffa\r\nb\rc")).text).toBe("a\nb\nc");
});

test("what cannot be seen is written out", () => {
  const read = readText(new TextEncoder().encode("a\u202eb\u200bc\u0007d\u2066e\u{e0041}f\u00adg\th\n👨\u200d👩"));
  expect(read.text).toBe("a[U+202E]b[U+200B]c[U+0007]d[U+2066]e[U+E0041]f[U+00AD]g\th\n👨\u200d👩");
  expect(read.marks).toBe(6);
});
