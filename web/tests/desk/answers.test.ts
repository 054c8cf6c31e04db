import { describe, expect, it } from "vitest";
import { asName, asSecondFactor } from "../../src/desk/entry/open.ts";
import {
  asAnswers,
  faultsOfChannel,
  faultsOfOwner,
  NOTHING_TYPED,
  suggestAddress,
} from "../../src/desk/setup/answers.ts";
import { defaultSettings } from "../../src/desk/setup/settings.ts";

describe("what the owner types", () => {
  it.each([
    ["Lunda kommun", "lunda-kommun"],
    ["  Håbo & Örebro AB! ", "habo-orebro-ab"],
    ["Æ", ""],
    ["a".repeat(39) + " b", "a".repeat(39)],
  ])("suggests an address: %s", (name, address) => {
    expect(suggestAddress(name)).toBe(address);
  });

  it.each(["a", "-ab", "ab-", "Å b", "a".repeat(41), "a_b", ""])("is no address: %s", (address) => {
    expect(faultsOfChannel({ ...NOTHING_TYPED, swedish: "Lunda", address })).toEqual({ address: "desk-address-form" });
  });

  it("must have a name and a title", () => {
    expect(faultsOfChannel({ ...NOTHING_TYPED, swedish: " \t", address: "ab" })).toHaveProperty("swedish");
    expect(Object.keys(faultsOfOwner({ ...NOTHING_TYPED, title: "å".repeat(129), name: " " }))).toEqual(["title", "name"]);
  });

  it("is kept in one spelling, with the Swedish name where there is no English one", () => {
    const typed = { ...NOTHING_TYPED, swedish: " Lunda\tkommun ", address: "lunda", title: "Chef", name: " Anna\u030a " };
    const answers = asAnswers(typed);
    expect(answers.organisation.name).toEqual({ sv: "Lunda kommun", en: "Lunda kommun" });
    expect(answers.name).toBe("ann\u00e5");
  });

  it("reads a sign-in name and a one-time code however they are typed", () => {
    expect(asName(" ANNA ")).toBe("anna");
    expect(asSecondFactor(" 123 456")).toBe("123456");
    expect([asSecondFactor("12345"), asSecondFactor("12345a")]).toEqual([null, null]);
  });
});

describe("a new channel's settings", () => {
  it.each(["municipality", "company"] as const)("say everything in both languages: %s", (kind) => {
    for (const obliged of [true, false]) {
      const text = defaultSettings({ kind, name: { sv: "Lunda kommun", en: "Lunda Municipality" }, obliged });
      // A message without words would stand there as its id.
      expect(text).not.toMatch(/"(default|step|question|answer|relation|meeting)-[a-z-]+"/);
      expect(text).toContain("Lunda Municipality");
      expect(text).not.toMatch(/\{ ?\$/);
      const settings = JSON.parse(text) as { readonly texts: Record<string, { sv: string; en: string }> };
      for (const { sv, en } of Object.values(settings.texts)) expect([sv, en]).not.toContain("");
    }
  });
});
