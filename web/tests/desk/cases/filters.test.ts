import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHOICES,
  filtered,
  isFiltering,
  MARKS,
  NO_FILTER,
  phaseOfRow,
  sorted,
  SORTS,
  tallyOf,
  valuesOf,
  type Filter,
} from "../../../src/desk/cases/filters.ts";
import { countsOf, inOrder } from "../../../src/desk/cases/inbox.ts";
import { newId } from "../../../src/sealing/id.ts";
import { day } from "./support/given.ts";
import { opened, row } from "./support/rows.ts";

const me = newId<"member">();
const colleague = newId<"member">();
const both = { acknowledged: day("2026-01-04"), fedBack: day("2026-03-01") };

const late = row({ received: day("2026-11-10") });
const soon = row({ received: day("2026-11-16") });
const closed = row({ received: day("2026-01-01"), ...both, closed: day("2026-06-01") });
const mine = opened({ unread: 2 }, { assigned: [me, colleague], severity: "2", tags: ["skola", "lön"], phase: "investigating" });
const theirs = opened({ category: "fraud", path: "server" }, { assigned: [colleague], severity: "4", category: "corr" });
const nobodys = opened({ category: "" }, {});
const unopened = row({}, { view: null });
const named = opened({ mentioned: 3, read: { c: 2, i: 3 }, served: { c: 2, i: 4 } });
const seen = opened({ mentioned: 2, read: { c: 2, i: 3 } });
const ending = row({ received: day("2026-01-01"), ...both, closed: day("2026-06-01") });
const erased = { ...ending, summary: { ...ending.summary, ending: { ...ending.summary.ending, eraseOn: day("2026-12-03") } } };
const rows = [late, soon, closed, mine, theirs, nobodys, unopened];
const left = (filter: Partial<Filter>) => filtered(rows, { ...NO_FILTER, ...filter }, me);

describe("a filter", () => {
  it("by duty, and by what has not been read", () => {
    expect(left({ duty: "late" })).toEqual([late]);
    expect(left({ duty: "soon", unread: true })).toEqual([mine, unopened]);
  });

  it("by a mention that has not been seen, and by what is erased soon", () => {
    const all = [...rows, named, seen, erased];
    expect(filtered(all, { ...NO_FILTER, mentioned: true }, me)).toEqual([named]);
    expect(filtered(all, { ...NO_FILTER, ending: true }, me)).toEqual([erased]);
    expect(countsOf(all)).toMatchObject({ all: all.length, mentioned: 1, ending: 1 });
    for (const mark of MARKS) expect(isFiltering({ ...NO_FILTER, [mark]: true })).toBe(true);
  });

  it("by whom a case is assigned to: me among others, a colleague, nobody", () => {
    expect(left({ assigned: "me" })).toEqual([mine]);
    expect(left({ assigned: colleague })).toEqual([mine, theirs]);
    expect(left({ assigned: "nobody" })).toEqual([late, soon, closed, nobodys]);
  });

  it("by every category that its handlers gave it", () => {
    const two = opened({ category: "fraud" }, { category: "corr", categories: ["proc"] });
    const of = (category: string) => filtered([two], { ...NO_FILTER, category }, me);
    expect([of("corr"), of("proc"), of("fraud")]).toEqual([[two], [two], []]);
    expect([...tallyOf([two], "category", me).keys()]).toEqual(["corr", "proc"]);
  });

  it("by the category of its handlers, and by the report's only where they have none", () => {
    expect(left({ category: "corr" })).toEqual([theirs]);
    expect(left({ category: "fraud" })).toEqual([]);
    expect(left({ category: "" })).toEqual([nobodys]);
  });

  it("by severity, tag, path and where the work stands", () => {
    expect(left({ severity: "4" })).toEqual([theirs]);
    expect(left({ severity: "unset" })).toEqual([late, soon, closed, nobodys]);
    expect(left({ tag: "skola" })).toEqual([mine]);
    expect(left({ path: "server" })).toEqual([theirs]);
    expect(left({ phase: "investigating" })).toEqual([mine]);
  });

  it("leaves everything where nothing is switched on, cases that were not opened among them", () => {
    expect(left({})).toEqual(rows);
    expect(isFiltering(NO_FILTER)).toBe(false);
  });

  it("leaves what each of its parts leaves, and nothing else", () => {
    const part = fc.record(
      {
        duty: fc.constantFrom("all" as const, "late" as const, "soon" as const),
        unread: fc.boolean(),
        mentioned: fc.boolean(),
        ending: fc.boolean(),
        phase: fc.constantFrom(null, "received" as const, "investigating" as const),
        assigned: fc.constantFrom(null, "me" as const, "nobody" as const, colleague),
        category: fc.constantFrom(null, "", "conf", "corr"),
        severity: fc.constantFrom(null, "unset" as const, "4" as const),
        tag: fc.constantFrom(null, "skola"),
        path: fc.constantFrom(null, "browser" as const, "server" as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(part, (filter) => {
        const alone = Object.entries(filter).map(([name, value]) => left({ [name]: value }));
        expect(left(filter)).toEqual(rows.filter((each) => alone.every((some) => some.includes(each))));
      }),
    );
  });
});

describe("what can be chosen", () => {
  it("is what occurs, each with how many it would leave", () => {
    for (const choice of CHOICES) {
      for (const [value, count] of tallyOf(rows, choice, me)) expect([value, left({ [choice]: value }).length]).toEqual([value, count]);
    }
    expect([...tallyOf(rows, "tag", me)]).toEqual([["skola", 1], ["lön", 1]]);
  });

  it("is nothing that only an opened case says where none was opened", () => {
    expect(CHOICES.flatMap((choice) => valuesOf(unopened, choice, me))).toEqual(["received", "acknowledge", "feedback"]);
  });
});

describe("where the work stands", () => {
  it("is what was verified, but that the server says a case was opened again puts it back", () => {
    const days = { received: day("2026-08-01"), acknowledged: day("2026-08-02"), fedBack: null, closed: day("2026-09-01") };
    const shut = opened({ days, state: "closed" }, { phase: "closed" }, days);
    expect(phaseOfRow(shut)).toBe("closed");
    const summary = { ...shut.summary, days: { ...days, closed: null }, counts: { c: 3, i: 0 } };
    expect(phaseOfRow({ ...shut, summary })).toBe("reopened");
  });
});

describe("an order", () => {
  const open = [mine, theirs, nobodys];
  const older = opened({}, { severity: "4" }, { received: day("2026-10-30") });
  const shut = opened({ state: "closed" }, { severity: "4", phase: "closed" }, { ...both, received: day("2026-01-01"), closed: day("2026-06-01") });

  it("by how grave cases are: what nobody has judged after the lowest, closed cases last", () => {
    expect(sorted([shut, nobodys, mine, theirs], "severity")).toEqual([theirs, mine, nobodys, shut]);
  });

  it("by the day they came, newest first", () => {
    expect(sorted([shut, older, mine], "newest")).toEqual([mine, older, shut]);
  });

  it("keeps every row, and what is equal as it was", () => {
    const all = inOrder([...open, older, shut, late, soon, closed, unopened]);
    for (const sort of SORTS) expect(new Set(sorted(all, sort))).toEqual(new Set(all));
    expect(sorted([late, soon], "severity")).toEqual([late, soon]);
    expect(sorted(all, "duty")).toBe(all);
  });
});
