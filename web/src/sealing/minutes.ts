/**
 * Minutes of a meeting or a call, and what their reporter says of them (law 2021:890, chapter 8, section 3). Both sides
 * read it from the conversation; `tests/vectors/minutes.json` holds this and `sealing/src/minutes.rs` to one another.
 */
import type { BodyOf } from "./body.ts";
import type { Day } from "./day.ts";
import { stepsOf } from "./steps.ts";
import { shownOf, type Entry, type ShownEntry } from "./thread.ts";

/**
 * What became of minutes:
 *
 * - `sent`: they wait for their reporter
 * - `corrected`, `approved`: what the reporter said last
 * - `unanswered`: the reporter said nothing, and has answered later ones, or the case is closed
 */
export type MinutesState = "sent" | "corrected" | "approved" | "unanswered";

/** Minutes in a conversation. */
export interface Minutes {
  readonly entry: ShownEntry<BodyOf<"message">>;
  readonly state: MinutesState;
  /** The reporter's last answer: its number, and the server's day of it. */
  readonly answer: { readonly n: number; readonly day: Day } | null;
  /** Whether the reporter is to be asked: they have answered neither these nor later ones. */
  readonly isAsked: boolean;
}

/** Every minutes of a conversation, oldest first. */
export function minutesOf(entries: readonly Entry[]): readonly Minutes[] {
  const isClosed = stepsOf(entries).closed !== null;
  const sent = shownOf(entries, "message").filter(({ body, writer }) => body.step === "minutes" && writer.side === "member");
  const answers = shownOf(entries, "act").filter(
    ({ body, writer }) => (body.what === "approve" || body.what === "correct") && writer.side === "reporter",
  );
  const answerTo = ({ n, hash }: ShownEntry): (typeof answers)[number] | undefined =>
    answers.filter(({ body }) => body.refers?.n === n && body.refers.hash === hash).at(-1);
  const lastAnswered = sent.filter((each) => answerTo(each) !== undefined).at(-1)?.n ?? -1;
  return sent.map((entry) => {
    const answer = answerTo(entry);
    if (answer !== undefined) {
      const state = answer.body.what === "approve" ? "approved" : "corrected";
      return { entry, state, answer: { n: answer.n, day: answer.day }, isAsked: false };
    }
    const isAsked = entry.n > lastAnswered;
    return { entry, state: isAsked && !isClosed ? "sent" : "unanswered", answer: null, isAsked };
  });
}
