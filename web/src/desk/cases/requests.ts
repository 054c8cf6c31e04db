/**
 * What a reporter has asked or told that somebody is to answer: a wish to meet, reprisals, a withdrawal, minutes that they
 * corrected or have not answered; and the minutes that they are owed. Read from the verified threads alone; the server knows of
 * none of it.
 */
import { minutesOf } from "../../sealing/minutes.ts";
import { shownOf, type Entry } from "../../sealing/thread.ts";
import type { Day } from "../../sealing/day.ts";
import { owedSince } from "./owed_minutes.ts";

/** What can be open, the gravest first. */
export const REQUESTS = ["retaliation", "withdraw", "meeting", "correct", "owed", "minutes"] as const;

/**
 * What is open:
 *
 * - `retaliation`, `withdraw`, `meeting`: the reporter said so, and nobody has answered
 * - `correct`: the reporter corrected minutes, and nobody has sent new ones, or answered
 * - `owed`: minutes of what was told aloud have not gone to the reporter
 * - `minutes`: minutes wait for the reporter
 */
export type RequestKind = (typeof REQUESTS)[number];

/** What a reporter has asked or told, and is answered. */
type ToAnswer = Exclude<RequestKind, "owed" | "minutes">;

/** Something open. */
export interface OpenRequest {
  readonly what: RequestKind;
  /** The number of the letter that it began with; that of the report for minutes that are owed. */
  readonly n: number;
  /** Since when, by the server's day. */
  readonly since: Day;
}

/** Everything that is open in a case: the gravest first, and of its kind the oldest. */
export function openRequests(conversation: readonly Entry[], internal: readonly Entry[]): readonly OpenRequest[] {
  const told = shownOf(conversation, "act").flatMap(({ n, day, body, writer }): readonly OpenRequest[] => {
    const { what } = body;
    if (writer.side !== "reporter" || (what !== "retaliation" && what !== "withdraw" && what !== "meeting")) return [];
    return isAnswered(what, conversation.slice(n + 1)) ? [] : [{ what, n, since: day }];
  });
  const minutes = minutesOf(conversation);
  const corrected = minutes.flatMap(({ state, answer }): readonly OpenRequest[] => {
    if (state !== "corrected" || answer === null || isAnswered("correct", conversation.slice(answer.n + 1))) return [];
    return [{ what: "correct", n: answer.n, since: answer.day }];
  });
  const waiting = minutes
    .filter(({ state }) => state === "sent")
    .map(({ entry }): OpenRequest => ({ what: "minutes", n: entry.n, since: entry.day }));
  const owed = owedSince(conversation, internal).map((since): OpenRequest => ({ what: "owed", n: 0, since }));
  return [...told, ...corrected, ...owed, ...waiting].sort(
    (one, other) => REQUESTS.indexOf(one.what) - REQUESTS.indexOf(other.what) || one.n - other.n,
  );
}

/** What a list of cases knows of something open: what it is, and since when. */
export type Asked = Pick<OpenRequest, "what" | "since">;

/** What is open in a case, the gravest first: of each kind the oldest and the newest, for a list needs no more. */
export function askedIn(conversation: readonly Entry[], internal: readonly Entry[]): readonly Asked[] {
  const open = openRequests(conversation, internal);
  return REQUESTS.flatMap((kind) => {
    const days = open.filter(({ what }) => what === kind).map(({ since }) => since).sort();
    return [...new Set([days[0], days.at(-1)])].flatMap((since) => (since === undefined ? [] : [{ what: kind, since }]));
  });
}

/**
 * Whether it waits for those who handle the case, and not for its reporter, nor minutes for a meeting that is to come. What a
 * reporter asked for waits whatever day the server stamped on it: a day ahead would hide it.
 */
export function isWaiting({ what, since }: Asked, today: Day): boolean {
  return what !== "minutes" && (what !== "owed" || since <= today);
}

/** The steps that answer by their nature: a reporter who withdrew is told what was done, or that the case is closed. */
const ANSWERING: Readonly<Record<ToAnswer, ReadonlySet<string>>> = {
  retaliation: new Set(),
  withdraw: new Set(["feedback", "close"]),
  meeting: new Set(["minutes"]),
  correct: new Set(["minutes"]),
};

/**
 * Whether some member has answered since: by a letter that takes no step, for a step has words of its own purpose; by a step
 * that answers this very thing; or by proposing a meeting. That somebody has read it, or opened something, is no answer.
 */
function isAnswered(what: ToAnswer, since: readonly Entry[]): boolean {
  return since.some((entry) => {
    if (entry.status !== "shown" || entry.writer.side !== "member") return false;
    const { body } = entry;
    if (body.kind === "act") return what === "meeting" && body.what === "meeting";
    return body.kind === "message" && (body.step === null || ANSWERING[what].has(body.step));
  });
}
