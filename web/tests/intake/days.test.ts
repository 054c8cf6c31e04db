import fc from "fast-check";
import { expect, test } from "vitest";
import { CLOCKS, daysIn, entriesOf } from "../support/clocks.ts";
import { dayInWords } from "../../src/intake/page/days.ts";
import { acknowledgeBy, dueIn, feedbackBy, monthsAfter } from "../../src/sealing/law_days.ts";
import { stepsOf } from "../../src/sealing/steps.ts";
import { day } from "../support/channel.ts";

test("a day stands in words as the server writes it", () => {
  expect(dayInWords(day("2026-11-29"), "sv")).toBe("söndag 29 november 2026");
  expect(dayInWords(day("2028-02-01"), "en")).toBe("Tuesday 1 February 2028");
});

test("the law's days are those of the server", () => {
  expect(acknowledgeBy(day("2028-02-25"))).toBe("2028-03-03");
  expect(feedbackBy(day("2026-11-28"), day("2026-11-30"))).toBe("2027-02-28");
  expect(feedbackBy(day("2026-11-22"), null)).toBe("2027-02-28");
  expect(feedbackBy(day("2026-11-23"), null)).toBe("2027-02-28");
});

test("a month that lacks the number ends the period on its last day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 24 }), (offset, months) => {
      const from = day(new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10));
      const after = monthsAfter(from, months) ?? "";
      const [year, month, date] = after.split("-").map(Number);
      const [fromYear, fromMonth, fromDate] = from.split("-").map(Number);
      expect((year ?? 0) * 12 + (month ?? 0)).toBe((fromYear ?? 0) * 12 + (fromMonth ?? 0) + months);
      const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
      expect(date).toBe(Math.min(fromDate ?? 0, last));
    }),
  );
});

test("what is due is what the server and the desk count", () => {
  expect(CLOCKS.due.length).toBeGreaterThanOrEqual(8);
  for (const { why, days, acknowledge_by, feedback_by } of CLOCKS.due) {
    const { received, ...steps } = daysIn(days);
    expect(dueIn(received, steps), why).toEqual({ acknowledge: acknowledge_by, feedback: feedback_by });
  }
});

test("each step sets the days that it sets at the server and the desk", () => {
  expect(CLOCKS.courses.length).toBeGreaterThanOrEqual(6);
  for (const { why, steps, days } of CLOCKS.courses) {
    const { acknowledged, fedBack, closed } = daysIn(days);
    expect(stepsOf(entriesOf(steps)), why).toEqual({ acknowledged, fedBack, closed });
  }
});
