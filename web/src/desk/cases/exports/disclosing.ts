/**
 * Handing out what can show who the reporter is: to whom, on which ground, and either the reporter has been told, by a message
 * in the conversation, or it is written down why not. Without all of it nothing is written down, and nothing is handed out.
 */
import { asText } from "../../../sealing/text.ts";
import type { Words } from "../../words.ts";
import type { CasesAtWork } from "../context.ts";
import { languageOf } from "../standard_texts.ts";
import type { Shown } from "../current.ts";
import type { Pending, Unsent } from "../sending.ts";
import { sendIn } from "../sending_in.ts";
import { Logging } from "./logging.ts";

/** What somebody fills in of a disclosure. */
export interface Disclosure {
  readonly recipient: string;
  readonly basis: string;
  /** What is handed out. */
  readonly what: string;
  /** Whether the reporter is told; null where nobody has chosen. */
  readonly tells: boolean | null;
  /** What the reporter is told. */
  readonly notice: string;
  /** Why the reporter is not told. */
  readonly withheld: string;
}

/** What is missing. */
export type Missing = "recipient" | "basis" | "what" | "tells" | "notice" | "withheld";

/** What a disclosure still lacks; nothing where it can be completed. */
export function missingIn(disclosure: Disclosure): ReadonlySet<Missing> {
  const { tells } = disclosure;
  const needed: readonly (Exclude<Missing, "tells">)[] = [
    ...(["recipient", "basis", "what"] as const),
    ...(tells === true ? (["notice"] as const) : []),
    ...(tells === false ? (["withheld"] as const) : []),
  ];
  const empty = needed.filter((name) => asText(disclosure[name]).trim() === "");
  return new Set<Missing>(tells === null ? [...empty, "tells"] : empty);
}

/** What came of it. */
export type DisclosureOutcome =
  | { readonly is: "done" }
  | { readonly is: "incomplete"; readonly missing: ReadonlySet<Missing> }
  /** The reporter was not told, or it is not known, so nothing was written down. */
  | { readonly is: "untold"; readonly outcome: Unsent }
  /** It could not be written down, so nothing is to be handed out. */
  | { readonly is: "not-logged"; readonly outcome: Unsent };

/** A disclosure in one case. */
export class Disclosing {
  readonly #atWork: Pick<CasesAtWork, "cases" | "ports">;
  readonly #logging: Logging;
  #pending: Pending | null = null;
  /** The number of the message by which the reporter was told: they are not told twice. */
  #toldAt: number | null = null;

  constructor(atWork: Pick<CasesAtWork, "cases" | "ports">) {
    this.#atWork = atWork;
    this.#logging = new Logging(atWork);
  }

  /** Whether the reporter has been told already, by a try that got no further. */
  get hasTold(): boolean {
    return this.#toldAt !== null;
  }

  /** Tells the reporter, if they are to be told, then writes the disclosure down. */
  async complete(shown: Shown, disclosure: Disclosure, words: Words): Promise<DisclosureOutcome> {
    const { say, number } = words;
    const missing = missingIn(disclosure);
    if (missing.size > 0) return { is: "incomplete", missing };
    if (disclosure.tells === true && this.#toldAt === null) {
      const text = asText(disclosure.notice).trim();
      const letter = { kind: "message", text, language: languageOf(shown.opened), step: null, files: [] } as const;
      const outcome = await sendIn(shown, letter, this.#pending, this.#atWork);
      this.#pending = outcome.is === "unknown" ? outcome.pending : null;
      if (outcome.is !== "sent") return { is: "untold", outcome };
      // An earlier wording, whose answer had been lost, may name somebody else: they are told this one as well.
      if (outcome.changed) return this.complete(this.#newest(shown), disclosure, words);
      this.#toldAt = outcome.n;
    }
    const told =
      this.#toldAt === null
        ? say("export-logged-untold", { reason: asText(disclosure.withheld).trim() })
        : say("export-logged-told", { number: number(this.#toldAt + 1) });
    const bare = (text: string): string => asText(text).trim().replace(/\.$/, "");
    const said = { recipient: bare(disclosure.recipient), basis: bare(disclosure.basis), what: bare(disclosure.what) };
    const logged = await this.#logging.log(this.#newest(shown), `${say("export-logged-disclosure", said)} ${told}`);
    if (logged.is === "not-logged") return logged;
    this.#toldAt = null;
    return { is: "done" };
  }

  /** The case as it stands now, if it is still the one that is open. */
  #newest(shown: Shown): Shown {
    const now = this.#atWork.cases.current.peek();
    return now?.is === "open" && now.row === shown.row ? now : shown;
  }
}
