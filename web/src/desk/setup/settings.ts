/**
 * What a new channel says and asks: made in the owner's browser, of the same words as the server's defaults, since the
 * owner signs its digest. The document is that of src/channels/settings.rs, and a test holds the two together.
 */
import { LONGEST_RETENTION } from "../../sealing/law_days.ts";
import { writeJsonText, type Json } from "../../sealing/strict_json.ts";
import { Words, type Phrase, type Say } from "../words.ts";

/** Which rules the organisation lives under. */
export type OrganisationKind = "municipality" | "company";

/** Words in both languages. */
export interface Text {
  readonly sv: string;
  readonly en: string;
}

/** Whose channel it is. */
export interface Organisation {
  readonly kind: OrganisationKind;
  readonly name: Text;
  /** Whether the law demands the channel. */
  readonly obliged: boolean;
}

/** The settings a new channel begins with, as the text that is served and signed. */
export function defaultSettings(organisation: Organisation): string {
  const { kind, name, obliged } = organisation;
  return writeJsonText({
    v: 1,
    organisation: { kind, name: { ...name }, obliged },
    languages: ["sv", "en"],
    zone: "Europe/Stockholm",
    acknowledgement: "handler",
    retention_months: LONGEST_RETENTION,
    read_marks: false,
    texts: defaultTexts(organisation),
    hidden_categories: [],
    steps: STEPS,
  });
}

const SWEDISH = new Words("sv");
const ENGLISH = new Words("en");

/** A text in both languages. A type with an index, as JSON wants it. */
function both(inLanguage: (say: Say, locale: "sv" | "en") => string): { readonly sv: string; readonly en: string } {
  return { sv: inLanguage(SWEDISH.say, "sv"), en: inLanguage(ENGLISH.say, "en") };
}

const phrase = (id: Phrase): { readonly sv: string; readonly en: string } => both((say) => say(id));

/** A text of a channel's page. */
export type TextName =
  | "welcome"
  | "scope"
  | "protection"
  | "confidentiality"
  | "authorities"
  | "press"
  | "oral"
  | "privacy"
  | "accessibility";

/** What a channel's page says before its owner words anything on their own. */
export function defaultTexts({ kind, name, obliged }: Organisation): Readonly<Record<TextName, { readonly sv: string; readonly en: string }>> {
  const isPublic = kind === "municipality";
  return {
    welcome: both((say, locale) => say("default-welcome", { organisation: name[locale] })),
    scope: both((say, locale) =>
      say(isPublic ? "default-scope-municipality" : "default-scope-company", { organisation: name[locale] }),
    ),
    protection: phrase("default-protection"),
    confidentiality: both((say, locale) => {
      const organisation = name[locale];
      if (isPublic) {
        return obliged
          ? say("default-confidentiality-municipality", { organisation })
          : say("default-confidentiality-municipality-voluntary", { organisation });
      }
      return obliged
        ? say("default-confidentiality-company")
        : say("default-confidentiality-company-voluntary", { organisation });
    }),
    authorities: phrase("default-authorities"),
    press: phrase(isPublic ? "default-press-municipality" : "default-press-company"),
    oral: phrase("default-oral"),
    privacy: both((say, locale) =>
      say(isPublic ? "default-privacy-municipality" : "default-privacy-company", { organisation: name[locale] }),
    ),
    accessibility: both((say, locale) =>
      say(isPublic ? "default-accessibility-municipality" : "default-accessibility-company", {
        organisation: name[locale],
      }),
    ),
  };
}

type Option = readonly [id: string, label: Phrase];

interface Asked {
  readonly id: string;
  readonly kind: "category" | "paragraphs" | "line" | "choice";
  readonly label: Phrase;
  readonly hint?: Phrase;
  readonly required?: boolean;
  readonly options?: readonly Option[];
}

function step(id: string, title: Phrase, hint: Phrase | null, questions: readonly Asked[]): Json {
  return {
    id,
    title: phrase(title),
    hint: hint === null ? null : phrase(hint),
    questions: questions.map((asked) => ({
      id: asked.id,
      kind: asked.kind,
      label: phrase(asked.label),
      hint: asked.hint === undefined ? null : phrase(asked.hint),
      required: asked.required ?? false,
      options: (asked.options ?? []).map(([option, label]) => ({ id: option, label: phrase(label) })),
    })),
  };
}

const STEPS: Json = [
  step("category", "step-category", null, [
    { id: "category", kind: "category", label: "question-category", hint: "question-category-hint" },
  ]),
  step("what", "step-what", null, [
    { id: "what", kind: "paragraphs", label: "question-what", hint: "question-what-hint", required: true },
  ]),
  step("when", "step-when", null, [
    { id: "when", kind: "line", label: "question-when", hint: "question-when-hint" },
    { id: "where", kind: "line", label: "question-where", hint: "question-where-hint" },
    {
      id: "ongoing",
      kind: "choice",
      label: "question-ongoing",
      options: [
        ["yes", "answer-yes"],
        ["no", "answer-no"],
        ["unsure", "answer-unsure"],
      ],
    },
  ]),
  step("who", "step-who", null, [
    { id: "who", kind: "paragraphs", label: "question-who", hint: "question-who-hint" },
    { id: "how", kind: "paragraphs", label: "question-how", hint: "question-how-hint" },
  ]),
  step("you", "step-you", "question-you-hint", [
    {
      id: "relation",
      kind: "choice",
      label: "question-relation",
      options: [
        ["employee", "relation-employee"],
        ["former", "relation-former"],
        ["contractor", "relation-contractor"],
        ["trainee", "relation-trainee"],
        ["board", "relation-board"],
        ["other", "relation-other"],
      ],
    },
    { id: "told", kind: "paragraphs", label: "question-told", hint: "question-told-hint" },
    {
      id: "meeting",
      kind: "choice",
      label: "question-meeting",
      options: [
        ["none", "meeting-none"],
        ["call", "meeting-call"],
        ["visit", "meeting-visit"],
      ],
    },
  ]),
];
