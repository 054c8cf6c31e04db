/**
 * What is to be done besides the law's two duties, by the days that handlers have set and by the end of a public record. It
 * stands among the duties all the same: a day that nothing reads is a day that is forgotten.
 */
import { daysBetween, type Day } from "../../sealing/day.ts";
import { monthsAfter } from "../../sealing/law_days.ts";
import type { Duty, OtherDuty } from "./duties.ts";
import type { RecordFacts } from "./record/facts.ts";
import type { Fate } from "./retention/ending.ts";

/** So many days before its time is over a public record is to be decided on; the server names days of erasure as early. */
export const AHEAD = 60;
/** After so many months a hold is looked at again where nobody has named a day. */
export const REVIEW_MONTHS = 6;
const LAST_DAY = "9999-12-31" as Day;

/** What the days of a case's record say. */
export type SetDays = Pick<RecordFacts, "nextBy" | "tellBy" | "protectionBy" | "recommendationsBy" | "review"> & { readonly ending: Pick<NonNullable<RecordFacts["ending"]>, "held"> | null };

/** The day on which a hold is looked at again. */
export function reviewBy(held: Day, review: Day | null): Day {
  return review ?? monthsAfter(held, REVIEW_MONTHS) ?? LAST_DAY;
}

/**
 * What is to be done:
 *
 * - `step`: the next step, by its day. One set before the case was closed went with the work that it was part of.
 * - `tell`: whom it concerns is told, or why that waits is looked at again (GDPR Article 14(5)(b))
 * - `protect`: the protection of those at risk is looked at again
 * - `recommend`: what was recommended is done by then
 * - `review`: whether what the case is held for still holds
 * - `decide`: a decision, for the time of a public record ends, or has ended, and it is erased by a decision alone
 */
export function otherDuties({ nextBy, tellBy, protectionBy, recommendationsBy, review, ending }: SetDays, closed: Day | null, fate: Fate, today: Day): readonly OtherDuty[] {
  const found: OtherDuty[] = [];
  if (nextBy !== null && (closed === null || nextBy >= closed)) found.push({ what: "step", by: nextBy });
  // What these wait for outlasts the work: nobody's protection ends where a case is closed.
  if (tellBy !== null) found.push({ what: "tell", by: tellBy });
  if (protectionBy !== null) found.push({ what: "protect", by: protectionBy });
  if (recommendationsBy !== null) found.push({ what: "recommend", by: recommendationsBy });
  if (fate.is === "held" && ending !== null && ending.held !== null) found.push({ what: "review", by: reviewBy(ending.held, review) });
  if (fate.is === "undecided" && daysBetween(today, fate.end) <= AHEAD) found.push({ what: "decide", by: fate.end });
  return found;
}

/** The duty whose day comes first; of one day that of the law. Null where there is none. */
export function nearestOf(law: readonly Duty[], others: readonly Duty[]): Duty | null {
  return [...law, ...others].reduce<Duty | null>((first, each) => (first === null || each.by < first.by ? each : first), null);
}
