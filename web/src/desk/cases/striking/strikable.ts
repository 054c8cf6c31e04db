/** What of a case can be struck, and what keeps it. */
import type { BodyOf, StandingOfReport, ThreadName } from "../../../sealing/body.ts";
import type { FileReference } from "../../../sealing/file.ts";
import type { MemberId } from "../../../sealing/id.ts";
import type { Entry, ShownEntry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";
import { answerInWords, inQuestionOrder } from "../answers.tsx";
import { inLanguage } from "../channel.ts";
import type { Shown } from "../current.ts";
import { deedOf } from "../exports/deeds.ts";
import { recordOf } from "../record/versions.ts";

/** A letter of which something can be struck, or what two members left of one. */
export type Strikable = ShownEntry<BodyOf<"report"> | BodyOf<"message"> | BodyOf<"note"> | BodyOf<"strike">>;

/** Whether it is one, as it was written. What changed who may open the case, acts, and what the log bears out stay. */
export function isStrikable(entry: Entry): entry is Strikable {
  if (entry.status !== "shown") return false;
  const { body } = entry;
  if (body.kind === "note") return body.counted === null && deedOf(entry) === null;
  return body.kind === "report" || body.kind === "message";
}

/**
 * Why a letter has to stay as it is:
 *
 * - `step`: it takes a step, that the law's days turn on or where the work stands
 * - `record`: it is a version of the record on which a day rests that the server has in clear, or where the work stands
 * - `held`: the case is kept, such as for a trial
 */
export type Kept = "step" | "record" | "held";

/** What keeps a letter; null if nothing does. */
export function whatKeeps(shown: Pick<Shown, "opened" | "answer">, { body }: Strikable): Kept | null {
  if (isHeld(shown)) return "held";
  return body.kind === "message" && body.step !== null ? "step" : null;
}

/** Whether nothing of a case may go, by the server's word or its record's. */
export function isHeld({ opened, answer }: Pick<Shown, "opened" | "answer">): boolean {
  return answer.summary.ending.held !== null || (recordOf(opened.internal.entries).get("hold") ?? "") !== "";
}

/** All that a letter says, as whoever strikes something of it goes through it: a report's answers under their questions. */
export function textOf({ body }: Strikable, { channel }: Pick<Shown, "channel">, words: Words): string {
  if (body.kind === "strike") return body.proposes?.text ?? "";
  if (body.kind !== "report") return body.text;
  return inQuestionOrder(body, channel)
    .filter(({ answer }) => answer.trim() !== "")
    .map(({ question, answer }) => {
      const asked = question === null ? words.say("cases-question-other") : inLanguage(question.label, words.locale);
      return `${asked}\n${answerInWords(question, answer, words)}`;
    })
    .join("\n\n");
}

/** The files that go with a letter. */
export function filesIn({ body }: Strikable): readonly FileReference[] {
  return body.kind === "strike" ? (body.proposes?.files ?? []) : body.files;
}

/** What a report states of the case, which remains whatever is struck of it; null of anything else. */
export function standingOf({ body }: Strikable): StandingOfReport | null {
  if (body.kind === "strike") return body.proposes?.report ?? null;
  if (body.kind !== "report") return null;
  const { reporter, verify, wrapped, excluded } = body;
  return { reporter, verify, wrapped, excluded };
}

/**
 * Whether a letter's words must not be sealed to the reporter again: they are the reporter's own, and the channel shows
 * reporters nothing of those, or once did not. Nothing of such a letter can stay.
 */
export function isKeptFromReporter(thread: ThreadName, { writer, body }: Strikable, { channel }: Pick<Shown, "channel">): boolean {
  const isOwn = writer.side === "reporter" || body.kind === "strike";
  return thread === "c" && isOwn && channel.chain.epochs.some(({ keyring }) => !keyring.policy.showOwn);
}

/** Whether nobody else works on a case who could agree. */
export function isAloneIn({ opened }: Pick<Shown, "opened">, me: MemberId): boolean {
  return [...opened.conversation.standing.members].every((holder) => holder === me || holder === "recovery");
}
