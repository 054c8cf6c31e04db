/** The templates that every desk has. */
import type { Phrase, Words } from "../../words.ts";
import type { DraftKind } from "../view.ts";
import { placeholderOf } from "./placeholders.ts";

/** A template. */
export interface Template {
  readonly id: string;
  readonly name: Phrase;
  /** The kind of letter that it is made for. */
  readonly kind: DraftKind;
  /** Its text in the language of those words, with every placeholder. */
  readonly text: (words: Words) => string;
}

/** They, in the order in which a case needs them. */
export const BUILT_IN: readonly Template[] = [
  {
    id: "acknowledgement",
    name: "template-acknowledgement",
    kind: "acknowledge",
    text: (words) =>
      words.say("template-acknowledgement-text", {
        organisation: placeholderOf("organisation", words),
        reference: placeholderOf("reference", words),
        day: placeholderOf("feedback-by", words),
        title: placeholderOf("title", words),
      }),
  },
  {
    id: "more",
    name: "template-more",
    kind: "reply",
    text: (words) => words.say("template-more-text", signed(words)),
  },
  {
    id: "minutes",
    name: "template-minutes",
    kind: "minutes",
    text: (words) =>
      words.say("template-minutes-text", { ...signed(words), organisation: placeholderOf("organisation", words) }),
  },
  {
    id: "out-of-scope",
    name: "template-out-of-scope",
    kind: "reply",
    text: (words) => words.say("template-out-of-scope-text", signed(words)),
  },
  {
    id: "referral",
    name: "template-referral",
    kind: "reply",
    text: (words) => words.say("template-referral-text", signed(words)),
  },
  {
    id: "feedback",
    name: "template-feedback",
    kind: "feedback",
    text: (words) =>
      words.say("template-feedback-text", { ...signed(words), received: placeholderOf("received", words) }),
  },
  {
    id: "closing",
    name: "template-closing",
    kind: "close",
    text: (words) => words.say("template-closing-text", signed(words)),
  },
];

/** What stands in each: which case it is, and who writes. */
function signed(words: Words): { readonly reference: string; readonly title: string } {
  return { reference: placeholderOf("reference", words), title: placeholderOf("title", words) };
}
