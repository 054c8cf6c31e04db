/**
 * The terms of a case's record: the one table of what they are called, which form their values have, and where they are
 * shown. What the law and ISO 37002 ask for; names as in the sealed envelope (BodyOf<"triage">).
 *
 * A record is the newest verified one and carries every term. What this desk does not know it keeps as it is.
 */
import type { BodyOf } from "../../../sealing/body.ts";
import type { Phrase } from "../../words.ts";
import {
  ACKNOWLEDGEMENT_WAIVERS,
  AMOUNT_BANDS,
  ANONYMITIES,
  CATEGORY_CHOICES,
  CLOSING_REASONS,
  COMPLETENESS,
  CREDIBILITIES,
  DECISIONS,
  DETRIMENTS,
  DOCUMENTED,
  FEEDBACK_WAIVERS,
  FINDINGS,
  OUTCOMES,
  PHASES,
  PRIORITIES,
  SATISFACTIONS,
  SCOPES,
  SEVERITIES,
  TOLD_BEFORE,
  URGENCIES,
  WAYS_IN,
  WHETHER,
  type Choices,
} from "./choices.ts";
import { readValue, type Form, type Values } from "./forms.ts";

/** Terms that are shown together. Those of `phase`, `links` and `ending` are not edited in the record's form. */
export type Group =
  | "phase"
  | "planning"
  | "links"
  | "reporter"
  | "belongs"
  | "matter"
  | "weight"
  | "protection"
  | "decision"
  | "came"
  | "inquiry"
  | "told"
  | "support"
  | "result"
  | "learning"
  | "afterwards"
  | "waivers"
  | "ending";

/** A term of the record. */
export interface Term {
  /** As it stands in the envelope. */
  readonly name: string;
  readonly form: Form;
  readonly group: Group;
  readonly label: Phrase;
  readonly hint?: Phrase;
  /** What it chooses among, for the forms that choose. */
  readonly choices?: Choices;
}

/** A group in the form. */
export interface SectionGroup {
  readonly group: Group;
  readonly title: Phrase | null;
  /** Whether it lies folded as long as nothing stands in it: what few cases need. */
  readonly isRare?: true;
}

/** A part of the form: sections with headings, and the groups within each. */
export interface Section {
  readonly id: "planning" | "assessment" | "investigation" | "conclusion";
  readonly title: Phrase;
  readonly groups: readonly SectionGroup[];
}

/** The most terms that an envelope carries. */
export const MOST_TERMS = 100;

const TABLE = [
  { name: "phase", form: "choice", group: "phase", label: "record-phase", choices: PHASES },
  { name: "phase-reason", form: "text", group: "phase", label: "record-phase-reason" },
  { name: "assigned", form: "members", group: "planning", label: "record-assigned" },
  { name: "next-step", form: "line", group: "planning", label: "record-next-step" },
  { name: "next-by", form: "day", group: "planning", label: "record-next-by" },
  { name: "priority", form: "choice", group: "planning", label: "record-priority", choices: PRIORITIES },
  { name: "tags", form: "tags", group: "planning", label: "record-tags", hint: "record-tags-hint" },
  { name: "conflict-checked", form: "members", group: "planning", label: "record-conflict-checked", hint: "record-conflict-checked-hint" },
  { name: "linked", form: "cases", group: "links", label: "record-linked" },
  { name: "scope", form: "choice", group: "belongs", label: "record-scope", hint: "record-scope-hint", choices: SCOPES },
  { name: "scope-reason", form: "text", group: "belongs", label: "record-scope-reason" },
  { name: "person", form: "choice", group: "belongs", label: "record-person", hint: "record-person-hint", choices: WHETHER },
  { name: "anonymity", form: "choice", group: "reporter", label: "record-anonymity", choices: ANONYMITIES },
  { name: "told-before", form: "choices", group: "reporter", label: "record-told-before", choices: TOLD_BEFORE },
  { name: "told-before-outcome", form: "text", group: "reporter", label: "record-told-before-outcome" },
  { name: "entity", form: "line", group: "matter", label: "record-entity", hint: "record-entity-hint" },
  { name: "category", form: "choice", group: "matter", label: "record-category", choices: CATEGORY_CHOICES },
  { name: "category-2", form: "choice", group: "matter", label: "record-category-2", choices: CATEGORY_CHOICES },
  { name: "category-3", form: "choice", group: "matter", label: "record-category-3", choices: CATEGORY_CHOICES },
  { name: "summary", form: "text", group: "matter", label: "record-summary", hint: "record-summary-hint" },
  { name: "roles", form: "text", group: "matter", label: "record-roles", hint: "record-roles-hint" },
  { name: "when", form: "line", group: "matter", label: "record-when" },
  { name: "where", form: "line", group: "matter", label: "record-where" },
  { name: "ongoing", form: "choice", group: "matter", label: "record-ongoing", choices: WHETHER },
  { name: "amount-band", form: "choice", group: "matter", label: "record-amount-band", choices: AMOUNT_BANDS },
  { name: "legal", form: "text", group: "matter", label: "record-legal", hint: "record-legal-hint" },
  { name: "severity", form: "scale", group: "weight", label: "record-severity", choices: SEVERITIES },
  { name: "credibility", form: "scale", group: "weight", label: "record-credibility", choices: CREDIBILITIES },
  { name: "completeness", form: "choice", group: "weight", label: "record-completeness", choices: COMPLETENESS },
  { name: "danger", form: "choice", group: "weight", label: "record-danger", hint: "record-danger-hint", choices: WHETHER },
  { name: "urgency", form: "choices", group: "weight", label: "record-urgency", choices: URGENCIES },
  { name: "detriment", form: "scale", group: "protection", label: "record-detriment", choices: DETRIMENTS },
  { name: "detriment-measures", form: "text", group: "protection", label: "record-detriment-measures" },
  { name: "others-risk", form: "text", group: "protection", label: "record-others-risk", hint: "record-others-risk-hint" },
  { name: "decision", form: "choice", group: "decision", label: "record-decision", choices: DECISIONS },
  { name: "decision-reason", form: "text", group: "decision", label: "record-decision-reason" },
  { name: "came-by", form: "choice", group: "came", label: "record-came-by", choices: WAYS_IN },
  { name: "documented", form: "choice", group: "came", label: "record-documented", choices: DOCUMENTED },
  { name: "recording-consent", form: "choice", group: "came", label: "record-recording-consent", hint: "record-recording-consent-hint", choices: WHETHER },
  { name: "met", form: "day", group: "came", label: "record-met", hint: "record-met-hint" },
  { name: "plan", form: "text", group: "inquiry", label: "record-plan", hint: "record-plan-hint" },
  { name: "investigators", form: "text", group: "inquiry", label: "record-investigators", hint: "record-investigators-hint" },
  { name: "evidence", form: "text", group: "inquiry", label: "record-evidence", hint: "record-evidence-hint" },
  { name: "interviews", form: "text", group: "inquiry", label: "record-interviews", hint: "record-interviews-hint" },
  { name: "interim", form: "text", group: "inquiry", label: "record-interim", hint: "record-interim-hint" },
  { name: "subject-told", form: "day", group: "told", label: "record-subject-told", hint: "record-subject-told-hint" },
  { name: "subject-delay", form: "text", group: "told", label: "record-subject-delay", hint: "record-subject-delay-hint" },
  { name: "subject-tell-by", form: "day", group: "told", label: "record-subject-tell-by", hint: "record-subject-tell-by-hint" },
  { name: "handover", form: "text", group: "told", label: "record-handover", hint: "record-handover-hint" },
  { name: "protection", form: "text", group: "support", label: "record-protection", hint: "record-protection-hint" },
  { name: "protection-check", form: "day", group: "support", label: "record-protection-check", hint: "record-protection-check-hint" },
  { name: "finding", form: "choice", group: "result", label: "record-finding", choices: FINDINGS },
  { name: "outcomes", form: "choices", group: "result", label: "record-outcomes", choices: OUTCOMES },
  { name: "closing-reason", form: "choice", group: "result", label: "record-closing-reason", choices: CLOSING_REASONS },
  { name: "damage", form: "amount", group: "result", label: "record-damage", hint: "record-damage-hint" },
  { name: "recovered", form: "amount", group: "result", label: "record-recovered" },
  { name: "lessons", form: "text", group: "learning", label: "record-lessons" },
  { name: "recommendations", form: "text", group: "learning", label: "record-recommendations" },
  { name: "recommendations-owner", form: "line", group: "learning", label: "record-recommendations-owner" },
  { name: "recommendations-by", form: "day", group: "learning", label: "record-recommendations-by", hint: "record-recommendations-by-hint" },
  { name: "satisfaction", form: "choice", group: "afterwards", label: "record-satisfaction", hint: "record-satisfaction-hint", choices: SATISFACTIONS },
  { name: "waiver-acknowledgement", form: "choice", group: "waivers", label: "record-waiver-acknowledgement", choices: ACKNOWLEDGEMENT_WAIVERS },
  { name: "waiver-acknowledgement-reason", form: "text", group: "waivers", label: "record-waiver-acknowledgement-reason" },
  { name: "waiver-feedback", form: "choice", group: "waivers", label: "record-waiver-feedback", choices: FEEDBACK_WAIVERS },
  { name: "waiver-feedback-reason", form: "text", group: "waivers", label: "record-waiver-feedback-reason" },
  { name: "hold", form: "day", group: "ending", label: "erasing-term-hold" },
  { name: "hold-review", form: "day", group: "ending", label: "erasing-term-hold-review" },
  { name: "hold-reason", form: "text", group: "ending", label: "erasing-term-hold-reason" },
  { name: "erasure-decision", form: "line", group: "ending", label: "erasing-term-decision" },
  { name: "erasure-decision-day", form: "day", group: "ending", label: "erasing-term-decision-day" },
  { name: "archive-receipt", form: "line", group: "ending", label: "erasing-term-receipt" },
  { name: "erasure-early", form: "text", group: "ending", label: "erasing-term-early" },
] as const satisfies readonly Term[];

type Known = (typeof TABLE)[number];

/** The name of a term that this desk knows. */
export type TermName = Known["name"];

/** The terms that this desk knows, in the order in which they are shown. */
export const TERMS: readonly (Term & { readonly name: TermName })[] = TABLE;

/** The sections of the form, in order. */
export const SECTIONS: readonly Section[] = [
  { id: "planning", title: "record-section-planning", groups: [{ group: "planning", title: null }] },
  {
    id: "assessment",
    title: "record-section-assessment",
    groups: [
      { group: "belongs", title: "record-group-belongs" },
      { group: "matter", title: "record-group-matter" },
      { group: "weight", title: "record-group-weight" },
      { group: "protection", title: "record-group-protection" },
      { group: "decision", title: "record-group-decision" },
      { group: "reporter", title: "record-group-reporter", isRare: true },
      { group: "waivers", title: "waivers-group", isRare: true },
      { group: "came", title: "record-group-came", isRare: true },
    ],
  },
  {
    id: "investigation",
    title: "record-section-investigation",
    groups: [
      { group: "inquiry", title: "record-group-inquiry" },
      { group: "told", title: "record-group-told" },
      { group: "support", title: "record-group-support" },
    ],
  },
  {
    id: "conclusion",
    title: "record-section-conclusion",
    groups: [
      { group: "result", title: "record-group-result" },
      { group: "learning", title: "record-group-learning" },
      { group: "afterwards", title: "record-group-afterwards", isRare: true },
    ],
  },
];

/** A record: the text of every term that has a value, those that this desk does not know among them. */
export type CaseRecord = ReadonlyMap<string, string>;

/** The record of a case in which nothing has been recorded. */
export const NO_RECORD: CaseRecord = new Map();

const BY_NAME: ReadonlyMap<string, Term & { readonly name: TermName }> = new Map(TERMS.map((term) => [term.name, term]));

/** The term of that name; null for one that this desk does not know. */
export function termNamed(name: string): (Term & { readonly name: TermName }) | null {
  return BY_NAME.get(name) ?? null;
}

/** The record that an envelope carries. */
export function readTerms(terms: BodyOf<"triage">["terms"]): CaseRecord {
  return new Map(terms.map(({ term, value }) => [term, value]));
}

/** The terms as an envelope carries them: sorted by name, none without a value. */
export function writeTerms(record: CaseRecord): BodyOf<"triage">["terms"] {
  return [...record]
    .filter(([, value]) => value !== "")
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([term, value]) => ({ term, value }));
}

/** The value of a term; null where there is none, or none of its form. */
export function valueIn<N extends TermName>(
  record: CaseRecord,
  name: N,
): Values[Extract<Known, { readonly name: N }>["form"]] | null;
export function valueIn(record: CaseRecord, name: TermName): Values[Form] | null {
  const text = record.get(name);
  const form = BY_NAME.get(name)?.form;
  return text === undefined || form === undefined ? null : readValue(form, text);
}
