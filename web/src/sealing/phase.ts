/**
 * Where the work on a case stands, by the signed steps of its conversation and, for those who read it, by the record in
 * the internal thread. The server is told of neither.
 */
import type { BodyOf } from "./body.ts";
import { shownOf, type Entry } from "./thread.ts";

/** Where the work on a case can stand. */
export const PHASES = [
  "received",
  "acknowledged",
  "assessing",
  "investigating",
  "concluding",
  "out-of-scope",
  "referred",
  "closed",
  "reopened",
] as const;
/** Where the work on a case stands. */
export type Phase = (typeof PHASES)[number];

/** A step that a member's message takes. */
export type AnyStep = NonNullable<BodyOf<"message">["step"]>;

/** The phases that work is in: a step of a message names them to the reporter, a record among handlers alone. */
export const WORK_PHASES = ["assessing", "investigating", "concluding", "out-of-scope", "referred"] as const;
/** One of them. */
export type WorkPhase = (typeof WORK_PHASES)[number];

/** The term of a record that names the phase. */
export const PHASE_TERM = "phase";

const BY_STEP: Readonly<Partial<Record<AnyStep, WorkPhase>>> = {
  assess: "assessing",
  investigate: "investigating",
  conclude: "concluding",
  "out-of-scope": "out-of-scope",
  refer: "referred",
};

/** The phase after a step. What does not fit changes nothing: a closed case is opened by reopening alone. */
export function phaseAfter(phase: Phase, step: AnyStep): Phase {
  if (phase === "closed") return step === "reopen" ? "reopened" : phase;
  if (step === "close") return "closed";
  if (step === "acknowledge") return phase === "received" ? "acknowledged" : phase;
  return BY_STEP[step] ?? phase;
}

/**
 * The phase that the verified steps and records of a case have led to. A record comes after every number of the
 * conversation that its writer had seen; one that only repeats the phase of the record before it moves nothing.
 *
 * @param internal - the internal thread; none for a reporter
 */
export function phaseOf(conversation: readonly Entry[], internal: readonly Entry[] = []): Phase {
  const records = shownOf(internal, "triage").map(({ body }) => ({ seen: body.seen.n, phase: phaseIn(body.terms) }));
  const steps = shownOf(conversation, "message");
  let phase: Phase = "received";
  let before: WorkPhase | null = null;
  let next = 0;
  const record = (upTo: number): void => {
    for (let one = records[next]; one !== undefined && one.seen < upTo; one = records[next]) {
      if (one.phase !== null && one.phase !== before && phase !== "closed") ({ phase } = one);
      before = one.phase;
      next += 1;
    }
  };
  for (const { n, body } of steps) {
    record(n);
    if (body.step !== null) phase = phaseAfter(phase, body.step);
  }
  record(Infinity);
  return phase;
}

function phaseIn(terms: BodyOf<"triage">["terms"]): WorkPhase | null {
  const named = terms.find(({ term }) => term === PHASE_TERM)?.value;
  return WORK_PHASES.find((phase) => phase === named) ?? null;
}
