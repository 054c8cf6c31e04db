/**
 * Striking: one member proposes what is to go and what stays, another agrees, and then the server deletes it. Nothing is
 * written beside it, so a page that dies in between leaves nothing behind but a proposal.
 */
import type { ProposedStrike, ThreadName } from "../../../sealing/body.ts";
import type { FileReference } from "../../../sealing/file.ts";
import type { FileId } from "../../../sealing/id.ts";
import { confirmedIn, type Proposed, type StrikeEntry } from "../../../sealing/struck.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { Version } from "../record/versions.ts";
import type { Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";
import type { Letter } from "../writing.ts";
import { filesIn, standingOf, type Strikable } from "./strikable.ts";
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

/** A proposal that somebody agrees to, and what it strikes as they have read it; null where that is no letter. */
export interface Confirming {
  readonly proposed: Proposed;
  readonly target: Strikable | null;
}

/**
 * What came of it:
 *
 * - `done`: it stands as it was asked for
 * - `earlier`: what stands is an earlier wording of it, whose answer had been lost
 */
export type Done = { readonly is: "done" } | { readonly is: "earlier" };

/** Some were agreed to, and then one was not. */
export interface Partly {
  readonly is: "partly";
  readonly unsent: Unsent;
}

/** Writes halves of strikes, try after try. */
export class Striking {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  #pending: Pending | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
  }

  /** Proposes to strike one letter. */
  async propose(shown: Shown, { thread, entry, ground, left, kept }: Wanted): Promise<Done | Unsent> {
    const { entries } = threadIn(this.#now(shown), thread);
    const proposes = { ground, ...standsBy(entries, entry), text: left, files: kept, report: standingOf(entry) };
    return this.#send(shown, {
      kind: "propose-strike",
      thread,
      refers: { n: entry.n, hash: entry.hash },
      proposes,
      removes: goingBy(proposes, filesIn(entry)),
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
      const target = entries[n];
      if (target?.status !== "shown" || isProposed) continue;
      const proposes = { ground, of: [], prev: [target.body.prev], text: "", files: [], report: null };
      const letter: Letter = { kind: "propose-strike", thread: "i", refers: { n, hash }, proposes, removes: [] };
      const outcome = await this.#send(shown, letter);
      if (outcome.is === "contradicted" && outcome.by === "struck") continue;
      if (outcome.is !== "done" && outcome.is !== "earlier") return outcome;
      if (outcome.is === "earlier") done = outcome;
    }
    return done;
  }

  /** Agrees to proposals, one after the other. */
  async confirm(shown: Shown, thread: ThreadName, confirming: readonly Confirming[]): Promise<Done | Unsent | Partly> {
    let isSome = false;
    for (const { proposed, target } of confirming) {
      const { entry, proposes } = proposed;
      const { n, hash, body } = entry;
      // An earlier try has, or somebody else.
      if (threadIn(this.#now(shown), thread).entries[body.refers.n]?.status === "struck") continue;
      const removes = goingBy(proposes, target === null ? [] : filesIn(target));
      const letter: Letter = { kind: "confirm-strike", thread, refers: body.refers, confirms: { n, hash }, removes };
      const outcome = await this.#send(shown, letter);
      if (outcome.is === "contradicted" && outcome.by === "struck") continue;
      if (outcome.is !== "done" && outcome.is !== "earlier") return isSome ? { is: "partly", unsent: outcome } : outcome;
      isSome = true;
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

function threadIn({ opened }: Pick<Shown, "opened">, thread: ThreadName): { readonly entries: readonly Entry[] } {
  return thread === "c" ? opened.conversation : opened.internal;
}

/** The files that go: those of a letter that a proposal does not leave. */
function goingBy({ files }: Pick<ProposedStrike, "files">, there: readonly FileReference[]): readonly FileId[] {
  const stays = new Set(files.map(({ id }) => id));
  return there.map(({ id }) => id).filter((id) => !stays.has(id));
}

/** The confirmations by which what was left of a letter stands, none of anything else; and the `prev` of all that is gone with it. */
function standsBy(entries: readonly Entry[], { n, body }: Strikable): Pick<ProposedStrike, "of" | "prev"> {
  const confirmation = body.kind === "strike" ? entries.find((each) => confirmedIn(each)?.confirms.n === n) : undefined;
  if (body.kind !== "strike" || confirmation?.status !== "shown") return { of: [], prev: [body.prev] };
  const { of = [], prev = [] } = body.proposes ?? {};
  return { of: [...of, { n: confirmation.n, hash: confirmation.hash }], prev: [...prev, body.prev] };
}

function isOfSame(one: Letter, other: Letter): boolean {
  const isStrike = (letter: Letter) => letter.kind === "propose-strike" || letter.kind === "confirm-strike";
  return isStrike(one) && isStrike(other) && one.kind === other.kind && one.thread === other.thread && one.refers.hash === other.refers.hash;
}
