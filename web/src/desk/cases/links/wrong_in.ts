/** What came of linking, for whoever asked for it. */
import { ApiError } from "../../api.ts";
import { inWords } from "../../problem.ts";
import type { Words } from "../../words.ts";
import { outcomeInWords, verdictOn } from "../composer.tsx";
import type { LinkOutcome } from "./linking.ts";

/** What went wrong, in words; null if nothing did. */
export async function wrongIn(outcome: Promise<LinkOutcome>, words: Words): Promise<string | null> {
  try {
    const came = await outcome;
    switch (came.is) {
      case "done":
        return null;
      case "nowhere":
        return words.say("links-nowhere");
      case "closed":
        return words.say("links-closed");
      case "not-saved":
        return `${words.say(verdictOn(came.outcome))} ${outcomeInWords(came.outcome, words)}`;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return inWords(error, words);
  }
}
