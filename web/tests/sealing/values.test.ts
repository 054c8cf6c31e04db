import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayAt, dayNumber, dayPlus, daysBetween, parseDay, type Day } from "../../src/sealing/day.ts";
import { ZERO_DIGEST, digestBytes, digestOf, labelledDigest, parseDigest } from "../../src/sealing/digest.ts";
import { base64, hex, parseBase64, parseHex, utf8 } from "../../src/sealing/encoding.ts";
import { idBytes, newId, parseChannelId, parseFileId, parseMemberId } from "../../src/sealing/id.ts";

const day = (text: string): Day => {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
};

describe("hex and base64", () => {
  test("read back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000, size: "max" }), (bytes) => {
        expect(parseHex(hex(bytes), bytes.length)).toEqual(bytes);
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(parseBase64(base64(bytes))).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
  });

  test("have one spelling each", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("A", "Q", "g", "0", "+", "/", "=", " ", "-", "\n"), maxLength: 9 }), (text) => {
        const bytes = parseBase64(text);
        if (bytes !== null) expect(base64(bytes)).toBe(text);
        const fromHex = parseHex(text, text.length / 2);
        if (fromHex !== null) expect(hex(fromHex)).toBe(text);
      }),
      { numRuns: 5000 },
    );
    for (const text of ["AA", "a", "0g", "0000", " 0", "é"]) expect(parseHex(text, 1), text).toBeNull();
    for (const text of ["QQ", "QR==", "Q Q==", "QQ==\n", "Q_==", "QQ=="]) {
      expect(parseBase64(text)).toEqual(text === "QQ==" ? Uint8Array.of(65) : null);
    }
    expect(parseBase64("QQ==", 2)).toBeNull();
  });
});

describe("a day", () => {
  test("has its number and its text, every one of the calendar", () => {
    const last = dayNumber(day("9999-12-31"));
    let before = "";
    for (let number = 0; number <= last; number += 1) {
      const each = dayPlus(day("0001-01-01"), number);
      if (each === null || each <= before || dayNumber(each) !== number || parseDay(each) !== each) {
        throw new Error(`day number ${number} is wrong`);
      }
      before = each;
    }
    expect(before).toBe("9999-12-31");
    expect(dayPlus(day("9999-12-31"), 1)).toBeNull();
    expect(dayPlus(day("0001-01-01"), -1)).toBeNull();
  });

  test("counts as JavaScript's own calendar does", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
        const text = date.toISOString().slice(0, 10);
        const expected = Math.floor(date.getTime() / 86_400_000) - new Date("0001-01-01").getTime() / 86_400_000;
        expect(dayNumber(day(text))).toBe(expected);
      }),
    );
  });

  test.each([
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-01", "2026-01-1",
    "+026-01-01", "2026/01/01", "2026-01-01 ", "2026-01-01\n", "２026-01-01", "",
  ])("%j is none", (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test("lies between others and belongs to a time zone", () => {
    expect(daysBetween(day("2026-11-22"), day("2027-02-22"))).toBe(92);
    expect(dayPlus(day("2026-11-22"), -22)).toBe("2026-10-31");
    const lateEvening = new Date("2026-11-22T23:30:00Z");
    expect(dayAt(lateEvening, "Europe/Stockholm")).toBe("2026-11-23");
    expect(dayAt(lateEvening, "UTC")).toBe("2026-11-22");
    expect(() => dayAt(lateEvening, "Europe/Atlantis")).toThrow(RangeError);
  });
});

describe("digests and ids", () => {
  test("are what the protocol says they are over", () => {
    expect(digestOf(utf8("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(labelledDigest("case", Uint8Array.of(1), Uint8Array.of(2))).toBe(digestOf(utf8("sigill/v1/case\0\u0001\u0002")));
    expect(digestBytes(ZERO_DIGEST)).toEqual(new Uint8Array(32));
  });

  test("are lower-case hex of their length, and no other text", () => {
    const digest = digestOf(utf8(""));
    expect(parseDigest(digest)).toBe(digest);
    for (const other of [digest.toUpperCase(), digest.slice(2), `${digest}00`, ` ${digest.slice(1)}`]) {
      expect(parseDigest(other)).toBeNull();
    }
    const id = newId<"member">((length) => new Uint8Array(length).fill(0xab));
    expect(id).toBe("ab".repeat(16));
    expect(idBytes(id)).toEqual(new Uint8Array(16).fill(0xab));
    for (const parse of [parseChannelId, parseMemberId, parseFileId]) {
      expect(parse(id)).toBe(id);
      expect(parse(id.toUpperCase())).toBeNull();
    }
  });
});
