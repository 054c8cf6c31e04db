/** What a reporter has asked for by an act, and nobody has answered. */
import { shownOf, type Entry } from "../../sealing/thread.ts";

/** The acts that wait for an answer: to withdraw, to correct minutes, to meet, and that there were reprisals. */
export const REQUESTS = ["withdraw", "correct", "meeting", "retaliation"] as const;
/** One of them. */
export type Request = (typeof REQUESTS)[number];

/** The requests since a member last wrote to the reporter, each once, in the order of the list above. */
export function openRequests(conversation: readonly Entry[]): readonly Request[] {
  const answers = shownOf(conversation, "message").filter(({ writer }) => writer.side === "member");
  const answered = answers.at(-1)?.n ?? -1;
  const asked = shownOf(conversation, "act").filter(({ n, writer }) => n > answered && writer.side === "reporter");
  return REQUESTS.filter((request) => asked.some(({ body }) => body.what === request));
}
