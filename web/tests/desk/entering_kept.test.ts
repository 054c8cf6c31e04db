import { expect, test } from "vitest";
import { openTyped, sealTyped } from "../../src/desk/entering/kept.ts";
import { blank, type Typed } from "../../src/desk/entering/told.ts";
import { newId } from "../../src/sealing/id.ts";
import { systemRandom } from "../../src/sealing/random.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { day, given } from "./cases/support/given.ts";

const self = (): Secret<"self"> => new Secret("self", systemRandom(32));
const typed: Typed = {
  ...blank(day("2026-11-22"), "en"),
  cameBy: "telephone",
  documented: "recording",
  consent: true,
  answers: new Map([["what", "Hon såg fakturorna.\nÅtta stycken."]]),
  excluded: new Set([newId<"member">(), newId<"member">(), "recovery" as const]),
  contact: "Kim",
};

test("what is typed of a report is found again as it was, by whoever typed it and nobody else", async () => {
  const mine = self();
  const sealed = given(await sealTyped({ typed, isUnsure: true }, mine));
  expect(await openTyped(sealed, mine)).toEqual({ typed, isUnsure: true });
  expect(await openTyped(sealed, self())).toBeNull();
  expect(Buffer.from(sealed.ciphertext).includes("fakturorna")).toBe(false);
});

test("what is too long, or typed as the vault closes, is not kept", async () => {
  const long = { ...typed, contact: "å".repeat(600_000) };
  expect(await sealTyped({ typed: long, isUnsure: false }, self())).toBeNull();
  const closed = self();
  closed.wipe();
  expect(await sealTyped({ typed, isUnsure: false }, closed)).toBeNull();
});
