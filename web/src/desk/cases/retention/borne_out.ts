/** What signed records say of a case's end, and which of the server's columns they do not bear out. */
import type { Day } from "../../../sealing/day.ts";
import { shownOf, type Entry } from "../../../sealing/thread.ts";
import type { Phrase } from "../../words.ts";
import { sinceIn } from "../record/stepping.ts";
import { readTerms, type CaseRecord } from "../record/terms.ts";
import { recordOf, versionsOf, type Version } from "../record/versions.ts";
import type { EndingColumns } from "../summary.ts";

/** Since which days something is said of a case's end; null for what is not said. */
export interface EndingFacts {
  readonly held: Day | null;
  readonly decided: Day | null;
  readonly proposed: Day | null;
}

/** What the records say. */
export function endingBy(conversation: readonly Entry[], internal: readonly Entry[]): EndingFacts {
  return {
    held: sinceIn(versionsOf(internal), "hold"),
    decided: decidedSince(conversation, internal),
    proposed: proposalIn(internal)?.day ?? null,
  };
}

/** The version in which the proposal that stands was made; null where nobody proposes to erase the case. */
export function proposalIn(internal: readonly Entry[]): Version | null {
  let proposal: Version | null = null;
  for (const version of versionsOf(internal)) {
    const isProposed = (version.record.get("erasure-early") ?? "") !== "";
    proposal = isProposed ? (proposal ?? version) : null;
  }
  return proposal;
}

/**
 * Since when a decision to erase the case stands; null where there is none. It is about the record as it stood: reopening
 * the case ends it, though later versions of the record still have its words, and another has to be in other words.
 */
export function decidedSince(conversation: readonly Entry[], internal: readonly Entry[]): Day | null {
  const reopenings = shownOf(conversation, "message").filter(({ body }) => body.step === "reopen").map(({ n }) => n);
  let since: Day | null = null;
  let ended = 0;
  let words = "";
  let lapsed = "";
  for (const { body, day } of shownOf(internal, "triage")) {
    const before = reopenings.filter((n) => n <= body.seen.n).length;
    if (before > ended) {
      ended = before;
      lapsed = words;
      since = null;
    }
    words = decisionWords(readTerms(body.terms));
    if (words === "") {
      since = null;
      lapsed = "";
    } else if (words !== lapsed) {
      since ??= day;
      lapsed = "";
    }
  }
  return reopenings.length > ended ? null : since;
}

/** The words of a decision in the record that reopening has ended, with its day; "" where there is none. */
export function lapsedDecision(conversation: readonly Entry[], internal: readonly Entry[]): string {
  return decidedSince(conversation, internal) === null ? decisionWords(recordOf(internal)) : "";
}

/** A decision by its reference and day; "" for none. */
export function decisionWords(record: CaseRecord): string {
  const reference = record.get("erasure-decision") ?? "";
  return reference === "" ? "" : `${reference}\n${record.get("erasure-decision-day") ?? ""}`;
}

/** The columns of a case's end that no verified record bears out, or that hide one, as what is said of them. */
export function unfoundedEnding(columns: EndingColumns, facts: EndingFacts): readonly Phrase[] {
  const found: Phrase[] = [];
  if (columns.held !== facts.held) found.push("erasing-column-held");
  if (columns.decided !== facts.decided) found.push("erasing-column-decided");
  // Reopening takes a proposal back, and so does holding; the record may still have it then.
  if (columns.isProposed && facts.proposed === null) found.push("erasing-column-proposed");
  return found;
}
