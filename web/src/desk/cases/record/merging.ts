/**
 * Two people who changed the record of one case at once: what only one of them changed is as they left it, and what both
 * changed differently is for whoever comes second to settle. Nothing is overwritten by itself.
 */
import type { CaseRecord } from "./terms.ts";
import { changesBetween, type Change } from "./versions.ts";

/** A term that both changed, each in another way; "" for nothing. */
export interface Conflict {
  readonly term: string;
  readonly before: string;
  readonly mine: string;
  readonly theirs: string;
}

/** What becomes of two changed records. */
export interface Merged {
  /** Mine, with what they alone changed taken in. Where there is a conflict, it is mine that stands. */
  readonly record: CaseRecord;
  /** What they changed and I did not. */
  readonly taken: readonly Change[];
  /** What is to be settled. */
  readonly conflicts: readonly Conflict[];
}

/** Merges term by term. An absent term is "". */
export function mergedRecords(before: CaseRecord, mine: CaseRecord, theirs: CaseRecord): Merged {
  const taken: Change[] = [];
  const conflicts: Conflict[] = [];
  for (const change of changesBetween(before, theirs)) {
    const { term } = change;
    const own = mine.get(term) ?? "";
    if (own === change.after) continue;
    if (own === change.before) {
      taken.push(change);
    } else {
      conflicts.push({ term, before: change.before, mine: own, theirs: change.after });
    }
  }
  return { record: withChanges(mine, taken), taken, conflicts };
}

/** A record with other values in some of its terms; "" takes one away. */
export function withChanges(record: CaseRecord, changes: readonly Pick<Change, "term" | "after">[]): CaseRecord {
  const changed = new Map(record);
  for (const { term, after } of changes) {
    if (after === "") changed.delete(term);
    else changed.set(term, after);
  }
  return changed;
}

/** What is to be settled once a newer record has come: what it made the same is no longer, what it changed too is anew. */
export function stillOpen(
  before: ReadonlyMap<string, Conflict>,
  mine: CaseRecord,
  theirs: CaseRecord,
  found: readonly Conflict[],
): ReadonlyMap<string, Conflict> {
  const open = new Map([...before].filter(([term]) => (mine.get(term) ?? "") !== (theirs.get(term) ?? "")));
  for (const conflict of found) open.set(conflict.term, conflict);
  return open;
}
