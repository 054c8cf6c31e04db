import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedRecords } from "../../../../src/desk/cases/record/merging.ts";
import type { CaseRecord } from "../../../../src/desk/cases/record/terms.ts";
import { changesBetween } from "../../../../src/desk/cases/record/versions.ts";

const NAMES = ["severity", "summary", "tags", "zodiac", "lessons"];
const record: fc.Arbitrary<CaseRecord> = fc
  .dictionary(fc.constantFrom(...NAMES), fc.constantFrom("1", "2", "3"))
  .map((all) => new Map(Object.entries(all)));
const at = (each: CaseRecord, term: string): string => each.get(term) ?? "";

describe("two records of one case", () => {
  it("become one in which what only one of them changed stands as they left it", () => {
    fc.assert(
      fc.property(record, record, record, (before, mine, theirs) => {
        const { record: made, conflicts } = mergedRecords(before, mine, theirs);
        for (const term of NAMES) {
          const [was, own, other] = [at(before, term), at(mine, term), at(theirs, term)];
          if (own === was) expect(at(made, term)).toBe(other);
          else if (other === was || other === own) expect(at(made, term)).toBe(own);
          else expect(conflicts).toContainEqual({ term, before: was, mine: own, theirs: other });
        }
      }),
    );
  });

  it("lose nothing: every change of either is in what becomes of them, or is asked about", () => {
    fc.assert(
      fc.property(record, record, record, (before, mine, theirs) => {
        const { record: made, taken, conflicts } = mergedRecords(before, mine, theirs);
        const asked = new Set(conflicts.map(({ term }) => term));
        for (const { term, after } of changesBetween(before, mine)) expect(at(made, term)).toBe(after);
        for (const { term, after } of changesBetween(before, theirs)) {
          if (!asked.has(term)) expect(at(made, term)).toBe(after);
        }
        for (const { term, mine: own, theirs: other, before: was } of conflicts) {
          expect(new Set([own, other, was]).size).toBe(3);
          expect([own, other]).toEqual([at(mine, term), at(theirs, term)]);
        }
        expect(taken.every(({ term }) => at(mine, term) === at(before, term))).toBe(true);
      }),
    );
  });

  it("ask about nothing where both say the same, or one changed nothing", () => {
    fc.assert(
      fc.property(record, record, (before, other) => {
        expect(mergedRecords(before, other, other).conflicts).toEqual([]);
        expect(mergedRecords(before, before, other)).toMatchObject({ conflicts: [], taken: changesBetween(before, other) });
        expect(mergedRecords(before, other, before)).toEqual({ record: other, taken: [], conflicts: [] });
      }),
    );
  });

  it("never hold a term without a value that nobody gave one", () => {
    const before = new Map([["summary", "Inköp"]]);
    const { record: made } = mergedRecords(before, new Map([...before, ["severity", "3"]]), new Map());
    expect([...made]).toEqual([["severity", "3"]]);
  });
});
