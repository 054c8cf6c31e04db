/** How far a case has come, by the signed steps of its verified conversation, and where the server says otherwise. */
import { daysBetween, type Day } from "../../sealing/day.ts";
import type { MemberId } from "../../sealing/id.ts";
import { isReading } from "../../sealing/reading.ts";
import { stepsOf } from "../../sealing/steps.ts";
import type { Entry } from "../../sealing/thread.ts";
import { isOwn } from "./draft.ts";
import type { Channel } from "./channel.ts";
import type { CaseDays } from "./duties.ts";
import type { State } from "./summary.ts";

/** What the signed steps say. */
export interface Course {
  readonly state: State;
  /** The server's days of the envelopes that hold the steps. */
  readonly days: CaseDays;
  /** The server's day of the first signed acknowledgement; another than that of `days` where the receipt is one. */
  readonly signedAcknowledgement: Day | null;
}

/** A day that the server shows in clear. */
export type Column = "acknowledged" | "fedBack" | "closed" | "received";

/**
 * Whether the receipt at filing was a report's acknowledgement: by the settings of the epoch that it was sealed under. Of a
 * report that a handler entered it is none: whoever told it may have had no receipt.
 */
export function byReceipt({ receiptEpochs, chain }: Pick<Channel, "receiptEpochs" | "chain">, entries: readonly Entry[]): boolean {
  // The contact details, which are never struck, were sealed with the report.
  const filed = entries.slice(0, 2).find((entry) => entry.status === "shown");
  if (filed?.body.path === "desk") return false;
  return receiptEpochs.has(filed?.body.keyring.epoch ?? chain.newest.keyring.epoch);
}

/**
 * The course that a conversation's verified steps have taken.
 *
 * @param received - the server's day of receipt, of which no step speaks
 * @param isByReceipt - whether {@link byReceipt} the report is acknowledged
 */
export function courseOf(entries: readonly Entry[], received: Day, isByReceipt: boolean): Course {
  const { acknowledged: signedAcknowledgement, fedBack, closed } = stepsOf(entries);
  const acknowledged = isByReceipt ? received : signedAcknowledgement;
  const state = closed !== null ? "closed" : acknowledged !== null ? "acknowledged" : "received";
  return { state, days: { received, acknowledged, fedBack, closed }, signedAcknowledgement };
}

/**
 * The columns that no signed step bears out, or that hide one that was signed: the law's clocks turn on them, so a
 * reader is told. A step whose envelope is damaged bears nothing out.
 */
export function unfoundedColumns(course: Course, columns: CaseDays, entries: readonly Entry[]): readonly Column[] {
  const found: Column[] = [];
  for (const column of ["acknowledged", "fedBack", "closed"] as const) {
    // A report of before the owner let the receipt acknowledge has the day on which a handler did.
    const isSigned = column === "acknowledged" && course.signedAcknowledgement === columns.acknowledged;
    if (course.days[column] !== columns[column] && !isSigned) found.push(column);
  }
  // A report that was struck says no day any more; the contact details that were filed with it do, and are never struck.
  const filed = entries.slice(0, 2).find((entry) => entry.status === "shown");
  // The reporter's own day and the server's may be a midnight or a slow clock apart.
  if (filed !== undefined && Math.abs(daysBetween(filed.body.day, columns.received)) > 1) {
    found.push("received");
  }
  return found;
}

/** Entries that a reader has not seen, of those somebody else wrote. */
export function unreadCount(
  entries: readonly Entry[],
  readTo: number,
  me: MemberId,
): number {
  return entries.filter((entry) => entry.n >= readTo && !isOwn(entry, me) && !isSilent(entry)).length;
}

/**
 * How far a reader has come who has seen what stands before `readTo`: what they wrote themselves they have read, and what
 * brings nothing to read is none.
 */
export function readThrough(entries: readonly Entry[], readTo: number, me: MemberId): number {
  const next = entries.slice(readTo).find((entry) => !isOwn(entry, me) && !isSilent(entry));
  return next?.n ?? entries.length;
}

/** What brings nothing to read: the contact details, which are opened on purpose only, and that somebody has read. */
function isSilent(entry: Entry): boolean {
  return (entry.status === "shown" && entry.body.kind === "contact") || isReading(entry);
}
