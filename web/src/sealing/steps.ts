/** The steps that the law's clocks turn on, read from a verified conversation. */
import type { BodyOf } from "./body.ts";
import type { Day } from "./day.ts";
import { shownOf, type Entry, type ShownEntry } from "./thread.ts";

/** The server's days of the envelopes that hold the signed steps; of the first where there are several. */
export interface Steps {
  readonly acknowledged: Day | null;
  readonly fedBack: Day | null;
  /** Null again once the case was opened again. */
  readonly closed: Day | null;
}

/** The letters that hold the signed steps. */
export interface StepLetters {
  readonly acknowledged: ShownEntry<BodyOf<"message">> | null;
  readonly fedBack: ShownEntry<BodyOf<"message">> | null;
  readonly closed: ShownEntry<BodyOf<"message">> | null;
}

/** Finds the letters that hold the steps; of several the first. */
export function stepLettersIn(entries: readonly Entry[]): StepLetters {
  let steps: StepLetters = { acknowledged: null, fedBack: null, closed: null };
  for (const entry of shownOf(entries, "message")) {
    const { step } = entry.body;
    if (step === "acknowledge") steps = { ...steps, acknowledged: steps.acknowledged ?? entry };
    if (step === "feedback") steps = { ...steps, fedBack: steps.fedBack ?? entry };
    if (step === "close") steps = { ...steps, closed: steps.closed ?? entry };
    if (step === "reopen") steps = { ...steps, closed: null };
  }
  return steps;
}

/** Reads the steps: what the server says of them without one counts for nothing. */
export function stepsOf(entries: readonly Entry[]): Steps {
  const { acknowledged, fedBack, closed } = stepLettersIn(entries);
  return { acknowledged: acknowledged?.day ?? null, fedBack: fedBack?.day ?? null, closed: closed?.day ?? null };
}
