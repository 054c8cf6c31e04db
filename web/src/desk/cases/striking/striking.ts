/**
 * Striking: one member proposes what is to go and what stays, another agrees, and then the server deletes it. Nothing is
 * written beside it, so a page that dies in between leaves nothing behind but a proposal.
 */
import type { ThreadName } from "../../../sealing/body.ts";
import type { FileReference } from "../../../sealing/file.ts";
import type { StrikeEntry } from "../../../sealing/struck.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { Version } from "../record/versions.ts";
import type { Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";
import type { Letter } from "../writing.ts";
import { standingOf, type Strikable } from "./strikable.ts";
import { pendingIn } from "./struck.ts";

/** What somebody wants to be struck. */
export interface Wanted {
  readonly thread: ThreadName;
  readonly entry: Strikable;
  /** Why. */
  readonly ground: string;
  /** The words that remain; "" for none. */
  readonly left: string;
  /** The files that stay. */
  readonly kept: readonly FileReference[];
}

/**
 * What came of it:
 *
 * - `done`: it stands as it was asked for
 * - `earlier`: what stands is an earlier wording of it, whose answer had been lost
 */
export type Done = { readonly is: "done" } | { readonly is: "earlier" };

/** Writes halves of strikes, try after try. */
export class Striking {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  #pending: Pending | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
  }

  /** Proposes to strike one letter. */
  async propose(shown: Shown, { thread, entry, ground, left, kept }: Wanted): Promise<Done | Unsent> {
    const stays = new Set(kept.map(({ id }) => id));
    const files = entry.body.kind === "strike" ? (entry.body.proposes?.files ?? []) : entry.body.files;
    return this.#send(shown, {
      kind: "propose-strike",
      thread,
      refers: { n: entry.n, hash: entry.hash },
      proposes: { ground, text: left, files: kept, report: standingOf(entry) },
      removes: files.map(({ id }) => id).filter((id) => !stays.has(id)),
    });
  }

  /** Proposes to strike versions of the record, one after the other, but those of which this member has on that ground. */
  async proposeVersions(shown: Shown, versions: readonly Version[], ground: string): Promise<Done | Unsent> {
    let done: Done = { is: "done" };
    for (const { n, hash } of versions) {
      const { entries } = this.#now(shown).opened.internal;
      const isProposed = pendingIn(entries).some(
        ({ entry, proposes }) => entry.body.refers.n === n && this.#isOwn(entry) && proposes.ground === ground,
      );
      if (entries[n]?.status === "struck" || isProposed) continue;
      const proposes = { ground, text: "", files: [], report: null };
      const letter: Letter = { kind: "propose-strike", thread: "i", refers: { n, hash }, proposes, removes: [] };
      const outcome = await this.#send(shown, letter);
      if (outcome.is === "contradicted" && outcome.by === "struck") continue;
      if (outcome.is !== "done" && outcome.is !== "earlier") return outcome;
      if (outcome.is === "earlier") done = outcome;
    }
    return done;
  }

  /** Agrees to proposals, one after the other. */
  async confirm(shown: Shown, thread: ThreadName, proposals: readonly StrikeEntry[]): Promise<Done | Unsent> {
    for (const { n, hash, body } of proposals) {
      const now = this.#now(shown).opened;
      const { entries } = thread === "c" ? now.conversation : now.internal;
      // An earlier try has, or somebody else.
      if (entries[body.refers.n]?.status === "struck") continue;
      const outcome = await this.#send(shown, { kind: "confirm-strike", thread, refers: body.refers, confirms: { n, hash } });
      if (outcome.is !== "done" && outcome.is !== "earlier") return outcome;
    }
    return { is: "done" };
  }

  async #send(shown: Shown, letter: Letter): Promise<Done | Unsent> {
    const outcome = await sendIn(this.#now(shown), letter, this.#pending, this.#atWork);
    this.#pending = outcome.is === "unknown" ? outcome.pending : null;
    if (outcome.is !== "sent") return outcome;
    // What was stored was another's, such as of the version before: this one is sent by itself.
    if (outcome.changed && !isOfSame(outcome.letter, letter)) return this.#send(shown, letter);
    return outcome.changed ? { is: "earlier" } : { is: "done" };
  }

  #isOwn({ writer }: StrikeEntry): boolean {
    return writer.side === "member" && writer.holder === this.#atWork.ports.member;
  }

  /** The case as it is by now. */
  #now(shown: Shown): Shown {
    const current = this.#atWork.cases.current.peek();
    return current?.is === "open" && current.row === shown.row ? current : shown;
  }
}

function isOfSame(one: Letter, other: Letter): boolean {
  const isStrike = (letter: Letter) => letter.kind === "propose-strike" || letter.kind === "confirm-strike";
  return isStrike(one) && isStrike(other) && one.kind === other.kind && one.thread === other.thread && one.refers.hash === other.refers.hash;
}
