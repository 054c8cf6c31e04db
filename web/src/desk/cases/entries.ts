/** The index entries of an inbox, thousands of them: fetched and opened beside the page, the most urgent cases first. */
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import type { KeptEntry } from "./entry_opening.ts";
import { OpenerError } from "./opener.ts";
import type { CasesPorts } from "./ports.ts";
import { MOST_ENTRIES } from "./server.ts";
import type { ListedEntry } from "./summary.ts";

/** An entry that has opened, and its row. */
export interface OpenedEntry {
  readonly row: CaseRow;
  readonly entry: KeptEntry;
}

/** Milliseconds after which what has opened is shown: showing sorts and counts all rows anew. */
const SETTLE = 200;

/** What opened of an answer: the row of each entry, its salt, and what it says; null where it did not open. */
type Opened = readonly { readonly row: CaseRow; readonly salt: string; readonly entry: KeptEntry | null }[];

/**
 * Fetches and opens the entries of those rows, the first of them first. Where the server hands none out, or they do not open,
 * the cases are verified as if they had none.
 *
 * @param listed - how many cases the server lists: more answers than that it never needs
 * @param take - takes what has opened since the last time, and says whether to go on
 * @throws ApiError `offline`: then nothing else could be fetched either
 */
export async function openEntries(
  rows: readonly CaseRow[],
  listed: number,
  { server, opener, keeper, elapsed, breathe }: Pick<CasesPorts, "server" | "opener" | "keeper" | "elapsed" | "breathe">,
  take: (opened: readonly OpenedEntry[]) => boolean,
): Promise<void> {
  const wanted = new Set(rows);
  let opened: OpenedEntry[] = [];
  let settled = -SETTLE;
  const takeIn = async (answer: Promise<Opened>): Promise<boolean> => {
    for (const { row, salt, entry } of await answer) {
      const kept = keeper.take(row, salt, entry);
      if (kept !== null) opened.push({ row, entry: kept });
    }
    if (elapsed() - settled >= SETTLE) {
      if (!take(opened)) return false;
      opened = [];
      settled = elapsed();
    }
    await breathe();
    return true;
  };
  try {
    // The worker opens one answer while the page takes in the one before, and the next is on its way.
    let before: Promise<Opened> | null = null;
    for await (const answer of answersOf(rows, listed, server)) {
      const now = openAnswer(answer.filter(({ row }) => wanted.delete(row)), opener);
      // Whoever waits for it comes later, or never.
      now.catch(() => undefined);
      if (before !== null && !(await takeIn(before))) return;
      before = now;
      if (wanted.size === 0) break;
    }
    if (before !== null && !(await takeIn(before))) return;
  } catch (error) {
    if (error instanceof ApiError && error.kind === "offline") throw error;
    if (!(error instanceof ApiError || error instanceof OpenerError)) throw error;
  }
  take(opened);
}

/** The answers that bring the entries of those rows: first the first, by name; if there are more, then all that there are. */
async function* answersOf(
  rows: readonly CaseRow[],
  most: number,
  server: Pick<CasesPorts["server"], "entries" | "entriesAfter">,
): AsyncGenerator<readonly ListedEntry[]> {
  if (rows.length === 0) return;
  const named = server.entries(rows.slice(0, MOST_ENTRIES));
  if (rows.length <= MOST_ENTRIES) {
    yield await named;
    return;
  }
  let next = ahead(server.entriesAfter(null));
  yield await named;
  // A server that goes round in a circle, or makes up rows without an end, would hold the desk here for ever.
  for (let [count, last]: [number, CaseRow | null] = [0, null]; count < most; count += 1) {
    const answer: readonly ListedEntry[] = await next;
    const newest = answer.at(-1)?.row;
    if (newest === undefined || (last !== null && newest <= last)) return;
    last = newest;
    next = ahead(server.entriesAfter(newest));
    yield answer;
  }
}

/** An answer that is waited for later, or never: what goes wrong with it is known when it is its turn. */
function ahead<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}

async function openAnswer(listed: readonly ListedEntry[], opener: CasesPorts["opener"]): Promise<Opened> {
  const names = listed.map(({ row, salt }) => ({ row, salt }));
  const entries = await opener.openEntries(listed);
  return names.map((name, index) => ({ ...name, entry: entries[index] ?? null }));
}
