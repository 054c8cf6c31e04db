/** Days in words, and the days that the law counts (src/cases/lifecycle.rs). */
import { dayPlus, parseDay, type Day } from "../../sealing/day.ts";

/** Days within which a report is to be acknowledged. */
const ACKNOWLEDGE_WITHIN = 7;
/** Calendar months within which feedback is to be given. */
const FEEDBACK_WITHIN = 3;

/** The day with its weekday and year, "söndag 29 november 2026". */
export function dayInWords(day: Day, language: string): string {
  const moment = new Date(`${day}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }).format(moment);
  const number = Number(day.slice(8));
  return `${part({ weekday: "long" })} ${number} ${part({ month: "long" })} ${day.slice(0, 4)}`;
}

/** The last day for the acknowledgement of a report that came in on that day. */
export function acknowledgeBy(received: Day): Day | null {
  return dayPlus(received, ACKNOWLEDGE_WITHIN);
}

/** The last day for feedback: from the acknowledgement, or from the seventh day where none was given. */
export function feedbackBy(received: Day, acknowledged: Day | null): Day | null {
  const from = acknowledged ?? acknowledgeBy(received);
  return from === null ? null : monthsAfter(from, FEEDBACK_WITHIN);
}

/** By when what has not been given is due. That the case was closed changes nothing. */
export function dueIn(
  received: Day,
  { acknowledged, fedBack }: { readonly acknowledged: Day | null; readonly fedBack: Day | null },
): { readonly acknowledge: Day | null; readonly feedback: Day | null } {
  return {
    acknowledge: acknowledged === null ? acknowledgeBy(received) : null,
    feedback: fedBack === null ? feedbackBy(received, acknowledged) : null,
  };
}

/** The day of the same number that many months later, or that month's last day where it has no such number. */
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
