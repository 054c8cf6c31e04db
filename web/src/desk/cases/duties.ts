/**
 * What the law asks of whoever handles a case, and by which day (law 2021:890, chapter 5, section 8; LAW.md L9, L10).
 * Computed from days alone. `tests/vectors/clocks.json` holds this rule, the
 * server's `cases/lifecycle.rs` and the reporter's page to one another.
 */
import { dayNumber, dayPlus, daysBetween, parseDay, type Day } from "../../sealing/day.ts";

/** Days from receipt in which a report is to be acknowledged. */
export const ACKNOWLEDGE_DAYS = 7;
/** Calendar months in which feedback is due. */
export const FEEDBACK_MONTHS = 3;

/** The days of a case that the law's clocks turn on. */
export interface CaseDays {
  readonly received: Day;
  readonly acknowledged: Day | null;
  readonly fedBack: Day | null;
  readonly closed: Day | null;
}

/** Something that the law wants done, at the latest on a day. */
export interface Duty {
  readonly what: "acknowledge" | "feedback";
  /** The last day on which it is done in time. */
  readonly by: Day;
}

/** How near a duty is: `late` after its last day, `soon` within a week, else `later`. */
export type Nearness = "late" | "soon" | "later";

const SOON_DAYS = 7;
const LAST_DAY = "9999-12-31" as Day;

/** The last day for the acknowledgement of a report that came on `received`. */
export function acknowledgeBy(received: Day): Day {
  return dayPlus(received, ACKNOWLEDGE_DAYS) ?? LAST_DAY;
}

/**
 * The last day for feedback: three calendar months from the acknowledgement, or from the seventh day after receipt if
 * none was given. An acknowledgement that came late counts from the day it was given.
 */
export function feedbackBy({ received, acknowledged }: Pick<CaseDays, "received" | "acknowledged">): Day {
  return monthsLater(acknowledged ?? acknowledgeBy(received), FEEDBACK_MONTHS);
}

/**
 * What is still to be done, the nearest first. Closing a case is neither acknowledgement nor feedback: what was not given
 * before stays to be done.
 */
export function duties(days: CaseDays): readonly Duty[] {
  const open: Duty[] = [];
  if (days.acknowledged === null) open.push({ what: "acknowledge", by: acknowledgeBy(days.received) });
  if (days.fedBack === null) open.push({ what: "feedback", by: feedbackBy(days) });
  return open;
}

/** What is to be done next; null if nothing is. */
export function nextDuty(days: CaseDays): Duty | null {
  return duties(days)[0] ?? null;
}

/** How near a duty is on a day. */
export function nearness(duty: Duty, today: Day): Nearness {
  const left = daysBetween(today, duty.by);
  if (left < 0) return "late";
  return left <= SOON_DAYS ? "soon" : "later";
}

/**
 * The same day of the month `months` later, or that month's last day where it has no such day: 30 November and three
 * months is 28 February, or 29 in a leap year.
 */
export function monthsLater(day: Day, months: number): Day {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return day;
  const count = year * 12 + (month - 1) + months;
  const firstOf = (index: number): Day | null =>
    parseDay(`${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}-01`);
  const first = firstOf(count);
  if (first === null) return LAST_DAY;
  const next = firstOf(count + 1);
  const length = next === null ? 31 : dayNumber(next) - dayNumber(first);
  return dayPlus(first, Math.min(date, length) - 1) ?? LAST_DAY;
}

function pad(value: number, width: number): string {
  return value.toString().padStart(width, "0");
}
