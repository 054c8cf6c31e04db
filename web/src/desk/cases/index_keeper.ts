/**
 * Keeping the sealed index entries: one writing at a time for each case, the latest view wins, and what could not be
 * stored is tried again with the next.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import { parseBase64 } from "../../sealing/encoding.ts";
import { openIndexEntry, SALT_BYTES, sealIndexEntry, type SealedIndexEntry } from "../../sealing/index.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { Secret } from "../../sealing/secret.ts";
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import type { EntryText } from "./summary.ts";
import { readView, writeView, type CaseView } from "./view.ts";

/** An entry that has opened. */
export interface KeptEntry {
  readonly case: CaseId;
  readonly counter: number;
  readonly view: CaseView;
}

/** How the keeper waits. */
export interface KeeperTiming {
  readonly after: (milliseconds: number, run: () => void) => number;
  readonly cancel: (timer: number) => void;
}

/** Milliseconds between the last key of a draft and its keeping. */
export const DRAFT_PAUSE = 800;
/** Milliseconds until a writing that failed is tried again. */
export const RETRY_PAUSE = 10_000;

interface Waiting {
  readonly id: CaseId;
  readonly view: CaseView;
}

/** The keeper of one unlocked stretch. */
export class IndexKeeper {
  readonly #self: Secret<"self">;
  readonly #put: (row: CaseRow, entry: SealedIndexEntry) => Promise<void>;
  readonly #timing: KeeperTiming;
  readonly #counters = new Map<CaseRow, number>();
  readonly #waiting = new Map<CaseRow, Waiting>();
  readonly #timers = new Map<CaseRow, number>();
  readonly #writing = new Map<CaseRow, Promise<void>>();
  readonly #failing = signal<ReadonlySet<CaseRow>>(new Set());
  #stopped = false;

  constructor(
    self: Secret<"self">,
    put: (row: CaseRow, entry: SealedIndexEntry) => Promise<void>,
    timing: KeeperTiming,
  ) {
    this.#self = self;
    this.#put = put;
    this.#timing = timing;
  }

  /** The cases whose newest view, and the draft in it, the server has not taken. */
  get failing(): ReadonlySignal<ReadonlySet<CaseRow>> {
    return this.#failing;
  }

  /** Opens an entry; null where it does not open, is of another version, or is older than one seen in this stretch. */
  async open(row: CaseRow, text: EntryText): Promise<KeptEntry | null> {
    const salt = parseBase64(text.salt, SALT_BYTES);
    const ciphertext = parseBase64(text.sealed);
    if (salt === null || ciphertext === null) return null;
    try {
      const entry = await openIndexEntry({ salt, ciphertext }, this.#self);
      if (entry.counter < (this.#counters.get(row) ?? 0)) return null;
      this.#counters.set(row, entry.counter);
      const view = readView(entry.view);
      return view?.row !== row ? null : { case: entry.case, counter: entry.counter, view };
    } catch (error) {
      // A cache that the server damaged is made anew from the threads.
      if (error instanceof SealingError) return null;
      throw error;
    }
  }

  /** Keeps a view at once. */
  keep(row: CaseRow, id: CaseId, view: CaseView): void {
    this.#waiting.set(row, { id, view });
    this.#schedule(row, 0);
  }

  /** Keeps a view when nobody has typed for a moment. */
  keepSoon(row: CaseRow, id: CaseId, view: CaseView): void {
    this.#waiting.set(row, { id, view });
    this.#schedule(row, DRAFT_PAUSE);
  }

  /** Keeps everything that waits, now: before the vault closes. */
  async flush(): Promise<void> {
    await Promise.all([...new Set([...this.#waiting.keys(), ...this.#writing.keys()])].map((row) => this.#write(row)));
  }

  /** Forgets what waits: the key is gone. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) this.#timing.cancel(timer);
    this.#timers.clear();
    this.#waiting.clear();
  }

  #schedule(row: CaseRow, milliseconds: number): void {
    if (this.#stopped) return;
    const timer = this.#timers.get(row);
    if (timer !== undefined) this.#timing.cancel(timer);
    this.#timers.set(
      row,
      this.#timing.after(milliseconds, () => {
        void this.#write(row);
      }),
    );
  }

  async #write(row: CaseRow): Promise<void> {
    const timer = this.#timers.get(row);
    if (timer !== undefined) this.#timing.cancel(timer);
    this.#timers.delete(row);
    const before = this.#writing.get(row);
    const now = (before ?? Promise.resolve()).then(() => this.#writeLatest(row));
    this.#writing.set(row, now);
    await now;
    if (this.#writing.get(row) === now) this.#writing.delete(row);
  }

  async #writeLatest(row: CaseRow): Promise<void> {
    const waiting = this.#waiting.get(row);
    if (waiting === undefined || this.#stopped) return;
    this.#waiting.delete(row);
    const counter = (this.#counters.get(row) ?? 0) + 1;
    this.#counters.set(row, counter);
    try {
      const entry = { case: waiting.id, counter, view: writeView(waiting.view) };
      await this.#put(row, await sealIndexEntry(entry, this.#self));
      this.#mark(row, false);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof SealingError)) throw error;
      this.#mark(row, true);
      // A later view may wait already; then it is that one that is tried.
      if (!this.#waiting.has(row)) this.#waiting.set(row, waiting);
      this.#schedule(row, RETRY_PAUSE);
    }
  }

  #mark(row: CaseRow, failing: boolean): void {
    if (this.#failing.peek().has(row) === failing) return;
    const rows = new Set(this.#failing.peek());
    if (failing) rows.add(row);
    else rows.delete(row);
    this.#failing.value = rows;
  }
}
