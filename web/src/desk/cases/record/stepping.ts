/**
 * Terms of a record that the server is told of in clear, for its clocks and mails: that they stand there, and since when.
 * What they say stays sealed.
 */
import type { Day } from "../../../sealing/day.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { Waived } from "../duties.ts";
import type { InternalStep } from "../server.ts";
import type { WaivedSince } from "../summary.ts";
import type { CaseRecord, TermName } from "./terms.ts";
import { recordOf, versionsOf, type Version } from "./versions.ts";

/** A term with the step that a version takes which brings it, and that of one which takes it away. */
interface Stepping {
  readonly term: TermName;
  readonly comes: InternalStep;
  readonly goes: InternalStep;
  /** The terms whose other words bring it anew. */
  readonly renewedBy?: readonly TermName[];
}

const STEPPING: readonly Stepping[] = [
  { term: "waiver-acknowledgement", comes: "waive-acknowledgement", goes: "unwaive-acknowledgement" },
  { term: "waiver-feedback", comes: "waive-feedback", goes: "unwaive-feedback" },
  { term: "hold", comes: "hold", goes: "release" },
  // Reopening ends a decision and a proposal, though the record goes on having their words.
  {
    term: "erasure-decision",
    comes: "decide-erasure",
    goes: "undecide-erasure",
    renewedBy: ["erasure-decision", "erasure-decision-day"],
  },
  { term: "erasure-early", comes: "propose-erasure", goes: "withdraw-erasure", renewedBy: ["erasure-early"] },
];

/** The steps that a version takes after the one before it. */
export function stepsBetween(before: CaseRecord, after: CaseRecord): readonly InternalStep[] {
  return STEPPING.flatMap(({ term, comes, goes, renewedBy = [] }) => {
    const [had, has] = [isIn(before, term), isIn(after, term)];
    if (has && renewedBy.some((each) => before.get(each) !== after.get(each))) return [comes];
    return had === has ? [] : [has ? comes : goes];
  });
}

/** Since which day a term stands in every version, by the server's stamp on the first; null if it stands not in the newest. */
export function sinceIn(versions: readonly Version[], term: TermName): Day | null {
  let since: Day | null = null;
  for (const { record, day } of versions) since = isIn(record, term) ? (since ?? day) : null;
  return since;
}

/** Which duties are none in a case, by its verified record. */
export function waivedIn(internal: readonly Entry[]): Waived {
  const record = recordOf(internal);
  return { acknowledgement: isIn(record, "waiver-acknowledgement"), feedback: isIn(record, "waiver-feedback") };
}

/** The columns of waivers that no verified record bears out, or that hide one. */
export function unfoundedWaivers(columns: WaivedSince, internal: readonly Entry[]): readonly (keyof WaivedSince)[] {
  const versions = versionsOf(internal);
  const terms = { acknowledgement: "waiver-acknowledgement", feedback: "waiver-feedback" } as const;
  return (["acknowledgement", "feedback"] as const).filter((duty) => columns[duty] !== sinceIn(versions, terms[duty]));
}

function isIn(record: CaseRecord, term: TermName): boolean {
  return (record.get(term) ?? "") !== "";
}
