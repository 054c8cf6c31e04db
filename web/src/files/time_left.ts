/** How long files still take, as roughly as anybody wants to know it: nobody wants to see seconds of an hour. */

/** A time to be said in words. */
export interface TimeLeft {
  readonly unit: "seconds" | "minutes" | "hours";
  /** At least one. */
  readonly count: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A number of seconds, roughly: by five, by minutes, or from an hour and a half on by hours. */
export function timeLeft(seconds: number): TimeLeft {
  if (seconds < MINUTE) return { unit: "seconds", count: Math.max(1, Math.ceil(seconds / 5) * 5) };
  if (seconds < 1.5 * HOUR) return { unit: "minutes", count: Math.ceil(seconds / MINUTE) };
  return { unit: "hours", count: Math.round(seconds / HOUR) };
}
