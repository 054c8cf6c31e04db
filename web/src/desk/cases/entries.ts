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

/** Slices that are fetched ahead of the one that is opened. */
const AHEAD = 2;
/** Milliseconds after which what has opened is shown: showing sorts and counts all rows anew. */
const SETTLE = 200;

/**
 * Fetches and opens the entries of those rows, in their order. Where the server hands none out, or they do not open, the
 * cases are verified as if they had none.
 *
 * @param take - takes what has opened since the last time, and says whether to go on
 * @throws ApiError `offline`: then nothing else could be fetched either
 */
export async function openEntries(
  rows: readonly CaseRow[],
  { server, opener, keeper, elapsed, breathe }: Pick<CasesPorts, "server" | "opener" | "keeper" | "elapsed" | "breathe">,
  take: (opened: readonly OpenedEntry[]) => boolean,
): Promise<void> {
  const slices = slicesOf(rows);
  const fetching: Promise<readonly ListedEntry[] | ApiError>[] = [];
  const fetchNext = (): void => {
    const slice = slices.shift();
    // What goes wrong with a slice that is fetched ahead is known when it is its turn.
    if (slice !== undefined) fetching.push(server.entries(slice).catch(asProblem));
  };
  for (let count = 0; count <= AHEAD; count += 1) fetchNext();
  let opened: OpenedEntry[] = [];
  let settled = -SETTLE;
  for (let slice = fetching.shift(); slice !== undefined; slice = fetching.shift()) {
    const stored = await slice;
    if (stored instanceof ApiError) {
      if (stored.kind === "offline") throw stored;
      break;
    }
    fetchNext();
    try {
      const entries = await opener.openEntries(stored);
      for (const [index, { row, salt }] of stored.entries()) {
        const entry = keeper.take(row, salt, entries[index] ?? null);
        if (entry !== null) opened.push({ row, entry });
      }
    } catch (error) {
      if (!(error instanceof OpenerError)) throw error;
      break;
    }
    if (elapsed() - settled >= SETTLE) {
      if (!take(opened)) return;
      opened = [];
      settled = elapsed();
    }
    await breathe();
  }
  take(opened);
}

function slicesOf(rows: readonly CaseRow[]): (readonly CaseRow[])[] {
  const slices: (readonly CaseRow[])[] = [];
  for (let from = 0; from < rows.length; from += MOST_ENTRIES) slices.push(rows.slice(from, from + MOST_ENTRIES));
  return slices;
}

function asProblem(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}
