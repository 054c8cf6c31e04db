/** The day that an envelope states, held against the one that the server stamped on it. */
import { daysBetween, type Day } from "./day.ts";

/** Days that a clock may be wrong by. */
const CLOCK_ERROR = 1;

/**
 * Days before the server's stamp on which a report came at the earliest that a handler enters: whatever lies longer was
 * never received by anybody who handles reports.
 */
export const ENTERED_WITHIN = 366;

/**
 * Whether the two say different things.
 *
 * @param isEntered - what a handler enters came earlier than it is stored: it says on which day, and on none to come
 */
export function stampDiffers(stated: Day, stamped: Day, isEntered: boolean): boolean {
  const late = daysBetween(stated, stamped);
  return late < -CLOCK_ERROR || late > (isEntered ? ENTERED_WITHIN : CLOCK_ERROR);
}
