/** What the inbox's filters, orders and rows are called. */
import { parseMemberId, type MemberId } from "../../sealing/id.ts";
import { useDesk } from "../desk.ts";
import type { Phrase, Words } from "../words.ts";
import { categoryPhrase } from "./category.ts";
import { titleOfHolder } from "./channel.ts";
import type { Duty } from "./duties.ts";
import type { Choice, Mark, Sort } from "./filters.ts";
import { SEVERITIES } from "./record/choices.ts";
import { PHASE_WORDS } from "./record/in_words.ts";
import { SHORT_PATHS } from "./row_words.ts";

/** What is chosen from each list. */
export const CHOICE_WORDS: Readonly<Record<Choice, Phrase>> = {
  todo: "cases-to-do",
  phase: "record-phase",
  assigned: "record-assigned",
  category: "cases-category",
  severity: "record-severity",
  tag: "record-tags",
  path: "cases-path",
};

/** What is on or off. */
export const MARK_WORDS: Readonly<Record<Mark, Phrase>> = {
  asked: "inbox-on-asked",
  unread: "inbox-on-unread",
  mentioned: "inbox-on-mentioned",
  ending: "inbox-on-ending",
};

/** What is to be done, without its day. */
const DUTY_WORDS: Readonly<Record<Duty["what"], Phrase>> = {
  acknowledge: "inbox-todo-acknowledge",
  feedback: "inbox-todo-feedback",
  step: "inbox-todo-step",
  tell: "inbox-todo-tell",
  protect: "inbox-todo-protect",
  recommend: "inbox-todo-recommend",
  review: "inbox-todo-review",
  decide: "inbox-todo-decide",
};

/** The orders. */
export const SORT_WORDS: Readonly<Record<Sort, Phrase>> = {
  duty: "inbox-sort-duty",
  newest: "inbox-sort-newest",
  severity: "inbox-sort-severity",
};

/** What the list is called in each order. */
export const LIST_WORDS: Readonly<Record<Sort, Phrase>> = {
  duty: "cases-list",
  newest: "inbox-list-newest",
  severity: "inbox-list-severity",
};

/** What a member is called; "" where no channel knows them. */
export type Titles = (member: MemberId) => string;

/** What members are called, by the verified keyrings of their channels. */
export function useTitles(): Titles {
  const known = [...useDesk().channels.all.value.values()];
  return (member) => {
    const titles = known.map(({ chain }) => (chain === null ? "" : titleOfHolder(chain, member)));
    return titles.find((title) => title !== "") ?? "";
  };
}

/** What a value of a choice is called; the value itself where this desk has no word for it. */
export function valueInWords(choice: Choice, value: string, { say }: Pick<Words, "say">, titles: Titles): string {
  switch (choice) {
    case "todo":
      return sayOf(DUTY_WORDS, value, say);
    case "phase":
      return sayOf(PHASE_WORDS, value, say);
    case "severity": {
      if (value === "unset") return say("inbox-severity-unset");
      const phrase = SEVERITIES.get(value);
      return phrase === undefined ? value : say(phrase);
    }
    case "path":
      return sayOf(SHORT_PATHS, value, say);
    case "category": {
      if (value === "") return say("inbox-category-none");
      const phrase = categoryPhrase(value);
      return phrase === null ? value : say(phrase);
    }
    case "assigned": {
      if (value === "me") return say("inbox-assigned-me");
      if (value === "nobody") return say("inbox-assigned-nobody");
      const member = parseMemberId(value);
      const title = member === null ? "" : titles(member);
      return title === "" ? say("inbox-assigned-unknown") : title;
    }
    case "tag":
      return value;
  }
}

function sayOf(words: Readonly<Record<string, Phrase>>, value: string, say: Words["say"]): string {
  const phrase = words[value];
  return phrase === undefined ? value : say(phrase);
}
