/** Whether a keyring is good on a day. */
import { daysBetween, type Day } from "../day.ts";
import type { Keyring } from "../keyring.ts";

/** How many days after expiry the intake still files, with a warning. */
export const GRACE_DAYS = 60;
/** How many days a browser's clock may be wrong. */
export const CLOCK_ERROR_DAYS = 2;
/** After how many days of an epoch the owner's desk signs the next by itself. */
export const RENEWAL_DAYS = 30;

/**
 * What may be done with a keyring on a day. Expiry binds filing alone: follow-up goes on with the warning.
 *
 * - `not-yet`: issued after that day: the server or the clock is wrong, and nothing is filed
 * - `valid`: good
 * - `grace`: expired at most {@link GRACE_DAYS} ago: filing goes on under a plain warning
 * - `expired`: the page shows the other ways to report
 */
export type KeyringStatus = "not-yet" | "valid" | "grace" | "expired";

/**
 * What may be done with a keyring.
 *
 * @param clockError - how many days the clock may be wrong either way: a browser's {@link CLOCK_ERROR_DAYS}
 */
export function keyringStatus(keyring: Keyring, today: Day, clockError = CLOCK_ERROR_DAYS): KeyringStatus {
  if (daysBetween(today, keyring.issued) > clockError) return "not-yet";
  const late = daysBetween(keyring.expires, today) - clockError;
  if (late <= 0) return "valid";
  return late <= GRACE_DAYS ? "grace" : "expired";
}

/**
 * Whether a keyring's days are over. Follow-up and desk go on with it and say so: either its owner has not signed for
 * long, or the server hides what they signed since, and with it who has left.
 */
export function hasExpired(keyring: Keyring, today: Day): boolean {
  const status = keyringStatus(keyring, today);
  return status === "grace" || status === "expired";
}

/** Whether the owner's desk signs the next epoch by itself on that day. */
export function isRenewalDue(keyring: Keyring, today: Day): boolean {
  return daysBetween(keyring.issued, today) >= RENEWAL_DAYS;
}
