/** What the form holds at the moment of sending. */
import type { Report } from "../../sealing/filing.ts";
import type { Holder } from "../../sealing/holder.ts";
import { asText } from "../../sealing/text.ts";
import type { Question } from "./question.ts";

/** A report as it stands in the form. */
export interface Draft {
  readonly report: Report;
  readonly excluded: readonly Holder[];
  /** Each answer as a person reads it, under its question's words. */
  readonly shown: ReadonlyMap<string, string>;
}

/** Reads the form. Questions without an answer are left out of the report. */
export function draftOf(
  questions: readonly Question[],
  excluded: readonly Holder[],
  contact: string,
  language: string,
): Draft {
  const answers = questions
    .map((question) => ({ question: question.id, answer: question.answer() }))
    .filter(({ answer }) => answer !== "");
  const shown = new Map(questions.map((question) => [question.label, question.shown()]));
  return { report: { language, answers, files: [], contact: asText(contact).trim() }, excluded, shown };
}

/** What of a change no message can mend: who is shut out, and who the reporter says they are. */
export interface ForGood {
  readonly excluded: boolean;
  readonly contact: boolean;
}

/** What no message can mend of the change from one draft to the other; null where there is nothing of the kind. */
export function differsForGood(one: Draft, other: Draft): ForGood | null {
  const shutOut = (draft: Draft): string => [...draft.excluded].sort().join();
  const excluded = shutOut(one) !== shutOut(other);
  const contact = one.report.contact !== other.report.contact;
  return excluded || contact ? { excluded, contact } : null;
}

/** What was changed since, as a message to the handlers; empty if nothing was. */
export function changeSince(before: Draft, now: Draft): string {
  const changed = [...now.shown].filter(([label, answer]) => before.shown.get(label) !== answer);
  return changed.map(([label, answer]) => `${label}\n${answer === "" ? "–" : answer}`).join("\n\n");
}
