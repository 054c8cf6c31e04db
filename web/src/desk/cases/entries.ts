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

/** Milliseconds after which what has opened is shown for the second time, and each time after twice as long: it sorts all rows. */
const SETTLE = 200;

/** What opened of an answer: the row of each entry, its salt, and what it says; null where it did not open. */
type Opened = readonly { readonly row: CaseRow; readonly salt: string; readonly entry: KeptEntry | null }[];

type Ports = Pick<CasesPorts, "server" | "opener" | "keeper" | "elapsed" | "breathe">;

/** The last row of the lower half: rows are random. */
const MIDDLE = `7${"f".repeat(31)}` as CaseRow;

/**
 * All of a member's entries, fetched and opened ahead of whoever takes them in. Each answer says after which row the next one
 * begins: where there are many, both halves are asked for at once, each while what came before is opened.
 */
class EntriesAhead {
  readonly #ports: Pick<Ports, "server" | "opener">;
  readonly #opened: Promise<Opened>[] = [];
  /** How many halves are still on their way. */
  #running = 0;
  #wake: () => void = () => undefined;
  #stopped = false;

  constructor(ports: Pick<Ports, "server" | "opener">) {
    this.#ports = ports;
    this.#start(null, null);
  }

  /** What another answer brings; null if there are no more. Throws ApiError, OpenerError. */
  async next(): Promise<Opened | null> {
    while (this.#opened.length === 0 && this.#running > 0) {
      await new Promise<void>((woken) => {
        this.#wake = woken;
      });
    }
    return this.#opened.shift() ?? null;
  }

  /** Fetches no more. */
  stop(): void {
    this.#stopped = true;
  }

  #start(after: CaseRow | null, through: CaseRow | null): void {
    this.#running += 1;
    const ended = this.#fetch(after, through).then(() => {
      this.#running -= 1;
      this.#wake();
    });
    ended.catch(() => {
      this.#running -= 1;
      this.#bring(ended.then(() => []));
    });
  }

  #bring(opened: Promise<Opened>): void {
    // Whoever waits for it comes later, or never.
    opened.catch(() => undefined);
    this.#opened.push(opened);
    this.#wake();
  }

  /** The entries after one row, through another or to the end. */
  async #fetch(after: CaseRow | null, through: CaseRow | null): Promise<void> {
    let [last, end] = [after, through];
    let before: Promise<unknown> = Promise.resolve();
    while (!this.#stopped) {
      const listed = await this.#ports.server.entriesAfter(last);
      const newest = listed.at(-1)?.row;
      // A server that goes round in a circle would hold the desk here for ever.
      if (newest === undefined || (last !== null && newest <= last)) return;
      if (last === null && newest < MIDDLE) {
        end = MIDDLE;
        this.#start(MIDDLE, null);
      }
      const opened = openAnswer(listed.filter(({ row }) => end === null || row <= end), this.#ports.opener);
      this.#bring(opened);
      if (end !== null && newest >= end) return;
      await before;
      before = opened;
      last = newest;
    }
  }
}

/**
 * Takes in the entries of those rows, the first of them first. Where the server hands none out, or they do not open, the cases
 * are verified as if they had none.
 *
 * @param listed - how many cases the server lists: more answers than that it never needs
 * @param take - takes what has opened since the last time, and says whether to go on
 * @throws ApiError `offline`: then nothing else could be fetched either
 */
export async function openEntries(
  rows: readonly CaseRow[],
  listed: number,
  ports: Ports,
  take: (opened: readonly OpenedEntry[]) => boolean,
): Promise<void> {
  const { keeper, elapsed, breathe } = ports;
  const wanted = new Set(rows);
  let opened: OpenedEntry[] = [];
  let settle = SETTLE;
  let due = elapsed();
  try {
    for await (const answer of answersOf(rows, listed, ports)) {
      for (const { row, salt, entry } of answer) {
        const kept = wanted.delete(row) ? keeper.take(row, salt, entry) : null;
        if (kept !== null) opened.push({ row, entry: kept });
      }
      if (elapsed() >= due) {
        if (!take(opened)) return;
        opened = [];
        due = elapsed() + settle;
        settle *= 2;
      }
      if (wanted.size === 0) break;
      await breathe();
    }
  } catch (error) {
    if (error instanceof ApiError && error.kind === "offline") throw error;
    if (!(error instanceof ApiError || error instanceof OpenerError)) throw error;
  }
  take(opened);
}

/** The answers that bring the entries of those rows: of many first the first, by name, and then all that there are. */
async function* answersOf(
  rows: readonly CaseRow[],
  most: number,
  ports: Pick<Ports, "server" | "opener">,
): AsyncGenerator<Opened> {
  if (rows.length === 0) return;
  const named = ports.server.entries(rows.slice(0, MOST_ENTRIES)).then((listed) => openAnswer(listed, ports.opener));
  const all = rows.length <= MOST_ENTRIES ? null : new EntriesAhead(ports);
  try {
    yield await named;
    if (all === null) return;
    // A server that makes up rows without an end would hold the desk here for ever.
    for (let count = 0; count < most; count += 1) {
      const answer = await all.next();
      if (answer === null) return;
      yield answer;
    }
  } finally {
    all?.stop();
  }
}

async function openAnswer(listed: readonly ListedEntry[], opener: CasesPorts["opener"]): Promise<Opened> {
  const names = listed.map(({ row, salt }) => ({ row, salt }));
  const entries = await opener.openEntries(listed);
  return names.map((name, index) => ({ ...name, entry: entries[index] ?? null }));
}
