/** At minutes: what their reporter has said of them. */
import type { JSX } from "preact";
import type { Day } from "../../../sealing/day.ts";
import type { Minutes } from "../../../sealing/minutes.ts";
import { useWords, type Words } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";

/** The line; nothing where a letter is no minutes. */
export function MinutesStanding({ minutes, today }: { minutes: Minutes | undefined; today: Day }): JSX.Element | null {
  const words = useWords();
  if (minutes === undefined) return null;
  return <p class={`letter-foot minutes-${minutes.state}`}>{standingInWords(minutes, today, words)}</p>;
}

function standingInWords({ state, answer }: Minutes, today: Day, words: Words): string {
  const day = answer === null ? "" : dateInWords(answer.day, today, words);
  switch (state) {
    case "sent":
      return words.say("desk-minutes-sent");
    case "corrected":
      return words.say("desk-minutes-corrected", { day });
    case "approved":
      return words.say("desk-minutes-approved", { day });
    case "unanswered":
      return words.say("desk-minutes-unanswered");
  }
}
