/**
 * Striking: what stays of a letter's files goes on in a note first, then the strike takes the letter away. A page that dies
 * between the two leaves the note, which the next try finds and does not write again.
 */
import type { ThreadName } from "../../../sealing/body.ts";
import type { FileReference } from "../../../sealing/file.ts";
import { shownOf } from "../../../sealing/thread.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { OpenedCase } from "../opening.ts";
import type { Version } from "../record/versions.ts";
import type { Outcome, Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";
import type { Letter } from "../writing.ts";
import { isKeptFromReporter, type Strikable } from "./strikable.ts";

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
  /** What the note says that carries on what cannot stand in the strike. */
  readonly note: string;
}

/** Strikes one letter, try after try. */
export class Striking {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  #note: Pending | null = null;
  #strike: Pending | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
  }

  /** Strikes; null once it is done, else why it is not. */
  async strike(shown: Shown, wanted: Wanted): Promise<Unsent | null> {
    const { thread, entry, ground, left, kept } = wanted;
    const { body } = entry;
    const isHidden = isKeptFromReporter(thread, entry, shown);
    if (kept.length > 0 || (isHidden && left !== "")) {
      const noted = await this.#carryOn(shown, isHidden ? `${wanted.note}\n\n${left}`.trim() : wanted.note, kept);
      if (noted.is !== "sent") return noted;
    }
    const stays = new Set(kept.map(({ id }) => id));
    const letter: Letter = {
      kind: "strike",
      thread,
      refers: { n: entry.n, hash: entry.hash },
      ground,
      text: isHidden ? "" : left,
      report:
        body.kind === "report"
          ? { reporter: body.reporter, verify: body.verify, wrapped: body.wrapped, excluded: body.excluded }
          : null,
      removes: body.files.map(({ id }) => id).filter((id) => !stays.has(id)),
    };
    const outcome = await sendIn(this.#now(shown), letter, this.#strike, this.#atWork);
    this.#strike = outcome.is === "unknown" ? outcome.pending : null;
    return outcome.is === "sent" ? null : outcome;
  }

  /** Strikes versions of the record, one after the other; null once all are, else why the next is not. */
  async strikeVersions(shown: Shown, versions: readonly Version[], ground: string): Promise<Unsent | null> {
    for (const { n, hash } of versions) {
      const now = this.#now(shown);
      // An earlier try, or somebody else, has struck it.
      if (now.opened.internal.entries[n]?.status === "struck") continue;
      const letter: Letter = { kind: "strike", thread: "i", refers: { n, hash }, ground, text: "", report: null, removes: [] };
      const outcome = await sendIn(now, letter, this.#strike, this.#atWork);
      this.#strike = outcome.is === "unknown" ? outcome.pending : null;
      if (outcome.is !== "sent" && !(outcome.is === "contradicted" && outcome.by === "struck")) return outcome;
    }
    return null;
  }

  async #carryOn(shown: Shown, text: string, files: readonly FileReference[]): Promise<Outcome | { readonly is: "sent" }> {
    const now = this.#now(shown);
    if (hasNote(now.opened, text, files)) return { is: "sent" };
    const outcome = await sendIn(now, { kind: "carried", text, files }, this.#note, this.#atWork);
    this.#note = outcome.is === "unknown" ? outcome.pending : null;
    return outcome;
  }

  /** The case as it is by now. */
  #now(shown: Shown): Shown {
    const current = this.#atWork.cases.current.peek();
    return current?.is === "open" && current.row === shown.row ? current : shown;
  }
}

function hasNote({ internal }: OpenedCase, text: string, files: readonly FileReference[]): boolean {
  const ids = (of: readonly FileReference[]): string => of.map(({ id }) => id).join(" ");
  return shownOf(internal.entries, "note").some(({ body }) => body.text === text && ids(body.files) === ids(files));
}
