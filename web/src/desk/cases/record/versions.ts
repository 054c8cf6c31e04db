/** The versions of a case's record: what each says, who wrote it on which day, and what it changed. */
import type { Digest } from "../../../sealing/digest.ts";
import type { Day } from "../../../sealing/day.ts";
import { shownOf, type Entry, type ShownEntry } from "../../../sealing/thread.ts";
import { NO_RECORD, readTerms, TERMS, type CaseRecord } from "./terms.ts";

/** A term with another value than before; "" for none. */
export interface Change {
  readonly term: string;
  readonly before: string;
  readonly after: string;
}

/** A version of the record. */
export interface Version {
  /** Its number in the internal thread. */
  readonly n: number;
  readonly hash: Digest;
  readonly record: CaseRecord;
  readonly writer: ShownEntry["writer"];
  /** The server's day. */
  readonly day: Day;
  /** The day that its writer signed. */
  readonly written: Day;
  /** What it changed of the version before. */
  readonly changes: readonly Change[];
  /** Whether something was struck between the two, which may have changed some of that. */
  readonly followsStruck: boolean;
}

/** Every version that verified, oldest first. */
export function versionsOf(internal: readonly Entry[]): readonly Version[] {
  const struck = internal.filter(({ status }) => status === "struck").map(({ n }) => n);
  let before = { n: -1, record: NO_RECORD };
  return shownOf(internal, "triage").map(({ n, hash, day, writer, body }) => {
    const record = readTerms(body.terms);
    const changes = changesBetween(before.record, record);
    const earlier = before.n;
    before = { n, record };
    return { n, hash, record, writer, day, written: body.day, changes, followsStruck: struck.some((at) => at > earlier && at < n) };
  });
}

/** The newest version; null where nothing has been recorded. */
export function newestVersion(internal: readonly Entry[]): Version | null {
  return versionsOf(internal).at(-1) ?? null;
}

/** The record as it stands. */
export function recordOf(internal: readonly Entry[]): CaseRecord {
  return newestVersion(internal)?.record ?? NO_RECORD;
}

/** What differs between two records: in the order of the table, terms that this desk does not know last. */
export function changesBetween(before: CaseRecord, after: CaseRecord): readonly Change[] {
  const known = TERMS.map(({ name }): string => name);
  const others = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !known.includes(name)).sort();
  return [...known, ...others]
    .map((term) => ({ term, before: before.get(term) ?? "", after: after.get(term) ?? "" }))
    .filter((change) => change.before !== change.after);
}
