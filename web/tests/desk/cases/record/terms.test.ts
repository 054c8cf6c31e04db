import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_TAGS, readValue, SCALE, valueTyped, writeValue, type Form, type Values } from "../../../../src/desk/cases/record/forms.ts";
import { askedAtClosing, missingToClose } from "../../../../src/desk/cases/record/closing.ts";
import { readTerms, SECTIONS, TERMS, valueIn, writeTerms } from "../../../../src/desk/cases/record/terms.ts";
import { digestOf } from "../../../../src/sealing/digest.ts";
import { dayPlus } from "../../../../src/sealing/day.ts";
import { parseCaseId } from "../../../../src/sealing/case_id.ts";
import { readBody } from "../../../../src/sealing/body/rules.ts";
import { parseMemberId } from "../../../../src/sealing/id.ts";
import { isShortText, isText } from "../../../../src/sealing/text.ts";
import { hex, utf8 } from "../../../../src/sealing/encoding.ts";
import { day, given } from "../support/given.ts";

const hexOf = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((all) => hex(Uint8Array.from(all)));
const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((each) => each.normalize("NFC").trim()).filter(isShortText);
const code = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const sorted = <T extends string>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(one, { minLength: 1, maxLength: most }).map((all) => all.sort());

const VALUES: { readonly [F in Form]: fc.Arbitrary<Values[F]> } = {
  choice: code,
  choices: sorted(code, 6),
  scale: fc.constantFrom(...SCALE),
  day: fc.integer({ min: -40_000, max: 40_000 }).map((days) => given(dayPlus(day("2026-11-22"), days))),
  amount: fc.integer({ min: 0, max: 999_999_999_999_999 }),
  line,
  text: fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.join("\n").trim()).filter((each) => each !== "" && isText(each)),
  members: sorted(hexOf(16).map(parseMemberId).filter((id) => id !== null), 4),
  tags: sorted(line, MOST_TAGS),
  cases: sorted(hexOf(32).map(parseCaseId).filter((id) => id !== null), 3),
};

const FORMS = Object.keys(VALUES) as Form[];

/** Texts of values of that form. */
function texts(form: Form): fc.Arbitrary<string> {
  const values: fc.Arbitrary<Values[Form]> = VALUES[form];
  return values.map((value) => writeValue(form, value));
}

function comesBack(form: Form): void {
  const values: fc.Arbitrary<Values[Form]> = VALUES[form];
  fc.assert(
    fc.property(values, (value) => {
      const text = writeValue(form, value);
      expect(text).not.toBe("");
      expect(isText(text)).toBe(true);
      expect(readValue(form, text)).toEqual(value);
    }),
  );
}

describe("a value", () => {
  it.each(FORMS)("of the form %s is read as it was written", (form) => {
    comesBack(form);
  });

  it.each(FORMS)("of the form %s is written in one way: what is read is written as it stood", (form) => {
    const some = fc.oneof(
      texts(form),
      fc.string(),
      fc.stringMatching(/^[0-9a-f \n-]{0,40}$/),
    );
    fc.assert(
      fc.property(some, (text) => {
        const value = readValue(form, text);
        if (value !== null) expect(writeValue(form, value as never)).toBe(text);
      }),
    );
  });

  it.each(FORMS)("of the form %s that was typed is taken, however it was typed, or refused", (form) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), texts(form)), (typed) => {
        const result = valueTyped(form, typed);
        if ("problem" in result || result.value === "") return;
        expect(readValue(form, result.value)).not.toBeNull();
        expect(valueTyped(form, result.value)).toEqual(result);
      }),
    );
  });

  it.each([
    ["amount", " 12 000 kr", { value: "12000" }],
    ["amount", "12 000:-", { value: "12000" }],
    ["amount", "0", { value: "0" }],
    ["amount", "1,5", { problem: "not-an-amount" }],
    ["amount", "-3", { problem: "not-an-amount" }],
    ["amount", "en miljon", { problem: "not-an-amount" }],
    ["day", "2026-02-30", { problem: "not-a-day" }],
    ["line", " Ring\nrevisorn ", { value: "Ring revisorn" }],
    ["line", "å".repeat(129), { problem: "too-long" }],
    ["text", "  \n ", { value: "" }],
    ["text", "a".repeat(100_001), { problem: "too-long" }],
    ["tags", "skola\n inköp \n\nskola", { value: "inköp\nskola" }],
    ["tags", Array.from({ length: MOST_TAGS + 1 }, (_, at) => `e${at}`).join("\n"), { problem: "too-many" }],
  ] as const)("of the form %s typed as %j", (form, typed, result) => {
    expect(valueTyped(form, typed)).toEqual(result);
  });
});

describe("the table of terms", () => {
  it("has each name once, and names that an envelope takes", () => {
    const names = TERMS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9-]{1,64}$/.test(name))).toEqual([]);
  });

  it("gives every term that chooses its choices, and each choice a value that is one", () => {
    for (const { form, choices = new Map<string, never>() } of TERMS) {
      const chooses = form === "choice" || form === "choices" || form === "scale";
      expect(choices.size > 0).toBe(chooses);
      if (chooses) for (const each of choices.keys()) expect(readValue(form, each)).not.toBeNull();
    }
  });

  it("has what ISO 37002 asks to be recorded and no signed envelope says by itself", () => {
    const asked = [
      ["came-by", "documented", "recording-consent", "anonymity", "entity", "told-before", "told-before-outcome"],
      ["scope", "scope-reason", "person", "category", "summary", "roles", "when", "where", "ongoing", "danger", "severity"],
      ["credibility", "completeness", "priority", "urgency", "amount-band", "legal", "conflict-checked", "detriment"],
      ["detriment-measures", "others-risk", "decision", "decision-reason", "next-step", "next-by"],
      ["plan", "investigators", "evidence", "interviews", "interim", "subject-told", "subject-delay", "handover"],
      ["protection", "protection-check", "finding", "outcomes", "recommendations", "recommendations-owner"],
      ["recommendations-by", "lessons", "satisfaction", "closing-reason", "damage", "recovered", "erasure-decision", "archive-receipt"],
    ].flat();
    const names = new Set<string>(TERMS.map(({ name }) => name));
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
  });

  it("asks at closing for the result before all, and then for what may rightly be empty", () => {
    const record = new Map([["finding", "partly"]]);
    expect(missingToClose(record)).toEqual(["outcomes"]);
    record.set("outcomes", "corrective");
    expect(missingToClose(record)).toEqual([]);
    expect(askedAtClosing(record)).toEqual(["closing-reason", "damage", "recovered", "lessons"]);
    for (const [name, value] of [["closing-reason", "followed-up"], ["damage", "0"], ["lessons", "Två skriver under."]] as const) record.set(name, value);
    expect(askedAtClosing(record)).toEqual(["recovered"]);
  });

  it("shows each group of the form in one place", () => {
    const shown = SECTIONS.flatMap(({ groups }) => groups.map(({ group }) => group));
    expect(new Set(shown).size).toBe(shown.length);
    const elsewhere = TERMS.filter(({ group }) => !shown.includes(group)).map(({ group }) => group);
    expect([...new Set(elsewhere)]).toEqual(["phase", "links", "ending"]);
  });
});

describe("the terms of an envelope", () => {
  it("come back as they went in, those of a later version among them, and the empty ones are left out", () => {
    const record = new Map([
      ["severity", "3"],
      ["summary", ""],
      ["zodiac", "på ett\nsätt som ingen här vet"],
    ]);
    const terms = writeTerms(record);
    expect(terms.map(({ term }) => term)).toEqual(["severity", "zodiac"]);
    expect([...readTerms(terms)]).toEqual([...record].filter(([, value]) => value !== ""));
  });

  it("are such as the protocol lets in", () => {
    const zeros = digestOf(utf8(""));
    const caseId = given(parseCaseId("ab".repeat(32)));
    fc.assert(
      fc.property(fc.dictionary(code, fc.oneof(line, fc.constant("")), { maxKeys: 100 }), (all) => {
        const terms = writeTerms(new Map(Object.entries(all)));
        const head = { v: 1, kind: "triage", case: caseId, thread: "i", n: 0, prev: "0".repeat(64), seen: { n: 1, hash: zeros } };
        const rest = { gen: 0, keyring: { epoch: 1, hash: zeros }, day: "2026-11-22", path: "desk", counted: null };
        expect(readBody("triage", { ...head, ...rest, terms }).terms).toEqual(terms);
      }),
      { numRuns: 40 },
    );
  });

  it("have values only where they are of their form", () => {
    expect(valueIn(new Map([["severity", "3"]]), "severity")).toBe("3");
    expect(valueIn(new Map([["severity", "5"]]), "severity")).toBeNull();
    expect(valueIn(new Map(), "next-by")).toBeNull();
    expect(valueIn(new Map([["tags", "b\na"]]), "tags")).toBeNull();
  });
});
