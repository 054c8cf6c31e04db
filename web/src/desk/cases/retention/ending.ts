/** When a case is erased, by the owner's signed settings and what handlers have signed: one rule, as the server has it. */
import type { Day } from "../../../sealing/day.ts";
import { monthsAfter } from "../../../sealing/law_days.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { Phrase } from "../../words.ts";
import type { Channel } from "../channel.ts";
import { shownDays } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { sinceIn } from "../record/stepping.ts";
import type { CaseRecord, TermName } from "../record/terms.ts";
import { recordOf, versionsOf, type Version } from "../record/versions.ts";
import type { EndingColumns } from "../summary.ts";

const LAST_DAY = "9999-12-31" as Day;

/** What becomes of a case. */
export type Fate =
  | { readonly is: "open" }
  | { readonly is: "held" }
  /** A public record whose time ends on that day, without a decision. */
  | { readonly is: "undecided"; readonly end: Day }
  | { readonly is: "due"; readonly on: Day };

/** What becomes of a case that was closed on that day, by its verified record. */
export function fateOf(
  closed: Day | null,
  record: CaseRecord,
  { isPublic, retentionMonths }: Pick<Channel, "isPublic" | "retentionMonths">,
): Fate {
  if (closed === null) return { is: "open" };
  if (isIn(record, "hold")) return { is: "held" };
  const end = monthsAfter(closed, retentionMonths) ?? LAST_DAY;
  return isPublic && !isIn(record, "erasure-decision") ? { is: "undecided", end } : { is: "due", on: end };
}

/** The same of a case that is shown. */
export function fateIn(shown: Shown): Fate {
  return fateOf(shownDays(shown).closed, recordOf(shown.opened.internal.entries), shown.channel);
}

/** The version in which the proposal that stands was made; null where nobody proposes to erase the case. */
export function proposalIn(internal: readonly Entry[]): Version | null {
  let proposal: Version | null = null;
  for (const version of versionsOf(internal)) {
    proposal = isIn(version.record, "erasure-early") ? (proposal ?? version) : null;
  }
  return proposal;
}

/** The columns of a case's end that no verified record bears out, or that hide one, as what is said of them. */
export function unfoundedEnding(columns: EndingColumns, internal: readonly Entry[]): readonly Phrase[] {
  const versions = versionsOf(internal);
  const found: Phrase[] = [];
  if (columns.held !== sinceIn(versions, "hold")) found.push("erasing-column-held");
  if (columns.decided !== sinceIn(versions, "erasure-decision")) found.push("erasing-column-decided");
  // Reopening takes a proposal back, and so does holding; the record may still have it then.
  if (columns.isProposed && proposalIn(internal) === null) found.push("erasing-column-proposed");
  return found;
}

function isIn(record: CaseRecord, term: TermName): boolean {
  return (record.get(term) ?? "") !== "";
}
