/**
 * What leaves the desk is written down first: a deed among handlers, signed by whoever takes it, that the log bears out by
 * a leaf. Only once it stands in its place is anything shown to be printed, or saved.
 */
import { characters, MOST_CHARACTERS } from "../../../sealing/text.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";
import { deedIn, textOfDeed, type Deed } from "./deeds.ts";

/** What came of writing it down. */
export type Logged = { readonly is: "logged" } | { readonly is: "not-logged"; readonly outcome: Unsent };

/** Whether a deed can be written down and read again: one with very many marks does not fit in a note. */
export function fitsInNote(deed: Deed): boolean {
  const text = textOfDeed(deed);
  return characters(text) <= MOST_CHARACTERS && deedIn(text) !== null;
}

/** Writes down what leaves one case. A try whose answer was lost is not written twice. */
export class Logging {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  #pending: Pending | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
  }

  /** Writes down, for the case's handlers and whoever reads its file. */
  async log(shown: Shown, deed: Deed): Promise<Logged> {
    const outcome = await sendIn(shown, { kind: "logged", text: textOfDeed(deed) }, this.#pending, this.#atWork);
    this.#pending = outcome.is === "unknown" ? outcome.pending : null;
    // An earlier wording that stands says the same of another try: this one is written down as well.
    if (outcome.is === "sent" && outcome.changed) return this.log(shown, deed);
    return outcome.is === "sent" ? { is: "logged" } : { is: "not-logged", outcome };
  }
}
