import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, dayPlus, daysBetween, parseDay, type Day } from "../../../src/sealing/day.ts";
import { monthsAfter } from "../../../src/sealing/law_days.ts";
import {
  acknowledgeBy,
  duties,
  feedbackBy,
  nearness,
  nextDuty,
  NONE_WAIVED,
  type CaseDays,
} from "../../../src/desk/cases/duties.ts";
import { CLOCKS, daysIn } from "../../support/clocks.ts";

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`no day: ${text}`);
  return parsed;
}

const origin = dayNumber(day("1999-01-01"));
/** Days of a century and more: the leap year 2000, and 2100, which is none. */
const anyDay = fc.integer({ min: 0, max: 46_000 }).map((offset): Day => {
  const found = dayPlus(day("0001-01-01"), origin + offset);
  if (found === null) throw new Error("beyond the calendar");
  return found;
});
const parts = (value: Day): readonly number[] => value.split("-").map(Number);

/** The calendar's rule again, by the platform's own calendar and not by ours. */
function platformMonthsLater(value: Day, months: number): string {
  const [year = 0, month = 0, date = 0] = parts(value);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const days = (over: Partial<CaseDays>): CaseDays => ({
  received: day("2026-11-22"),
  acknowledged: null,
  fedBack: null,
  closed: null,
  ...over,
});

describe("the law's days", () => {
  it("an acknowledgement is due seven days after receipt, over month ends and leap days", () => {
    expect(acknowledgeBy(day("2026-11-22"))).toBe("2026-11-29");
    expect(acknowledgeBy(day("2028-02-25"))).toBe("2028-03-03");
    expect(acknowledgeBy(day("2027-02-25"))).toBe("2027-03-04");
    expect(acknowledgeBy(day("2026-12-28"))).toBe("2027-01-04");
  });

  it("feedback is due on the same day three months later, or the month's last where it has no such day", () => {
    expect(monthsAfter(day("2026-08-26"), 3)).toBe("2026-11-26");
    expect(monthsAfter(day("2026-11-30"), 3)).toBe("2027-02-28");
    expect(monthsAfter(day("2027-11-30"), 3)).toBe("2028-02-29");
    expect(monthsAfter(day("2099-11-30"), 3)).toBe("2100-02-28");
    expect(monthsAfter(day("2026-12-31"), 3)).toBe("2027-03-31");
    expect(monthsAfter(day("2026-08-31"), 3)).toBe("2026-11-30");
    expect(monthsAfter(day("2028-02-29"), 3)).toBe("2028-05-29");
  });

  it("agrees with the platform's calendar on every day", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 30 }), (value, months) => {
        expect(monthsAfter(value, months)).toBe(platformMonthsLater(value, months));
      }),
      { numRuns: 2000 },
    );
  });

  it("gives between 89 and 92 days for feedback, and never more for a later day of the month", () => {
    fc.assert(
      fc.property(anyDay, (acknowledged) => {
        const by = feedbackBy({ received: acknowledged, acknowledged });
        expect(daysBetween(acknowledged, by)).toBeGreaterThanOrEqual(89);
        expect(daysBetween(acknowledged, by)).toBeLessThanOrEqual(92);
        const dayAfter = dayPlus(acknowledged, 1) ?? acknowledged;
        // Who acknowledges a day later has never an earlier day for feedback.
        expect(feedbackBy({ received: acknowledged, acknowledged: dayAfter }) >= by).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("counts from the seventh day if no acknowledgement was given, and from a late one if it was", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (received, after) => {
        const seventh = acknowledgeBy(received);
        expect(feedbackBy({ received, acknowledged: null })).toBe(monthsAfter(seventh, 3));
        const acknowledged = dayPlus(received, after) ?? received;
        expect(feedbackBy({ received, acknowledged })).toBe(monthsAfter(acknowledged, 3));
      }),
    );
  });
});

describe("what is to be done", () => {
  it("first the acknowledgement, then feedback, then nothing", () => {
    expect(duties(days({}), NONE_WAIVED).map((duty) => duty.what)).toEqual(["acknowledge", "feedback"]);
    expect(nextDuty(days({ acknowledged: day("2026-11-24") }), NONE_WAIVED)).toEqual({ what: "feedback", by: "2027-02-24" });
    expect(nextDuty(days({ acknowledged: day("2026-11-24"), fedBack: day("2026-12-24") }), NONE_WAIVED)).toBeNull();
  });

  it("an acknowledgement stays due when feedback came without one", () => {
    expect(duties(days({ fedBack: day("2026-11-25") }), NONE_WAIVED)).toEqual([{ what: "acknowledge", by: "2026-11-29" }]);
  });

  it("closing a case changes nothing of what is due", () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), fc.option(anyDay), anyDay, (received, acknowledged, fedBack, closed) => {
        const open = { received, acknowledged, fedBack, closed: null };
        expect(duties({ ...open, closed }, NONE_WAIVED)).toEqual(duties(open, NONE_WAIVED));
      }),
    );
  });

  it("are those that the server and the reporter's page count", () => {
    expect(CLOCKS.due.length).toBeGreaterThanOrEqual(8);
    for (const { why, days: known, acknowledge_by, feedback_by } of CLOCKS.due) {
      const by = new Map(duties(daysIn(known), NONE_WAIVED).map((duty) => [duty.what, duty.by]));
      expect([by.get("acknowledge") ?? null, by.get("feedback") ?? null], why).toEqual([acknowledge_by, feedback_by]);
    }
  });

  it("what is waived is not, and moves no day of what is", () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), fc.option(anyDay), fc.boolean(), fc.boolean(), (received, acknowledged, fedBack, one, other) => {
        const known = { received, acknowledged, fedBack, closed: null };
        const waived = { acknowledge: one, feedback: other };
        const left = duties(known, NONE_WAIVED).filter(({ what }) => !waived[what]);
        expect(duties(known, { acknowledgement: one, feedback: other })).toEqual(left);
      }),
    );
    for (const { why, days: known, waived, acknowledge_by, feedback_by } of CLOCKS.waived) {
      const by = new Map(duties(daysIn(known), waived).map((duty) => [duty.what, duty.by]));
      expect([by.get("acknowledge") ?? null, by.get("feedback") ?? null], why).toEqual([acknowledge_by, feedback_by]);
    }
    expect(CLOCKS.waived.length).toBeGreaterThanOrEqual(4);
  });

  it("is in time on its last day and late the day after", () => {
    const duty = { what: "acknowledge", by: day("2026-11-29") } as const;
    expect(nearness(duty, day("2026-11-21"))).toBe("later");
    expect(nearness(duty, day("2026-11-22"))).toBe("soon");
    expect(nearness(duty, day("2026-11-29"))).toBe("soon");
    expect(nearness(duty, day("2026-11-30"))).toBe("late");
  });
});
