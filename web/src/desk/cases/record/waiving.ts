/** Noting that a duty is none in a case: for which reasons, in which terms of the record, and in which words. */
import type { Phrase } from "../../words.ts";
import type { Waived } from "../duties.ts";
import { ACKNOWLEDGEMENT_WAIVERS, FEEDBACK_WAIVERS } from "./choices.ts";
import type { TermName } from "./terms.ts";
import type { Version } from "./versions.ts";

/** A duty of the law that can be none. */
export type Waivable = keyof Waived;

/** What noting a duty takes. */
interface Waiver {
  /** The term whose code says why. */
  readonly term: TermName;
  /** The term that says it in words. */
  readonly reason: TermName;
  /** The codes, each with the sentence that it stands for. */
  readonly causes: ReadonlyMap<string, Phrase>;
  readonly title: Phrase;
  readonly lead: Phrase;
  /** What the reporter sees of it. */
  readonly told: Phrase;
  readonly begin: Phrase;
  /** By when it is due once that is taken back. */
  readonly back: "waivers-back-acknowledgement" | "waivers-back-feedback";
}

/** Every duty's. */
export const WAIVERS: Readonly<Record<Waivable, Waiver>> = {
  acknowledgement: {
    term: "waiver-acknowledgement",
    reason: "waiver-acknowledgement-reason",
    causes: ACKNOWLEDGEMENT_WAIVERS,
    title: "waivers-title-acknowledgement",
    lead: "waivers-lead-acknowledgement",
    told: "waivers-told-acknowledgement",
    begin: "waivers-begin-acknowledgement",
    back: "waivers-back-acknowledgement",
  },
  feedback: {
    term: "waiver-feedback",
    reason: "waiver-feedback-reason",
    causes: FEEDBACK_WAIVERS,
    title: "waivers-title-feedback",
    lead: "waivers-lead-feedback",
    told: "waivers-told-feedback",
    begin: "waivers-begin-feedback",
    back: "waivers-back-feedback",
  },
};

/** That a duty is none: why, and since which version of the record. */
export interface Waiving {
  /** The code that says why. */
  readonly cause: string;
  /** Why, in its writer's words. */
  readonly reason: string;
  readonly since: Version;
}

/** Why a duty is none, by the record as it stands; null where it is one. */
export function waivingIn(versions: readonly Version[], duty: Waivable): Waiving | null {
  const { term, reason } = WAIVERS[duty];
  let since: Version | null = null;
  for (const version of versions) since = (version.record.get(term) ?? "") === "" ? null : (since ?? version);
  const newest = versions.at(-1)?.record;
  return since === null ? null : { cause: newest?.get(term) ?? "", reason: newest?.get(reason) ?? "", since };
}
