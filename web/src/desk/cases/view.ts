/**
 * What a member's sealed index entry holds of a case: enough to list, sort and search it without opening its thread
 * again, what has been read, how far the threads were verified, and a draft (PROTOCOL.md section 9).
 *
 * It is a cache: it never overrides a verified thread, and the heads in it only move forward.
 */
import type { Reference } from "../../sealing/body.ts";
import { parseDay } from "../../sealing/day.ts";
import { parseDigest } from "../../sealing/digest.ts";
import type { Entry } from "../../sealing/thread.ts";
import { SealingError } from "../../sealing/failure.ts";
import { count, exactly, nullable, oneOf, parsed, record, string, type Read, type Reader } from "../../sealing/schema.ts";
import { parseCaseRow } from "../router.ts";
import { parseJsonText, writeJsonText, type Json } from "../../sealing/strict_json.ts";

/** What may be half written in a case. */
export const DRAFT_KINDS = ["reply", "acknowledge", "feedback", "close", "reopen", "note"] as const;
/** One of them. */
export type DraftKind = (typeof DRAFT_KINDS)[number];
/** The drafts of a case; "" where there is none. */
export type Drafts = Readonly<Record<DraftKind, string>>;

/** No draft at all. */
export const NO_DRAFTS: Drafts = { reply: "", acknowledge: "", feedback: "", close: "", reopen: "", note: "" };

const truth: Reader<boolean> = (value: Json) => oneOf("yes", "no")(value) === "yes";
const day = parsed(parseDay);
const head = nullable(record({ n: count, hash: parsed(parseDigest) }));
const schema = record({
  v: exactly(1),
  /** The row it was written for: another row's entry, put here by the server, is not taken. */
  row: parsed(parseCaseRow),
  reference: string,
  title: string,
  /** The code of the category, "" if none was chosen. */
  category: string,
  /** What searching finds. */
  words: string,
  state: oneOf("received", "acknowledged", "closed"),
  days: record({ received: day, acknowledged: nullable(day), fedBack: nullable(day), closed: nullable(day) }),
  heads: record({ c: head, i: head }),
  generation: count,
  /** Up to which number of each thread this member has read: the first that was not. */
  read: record({ c: count, i: count }),
  /** How many of what was verified this member has not read, of what others wrote. */
  unread: count,
  /** Whether something in the case did not verify. */
  damaged: truth,
  drafts: record({ reply: string, acknowledge: string, feedback: string, close: string, reopen: string, note: string }),
});

/** A member's view of a case. */
export type CaseView = Read<typeof schema>;

/** The view that an entry's text holds; null where it is none that this version wrote. */
export function readView(text: string): CaseView | null {
  try {
    return schema(parseJsonText(text));
  } catch (error) {
    // A cache that cannot be read is made anew.
    if (error instanceof SealingError) return null;
    throw error;
  }
}

/** The text of a view. */
export function writeView(view: CaseView): string {
  return writeJsonText({ ...view, damaged: view.damaged ? "yes" : "no" });
}

/** The last number of a thread with its digest; null of an empty thread or where the server withholds it. */
export function headOf(entries: readonly Entry[]): Reference | null {
  const last = entries.at(-1);
  return last?.hash === undefined || last.hash === null ? null : { n: last.n, hash: last.hash };
}

/** Whether what the server shows is older than, or another than, what was verified before. */
export function wentBack(entries: readonly Entry[], verified: Reference | null): boolean {
  if (verified === null) return false;
  return entries[verified.n]?.hash !== verified.hash;
}

/** Whether what was verified when a view was written is less than what this computer has seen. */
export function isBehind({ heads }: Pick<CaseView, "heads">, seen: { readonly c: number; readonly i: number } | null): boolean {
  return seen !== null && ((heads.c?.n ?? -1) + 1 < seen.c || (heads.i?.n ?? -1) + 1 < seen.i);
}

/** The head to remember: the later of both, for a head never moves back. */
export function later(one: Reference | null, other: Reference | null): Reference | null {
  if (one === null || other === null) return one ?? other;
  return other.n > one.n ? other : one;
}
