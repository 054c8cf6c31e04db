/** The few facts of a record that lists of cases show, sort and filter by. */
import type { CaseId } from "../../../sealing/case_id.ts";
import type { Day } from "../../../sealing/day.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { phaseOf, type Phase } from "../../../sealing/phase.ts";
import type { Entry } from "../../../sealing/thread.ts";
import { endingBy, type EndingFacts } from "../retention/borne_out.ts";
import type { Scale } from "./forms.ts";
import { valueIn } from "./terms.ts";
import { recordOf } from "./versions.ts";

/** What a list knows of a case's record. */
export interface RecordFacts {
  readonly phase: Phase;
  readonly severity: Scale | null;
  /** The code of the category that handlers gave it; "" if none. */
  readonly category: string;
  /** The codes of the further categories that they gave it. */
  readonly categories: readonly string[];
  readonly assigned: readonly MemberId[];
  readonly tags: readonly string[];
  /** The cases that it is linked with by its own record. */
  readonly linked: readonly CaseId[];
  /** The day of the next step. */
  readonly nextBy: Day | null;
  /** The day on which whom it concerns is to be told, or why they are not is looked at again; null once they were told. */
  readonly tellBy: Day | null;
  /** The day on which the protection of those at risk is looked at again. */
  readonly protectionBy: Day | null;
  /** The day by which what was recommended is done. */
  readonly recommendationsBy: Day | null;
  /** The day on which a hold is looked at again; null where nobody named one. */
  readonly review: Day | null;
  /** The codes of why a duty is none here; "" if it is one. */
  readonly waived: { readonly acknowledgement: string; readonly feedback: string };
  /** What it says of the case's end; null where that was never looked at. */
  readonly ending: EndingFacts | null;
}

/** The facts, by the verified envelopes of both threads. */
export function factsOf(conversation: readonly Entry[], internal: readonly Entry[]): RecordFacts {
  const record = recordOf(internal);
  return {
    phase: phaseOf(conversation, internal),
    severity: valueIn(record, "severity"),
    category: valueIn(record, "category") ?? "",
    categories: [valueIn(record, "category-2"), valueIn(record, "category-3")].filter((code) => code !== null),
    assigned: valueIn(record, "assigned") ?? [],
    tags: valueIn(record, "tags") ?? [],
    linked: valueIn(record, "linked") ?? [],
    nextBy: valueIn(record, "next-by"),
    tellBy: valueIn(record, "subject-told") === null ? valueIn(record, "subject-tell-by") : null,
    protectionBy: valueIn(record, "protection-check"),
    recommendationsBy: valueIn(record, "recommendations-by"),
    review: valueIn(record, "hold-review"),
    waived: {
      acknowledgement: valueIn(record, "waiver-acknowledgement") ?? "",
      feedback: valueIn(record, "waiver-feedback") ?? "",
    },
    ending: endingBy(conversation, internal),
  };
}
