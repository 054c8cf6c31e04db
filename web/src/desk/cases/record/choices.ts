/** The codes that terms of a record choose among, and what each is called. A code of a later version is kept and shown raw. */
import type { Phrase } from "../../words.ts";
import { CATEGORIES } from "../category.ts";

/** Codes with their names, in the order in which they are offered. */
export type Choices = ReadonlyMap<string, Phrase>;

const choices = (...all: readonly (readonly [code: string, name: Phrase])[]): Choices => new Map(all);

/** Categories: what a report can be about, but for "not sure". */
export const CATEGORY_CHOICES: Choices = new Map([...CATEGORIES].filter(([code]) => code !== "unsure"));

/** Yes, no, unknown. */
export const WHETHER = choices(["yes", "record-yes"], ["no", "record-no"], ["unknown", "record-unknown"]);

/** What was told in another case, of which a case of its own was opened. */
export const FROM_CASE = "case";

/** How a report came that a handler entered (VBL 5:8 1). */
export const WAYS_IN = choices(
  ["telephone", "record-came-by-telephone"],
  ["meeting", "record-came-by-meeting"],
  ["letter", "record-came-by-letter"],
  ["staff", "record-came-by-staff"],
  [FROM_CASE, "record-came-by-case"],
  ["other", "record-came-by-other"],
);

/** By what an entered report is documented (VBL 8:1). */
export const DOCUMENTED = choices(
  ["minutes", "record-documented-minutes"],
  ["transcript", "record-documented-transcript"],
  ["recording", "record-documented-recording"],
  ["original", "record-documented-original"],
);

/** How much of who they are the reporter lets others know. */
export const ANONYMITIES = choices(
  ["anonymous", "record-anonymity-anonymous"],
  ["confidential", "record-anonymity-confidential"],
  ["named", "record-anonymity-named"],
);

/** Whom the reporter told before. */
export const TOLD_BEFORE = choices(
  ["nobody", "record-told-before-nobody"],
  ["manager", "record-told-before-manager"],
  ["union", "record-told-before-union"],
  ["authority", "record-told-before-authority"],
  ["media", "record-told-before-media"],
  ["other", "record-told-before-other"],
);

/** Why something is a matter of the channel (VBL 1:2), or is none. */
export const SCOPES = choices(
  ["public-interest", "record-scope-public-interest"],
  ["eu-law", "record-scope-eu-law"],
  ["own-employment", "record-scope-own-employment"],
  ["out-of-scope", "record-scope-out-of-scope"],
);

/** How grave it is if it is true. */
export const SEVERITIES = choices(
  ["1", "record-severity-1"],
  ["2", "record-severity-2"],
  ["3", "record-severity-3"],
  ["4", "record-severity-4"],
);

/** How likely it is to be true. */
export const CREDIBILITIES = choices(
  ["1", "record-credibility-1"],
  ["2", "record-credibility-2"],
  ["3", "record-credibility-3"],
  ["4", "record-credibility-4"],
);

/** How likely the reporter is to be harmed for reporting. */
export const DETRIMENTS = choices(
  ["1", "record-detriment-1"],
  ["2", "record-detriment-2"],
  ["3", "record-detriment-3"],
  ["4", "record-detriment-4"],
);

/** Whether there is enough to act on. */
export const COMPLETENESS = choices(["enough", "record-completeness-enough"], ["more", "record-completeness-more"]);

/** Why it cannot wait. */
export const URGENCIES = choices(
  ["life", "record-urgency-life"],
  ["children", "record-urgency-children"],
  ["evidence", "record-urgency-evidence"],
);

/** How much money it is about, in bands. */
export const AMOUNT_BANDS = choices(
  ["none", "record-amount-band-none"],
  ["to-50", "record-amount-band-to-50"],
  ["to-500", "record-amount-band-to-500"],
  ["to-5000", "record-amount-band-to-5000"],
  ["over-5000", "record-amount-band-over-5000"],
  ["unknown", "record-amount-band-unknown"],
);

/** What comes of the assessment. */
export const DECISIONS = choices(
  ["investigate", "record-decision-investigate"],
  ["more", "record-decision-more"],
  ["out-of-scope", "record-decision-out-of-scope"],
  ["refer", "record-decision-refer"],
  ["no-action", "record-decision-no-action"],
);

/** What comes first. */
export const PRIORITIES = choices(
  ["low", "record-priority-low"],
  ["normal", "record-priority-normal"],
  ["high", "record-priority-high"],
);

/** What was found. */
export const FINDINGS = choices(
  ["substantiated", "record-finding-substantiated"],
  ["partly", "record-finding-partly"],
  ["not-substantiated", "record-finding-not-substantiated"],
  ["insufficient", "record-finding-insufficient"],
);

/** What came of it. */
export const OUTCOMES = choices(
  ["no-action", "record-outcome-no-action"],
  ["corrective", "record-outcome-corrective"],
  ["process-change", "record-outcome-process-change"],
  ["training", "record-outcome-training"],
  ["personnel", "record-outcome-personnel"],
  ["contract", "record-outcome-contract"],
  ["recovery", "record-outcome-recovery"],
  ["police", "record-outcome-police"],
  ["authority", "record-outcome-authority"],
  ["other-unit", "record-outcome-other-unit"],
  ["protection", "record-outcome-protection"],
  ["retaliation-action", "record-outcome-retaliation-action"],
  ["out-of-scope", "record-outcome-out-of-scope"],
  ["referred", "record-outcome-referred"],
  ["merged", "record-outcome-merged"],
  ["withdrawn", "record-outcome-withdrawn"],
  ["no-reply", "record-outcome-no-reply"],
);

/** Why a case is closed. */
export const CLOSING_REASONS = choices(
  ["followed-up", "record-closing-followed-up"],
  ["no-grounds", "record-closing-no-grounds"],
  ["out-of-scope", "record-closing-out-of-scope"],
  ["handed-over", "record-closing-handed-over"],
  ["merged", "record-closing-merged"],
  ["withdrawn", "record-closing-withdrawn"],
  ["no-reply", "record-closing-no-reply"],
);

/** What the reporter says of how they were treated, if they were asked and wished to say. */
export const SATISFACTIONS = choices(
  ["satisfied", "record-satisfaction-satisfied"],
  ["partly", "record-satisfaction-partly"],
  ["dissatisfied", "record-satisfaction-dissatisfied"],
);

/** Why there is no acknowledgement (VBL 5:8 2). */
export const ACKNOWLEDGEMENT_WAIVERS = choices(
  ["declined", "record-waiver-declined"],
  ["would-reveal", "record-waiver-would-reveal"],
);

/** Why there is no feedback (VBL 5:8 3). */
export const FEEDBACK_WAIVERS = choices(
  ["declined", "record-waiver-declined"],
  ["not-possible", "record-waiver-not-possible"],
);

/** The phases that work is in. */
export const PHASES = choices(
  ["assessing", "record-phase-assessing"],
  ["investigating", "record-phase-investigating"],
  ["concluding", "record-phase-concluding"],
  ["out-of-scope", "record-phase-out-of-scope"],
  ["referred", "record-phase-referred"],
);
