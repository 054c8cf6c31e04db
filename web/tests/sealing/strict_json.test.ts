import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { utf8 } from "../../src/sealing/encoding.ts";
import { MAX_DEPTH, MAX_JSON, parseJson, writeJson, type Json } from "../../src/sealing/strict_json.ts";
import { refusal } from "../support/refusals.ts";

const plain = (value: Json): unknown => JSON.parse(JSON.stringify(value));
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const { value: anyJson } = fc.letrec<{ value: Json; leaf: Json; text: string }>((tie) => ({
  text: fc.string({ unit: "binary", maxLength: 20 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  leaf: fc.oneof(fc.constant(null), fc.boolean(), fc.maxSafeNat(), tie("text")),
  value: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(tie("text"), fc.constantFrom("__proto__", "constructor")), tie("value"), { maxKeys: 4 }),
  ),
}));

describe("strict JSON", () => {
  test("reads what it writes, as JSON.parse does", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const bytes = writeJson(value);
        expect(plain(parseJson(bytes))).toEqual(JSON.parse(new TextDecoder().decode(bytes)));
      }),
    );
  });

  test("takes no more than JSON.parse takes, and gives no other value", () => {
    const nearJson = fc
      .array(fc.constantFrom(...Array.from("{}[]:,\"\\u0019eE.-+ \n"), "true", "null", '"a"', '"\\ud83d\\ude00"', "\\n"), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(nearJson, (text) => {
        let value: Json;
        try {
          value = parseJson(utf8(text));
        } catch {
          return;
        }
        expect(plain(value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test("ends a string where JSON.parse ends it, whatever is escaped in it", () => {
    const written = fc
      .array(fc.constantFrom("\\", "\\\\", '"', '\\"', "\\n", "\\u0041", "\\u004", "\\x", "å", "\t", ",", "]"), { maxLength: 8 })
      .map((parts) => `["${parts.join("")}"]`);
    fc.assert(
      fc.property(written, (text) => {
        let native: unknown;
        try {
          native = JSON.parse(text);
        } catch {
          expect(refusal(() => parseJson(utf8(text)))).toBe("syntax");
          return;
        }
        expect(parseJson(utf8(text))).toEqual(native);
      }),
      { numRuns: 20_000 },
    );
  });

  test("reads or refuses any bytes", () => {
    const kinds = ["accepted", "encoding", "syntax", "duplicate", "surrogate", "number", "depth", "length"];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(kinds).toContain(refusal(() => parseJson(bytes)));
      }),
    );
  });

  test.each([
    ['{"a":1,"a":1}', "duplicate"],
    ['{"a":1,"\\u0061":2}', "duplicate"],
    ['{"__proto__":1,"__proto__":2}', "duplicate"],
    ["-1", "number"],
    ["-0", "number"],
    ["1.0", "number"],
    ["1e3", "number"],
    ["1E3", "number"],
    ["01", "number"],
    ["9007199254740992", "number"],
    ["9007199254740993", "number"],
    ['"\\ud800"', "surrogate"],
    ['"\\udc00\\ud800"', "surrogate"],
    ['{"\\udfff":1}', "surrogate"],
    ["\uFEFF1", "encoding"],
    ["", "syntax"],
    ["1 2", "syntax"],
    ["[1,]", "syntax"],
    ['{"a":1,}', "syntax"],
    ["{a:1}", "syntax"],
    ["'a'", "syntax"],
    ['"\u0000"', "syntax"],
    ['"\n"', "syntax"],
    ['"\\x41"', "syntax"],
    ['"\\u00g0"', "syntax"],
    ['"a', "syntax"],
    ["NaN", "syntax"],
    ["True", "syntax"],
    ["\u00A01", "syntax"],
    ["/**/1", "syntax"],
    [nested(MAX_DEPTH + 1), "depth"],
    [`"${"x".repeat(MAX_JSON - 1)}"`, "length"],
  ])("refuses %j", (text, kind) => {
    expect(refusal(() => parseJson(utf8(text)))).toBe(kind);
  });

  test.each([
    ["overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
    ["surrogate in UTF-8", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["cut sequence", [0x22, 0xe2, 0x82, 0x22]],
    ["Latin-1", [0x22, 0xe5, 0x22]],
  ])("refuses bytes that are not UTF-8: %s", (_name, bytes) => {
    expect(refusal(() => parseJson(Uint8Array.from(bytes)))).toBe("encoding");
  });

  test.each([
    ["9007199254740991", 9007199254740991],
    ["0", 0],
    [' \t\r\n{ "a" : [ ] } \n', { a: [] }],
    ['"\\ud83d\\ude00\\/\u007f"', "\u{1F600}/\u007f"],
    ['"\uD83D\uDE00"', "\u{1F600}"],
  ])("reads %j", (text, value) => {
    expect(plain(parseJson(utf8(text)))).toEqual(value);
  });

  test("reads as deep and as long as it may be", () => {
    expect(refusal(() => parseJson(utf8(nested(MAX_DEPTH))))).toBe("accepted");
    expect(refusal(() => parseJson(utf8(`"${"x".repeat(MAX_JSON - 2)}"`)))).toBe("accepted");
  });

  test.each<[string, Json]>([
    ["number", Number.NaN],
    ["number", [1.5]],
    ["number", { a: -1 }],
    ["number", 2 ** 53],
    ["surrogate", "\ud800"],
    ["surrogate", { "\udc00": null }],
    ["depth", JSON.parse(nested(MAX_DEPTH + 1)) as Json],
    ["length", "å".repeat(MAX_JSON / 2)],
    ["accepted", JSON.parse(nested(MAX_DEPTH)) as Json],
    ["accepted", "x".repeat(MAX_JSON - 2)],
  ])("writes nothing that it would not read: %s", (kind, value) => {
    expect(refusal(() => writeJson(value))).toBe(kind);
  });

  test("reads the longest document within a second on any machine, even if all of it is escaped", () => {
    const document = utf8(`["${'\\"'.repeat(MAX_JSON / 2 - 3)}"]`);
    const before = performance.now();
    parseJson(document);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test("has no name that was not written", () => {
    expect(Object.keys(parseJson(utf8('{"__proto__":{"x":1}}')) as object)).toEqual(["__proto__"]);
    expect("toString" in (parseJson(utf8("{}")) as object)).toBe(false);
  });
});
