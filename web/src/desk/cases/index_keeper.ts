/**
 * Keeping the sealed index entries: one writing at a time for each case, the latest view wins, and what could not be
 * stored is tried again with the next. What another tab or computer of the member's has written meanwhile is read first
 * and taken in, so that neither loses a draft.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import { base64, parseBase64 } from "../../sealing/encoding.ts";
import { sealIndexEntry, sealIndexEntryNow, type IndexEntry, type SealedIndexEntry } from "../../sealing/index.ts";
import { SealingError } from "../../sealing/failure.ts";
import { PaddingError } from "../../sealing/padding.ts";
import type { Secret } from "../../sealing/secret.ts";
import { JsonError } from "../../sealing/strict_json.ts";
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import { openEntry, type KeptEntry } from "./entry_opening.ts";
import { verifiedIn } from "./heads.ts";
import { merged } from "./merging.ts";
import type { CasesServer } from "./server.ts";
import type { EntryText } from "./summary.ts";
import { DRAFT_NAMES, NO_DRAFTS, writeView, type CaseView, type Drafts } from "./view.ts";

/** How the keeper waits. */
export interface KeeperTiming {
  readonly after: (milliseconds: number, run: () => void) => number;
  readonly cancel: (timer: number) => void;
}

/** Milliseconds between the last key of a draft and its keeping. */
export const DRAFT_PAUSE = 800;
/** Milliseconds until a writing that failed is tried again. */
export const RETRY_PAUSE = 10_000;

/** Times that an entry written by another tab is read and written over before the keeper waits. */
const MOST_TRIES = 3;

interface Waiting {
  readonly id: CaseId;
  readonly view: CaseView;
}

/** An entry that is stored, or may be: its salt, and what it says as far as this tab knows. */
interface Stored {
  readonly salt: string | null;
  readonly view: CaseView | null;
}

/** The server's end: {@link CasesServer}. Every method throws ApiError. */
export type IndexWire = Pick<CasesServer, "putIndex" | "findIndex">;

/**
 * Why the newest view of a case, and the draft in it, is not kept:
 *
 * - `not-taken`: the server has not taken it yet
 * - `too-long`: all the drafts of the case together are more than an entry holds
 */
export type NotKept = "not-taken" | "too-long";

/** The keeper of one unlocked stretch. */
export class IndexKeeper {
  /** Called with what a case's view has become when the member wrote one elsewhere, in another tab or computer. */
  onFound: (row: CaseRow, id: CaseId, view: CaseView) => void = () => undefined;
  readonly #self: Secret<"self">;
  readonly #wire: IndexWire;
  readonly #timing: KeeperTiming;
  readonly #counters = new Map<CaseRow, number>();
  /** What this tab wrote or read last. */
  readonly #stored = new Map<CaseRow, Stored>();
  /** What was sent since, and whose answer is out or was lost. */
  readonly #sent = new Map<CaseRow, readonly Stored[]>();
  readonly #waiting = new Map<CaseRow, Waiting>();
  /** What is being sealed and has not been sent. */
  readonly #sealing = new Map<CaseRow, Waiting>();
  readonly #timers = new Map<CaseRow, number>();
  readonly #writing = new Map<CaseRow, Promise<void>>();
  readonly #failing = signal<ReadonlyMap<CaseRow, NotKept>>(new Map());
  #stopped = false;

  constructor(self: Secret<"self">, wire: IndexWire, timing: KeeperTiming) {
    this.#self = self;
    this.#wire = wire;
    this.#timing = timing;
  }

  /** The cases whose newest view, and the draft in it, is not kept. */
  get failing(): ReadonlySignal<ReadonlyMap<CaseRow, NotKept>> {
    return this.#failing;
  }

  /** Whether somewhere a draft stands that the server has not taken, or of which it is not known. */
  get hasUnkeptDraft(): boolean {
    const newest = new Map<CaseRow, CaseView>();
    for (const [row, sent] of this.#sent) {
      const view = sent.at(-1)?.view ?? null;
      if (view !== null) newest.set(row, view);
    }
    for (const [row, { view }] of [...this.#sealing, ...this.#waiting]) newest.set(row, view);
    return [...newest].some(([row, { drafts }]) => hasMoreThan(this.#stored.get(row)?.view?.drafts ?? NO_DRAFTS, drafts));
  }

  /** Opens an entry; null where it does not open, is of another version, or is older than one seen in this stretch. */
  async open(row: CaseRow, text: EntryText): Promise<KeptEntry | null> {
    // What this tab has written since is newer than the list that it reads here.
    const isFirst = !this.#stored.has(row);
    if (isFirst) this.#stored.set(row, { salt: text.salt, view: null });
    const entry = await this.#open(row, text);
    if (entry !== null && isFirst && this.#stored.get(row)?.salt === text.salt) {
      this.#stored.set(row, { salt: text.salt, view: entry.view });
    }
    return entry;
  }

  /** Takes an entry that was opened elsewhere, null where it did not open; null where it is older than one seen in this stretch. */
  take(row: CaseRow, salt: string, opened: KeptEntry | null): KeptEntry | null {
    const entry = this.#newest(row, opened);
    // What this tab has read or written since is newer than the list that was read here.
    if (!this.#stored.has(row)) this.#stored.set(row, { salt, view: entry?.view ?? null });
    return entry;
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

  /** Sends everything that waits before it returns, without its answer: the page goes away. */
  leave(): void {
    for (const [row, waiting] of new Map([...this.#sealing, ...this.#waiting])) {
      const entry = this.#sealNow(row, waiting);
      // Nothing can be sent of what is too long; the others still can.
      if (entry === null) continue;
      const last = this.#sent.get(row)?.at(-1) ?? this.#stored.get(row);
      // Whether it arrives, nobody is there to hear.
      this.#wire.putIndex(row, entry, last?.salt ?? null, verifiedIn(waiting.view.heads), true).catch(() => undefined);
    }
  }

  /** Forgets a case that is this member's no more: the server has erased the entry, and takes no other. */
  forget(row: CaseRow): void {
    const timer = this.#timers.get(row);
    if (timer !== undefined) this.#timing.cancel(timer);
    for (const kept of [this.#timers, this.#waiting, this.#sealing, this.#sent, this.#stored]) kept.delete(row);
    this.#mark(row, null);
  }

  /** Forgets what waits: the key is gone. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) this.#timing.cancel(timer);
    this.#timers.clear();
    this.#waiting.clear();
    this.#sealing.clear();
  }

  async #open(row: CaseRow, text: EntryText): Promise<KeptEntry | null> {
    const sealed = parseBase64(text.sealed);
    return this.#newest(row, sealed === null ? null : await openEntry({ row, salt: text.salt, sealed }, this.#self));
  }

  /** An entry, unless it is older than one of its row that was seen. */
  #newest(row: CaseRow, entry: KeptEntry | null): KeptEntry | null {
    if (entry === null || entry.counter < (this.#counters.get(row) ?? 0)) return null;
    this.#counters.set(row, entry.counter);
    return entry;
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
    for (let tries = MOST_TRIES; ; tries -= 1) {
      const waiting = this.#waiting.get(row);
      if (waiting === undefined || this.#stopped) return;
      this.#waiting.delete(row);
      try {
        await this.#store(row, waiting);
        this.#mark(row, null);
        return;
      } catch (error) {
        if (!(error instanceof ApiError || error instanceof SealingError)) throw error;
        if (error instanceof ApiError && error.kind === "problem-not-found") {
          this.forget(row);
          return;
        }
        this.#putBack(row, waiting);
        if (tries > 0 && isConflict(error) && (await this.#takeIn(row))) continue;
        this.#mark(row, isTooLong(error) ? "too-long" : "not-taken");
        // What is too long stays so until somebody shortens it, and is kept then.
        if (!isTooLong(error)) this.#schedule(row, RETRY_PAUSE);
        return;
      }
    }
  }

  /** Lets a view wait again. A later one may wait already; then it is that one that is tried. */
  #putBack(row: CaseRow, waiting: Waiting): void {
    if (!this.#stopped && !this.#waiting.has(row)) this.#waiting.set(row, waiting);
  }

  async #store(row: CaseRow, waiting: Waiting): Promise<void> {
    this.#sealing.set(row, waiting);
    const entry = this.#entryOf(row, waiting);
    const sealed = await sealIndexEntry(entry, this.#self).finally(() => this.#sealing.delete(row));
    const sent = { salt: base64(sealed.salt), view: waiting.view };
    const replaces = this.#stored.get(row)?.salt ?? null;
    this.#sent.set(row, [...(this.#sent.get(row) ?? []), sent]);
    await this.#wire.putIndex(row, sealed, replaces, verifiedIn(waiting.view.heads), false);
    this.#counters.set(row, entry.counter);
    this.#stored.set(row, sent);
    this.#sent.delete(row);
  }

  #sealNow(row: CaseRow, waiting: Waiting): SealedIndexEntry | null {
    try {
      return sealIndexEntryNow(this.#entryOf(row, waiting), this.#self);
    } catch (error) {
      if (error instanceof SealingError) return null;
      throw error;
    }
  }

  #entryOf(row: CaseRow, { id, view }: Waiting): IndexEntry {
    return { case: id, counter: (this.#counters.get(row) ?? 0) + 1, view: writeView(view) };
  }

  /** Reads the entry that stands where another was expected, and takes it into the view that waits. */
  async #takeIn(row: CaseRow): Promise<boolean> {
    try {
      const text = await this.#wire.findIndex(row);
      const before = this.#stored.get(row)?.view ?? null;
      const own = this.#sent.get(row)?.find(({ salt }) => salt === text?.salt);
      const opened = text === null ? null : await this.#open(row, text);
      const waiting = this.#waiting.get(row);
      // What was read and drafted in another case never comes under this one.
      const entry = opened?.case === waiting?.id ? opened : null;
      // One's own, whose answer was lost, has nothing new in it.
      this.#stored.set(row, own ?? { salt: text?.salt ?? null, view: entry?.view ?? null });
      if (own !== undefined || entry === null || waiting === undefined) return true;
      const view = merged(before, waiting.view, entry.view);
      this.#waiting.set(row, { ...waiting, view });
      this.onFound(row, waiting.id, view);
      return true;
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
  }

  #mark(row: CaseRow, why: NotKept | null): void {
    const before = this.#failing.peek();
    if ((before.get(row) ?? null) === why) return;
    const rows = new Map(before);
    if (why === null) rows.delete(row);
    else rows.set(row, why);
    this.#failing.value = rows;
  }
}

/** Whether one of the drafts is not in those that are stored. */
function hasMoreThan(stored: Drafts, drafts: Drafts): boolean {
  return DRAFT_NAMES.some((name) => drafts[name].trim() !== "" && drafts[name] !== stored[name]);
}

function isTooLong(error: unknown): boolean {
  return error instanceof PaddingError || (error instanceof JsonError && error.kind === "length");
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.kind === "problem-conflict";
}
