/** What of a case can be struck, and what keeps it. */
import type { BodyOf, ThreadName } from "../../../sealing/body.ts";
import { phaseOf } from "../../../sealing/phase.ts";
import type { Entry, ShownEntry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";
import { inLanguage } from "../channel.ts";
import type { Shown } from "../current.ts";
import { answerInWords, inQuestionOrder } from "../letters.tsx";
import { recordOf } from "../record/versions.ts";
import { isWorkStep } from "../writing.ts";

/** A letter of which something can be struck. */
export type Strikable = ShownEntry<BodyOf<"report"> | BodyOf<"message"> | BodyOf<"note">>;

/** Whether it is one. What changed who may open the case, acts, and strikes stay. */
export function isStrikable(entry: Entry): entry is Strikable {
  return entry.status === "shown" && ["report", "message", "note"].includes(entry.body.kind);
}

/**
 * Why a letter has to stay as it is:
 *
 * - `step`: it takes a step that the law's days turn on
 * - `phase`: without it the work would stand elsewhere
 * - `record`: it is a version of the record on which a day rests that the server has in clear, or where the work stands
 * - `held`: the case is kept, such as for a trial
 */
export type Kept = "step" | "phase" | "record" | "held";

/** What keeps a letter; null if nothing does. */
export function whatKeeps({ opened, answer }: Pick<Shown, "opened" | "answer">, { n, body }: Strikable): Kept | null {
  const { conversation, internal } = opened;
  if (answer.summary.ending.held !== null || (recordOf(internal.entries).get("hold") ?? "") !== "") return "held";
  if (body.kind !== "message" || body.step === null || body.step === "minutes") return null;
  if (!isWorkStep(body.step)) return "step";
  const without = conversation.entries.filter((entry) => entry.n !== n);
  const before = phaseOf(conversation.entries, internal.entries);
  const isSame =
    phaseOf(without, internal.entries) === before && phaseOf(without) === phaseOf(conversation.entries);
  return isSame ? null : "phase";
}

/** All that a letter says, as whoever strikes something of it goes through it: a report's answers under their questions. */
export function textOf({ body }: Strikable, { channel }: Pick<Shown, "channel">, words: Words): string {
  if (body.kind !== "report") return body.text;
  return inQuestionOrder(body, channel)
    .filter(({ answer }) => answer.trim() !== "")
    .map(({ question, answer }) => {
      const asked = question === null ? words.say("cases-question-other") : inLanguage(question.label, words.locale);
      return `${asked}\n${answerInWords(question, answer, words)}`;
    })
    .join("\n\n");
}

/**
 * Whether a letter's words must not be sealed to the reporter again: they are the reporter's own, and the channel shows
 * reporters nothing of those, or once did not.
 */
export function isKeptFromReporter(thread: ThreadName, { writer }: Strikable, { channel }: Pick<Shown, "channel">): boolean {
  return thread === "c" && writer.side === "reporter" && channel.chain.epochs.some(({ keyring }) => !keyring.policy.showOwn);
}
