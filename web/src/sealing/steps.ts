/** The steps that the law's clocks turn on, read from a verified conversation. */
import type { Day } from "./day.ts";
import { shownOf, type Entry } from "./thread.ts";

/** The server's days of the envelopes that hold the signed steps; of the first where there are several. */
export interface Steps {
  readonly acknowledged: Day | null;
  readonly fedBack: Day | null;
  /** Null again once the case was opened again. */
  readonly closed: Day | null;
}

/** Reads the steps: what the server says of them without one counts for nothing. */
export function stepsOf(entries: readonly Entry[]): Steps {
  let steps: Steps = { acknowledged: null, fedBack: null, closed: null };
  for (const { body, day } of shownOf(entries, "message")) {
    if (body.step === "acknowledge") steps = { ...steps, acknowledged: steps.acknowledged ?? day };
    if (body.step === "feedback") steps = { ...steps, fedBack: steps.fedBack ?? day };
    if (body.step === "close") steps = { ...steps, closed: steps.closed ?? day };
    if (body.step === "reopen") steps = { ...steps, closed: null };
  }
  return steps;
}
