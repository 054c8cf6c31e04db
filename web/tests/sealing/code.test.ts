import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  leadingSymbols,
  newCode,
  readCode,
  readFingerprint,
  writeCode,
  writeFingerprint,
  type CodeType,
} from "../../src/sealing/code.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { refusal } from "../support/refusals.ts";

const TYPES: readonly CodeType[] = ["case", "vault-recovery", "invitation", "channel-recovery"];
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const EXAMPLE = "000G4-0R40M-30E20-9185G-R38ED";
const exampleBytes = (): Uint8Array => Uint8Array.from({ length: 15 }, (_, i) => i);

const anyBytes = fc.uint8Array({ minLength: 15, maxLength: 15 });
const anyType = fc.constantFrom(...TYPES);
const written = (type: CodeType, bytes: Uint8Array): string => writeCode(new Secret(type, bytes.slice()));

describe("a code", () => {
  test("is written as the protocol's example is", () => {
    expect(writeCode(new Secret("case", exampleBytes()))).toBe(EXAMPLE);
  });

  test("is read however people write it", () => {
    for (const text of [
      EXAMPLE,
      EXAMPLE.toLowerCase(),
      "\uFEFF ooog4\u2014oR4oM 3\u200B0E209i85gr38e\u00ADd\n",
      "OOOG4OR4OM3OE2O9L85GR38ED",
      "000g4\u20110r40m\u00A030e20\u30009185g\u0085r38ed",
    ]) {
      expect(readCode("case", text).expose(), text).toEqual(exampleBytes());
    }
  });

  test("reads back, whatever its type and bytes", () => {
    fc.assert(
      fc.property(anyType, anyBytes, (type, bytes) => {
        expect(readCode(type, written(type, bytes)).expose()).toEqual(bytes);
      }),
    );
  });

  test("with any one symbol wrong is refused", () => {
    fc.assert(
      fc.property(anyType, anyBytes, fc.nat(24), fc.integer({ min: 1, max: 31 }), (type, bytes, at, by) => {
        const symbols = written(type, bytes).replaceAll("-", "").split("");
        symbols[at] = ALPHABET[(ALPHABET.indexOf(symbols[at] ?? "") + by) % 32] ?? "";
        expect(refusal(() => readCode(type, symbols.join("")))).toBe("check");
      }),
    );
  });

  test("with two neighbours swapped is refused", () => {
    fc.assert(
      fc.property(anyType, anyBytes, fc.nat(23), (type, bytes, at) => {
        const symbols = written(type, bytes).replaceAll("-", "").split("");
        const [a = "", b = ""] = symbols.slice(at, at + 2);
        fc.pre(a !== b);
        symbols.splice(at, 2, b, a);
        expect(refusal(() => readCode(type, symbols.join("")))).toBe("check");
      }),
    );
  });

  test("of one type is never read as another", () => {
    fc.assert(
      fc.property(anyType, anyType, anyBytes, (one, other, bytes) => {
        fc.pre(one !== other);
        expect(refusal(() => readCode(other, written(one, bytes)))).toBe("check");
        expect(refusal(() => readFingerprint(written(one, bytes)))).toBe("check");
      }),
    );
  });

  test.each([
    ["", "length", 0],
    ["000G4-0R40M-30E20-9185G-R38E", "length", 24],
    ["000G4-0R40M-30E20-9185G-R38EDD", "length", 26],
    ["000G4-0R40M-30E20-9185G-R38EU", "symbol", 25],
    ["ſ00G4-0R40M-30E20-9185G-R38ED", "symbol", 1],
    ["0😀0G4-0R40M-30E20-9185G-R38ED", "symbol", 2],
    ["000G4-0R40M-30E20-9185G-R38EE", "check", 0],
  ])("mistyped as %j says what to mend: %s at %d", (text, kind, at) => {
    const told = ((): unknown => {
      try {
        return readCode("case", text);
      } catch (error) {
        return error;
      }
    })();
    expect(told).toMatchObject({ kind, at, name: "CodeError" });
  });

  test("is read or refused, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(["symbol", "length", "check", "accepted"]).toContain(refusal(() => readCode("case", text)));
      }),
    );
  });

  test("is drawn from the randomness it is given", () => {
    const asked: number[] = [];
    const code = newCode("case", (length) => {
      asked.push(length);
      return Uint8Array.from({ length }, (_, i) => i);
    });
    expect(writeCode(code)).toBe(EXAMPLE);
    expect(asked).toEqual([15]);
  });

  test("is not seen by what logs and serialises, and is gone once wiped", () => {
    const code = newCode("case");
    const shown = writeCode(code).slice(0, 5);
    const bytes = code.expose();
    const seen = `${JSON.stringify(code)} ${inspect(code, { depth: 9, showHidden: true })}`;
    expect(seen).not.toContain(shown);
    expect(seen).not.toContain(bytes.slice(0, 3).join(", "));
    code.wipe();
    expect(bytes).toEqual(new Uint8Array(15));
    expect(refusal(() => code.expose())).toBe("wiped");
  });
});

describe("a fingerprint", () => {
  test("has one spelling, whichever way it is typed", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = writeFingerprint(bytes);
        expect(readFingerprint(text.toLowerCase().replaceAll("-", " "))).toBe(text);
      }),
    );
  });
});

describe("leading symbols", () => {
  test("are those a code of the same bytes begins with", () => {
    expect(leadingSymbols(exampleBytes(), 7)).toBe("000G40R");
    expect(leadingSymbols(new Uint8Array(32).fill(255), 7)).toBe("ZZZZZZZ");
  });
});
