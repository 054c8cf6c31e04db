/**
 * Changing many cases at once: which are chosen, and the work on them, one case after the other in the background. Each is
 * a version of its record, signed, sent and verified as one by hand is; what others saved meanwhile is changed, never
 * written over.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { CaseRow } from "../../router.ts";
import type { Cases } from "../cases.ts";
import { authorOf } from "../correspondence.ts";
import { isProblem, type CasesProblem } from "../current.ts";
import { holdersOf, type OpenedCase } from "../opening.ts";
import type { CasesPorts } from "../ports.ts";
import { MOST_TERMS, writeTerms, type CaseRecord } from "../record/terms.ts";
import { recordOf } from "../record/versions.ts";
import { send, type Unsent } from "../sending.ts";
import { sealLetter } from "../writing.ts";
import { changedBy, type BulkChange } from "./changing.ts";

/**
 * Why a case was not changed:
 *
 * - `unopened`: what the server hands out of it cannot be opened; its row says more
 * - `no-key`: whoever it was to be assigned to cannot open it
 * - `too-many-tags`: it has as many as there is room for
 * - what came of sending, or of fetching the case
 */
export type BulkFailure =
  | { readonly is: "unopened" | "no-key" | "too-many-tags" }
  | { readonly is: "unsent"; readonly outcome: Unsent }
  | { readonly is: "problem"; readonly because: CasesProblem };

/** A case that was not changed. */
export interface Failed {
  readonly row: CaseRow;
  readonly why: BulkFailure;
}

/** Where the work stands. */
export type BulkStatus =
  | { readonly is: "idle" }
  | { readonly is: "working"; readonly change: BulkChange; readonly done: number; readonly of: number }
  | {
      readonly is: "done";
      readonly change: BulkChange;
      readonly changed: number;
      /** Those that said so already. */
      readonly same: number;
      readonly failed: readonly Failed[];
      /** Those that were not tried, for somebody stopped it. */
      readonly left: number;
    };

/** How often somebody may save another version first before a case is given up. */
const MOST_TRIES = 5;

/** The choosing and the work of one unlocked stretch. */
export class Bulk {
  readonly #cases: Cases;
  readonly #ports: CasesPorts;
  readonly #chosen = signal<ReadonlySet<CaseRow>>(new Set());
  readonly #status = signal<BulkStatus>({ is: "idle" });
  /** How often it has been stopped. */
  #stops = 0;

  /** Whether rows are being chosen. */
  readonly isChoosing: Signal<boolean> = signal(false);
  /** The rows that are chosen. One that is no longer listed is none. */
  readonly chosen: ReadonlySignal<ReadonlySet<CaseRow>> = computed(() => {
    const rows = this.#cases.rows.value;
    return new Set([...this.#chosen.value].filter((row) => rows.has(row)));
  });

  constructor(cases: Cases, ports: CasesPorts) {
    this.#cases = cases;
    this.#ports = ports;
  }

  /** Where the work stands. */
  get status(): ReadonlySignal<BulkStatus> {
    return this.#status;
  }

  /** Chooses those rows, or lets them go; choosing begins with the first. */
  choose(rows: readonly CaseRow[], on: boolean): void {
    const chosen = new Set(this.#chosen.peek());
    for (const row of rows) {
      if (on) chosen.add(row);
      else chosen.delete(row);
    }
    batch(() => {
      this.#chosen.value = chosen;
      if (on) this.isChoosing.value = true;
    });
  }

  /** Chooses no more. What is under way goes on. */
  end(): void {
    batch(() => {
      this.isChoosing.value = false;
      this.#chosen.value = new Set();
      if (this.#status.peek().is === "done") this.#status.value = { is: "idle" };
    });
  }

  /** Changes the chosen cases, in the order in which they are listed; those that could not be changed stay chosen. */
  async change(change: BulkChange): Promise<void> {
    if (this.#status.peek().is === "working") return;
    const chosen = this.chosen.peek();
    const rows = this.#cases.ordered.peek().map(({ id }) => id).filter((row) => chosen.has(row));
    const failed: Failed[] = [];
    let same = 0;
    let done = 0;
    const stops = this.#stops;
    for (const row of rows) {
      if (this.#stops !== stops) break;
      this.#status.value = { is: "working", change, done, of: rows.length };
      await this.#ports.breathe();
      const came = await this.#changeOne(row, change);
      done += 1;
      if (came === "same") same += 1;
      if (typeof came === "object") failed.push({ row, why: came });
      else this.choose([row], false);
    }
    const changed = done - same - failed.length;
    this.#status.value = { is: "done", change, changed, same, failed, left: rows.length - done };
  }

  /** Stops after the case that is under way. */
  stop(): void {
    this.#stops += 1;
  }

  async #changeOne(row: CaseRow, change: BulkChange): Promise<"changed" | "same" | BulkFailure> {
    try {
      let contradicted: Unsent | null = null;
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const opened = await this.#cases.verified(row);
        if (opened === null) return { is: "unopened" };
        if (change.is === "assign" && !holdersOf(opened).includes(change.member)) return { is: "no-key" };
        const after = changedBy(change, recordOf(opened.internal.entries));
        if (after.is !== "record") return after.is === "same" ? "same" : { is: after.is };
        const outcome = await this.#save(row, opened, after.record);
        if (outcome === null) return "changed";
        // Somebody saved a version in the same moment: theirs is changed.
        if (outcome.is !== "contradicted" || outcome.by !== "recorded") return { is: "unsent", outcome };
        contradicted = outcome;
      }
      return contradicted === null ? { is: "unopened" } : { is: "unsent", outcome: contradicted };
    } catch (error) {
      if (!isProblem(error)) throw error;
      return { is: "problem", because: error };
    }
  }

  async #save(row: CaseRow, opened: OpenedCase, record: CaseRecord): Promise<Unsent | null> {
    const summary = this.#cases.rows.peek().get(row)?.summary;
    if (summary === undefined) return { is: "refused", because: "case-gone" };
    if (record.size > MOST_TERMS) return { is: "refused", because: "too-long" };
    const channel = await this.#ports.channelOf(summary.channel);
    const letter = { kind: "triage", terms: writeTerms(record), moves: false } as const;
    const outcome = await send(letter, opened, null, {
      member: this.#ports.member,
      seal: (each, now) => sealLetter(each, now, authorOf(this.#ports, channel)),
      post: (sealed) => this.#ports.server.post(row, sealed),
      refresh: () => this.#cases.verified(row),
    });
    return outcome.is === "sent" ? null : outcome;
  }
}
