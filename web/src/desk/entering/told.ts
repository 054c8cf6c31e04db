/** What is typed of a report that somebody told or gave a handler, and what is wrong with it. */
import { daysBetween, parseDay, type Day } from "../../sealing/day.ts";
import type { Holder } from "../../sealing/holder.ts";
import { ENTERED_WITHIN } from "../../sealing/stamp.ts";
import { asText } from "../../sealing/text.ts";
import { REPRISALS } from "../cases/category.ts";
import type { Question } from "../cases/channel.ts";
import { DOCUMENTED, FROM_CASE, WAYS_IN } from "../cases/record/choices.ts";
import { writeValue } from "../cases/record/forms.ts";
import type { TermName } from "../cases/record/terms.ts";
import type { Phrase } from "../words.ts";
import type { Told } from "./entering.ts";
import type { Origin } from "./origin.ts";

/** The form as it stands. */
export interface Typed {
  /** A code of {@link WAYS_IN}; "" before one is chosen. */
  readonly cameBy: string;
  /** As the field has it. */
  readonly received: string;
  /** A code of {@link DOCUMENTED}; "" before one is chosen. */
  readonly documented: string;
  /** Whether the reporter agreed to being recorded (VBL 8:2). */
  readonly consent: boolean;
  readonly language: "sv" | "en";
  /** By the questions' ids. */
  readonly answers: ReadonlyMap<string, string>;
  readonly excluded: ReadonlySet<Holder>;
  readonly contact: string;
}

/** A part of the form that something can be wrong with. */
export type Part = "cameBy" | "received" | "documented" | "consent" | "answers";

/** What was told, and what the record says of how it came. */
export interface Judged {
  readonly told: Told;
  readonly terms: readonly (readonly [TermName, string])[];
}

/** A form in which nothing stands yet. */
export function blank(today: Day, language: "sv" | "en"): Typed {
  return {
    cameBy: "",
    received: today,
    documented: "",
    consent: false,
    language,
    answers: new Map(),
    excluded: new Set(),
    contact: "",
  };
}

/** A form for a case that is linked with another: what was told there of reprisals, on the day on which it was told. */
export function prefilled({ text, day, language }: Origin, questions: readonly Question[]): Typed {
  const words = questions.find(({ kind }) => kind === "paragraphs") ?? questions.find(({ kind }) => kind === "line");
  const category = questions.find(({ kind }) => kind === "category");
  const answers = [
    ...(words === undefined ? [] : [[words.id, text] as const]),
    ...(category === undefined ? [] : [[category.id, REPRISALS] as const]),
  ];
  return {
    ...blank(day, language === "en" ? "en" : "sv"),
    cameBy: FROM_CASE,
    documented: "original",
    answers: new Map(answers),
  };
}

/** Whether anything would be lost. */
export function isBegun({ cameBy, documented, answers, excluded, contact }: Typed): boolean {
  return [cameBy, documented, contact, ...answers.values()].some((text) => text !== "") || excluded.size > 0;
}

/** What is wrong, by the parts; empty where nothing is. */
export function mistakesIn(typed: Typed, today: Day): ReadonlyMap<Part, Phrase> {
  const found = new Map<Part, Phrase>();
  if (!WAYS_IN.has(typed.cameBy)) found.set("cameBy", "entering-mistake-came-by");
  const received = parseDay(typed.received);
  const ago = received === null ? -1 : daysBetween(received, today);
  if (ago < 0 || ago > ENTERED_WITHIN) found.set("received", "entering-mistake-received");
  if (!DOCUMENTED.has(typed.documented)) found.set("documented", "entering-mistake-documented");
  if (typed.documented === "recording" && !typed.consent) found.set("consent", "entering-mistake-consent");
  if (answersOf(typed).length === 0) found.set("answers", "entering-mistake-answers");
  return found;
}

/**
 * What goes off; null as long as something is wrong.
 *
 * @param origin - the case that it is linked with, or null
 */
export function judged(typed: Typed, today: Day, origin: Origin | null): Judged | null {
  const received = parseDay(typed.received);
  if (mistakesIn(typed, today).size > 0 || received === null) return null;
  const consent = typed.documented === "recording" ? ([["recording-consent", "yes"]] as const) : [];
  return {
    told: {
      report: { language: typed.language, answers: answersOf(typed), contact: asText(typed.contact.trim()) },
      excluded: [...typed.excluded],
      received,
      within: origin,
    },
    terms: [
      ["came-by", typed.cameBy],
      ["documented", typed.documented],
      ...consent,
      ...(origin === null ? [] : ([["category", REPRISALS], ["linked", writeValue("cases", [origin.case])]] as const)),
    ],
  };
}

function answersOf({ answers }: Typed): Told["report"]["answers"] {
  return [...answers]
    .map(([question, typed]) => ({ question, answer: asText(typed.trim()) }))
    .filter(({ answer }) => answer !== "");
}
