/**
 * Minutes that are owed: what somebody told aloud is written down, and whoever told it may check and correct it (law
 * 2021:890, chapter 8, sections 1 to 3). Read from the verified conversation and record, as far as these tell.
 */
import type { Day } from "../../sealing/day.ts";
import { minutesOf } from "../../sealing/minutes.ts";
import type { Entry } from "../../sealing/thread.ts";
import { valueIn } from "./record/terms.ts";
import { recordOf } from "./record/versions.ts";

/**
 * Since which days minutes are owed: since an oral report was entered, until any minutes have gone to the reporter, and since
 * the day of the last meeting that the record names, until minutes of that day or later have. What was recorded with the
 * reporter's consent is documented by that.
 */
export function owedSince(conversation: readonly Entry[], internal: readonly Entry[]): readonly Day[] {
  const sent = minutesOf(conversation).map(({ entry }) => entry.day);
  const record = recordOf(internal);
  const met = valueIn(record, "met");
  const report = conversation[0];
  const isEntered = report?.status === "shown" && report.body.kind === "report" && report.body.path === "desk";
  const [way, documented] = [valueIn(record, "came-by"), valueIn(record, "documented")];
  const isSpoken = way === "telephone" || way === "meeting" || documented === "minutes" || documented === "transcript";
  const since: Day[] = [];
  if (isEntered && isSpoken && documented !== "recording" && sent.length === 0) since.push(report.day);
  if (met !== null && !sent.some((day) => day >= met)) since.push(met);
  return since;
}
