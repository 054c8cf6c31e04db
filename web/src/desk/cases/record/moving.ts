/** Moving the work on: to which phases it can go, which step tells the reporter, and where a reason is asked for. */
import { phaseOf, WORK_PHASES, type Phase, type WorkPhase } from "../../../sealing/phase.ts";
import { byReceipt } from "../course.ts";
import type { Shown } from "../current.ts";
import type { WorkStep } from "../writing.ts";

/** A case that is shown, as far as its phase goes. */
type OfCase = Pick<Shown, "opened" | "channel">;

/** Where the work on a case stands. */
export function phaseIn(shown: OfCase): Phase {
  const { conversation, internal } = shown.opened;
  return receipted(phaseOf(conversation.entries, internal.entries), shown);
}

/** Where the reporter has been told that it stands. */
export function toldPhase(shown: OfCase): Phase {
  return receipted(phaseOf(shown.opened.conversation.entries), shown);
}

/** Where the receipt at filing is the acknowledgement, no step says so. */
function receipted(phase: Phase, { opened: { conversation }, channel }: OfCase): Phase {
  return phase === "received" && byReceipt(channel, conversation.entries) ? "acknowledged" : phase;
}

/** The phases that the work can go on to from there; none while the case is closed. */
export function phasesFrom(phase: Phase): readonly WorkPhase[] {
  return phase === "closed" ? [] : WORK_PHASES.filter((each) => each !== phase);
}

const STEPS: Readonly<Record<WorkPhase, WorkStep>> = {
  assessing: "assess",
  investigating: "investigate",
  concluding: "conclude",
  "out-of-scope": "out-of-scope",
  referred: "refer",
};

const PHASES: Readonly<Record<WorkStep, WorkPhase>> = {
  assess: "assessing",
  investigate: "investigating",
  conclude: "concluding",
  "out-of-scope": "out-of-scope",
  refer: "referred",
};

/** The phase that a step leads to. */
export function phaseOfStep(step: WorkStep): WorkPhase {
  return PHASES[step];
}

/** The step that tells a reporter of a phase. */
export function stepTo(phase: WorkPhase): WorkStep {
  return STEPS[phase];
}

/** Whether moving there without telling the reporter asks for a reason: whoever reads it later must know why. */
export function needsReason(phase: WorkPhase): boolean {
  return phase === "out-of-scope" || phase === "referred";
}
