/**
 * Handing cases on, one after the other: each is given whole, and where its member steps aside too, by the very key that
 * they have not; so nothing is ever half done. What is left is kept, and gone on with.
 */
import { batch, signal, type ReadonlySignal } from "@preact/signals";
import { ApiError } from "../../api.ts";
import type { CaseRow } from "../../router.ts";
import type { Words } from "../../words.ts";
import type { Cases } from "../cases.ts";
import type { CasesPorts } from "../ports.ts";
import type { Unsent } from "../sending.ts";
import { changeAccess, type Unchanged } from "./changing_access.ts";
import { leftBy } from "./left.ts";
import type { Plan } from "./plan.ts";
import { leaveReason } from "./reason.ts";

/** Why a case was not handed on. */
export type Kept = { readonly by: "access"; readonly because: Unchanged } | { readonly by: "note"; readonly outcome: Unsent };

/** Where it stands. */
export type Handing =
  | { readonly is: "idle" }
  | { readonly is: "running"; readonly done: number; readonly of: number }
  /** All were tried, or it was stopped; `gone` are none of this member's any more, and `left` are still to be tried. */
  | {
      readonly is: "over";
      readonly done: number;
      readonly gone: number;
      readonly kept: ReadonlyMap<CaseRow, Kept>;
      readonly left: number;
    }
  /** No answer came: what is left waits. */
  | { readonly is: "broken"; readonly done: number; readonly left: number };

/** Where going through the cases of those who left the channel stands. */
export type Renewal =
  | { readonly is: "idle" }
  | { readonly is: "running"; readonly done: number; readonly of: number }
  | { readonly is: "over"; readonly made: number; readonly failed: number };

/** The handing on of one unlocked stretch, whatever page is shown meanwhile. */
export class HandingOn {
  readonly #cases: Cases;
  readonly #ports: CasesPorts;
  readonly #handing = signal<Handing>({ is: "idle" });
  readonly #renewal = signal<Renewal>({ is: "idle" });
  readonly #plan = signal<Plan | null>(null);
  #isStopped = false;

  constructor(cases: Cases, ports: CasesPorts) {
    this.#cases = cases;
    this.#ports = ports;
    this.#plan.value = ports.plans.read();
  }

  /** Where it stands. */
  get handing(): ReadonlySignal<Handing> {
    return this.#handing;
  }

  /** Where going through the cases stands. */
  get renewal(): ReadonlySignal<Renewal> {
    return this.#renewal;
  }

  /** What is left of a plan; null where nothing is. */
  get plan(): ReadonlySignal<Plan | null> {
    return this.#plan;
  }

  /** Hands on what the plan names, until all was tried, somebody stops it, or no answer comes. */
  async run(plan: Plan, reason: string, say: Words["say"]): Promise<void> {
    if (this.#handing.peek().is === "running") return;
    this.#isStopped = false;
    const kept = new Map<CaseRow, Kept>();
    let done = 0;
    let gone = 0;
    let left = plan.rows;
    for (const row of plan.rows) {
      if (!this.#goesOn()) break;
      this.#keep({ ...plan, rows: left });
      this.#handing.value = { is: "running", done, of: plan.rows.length };
      await this.#ports.breathe();
      const outcome = await this.#handOn(row, plan, reason, say);
      if (outcome === "broken") {
        this.#handing.value = { is: "broken", done, left: left.length };
        return;
      }
      if (outcome === null) done += 1;
      else if (outcome === "gone") gone += 1;
      else kept.set(row, outcome);
      left = left.filter((each) => each !== row);
    }
    batch(() => {
      this.#keep(left.length === 0 ? null : { ...plan, rows: left });
      this.#handing.value = { is: "over", done, gone, kept, left: left.length };
    });
  }

  /** Ends it after the case that is on its way. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Forgets what is left of a plan. */
  forget(): void {
    this.#keep(null);
  }

  /** Looks at every case, so that the desk makes another key where somebody who held it has left the channel. */
  async renewAll(): Promise<void> {
    if (this.#renewal.peek().is === "running") return;
    const rows = [...this.#cases.rows.peek().keys()];
    const before = this.#cases.keysMade;
    let failed = 0;
    for (const [done, row] of rows.entries()) {
      this.#renewal.value = { is: "running", done, of: rows.length };
      await this.#ports.breathe();
      try {
        await this.#cases.verified(row);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        failed += 1;
      }
    }
    this.#renewal.value = { is: "over", made: this.#cases.keysMade - before, failed };
  }

  #goesOn(): boolean {
    return !this.#isStopped;
  }

  /** Hands one on; null where it is done. */
  async #handOn(
    row: CaseRow,
    { to, aside }: Plan,
    reason: string,
    say: Words["say"],
  ): Promise<Kept | "broken" | "gone" | null> {
    try {
      const opened = await this.#cases.verified(row);
      if (opened === null) return { by: "access", because: "gone" };
      const { conversation } = opened;
      if (conversation.standing.excluded.has(to)) return { by: "access", because: "excluded" };
      // Looked at before the reason is written: what they have to do with a case does not end with a colleague's holiday.
      const { chain } = await this.#ports.channelOf(conversation.pinned.channel);
      if (leftBy(conversation, chain).has(to)) return { by: "access", because: "left-before" };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.kind !== "problem-not-found") return "broken";
      // It was stored before the answer was lost, others took it over, or it was erased: nobody here can tell.
      this.#cases.left(row);
      return "gone";
    }
    if (aside) {
      const unsent = await leaveReason(row, reason, say, this.#cases, this.#ports);
      if (unsent?.is === "unknown") return "broken";
      if (unsent !== null) return { by: "note", outcome: unsent };
    }
    const outcome = await changeAccess(row, aside ? { what: "step-aside", to } : { what: "give", to, isAgain: false }, null, this.#cases, this.#ports);
    if (outcome.is === "done") return null;
    if (outcome.is === "unknown" || ["offline", "locked"].includes(outcome.because)) return "broken";
    if (outcome.because === "gone") return "gone";
    return { by: "access", because: outcome.because };
  }

  #keep(plan: Plan | null): void {
    this.#plan.value = plan;
    this.#ports.plans.write(plan);
  }
}
