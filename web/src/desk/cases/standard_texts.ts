/** What the boxes of a case begin with where nothing has been written, in the language its reporter is written to. */
import { localeOf, type Words } from "../words.ts";
import { todayIn } from "./channel.ts";
import type { Shown } from "./current.ts";
import { reportOf } from "./digesting.ts";
import { feedbackBy } from "./duties.ts";
import type { OpenedCase } from "./opening.ts";
import { NO_DRAFTS, type DraftKind } from "./view.ts";

/** What the texts begin with where nothing has been written. */
export type Standard = Readonly<Record<DraftKind, string>>;

/** The language a reporter is written to: the one they wrote in, if the desk has it. */
export function languageOf(opened: OpenedCase): string {
  return reportOf(opened.conversation.entries)?.language ?? "sv";
}

/** The standard texts, in the reporter's language. */
export function standardTexts(shown: Shown, wordsIn: (tag: "sv" | "en") => Words, now: Date): Standard {
  const words = wordsIn(localeOf(languageOf(shown.opened)));
  const acknowledged = todayIn(shown.channel, now);
  const day = words.day(feedbackBy({ received: shown.answer.summary.days.received, acknowledged }));
  return {
    ...NO_DRAFTS,
    acknowledge: words.say("cases-standard-acknowledgement", { day }),
    close: words.say("cases-standard-closing"),
    minutes: words.say("desk-minutes-standard"),
  };
}
