/** The inbox: which cases, what is to be done in each, and in which order they stand. */
import type { Day } from "../../sealing/day.ts";
import type { Channel } from "./channel.ts";
import { duties, nearness, nextDuty, NONE_WAIVED, type CaseDays, type Duty, type Nearness, type OtherDuty, type Waived } from "./duties.ts";
import { fateOf, keepingOf, type Fate } from "./retention/ending.ts";
import type { CaseTrouble } from "./opening.ts";
import { nearestOf, otherDuties } from "./other_duties.ts";
import { isWaiting, type Asked } from "./requests.ts";
import type { CaseRow } from "../router.ts";
import type { CaseSummary, State } from "./summary.ts";
import type { CaseView } from "./view.ts";

/**
 * Why a row cannot be opened: what CaseTrouble says, or
 *
 * - `another-case`: what the server hands out there verifies, but is another case than stood there before
 * - `unfetched`: the server lists it and did not hand it out when last asked
 */
export type RowTrouble = CaseTrouble | "another-case" | "unfetched";

/** How a channel keeps cases, now and before. */
export type Retention = Pick<Channel, "keeping" | "earlierKeepings">;

/** One case of the inbox. */
export interface Row {
  readonly id: CaseRow;
  readonly summary: CaseSummary;
  /** The day it is in the case's channel, by this computer's clock. */
  readonly today: Day;
  /** How its channel keeps cases, by what its owner signed; null where that is not known. */
  readonly retention: Retention | null;
  /** What the member's index entry or the opened case says; null as long as neither has been opened. */
  readonly view: CaseView | null;
  /** Why the case cannot be opened; null if it can, or has not been tried. */
  readonly trouble: RowTrouble | null;
  /** Whether the server shows less, or other, than this member has verified before. */
  readonly wentBack: boolean;
  /** The view in one piece of text, folded for searching; "" without one. */
  readonly haystack: string;
}

/** The row of a case of which nothing has been opened yet. */
export function newRow(summary: CaseSummary, today: Day, retention: Retention | null): Row {
  return { id: summary.id, summary, today, retention, view: null, trouble: null, wentBack: false, haystack: "" };
}

/** How many rows each filter would leave, of those not closed. */
export interface Counts {
  readonly all: number;
  readonly late: number;
  readonly soon: number;
  readonly unread: number;
  readonly mentioned: number;
  readonly ending: number;
  readonly asked: number;
}

/** Whether the view was written after all that the server holds now was looked at, verified or found damaged. */
export function isFresh({ summary, view }: Pick<Row, "summary" | "view">): boolean {
  if (view === null) return false;
  const { counts, generation } = summary;
  return (
    view.served.c === counts.c &&
    view.served.i === counts.i &&
    view.generation === generation
  );
}

/**
 * The days to reckon with: those of signed steps, as far as they have been verified. What the server's columns say
 * beyond that takes no case out of the order of duties; that a closed case was opened again puts it back.
 */
export function daysOf(row: Pick<Row, "summary" | "view">): CaseDays {
  const { summary, view } = row;
  if (view === null) return { received: summary.days.received, acknowledged: null, fedBack: null, closed: null };
  if (isFresh(row) || summary.days.closed !== null) return view.days;
  return { ...view.days, closed: null };
}

/**
 * Which duties are none there, as far as records have been verified. What the server's columns say beyond that waives
 * nothing; that a waiver was taken back makes the duty one again.
 */
export function waivedOf(row: Pick<Row, "summary" | "view">): Waived {
  const { summary, view } = row;
  if (view === null) return NONE_WAIVED;
  const { waived } = view.record;
  const stands = (since: Day | null): boolean => isFresh(row) || since !== null;
  return {
    acknowledgement: waived.acknowledgement !== "" && stands(summary.waived.acknowledgement),
    feedback: waived.feedback !== "" && stands(summary.waived.feedback),
  };
}

/** The state, of the same source as {@link daysOf}. */
export function stateOf(row: Pick<Row, "summary" | "view">): State {
  return stateBy(daysOf(row));
}

/** What the server's columns say of a case beyond what has been verified; null where that is nothing. */
export function claimedOf(row: Pick<Row, "summary" | "view">): State | null {
  const { state } = row.summary;
  return isFresh(row) || state === "received" || state === stateOf(row) ? null : state;
}

function stateBy({ acknowledged, closed }: CaseDays): State {
  return closed !== null ? "closed" : acknowledged !== null ? "acknowledged" : "received";
}

/** What is reckoned from a row once: a row never changes, and thousands are sorted and counted again and again. */
interface Reckoned {
  readonly duty: Duty | null;
  /** All that is to be done by a day. */
  readonly duties: readonly Duty["what"][];
  readonly near: Nearness | null;
  /** Whether nobody has to decide what becomes of it when its time ends. */
  readonly isDecided: boolean;
  /** 0 late, or reprisals; 1 soon, or somebody waits; 2 open, 3 closed. */
  readonly rank: number;
  /** What comes first within the rank. */
  readonly by: string;
}

const reckoned = new WeakMap<Row, Reckoned>();

function reckon(row: Row): Reckoned {
  const known = reckoned.get(row);
  if (known !== undefined) return known;
  const days = daysOf(row);
  const others = otherDutiesOf(row, days);
  const law = duties(days, waivedOf(row));
  const duty = nearestOf(law, others);
  const near = duty === null ? null : nearness(duty, row.today);
  const isDecided = !others.some(({ what }) => what === "decide");
  const made = { duty, duties: [...law, ...others].map(({ what }) => what), near, isDecided, ...placeOf(days, duty, near, waitingIn(row)) };
  reckoned.set(row, made);
  return made;
}

function placeOf(
  days: CaseDays,
  duty: Duty | null,
  near: Nearness | null,
  waiting: readonly Asked[],
): Pick<Reckoned, "rank" | "by"> {
  const isDue = duty !== null && near !== "later";
  if (!isDue && waiting.length === 0) {
    return days.closed === null ? { rank: 2, by: days.received } : { rank: 3, by: backwards(days.closed) };
  }
  const isUrgent = (isDue && near === "late") || waiting.some(({ what }) => what === "retaliation");
  const since = [...(isDue ? [duty.by] : []), ...waiting.map((each) => each.since)].sort();
  return { rank: isUrgent ? 0 : 1, by: since[0] ?? days.received };
}

/** What waits for those who handle a case, as far as it has been verified: closed or not, somebody waits for it. */
function waitingIn({ view, today }: Pick<Row, "view" | "today">): readonly Asked[] {
  return view === null ? [] : view.asked.filter((each) => isWaiting(each, today));
}

/** What is to be done on days that the verified record sets, or by the end that the channel's settings give its case. */
function otherDutiesOf({ view, retention, summary, today }: Row, { closed }: CaseDays): readonly OtherDuty[] {
  if (view === null) return [];
  const { ending } = view.record;
  const fate: Fate =
    retention === null ? { is: "open" } : fateOf(closed, ending ?? NOTHING_SAID, keepingOf(retention, summary.days.received));
  return otherDuties(view.record, closed, fate, today);
}

const NOTHING_SAID = { held: null, decided: null };

/** Whether somebody waits for those who handle the case: what they asked or told has no answer. */
export function isAsked(row: Pick<Row, "view" | "today">): boolean {
  return waitingIn(row).length > 0;
}

/** Whether something is late, to be done within a week, or waited for. */
export function isUrgent(row: Row): boolean {
  return reckon(row).rank <= 1;
}

/** What is to be done next in a case; null if nothing is. */
export function dutyOf(row: Row): Duty | null {
  return reckon(row).duty;
}

/** Everything that is to be done in a case by a day, the next among it. */
export function dutiesOf(row: Row): readonly Duty["what"][] {
  return reckon(row).duties;
}

/** How near the next duty is; null if there is none. */
export function nearnessOf(row: Row): Nearness | null {
  return reckon(row).near;
}

/**
 * How many letters and notes this member has not read: what verifying found, or, where there is more since, how many
 * envelopes there are. The contact details at number 1 bring nothing to read.
 */
export function unreadOf(row: Pick<Row, "summary" | "view">): number {
  const { summary, view } = row;
  if (view !== null && isFresh(row)) return view.unread;
  const read = view?.read ?? { c: 0, i: 0 };
  const c = Math.max(0, summary.counts.c - read.c) - (read.c < 2 && summary.counts.c > 1 ? 1 : 0);
  return c + Math.max(0, summary.counts.i - read.i);
}

/** Whether a note that its reader has not seen mentions them. */
export function isMentioned({ view }: Pick<Row, "view">): boolean {
  return view !== null && view.mentioned !== null && view.mentioned >= view.read.i;
}

/** Whether its time is over, or soon will be, and nobody has decided what becomes of it. */
export function isDecisionMissing(row: Row): boolean {
  return !reckon(row).isDecided;
}

/** Whether the server has named the day on which it erases the case, or its time is over or soon will be and nobody has decided. */
export function isEnding(row: Row): boolean {
  return row.summary.ending.eraseOn !== null || isDecisionMissing(row);
}

/**
 * The order of the inbox: what is late, longest first, and with it reprisals that nobody has answered; what somebody waits
 * for and what is due within a week, by the day since when and the last one; other open cases by the day they came, oldest
 * first, for theirs is the next duty; closed ones that nothing is due in last, newest first. What is equal keeps the order
 * of the server's random ids, which says nothing.
 */
export function inOrder(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ({ row, key: reckon(row) }))
    .sort(
      (one, other) =>
        one.key.rank - other.key.rank || compare(one.key.by, other.key.by) || compare(one.row.id, other.row.id),
    )
    .map(({ row }) => row);
}

/** The order in which rows are opened of which nothing is known yet: as the server's columns have it. It decides nothing else. */
export function inClaimedOrder(rows: readonly Row[]): readonly Row[] {
  const claimed = (row: Row): Pick<Reckoned, "rank" | "by"> => {
    const { days, waived } = row.summary;
    const duty = nextDuty(days, { acknowledgement: waived.acknowledgement !== null, feedback: waived.feedback !== null });
    return placeOf(days, duty, duty === null ? null : nearness(duty, row.today), []);
  };
  return rows
    .map((row) => ({ row, key: claimed(row) }))
    .sort((one, other) => one.key.rank - other.key.rank || compare(one.key.by, other.key.by))
    .map(({ row }) => row);
}

/** A text that sorts days the other way round: each digit by its complement. */
function backwards(day: Day): string {
  return day.replaceAll(/\d/g, (digit) => (9 - Number(digit)).toString());
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How many rows stand under each filter of duties. */
export function countsOf(rows: readonly Row[]): Counts {
  let late = 0;
  let soon = 0;
  let unread = 0;
  let mentioned = 0;
  let ending = 0;
  let asked = 0;
  for (const row of rows) {
    const near = nearnessOf(row);
    if (near === "late") late += 1;
    if (near === "soon") soon += 1;
    if (unreadOf(row) > 0) unread += 1;
    if (isMentioned(row)) mentioned += 1;
    if (isEnding(row)) ending += 1;
    if (isAsked(row)) asked += 1;
  }
  return { all: rows.length, late, soon, unread, mentioned, ending, asked };
}

/** What a search does not cover. */
export interface Unsearched {
  /** How many cases nothing is known of. */
  readonly unopened: number;
  /** The references of those so long that their oldest words are not among what is searched. */
  readonly cut: readonly string[];
}

/** What a search through those rows does not cover. */
export function unsearchedIn(rows: readonly Row[]): Unsearched {
  const cut = rows.flatMap(({ view }) => (view === null || view.isWhole ? [] : [view.reference]));
  return { unopened: rows.filter(({ view }) => view === null).length, cut };
}
