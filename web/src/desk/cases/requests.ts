/**
 * What a reporter has asked or told that somebody is to answer: a wish to meet, reprisals, a withdrawal, minutes that they
 * corrected or have not answered. Read from the verified conversation alone; the server knows of none of it.
 */
import { minutesOf } from "../../sealing/minutes.ts";
import { shownOf, type Entry } from "../../sealing/thread.ts";
import type { Day } from "../../sealing/day.ts";

/** What can be open, the gravest first. */
export const REQUESTS = ["retaliation", "withdraw", "meeting", "correct", "minutes"] as const;

/**
 * What is open:
 *
 * - `retaliation`, `withdraw`, `meeting`: the reporter said so, and nobody has answered
 * - `correct`: the reporter corrected minutes, and nobody has sent new ones, or answered
 * - `minutes`: minutes wait for the reporter
 */
export type RequestKind = (typeof REQUESTS)[number];

/** Something open. */
export interface OpenRequest {
  readonly what: RequestKind;
  /** The number of the letter that it began with. */
  readonly n: number;
  /** Since when, by the server's day. */
  readonly since: Day;
}

/** Everything that is open in a conversation: the gravest first, and of its kind the oldest. */
export function openRequests(conversation: readonly Entry[]): readonly OpenRequest[] {
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
  return [...told, ...corrected, ...waiting].sort(
    (one, other) => REQUESTS.indexOf(one.what) - REQUESTS.indexOf(other.what) || one.n - other.n,
  );
}

/** What is open in a conversation, each kind once, the gravest first. */
export function requestsIn(conversation: readonly Entry[]): readonly RequestKind[] {
  return [...new Set(openRequests(conversation).map(({ what }) => what))];
}

/**
 * Whether some member has answered since: by any message but an acknowledgement, which answers the report, and closing,
 * which answers a withdrawal alone; or by proposing a meeting.
 */
function isAnswered(what: Exclude<RequestKind, "minutes">, since: readonly Entry[]): boolean {
  return since.some((entry) => {
    if (entry.status !== "shown" || entry.writer.side !== "member") return false;
    const { body } = entry;
    if (body.kind === "act") return what === "meeting" && body.what === "meeting";
    if (body.kind !== "message" || body.step === "acknowledge") return false;
    return body.step !== "close" || what === "withdraw";
  });
}
