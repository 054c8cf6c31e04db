/** Opening the index entries of an inbox, thousands of them, without blocking input. */
import type { CaseRow } from "../router.ts";
import type { KeptEntry } from "./index_keeper.ts";
import type { CasesPorts } from "./ports.ts";
import type { CaseSummary } from "./summary.ts";

/** An entry that has opened, and its row. */
export interface OpenedEntry {
  readonly row: CaseRow;
  readonly entry: KeptEntry;
}

/** Milliseconds of work after which the page breathes. */
const SLICE = 12;
/** Milliseconds after which what has opened is shown: showing sorts and counts all rows anew. */
const SETTLE = 200;

/**
 * Opens entries, the page breathing in between.
 *
 * @param take - takes what has opened since the last time, and says whether to go on
 */
export async function openEntries(
  waiting: readonly CaseSummary[],
  { keeper, elapsed, breathe }: Pick<CasesPorts, "keeper" | "elapsed" | "breathe">,
  take: (opened: readonly OpenedEntry[]) => boolean,
): Promise<void> {
  let opened: OpenedEntry[] = [];
  let began = elapsed();
  let settled = began;
  for (const { id: row, index } of waiting) {
    const entry = index === null ? null : await keeper.open(row, index);
    if (entry !== null) opened.push({ row, entry });
    const now = elapsed();
    if (now - began < SLICE) continue;
    if (now - settled >= SETTLE) {
      if (!take(opened)) return;
      opened = [];
      settled = now;
    }
    await breathe();
    began = elapsed();
  }
  take(opened);
}
