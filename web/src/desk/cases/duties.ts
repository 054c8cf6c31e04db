/** What the law asks of whoever handles a case, as the desk lists it; the days themselves are sealing/law_days.ts's. */
import { daysBetween, type Day } from "../../sealing/day.ts";
import * as law from "../../sealing/law_days.ts";
import type { Steps } from "../../sealing/steps.ts";

/** The days of a case that the law's clocks turn on. */
export interface CaseDays extends Steps {
  readonly received: Day;
}

/** Which of the law's duties are none in a case, for a reason that its record gives. */
export interface Waived {
  readonly acknowledgement: boolean;
  readonly feedback: boolean;
}

/** Every duty is one. */
export const NONE_WAIVED: Waived = { acknowledgement: false, feedback: false };

/** Something to be done, at the latest on a day. */
export interface Duty<What extends string = LawDuty["what"] | OtherDuty["what"]> {
  readonly what: What;
  /** The last day on which it is done in time. */
  readonly by: Day;
}

/** All that there is to do by a day, in the order in which lists name it. */
export const DUTIES = ["acknowledge", "feedback", "step", "tell", "protect", "recommend", "review", "decide"] as const satisfies readonly Duty["what"][];

/** What the law wants done, with a clock of its own. */
export type LawDuty = Duty<"acknowledge" | "feedback">;

/** What else is to be done on a day: other_duties.ts says what each is. */
export type OtherDuty = Duty<"step" | "tell" | "protect" | "recommend" | "review" | "decide">;

/** How near a duty is: `late` after its last day, `soon` within a week, else `later`. */
export type Nearness = "late" | "soon" | "later";

const SOON_DAYS = 7;
const LAST_DAY = "9999-12-31" as Day;

/** The last day for the acknowledgement of a report that came on `received`. */
export function acknowledgeBy(received: Day): Day {
  return law.acknowledgeBy(received) ?? LAST_DAY;
}

/** The last day for feedback. */
export function feedbackBy({ received, acknowledged }: Pick<CaseDays, "received" | "acknowledged">): Day {
  return law.feedbackBy(received, acknowledged) ?? LAST_DAY;
}

/**
 * What is still to be done, the nearest first. Closing a case is neither acknowledgement nor feedback: what was not given
 * before stays to be done. What is waived is not, and moves no day of what is.
 */
export function duties(days: CaseDays, waived: Waived): readonly LawDuty[] {
  const open: LawDuty[] = [];
  if (days.acknowledged === null && !waived.acknowledgement) {
    open.push({ what: "acknowledge", by: acknowledgeBy(days.received) });
  }
  if (days.fedBack === null && !waived.feedback) open.push({ what: "feedback", by: feedbackBy(days) });
  return open;
}

/** What the law wants done next; null if nothing is. */
export function nextDuty(days: CaseDays, waived: Waived): LawDuty | null {
  return duties(days, waived)[0] ?? null;
}

/** How near a duty is on a day. */
export function nearness(duty: Pick<Duty, "by">, today: Day): Nearness {
  const left = daysBetween(today, duty.by);
  if (left < 0) return "late";
  return left <= SOON_DAYS ? "soon" : "later";
}
