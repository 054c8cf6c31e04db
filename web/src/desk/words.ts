/**
 * The words of the desk: the same Fluent files that the server's pages use, bundled into the script, in both
 * languages. `say("desk-lock")` with an id that does not exist, or an argument it does not take, does not compile.
 */
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Day } from "../sealing/day.ts";
import type { Messages } from "../messages.ts";
import svCategories from "../../locales/sv/categories.ftl";
import svDesk from "../../locales/sv/desk.ftl";
import svCases from "../../locales/sv/desk-cases.ftl";
import svEntering from "../../locales/sv/desk-entering.ftl";
import svInbox from "../../locales/sv/desk-inbox.ftl";
import svExports from "../../locales/sv/desk-exports.ftl";
import svPreview from "../../locales/sv/desk-preview.ftl";
import svMail from "../../locales/sv/desk-mail.ftl";
import svNotes from "../../locales/sv/desk-notes.ftl";
import svTemplates from "../../locales/sv/desk-templates.ftl";
import svPeople from "../../locales/sv/desk-people.ftl";
import svViews from "../../locales/sv/desk-views.ftl";
import svRecovery from "../../locales/sv/desk-recovery.ftl";
import svRecord from "../../locales/sv/desk-record.ftl";
import svWaivers from "../../locales/sv/desk-waivers.ftl";
import svErasing from "../../locales/sv/desk-erasing.ftl";
import svStriking from "../../locales/sv/desk-striking.ftl";
import svActs from "../../locales/sv/desk-acts.ftl";
import svChannel from "../../locales/sv/desk-settings.ftl";
import svFiles from "../../locales/sv/desk-files.ftl";
import svCleaning from "../../locales/sv/cleaning.ftl";
import svSettings from "../../locales/sv/settings.ftl";
import enCategories from "../../locales/en/categories.ftl";
import enDesk from "../../locales/en/desk.ftl";
import enCases from "../../locales/en/desk-cases.ftl";
import enEntering from "../../locales/en/desk-entering.ftl";
import enInbox from "../../locales/en/desk-inbox.ftl";
import enExports from "../../locales/en/desk-exports.ftl";
import enPreview from "../../locales/en/desk-preview.ftl";
import enMail from "../../locales/en/desk-mail.ftl";
import enNotes from "../../locales/en/desk-notes.ftl";
import enTemplates from "../../locales/en/desk-templates.ftl";
import enPeople from "../../locales/en/desk-people.ftl";
import enViews from "../../locales/en/desk-views.ftl";
import enRecovery from "../../locales/en/desk-recovery.ftl";
import enRecord from "../../locales/en/desk-record.ftl";
import enWaivers from "../../locales/en/desk-waivers.ftl";
import enErasing from "../../locales/en/desk-erasing.ftl";
import enStriking from "../../locales/en/desk-striking.ftl";
import enActs from "../../locales/en/desk-acts.ftl";
import enChannel from "../../locales/en/desk-settings.ftl";
import enFiles from "../../locales/en/desk-files.ftl";
import enCleaning from "../../locales/en/cleaning.ftl";
import enSettings from "../../locales/en/settings.ftl";

/** A language that everything exists in, by its tag. Swedish is the first. */
export type Locale = "sv" | "en";

/** Every language. */
export const LOCALES: readonly Locale[] = ["sv", "en"];

/** The id of a message. */
export type MessageId = keyof Messages;

/** The ids of messages that take no argument: what can be kept and said later. */
export type Phrase = { [Id in MessageId]: Messages[Id] extends null ? Id : never }[MessageId];

type Arguments<Id extends MessageId> = Messages[Id] extends null ? [] : [arguments: Messages[Id]];

/** Says a message in the language of the moment. */
export type Say = <Id extends MessageId>(id: Id, ...given: Arguments<Id>) => string;

const FILES: Readonly<Record<Locale, readonly string[]>> = {
  sv: [
    svDesk,
    svCases,
    svInbox,
    svEntering,
    svRecovery,
    svRecord,
    svWaivers,
    svErasing,
    svStriking,
    svActs,
    svChannel,
    svMail,
    svNotes,
    svTemplates,
    svPeople,
    svExports,
    svViews,
    svFiles,
    svPreview,
    svCleaning,
    svCategories,
    svSettings,
  ],
  en: [
    enDesk,
    enCases,
    enInbox,
    enEntering,
    enRecovery,
    enRecord,
    enWaivers,
    enErasing,
    enStriking,
    enActs,
    enChannel,
    enMail,
    enNotes,
    enTemplates,
    enPeople,
    enExports,
    enViews,
    enFiles,
    enPreview,
    enCleaning,
    enCategories,
    enSettings,
  ],
};

/** The words in one language. */
export class Words {
  /** The language. */
  readonly locale: Locale;
  readonly #bundle: FluentBundle;
  readonly #numbers: Intl.NumberFormat;
  readonly #days: Intl.DateTimeFormat;
  readonly #shortDays: Intl.DateTimeFormat;
  readonly #fullDays: Intl.DateTimeFormat;
  readonly #moments: Intl.DateTimeFormat;

  constructor(locale: Locale) {
    this.locale = locale;
    // Both languages run left to right; marks around arguments would end up in what people copy.
    this.#bundle = new FluentBundle(locale, { useIsolating: false });
    for (const file of FILES[locale]) this.#bundle.addResource(new FluentResource(file));
    // Days as they are written in Europe, in English too.
    const region = locale === "en" ? "en-GB" : locale;
    this.#numbers = new Intl.NumberFormat(region);
    // A day is a date without a zone: reckoned and written in one and the same.
    const timeZone = "UTC";
    const day = { day: "numeric", month: "long", timeZone } as const;
    this.#days = new Intl.DateTimeFormat(region, { ...day, weekday: "long", year: "numeric" });
    this.#shortDays = new Intl.DateTimeFormat(region, day);
    this.#fullDays = new Intl.DateTimeFormat(region, { ...day, year: "numeric" });
    this.#moments = new Intl.DateTimeFormat(region, { dateStyle: "long", timeStyle: "short" });
  }

  /** A message. The id itself stands in for one that is missing; the build sees to it that none is. */
  readonly say: Say = (id, ...given) => {
    const pattern = this.#bundle.getMessage(id)?.value ?? null;
    if (pattern === null) return id;
    const [values] = given;
    return this.#bundle.formatPattern(pattern, values ?? null, []);
  };

  /** A whole number as people write it. */
  readonly number = (value: number): string => this.#numbers.format(value);

  /** A day with weekday and year, "söndag 29 november 2026". */
  readonly day = (day: Day): string => this.#days.format(new Date(`${day}T00:00:00Z`));

  /** A day without its weekday and year, "29 november". */
  readonly shortDay = (day: Day): string => this.#shortDays.format(new Date(`${day}T00:00:00Z`));

  /** A day with its year and without its weekday, "29 november 2026". */
  readonly fullDay = (day: Day): string => this.#fullDays.format(new Date(`${day}T00:00:00Z`));

  /** A moment of a member's own: a day and the time, in the computer's zone. */
  readonly moment = (moment: Date): string => this.#moments.format(moment);
}

/** The language of the desk, which can change while it is open. */
export class Language {
  /** The language chosen. */
  readonly locale: Signal<Locale>;
  /** Its words. */
  readonly words: ReadonlySignal<Words>;

  constructor(first: Locale) {
    const made = new Map<Locale, Words>();
    this.locale = signal(first);
    this.words = computed(() => {
      const locale = this.locale.value;
      const words = made.get(locale) ?? new Words(locale);
      made.set(locale, words);
      return words;
    });
  }
}

/** The language nearest to a tag such as `en-GB`; Swedish where that is neither. */
export function localeOf(tag: string): Locale {
  return LOCALES.find((locale) => tag.toLowerCase().split("-")[0] === locale) ?? "sv";
}

/** Where the parts of the desk find its language. */
export const LanguageContext = createContext<Language>(new Language("sv"));

/** The words of the moment; who calls it is drawn again when the language changes. */
export function useWords(): Words {
  return useContext(LanguageContext).words.value;
}
