/**
 * Handing out what can show who the reporter is: to whom, on which ground, and either the reporter has been told, by a message
 * in the conversation, or it is written down why not. Without all of it nothing is written down, and nothing is handed out.
 */
import { asText } from "../../../sealing/text.ts";
import type { CasesAtWork } from "../context.ts";
import { languageOf } from "../standard_texts.ts";
import type { Shown } from "../current.ts";
import type { Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";
import type { Deed, DisclosureDeed, Outside } from "./deeds.ts";
import { fitsInNote, Logging, type Logged } from "./logging.ts";

/** What somebody fills in of a disclosure. */
export interface Disclosure {
  readonly recipient: string;
  readonly basis: string;
  /** What is handed out, where no document of the desk's says it. */
  readonly what: string;
  /** Whether the reporter is told; null where nobody has chosen. */
  readonly tells: boolean | null;
  /** What the reporter is told. */
  readonly notice: string;
  /** Why the reporter is not told. */
  readonly withheld: string;
}

/** A disclosure of which nothing is filled in. */
export const NO_DISCLOSURE: Disclosure = { recipient: "", basis: "", what: "", tells: null, notice: "", withheld: "" };

/** What is missing. */
export type Missing = "recipient" | "basis" | "what" | "tells" | "notice" | "withheld";

/**
 * What a disclosure still lacks; nothing where it can be completed.
 *
 * @param withoutWhat - a document says what is handed out
 */
export function missingIn(disclosure: Disclosure, withoutWhat = false): ReadonlySet<Missing> {
  const { tells } = disclosure;
  const needed: readonly (Exclude<Missing, "tells">)[] = [
    ...(["recipient", "basis"] as const),
    ...(withoutWhat ? [] : (["what"] as const)),
    ...(tells === true ? (["notice"] as const) : []),
    ...(tells === false ? (["withheld"] as const) : []),
  ];
  const empty = needed.filter((name) => trimmed(disclosure[name]) === "");
  return new Set<Missing>(tells === null ? [...empty, "tells"] : empty);
}

/** What came of it. */
export type DisclosureOutcome =
  | { readonly is: "done"; readonly to: Outside }
  | Undisclosed;

/** Why nothing was handed out. */
export type Undisclosed =
  | { readonly is: "incomplete"; readonly missing: ReadonlySet<Missing> }
  /** The reporter was not told, or it is not known, so nothing was written down. */
  | { readonly is: "untold"; readonly outcome: Unsent }
  /** It could not be written down, so nothing is to be handed out. */
  | { readonly is: "not-logged"; readonly outcome: Unsent };

/** The message by which a reporter was told, and of whom. */
interface Told {
  readonly n: number;
  readonly recipient: string;
  readonly basis: string;
}

/**
 * What leaves one case in one way. It outlives its page: whoever comes back to one whose answer was lost goes on where they
 * were, so that the reporter is not told twice.
 */
export class Disclosing {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  readonly #logging: Logging;
  #pending: Pending | null = null;
  /** By which message the reporter was told of whom: they are not told that twice. */
  #told: Told | null = null;
  #unfinished: Disclosure | null = null;
  /** The disclosure that was written down last, if nothing was since, and who was told of it. */
  #last: { readonly told: Told | null; readonly disclosure: Disclosure } | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
    this.#logging = new Logging(atWork);
  }

  /** What was filled in for a try of which it is not known what became, or that got no further; null where there is none. */
  get unfinished(): Disclosure | null {
    return this.#unfinished;
  }

  /** Whether the reporter has been told of this recipient and ground already, by a try that got no further. */
  hasTold({ recipient, basis, tells }: Pick<Disclosure, "recipient" | "basis" | "tells">): boolean {
    return tells === true && this.#told?.recipient === trimmed(recipient) && this.#told.basis === trimmed(basis);
  }

  /**
   * Tells the reporter, if they are to be told, then writes the disclosure down.
   *
   * @param deedTo - the document that is handed out; null where it is something else, that the disclosure says
   */
  async complete(shown: Shown, disclosure: Disclosure, deedTo: ((to: Outside) => Deed) | null = null): Promise<DisclosureOutcome> {
    this.#last = null;
    const missing = missingIn(disclosure, deedTo !== null);
    if (missing.size > 0) return { is: "incomplete", missing };
    const recipient = trimmed(disclosure.recipient);
    const basis = trimmed(disclosure.basis);
    const deedOf = (told: number | null): Deed & { readonly to: Outside } => {
      const to: Outside = { is: "outside", recipient, basis, told, withheld: told === null ? trimmed(disclosure.withheld) : "" };
      const other = (): DisclosureDeed => ({ what: "disclosure", to, details: trimmed(disclosure.what) });
      return { ...(deedTo === null ? other() : deedTo(to)), to };
    };
    // Before anybody is told: what cannot be written down is not handed out.
    if (!fitsInNote(deedOf(shown.opened.conversation.entries.length))) {
      return { is: "not-logged", outcome: { is: "refused", because: "too-long" } };
    }
    this.#unfinished = disclosure;
    if (disclosure.tells === true && !this.hasTold(disclosure)) {
      const text = trimmed(disclosure.notice);
      const letter = { kind: "message", text, language: languageOf(shown.opened), step: null, files: [] } as const;
      const outcome = await sendIn(shown, letter, this.#pending, this.#atWork);
      this.#pending = outcome.is === "unknown" ? outcome.pending : null;
      if (outcome.is !== "sent") return { is: "untold", outcome };
      // An earlier wording, whose answer had been lost, may name somebody else: they are told this one as well.
      if (outcome.changed) return this.complete(this.newest(shown), disclosure, deedTo);
      this.#told = { n: outcome.n, recipient, basis };
    }
    const deed = deedOf(this.hasTold(disclosure) ? (this.#told?.n ?? null) : null);
    const logged = await this.#logging.log(this.newest(shown), deed);
    if (logged.is === "not-logged") return logged;
    this.#last = { told: this.#told, disclosure };
    this.#told = null;
    this.#unfinished = null;
    return { is: "done", to: deed.to };
  }

  /** What was written down just now could not be made after all: whoever tries again tells the reporter nothing twice. */
  takeBack(): void {
    if (this.#last === null) return;
    this.#told = this.#last.told;
    this.#unfinished = this.#last.disclosure;
    this.#last = null;
  }

  /** Writes down what goes to nobody outside. */
  keep(shown: Shown, deed: Deed): Promise<Logged> {
    this.#last = null;
    return this.#logging.log(shown, deed);
  }

  /** The case as it stands now, if it is still the one that is open. */
  newest(shown: Shown): Shown {
    const now = this.#atWork.cases.current.peek();
    return now?.is === "open" && now.row === shown.row ? now : shown;
  }
}

function trimmed(typed: string): string {
  return asText(typed).trim();
}
