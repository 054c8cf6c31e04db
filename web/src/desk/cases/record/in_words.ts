/** What a record says, in words: phases, terms, values, and what somebody changed. */
import type { MemberId } from "../../../sealing/id.ts";
import type { Phase } from "../../../sealing/phase.ts";
import type { Phrase, Words } from "../../words.ts";
import { readValue, type Form } from "./forms.ts";
import { termNamed, type Term } from "./terms.ts";
import type { Change } from "./versions.ts";

/** What a phase is called. */
export const PHASE_WORDS: Readonly<Record<Phase, Phrase>> = {
  received: "record-phase-received",
  acknowledged: "record-phase-acknowledged",
  assessing: "record-phase-assessing",
  investigating: "record-phase-investigating",
  concluding: "record-phase-concluding",
  "out-of-scope": "record-phase-out-of-scope",
  referred: "record-phase-referred",
  closed: "record-phase-closed",
  reopened: "record-phase-reopened",
};

/** Whoever says values: the words of the moment, and what members are called. */
export interface Saying {
  readonly words: Words;
  /** The title of a member; "" if nobody knows it. */
  readonly titleOf: (member: MemberId) => string;
}

/** What a term is called; its own name where this desk does not know it. */
export function termInWords(name: string, { say }: Words): string {
  const term = termNamed(name);
  return term === null ? name : say(term.label);
}

/** Whether a term holds prose, of which a line shows no more than that it was changed. */
export function isProse(name: string): boolean {
  const form = termNamed(name)?.form;
  return form === undefined || form === "text";
}

/** A value as people read it; as it stands where it is none of its term's form. "" stays "". */
export function valueInWords(name: string, text: string, saying: Saying): string {
  const term = termNamed(name);
  return term === null || text === "" ? text : (inForm(term, text, saying) ?? text);
}

function inForm(term: Term, text: string, { words, titleOf }: Saying): string | null {
  const chosen = (code: string): string => {
    const phrase = term.choices?.get(code);
    return phrase === undefined ? code : words.say(phrase);
  };
  const read = <F extends Form>(form: F): ReturnType<typeof readValue<F>> => readValue(form, text);
  switch (term.form) {
    case "choice":
    case "scale":
      return chosen(text);
    case "choices":
      return read("choices")?.map(chosen).join(", ") ?? null;
    case "day": {
      const day = read("day");
      return day === null ? null : words.fullDay(day);
    }
    case "amount": {
      const amount = read("amount");
      return amount === null ? null : words.say("record-kronor", { amount: words.number(amount) });
    }
    case "members":
      return read("members")?.map((member) => titleOf(member) || member).join(", ") ?? null;
    case "tags":
      return read("tags")?.join(", ") ?? null;
    case "cases":
      // Which ones is not said: whoever reads this may be kept from them.
      return words.say("links-count", { count: read("cases")?.length ?? 0 });
    case "line":
    case "text":
      return text;
  }
}

/** Changes that one line names before it counts the rest. */
const MOST_NAMED = 3;

/** What somebody changed, on one line: "Allvar: 2, måttligt → 3, allvarligt". */
export function changesInWords(changes: readonly Change[], saying: Saying): string {
  const { say } = saying.words;
  const named = changes.slice(0, changes.length > MOST_NAMED + 1 ? MOST_NAMED : MOST_NAMED + 1);
  const rest = changes.length - named.length;
  const all = named.map((change) => changeInWords(change, saying));
  return [...all, ...(rest === 0 ? [] : [say("record-changes-more", { count: rest })])].join("; ");
}

/** Characters of a value that a line shows: more is no value of a term that is shown on one. */
const MOST_OF_VALUE = 300;

/**
 * A value among others on one line. Marks of direction are left out: one that is not closed would turn round what others
 * wrote beside it, such as what stood there before.
 */
export function onLine(text: string): string {
  const line = text.replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replaceAll(/\s+/gu, " ");
  return line.length <= MOST_OF_VALUE ? line : `${line.slice(0, MOST_OF_VALUE).replace(/[\ud800-\udbff]$/, "")} …`;
}

/** One change on one line. */
export function changeInWords({ term, before, after }: Change, saying: Saying): string {
  const { say } = saying.words;
  const name = termInWords(term, saying.words);
  if (after === "") return say("record-change-gone", { name });
  if (isProse(term)) return say(before === "" ? "record-change-prose-new" : "record-change-prose", { name });
  const value = onLine(valueInWords(term, after, saying));
  return before === "" ? `${name}: ${value}` : `${name}: ${onLine(valueInWords(term, before, saying))} → ${value}`;
}
