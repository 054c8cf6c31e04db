/**
 * How far a case's threads have been verified, and whether the server has gone back behind that.
 *
 * Two lengths, and neither stands for the other: what verified moves what is remembered, for ever; what is merely served
 * moves nothing, or bytes that a server makes up once, at whatever number, would make it a liar for good.
 */
import type { Reference } from "../../sealing/body.ts";
import type { Entry } from "../../sealing/thread.ts";
import type { OpenedCase } from "./opening.ts";
import type { CaseView } from "./view.ts";

/** A number for each thread of a case. */
export interface Lengths {
  readonly c: number;
  readonly i: number;
}

/** What holds of both threads. */
export interface Reached {
  /** The last number of each that verified in its place. */
  readonly heads: CaseView["heads"];
  /** How many numbers of each the server shows, verified or damaged, up to the first gap. */
  readonly unbroken: Lengths;
  /** How many numbers of each there are by what the server shows, gaps and all. */
  readonly served: Lengths;
}

/** How far a case has been verified, and how far it is served. */
export function reachedIn({ conversation, internal }: Pick<OpenedCase, "conversation" | "internal">): Reached {
  return {
    heads: { c: headOf(conversation.entries), i: headOf(internal.entries) },
    unbroken: { c: unbrokenOf(conversation.entries), i: unbrokenOf(internal.entries) },
    served: { c: conversation.entries.length, i: internal.entries.length },
  };
}

/** How many numbers of each thread those heads vouch for. */
export function verifiedIn({ c, i }: CaseView["heads"]): Lengths {
  return { c: (c?.n ?? -1) + 1, i: (i?.n ?? -1) + 1 };
}

/**
 * The last number, before the first gap, that is shown and linked to the one before it, or struck: its signer vouches for
 * every file before it. Null where there is none.
 */
export function headOf(entries: readonly Entry[]): Reference | null {
  let head: Reference | null = null;
  for (const entry of entries) {
    if (entry.hash === null) break;
    const isVerified = entry.status === "struck" || (entry.status === "shown" && entry.linked);
    if (isVerified) head = { n: entry.n, hash: entry.hash };
  }
  return head;
}

/** How many numbers there are up to the first at which the server shows nothing. */
function unbrokenOf(entries: readonly Entry[]): number {
  const gap = entries.findIndex(({ hash }) => hash === null);
  return gap < 0 ? entries.length : gap;
}

/** Whether what the server shows is other than what was verified before, or does not reach as far. */
export function wentBack(entries: readonly Entry[], verified: Reference | null): boolean {
  if (verified === null) return false;
  return entries[verified.n]?.hash !== verified.hash;
}

/** Whether the server shows fewer numbers than were verified on this computer. */
export function isShorter(shown: Lengths, seen: Lengths | null): boolean {
  return seen !== null && (shown.c < seen.c || shown.i < seen.i);
}

/** Whether what was verified when a view was written is less than what this computer has seen. */
export function isBehind({ heads }: Pick<CaseView, "heads">, seen: Lengths | null): boolean {
  return isShorter(verifiedIn(heads), seen);
}

/** The head to remember: the later of both, for a head never moves back. */
export function later(one: Reference | null, other: Reference | null): Reference | null {
  if (one === null || other === null) return one ?? other;
  return other.n > one.n ? other : one;
}
