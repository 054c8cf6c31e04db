import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginnings, goneTo, Heights, inSight, isGoing, partsOf, placeAt } from "../../../src/desk/cases/windowing.ts";

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, place) => `row ${place}`);

/** A list of rows, some of them measured, and what of it is in sight. */
const lists = fc
  .record({
    measured: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 }),
    more: fc.integer({ min: 0, max: 60 }),
    from: fc.integer({ min: -500, max: 30_000 }),
    high: fc.integer({ min: 0, max: 3000 }),
  })
  .map(({ measured, more, from, high }) => {
    const all = names(measured.length + more);
    const heights = new Heights();
    heights.measure(measured.map((height, place) => [all[place] ?? "", height]));
    return { all, heights, begin: beginnings(all, heights), sight: { from, to: from + high } };
  });

describe("a long list", () => {
  it("is as high in parts as it is whole, wherever one looks and whichever row is kept", () => {
    fc.assert(
      fc.property(lists, fc.option(fc.integer({ min: -3, max: 200 })), ({ all, heights, begin, sight }, kept) => {
        const parts = partsOf(begin, inSight(begin, sight), kept);
        const height = parts.reduce((sum, part) => sum + (part.is === "gap" ? part.height : heights.of(all[part.place] ?? "")), 0);
        expect(height).toBeCloseTo(begin[all.length] ?? 0, 3);
      }),
    );
  });

  it("has every row that is in sight in the page, each once and in order, and the one that is kept", () => {
    fc.assert(
      fc.property(lists, fc.nat(200), ({ all, begin, sight }, kept) => {
        const places = partsOf(begin, inSight(begin, sight), kept).flatMap((part) => (part.is === "row" ? [part.place] : []));
        expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
        for (const place of all.keys()) {
          const isSeen = (begin[place] ?? 0) < sight.to && (begin[place + 1] ?? 0) > sight.from;
          if (isSeen || place === kept) expect(places).toContain(place);
        }
        expect(places.length).toBeGreaterThan(0);
      }),
    );
  });

  it("holds few rows of thousands", () => {
    const all = names(5000);
    const begin = beginnings(all, new Heights());
    const range = inSight(begin, { from: 100_000, to: 101_000 });
    expect(range.to - range.from).toBeLessThan(14);
    expect(partsOf(begin, range, null).filter(({ is }) => is === "gap")).toHaveLength(2);
  });

  it("of no rows has no parts", () => {
    const begin = beginnings([], new Heights());
    expect(partsOf(begin, inSight(begin, { from: 0, to: 900 }), 0)).toEqual([]);
  });

  it("finds the row at a place, whatever the heights", () => {
    fc.assert(
      fc.property(lists, ({ all, begin, sight: { from } }) => {
        const place = placeAt(begin, from);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThan(all.length);
        if (from >= 0 && from < (begin[all.length] ?? 0)) {
          expect(begin[place]).toBeLessThanOrEqual(from);
          expect(begin[place + 1]).toBeGreaterThan(from);
        }
      }),
    );
  });
});

describe("heights", () => {
  it("are reckoned from those measured, and say when they were taken for others", () => {
    const heights = new Heights();
    expect(heights.measure([["a", 80], ["b", 120]])).toBe(true);
    expect([heights.of("a"), heights.of("c"), heights.usual]).toEqual([80, 100, 100]);
    expect(heights.measure([["a", 80]])).toBe(false);
    expect(heights.measure([["a", 100]])).toBe(true);
    expect(heights.usual).toBe(110);
    heights.forget();
    expect(heights.of("a")).toBe(heights.of("c"));
  });
});

describe("keys", () => {
  it("go a row, a page, to the ends, and never beyond them", () => {
    expect([goneTo("ArrowDown", 0, 9, 5), goneTo("ArrowUp", 0, 9, 5)]).toEqual([1, 0]);
    expect([goneTo("PageDown", 1, 9, 5), goneTo("PageDown", 7, 9, 5), goneTo("PageUp", 7, 9, 5)]).toEqual([5, 8, 3]);
    expect([goneTo("Home", 7, 9, 5), goneTo("End", 2, 9, 5), goneTo("PageDown", 2, 9, 0)]).toEqual([0, 8, 3]);
    expect([isGoing("Home"), isGoing("j"), isGoing("Enter")]).toEqual([true, false, false]);
  });
});
