/**
 * What leaves the desk is written down first: a note among handlers, signed by whoever takes it, that the log bears out by
 * a leaf. Only once it stands in its place is anything shown to be printed, or saved.
 */
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";

/** What came of writing it down. */
export type Logged = { readonly is: "logged" } | { readonly is: "not-logged"; readonly outcome: Unsent };

/** Writes down what leaves one case. A try whose answer was lost is not written twice. */
export class Logging {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  #pending: Pending | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
  }

  /** Writes down, in words that the case's handlers read. */
  async log(shown: Shown, text: string): Promise<Logged> {
    const outcome = await sendIn(shown, { kind: "logged", text }, this.#pending, this.#atWork);
    this.#pending = outcome.is === "unknown" ? outcome.pending : null;
    // An earlier wording that stands says the same of another try: this one is written down as well.
    if (outcome.is === "sent" && outcome.changed) return this.log(shown, text);
    return outcome.is === "sent" ? { is: "logged" } : { is: "not-logged", outcome };
  }
}
