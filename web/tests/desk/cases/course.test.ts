import { CLOCKS, daysIn, entriesOf } from "../../support/clocks.ts";
import { dayOf } from "../../support/desk_vault.ts";
import { describe, expect, it } from "vitest";
import type { Day } from "../../../src/sealing/day.ts";
import type { Entry } from "../../../src/sealing/thread.ts";
import { courseOf, unfoundedColumns } from "../../../src/desk/cases/course.ts";
import type { CaseDays } from "../../../src/desk/cases/duties.ts";
import { day } from "./support/given.ts";

const received = day("2026-11-18");
const answered = day("2026-11-20");
const columns = (acknowledged: CaseDays["acknowledged"]): CaseDays => ({ received, acknowledged, fedBack: null, closed: null });
const acknowledging = { status: "shown", n: 2, day: answered, body: { kind: "message", step: "acknowledge" } } as Entry;

describe("the day of the acknowledgement", () => {
  it.each([
    ["a handler's step bears out its day", false, [acknowledging], answered, []],
    ["without one, none is borne out", false, [], received, ["acknowledged"]],
    ["a day that hides a signed one is told", false, [acknowledging], null, ["acknowledged"]],
    ["the receipt bears out the day of receipt", true, [], received, []],
    ["and no other", true, [], answered, ["acknowledged"]],
    ["a report of before the receipt counted has its handler's day", true, [acknowledging], answered, []],
    ["which may not be hidden either", true, [acknowledging], null, ["acknowledged"]],
  ] as const)("%s", (_, byReceipt, entries, acknowledged, told) => {
    const course = courseOf(entries, received, byReceipt);
    expect(unfoundedColumns(course, columns(acknowledged), entries)).toEqual(told);
  });
});

describe("the day on which a report came", () => {
  it("is held against what was filed with it once it is struck", () => {
    const filedOn = (day: Day) =>
      [{ status: "struck", n: 0 }, { status: "shown", n: 1, day: received, body: { kind: "contact", day } }] as Entry[];
    const told = (entries: readonly Entry[]) => unfoundedColumns(courseOf(entries, received, false), columns(null), entries);
    expect(told(filedOn(received))).toEqual([]);
    expect(told(filedOn(dayOf("2020-01-01")))).toEqual(["received"]);
  });
});

describe("the course of a case", () => {
  it("is the one that the server and the reporter's page read from the same steps", () => {
    expect(CLOCKS.courses.length).toBeGreaterThanOrEqual(6);
    for (const { why, received: on, steps, state, days } of CLOCKS.courses) {
      const course = courseOf(entriesOf(steps), dayOf(on), false);
      expect([course.state, course.days], why).toEqual([state, daysIn(days)]);
    }
  });
});
