/**
 * What the law asks of whoever handles a case, and by which day (law 2021:890, chapter 5, section 8). Computed from days
 * alone, for reporter and handler alike; `tests/vectors/clocks.json` holds it and the server's `cases/lifecycle.rs` to one
 * another.
 */
import { dayPlus, parseDay, type Day } from "./day.ts";

/** Days from receipt within which a report is to be acknowledged. */
const ACKNOWLEDGE_WITHIN = 7;
/** Calendar months within which feedback is to be given. */
const FEEDBACK_WITHIN = 3;

/** Calendar months that a case is kept after it was closed, at the most (chapter 7, section 8; chapter 8, section 4). */
export const LONGEST_RETENTION = 24;

/** The last day for the acknowledgement of a report that came in on that day; null beyond the calendar. */
export function acknowledgeBy(received: Day): Day | null {
  return dayPlus(received, ACKNOWLEDGE_WITHIN);
}

/**
 * The last day for feedback: three calendar months from the acknowledgement, or from the seventh day after receipt if
 * none was given. An acknowledgement that came late counts from the day it was given. Null beyond the calendar.
 */
export function feedbackBy(received: Day, acknowledged: Day | null): Day | null {
  const from = acknowledged ?? acknowledgeBy(received);
  return from === null ? null : monthsAfter(from, FEEDBACK_WITHIN);
}

/** By when what has not been given is due. That the case was closed changes nothing: closing is neither. */
export function dueIn(
  received: Day,
  { acknowledged, fedBack }: { readonly acknowledged: Day | null; readonly fedBack: Day | null },
): { readonly acknowledge: Day | null; readonly feedback: Day | null } {
  return {
    acknowledge: acknowledged === null ? acknowledgeBy(received) : null,
    feedback: fedBack === null ? feedbackBy(received, acknowledged) : null,
  };
}

/**
 * The same day of the month that many months later, or that month's last day where it has no such day: 30 November and
 * three months is 28 February, or 29 in a leap year. Null beyond the calendar.
 */
export function monthsAfter(day: Day, months: number): Day | null {
  const counted = Number(day.slice(5, 7)) - 1 + months;
  const year = Number(day.slice(0, 4)) + Math.floor(counted / 12);
  const digits = (value: number, width: number): string => value.toString().padStart(width, "0");
  for (let number = Number(day.slice(8)); number > 0; number -= 1) {
    const found = parseDay(`${digits(year, 4)}-${digits((counted % 12) + 1, 2)}-${digits(number, 2)}`);
    if (found !== null) return found;
  }
  return null;
}
