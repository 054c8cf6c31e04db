/** What a desk knows of a channel for certain: its keyring's epochs, and the settings whose digest the newest signs. */
import { dayAt, type Day } from "../../sealing/day.ts";
import { digestOf, type Digest } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { Holder } from "../../sealing/holder.ts";
import { lineOf } from "../../sealing/keyring.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import { LONGEST_RETENTION } from "../../sealing/law_days.ts";
import { parseJsonText, type Json, type JsonObject } from "../../sealing/strict_json.ts";
import { DESK_ZONE } from "../vaults.ts";

/** Words in both languages; the English ones "" where the channel has none. */
export interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

/** A question of the channel's form, as far as a reader of its answers needs it. */
export interface Question {
  readonly id: string;
  readonly kind: "category" | "paragraphs" | "line" | "choice";
  readonly label: Bilingual;
  readonly options: readonly { readonly id: string; readonly label: Bilingual }[];
}

/** How a channel keeps its cases. */
export interface Keeping {
  /** For how many months a case is kept after it was closed. */
  readonly months: number;
  /** Whether the rules of public records hold: nothing is erased without a registered decision. */
  readonly isPublic: boolean;
}

/** What an epoch said of it, from the day it was issued to the day the next was. */
export interface EarlierKeeping extends Keeping {
  readonly issued: Day;
  readonly followed: Day;
}

/** A channel. */
export interface Channel {
  readonly chain: KeyringChain;
  readonly address: string;
  readonly organisation: Bilingual;
  readonly zone: string;
  /** The server's day there; nothing is reckoned with it. */
  readonly today: Day;
  /** The epochs whose settings let the receipt at filing be the acknowledgement of reports sealed under them. */
  readonly receiptEpochs: ReadonlySet<number>;
  /** How cases that come now are kept. */
  readonly keeping: Keeping;
  /** What epochs said of it that others followed, as far as their settings are known; oldest first. */
  readonly earlierKeepings: readonly EarlierKeeping[];
  /** Whether reporters are shown that what they wrote was read. */
  readonly readMarks: boolean;
  readonly questions: readonly Question[];
  /** Whether the settings are those that the newest epoch names. If not, nothing of them is used. */
  readonly settingsHold: boolean;
}

/** What {@link channelOf} takes from the settings. */
type FromSettings = Pick<
  Channel,
  "organisation" | "zone" | "keeping" | "readMarks" | "questions"
>;

/** What holds where the settings cannot be used: what erases nothing and tells nobody anything. */
const NO_SETTINGS: FromSettings = {
  organisation: { sv: "", en: "" },
  zone: DESK_ZONE,
  keeping: { months: LONGEST_RETENTION, isPublic: true },
  readMarks: false,
  questions: [],
};

/**
 * A channel of its verified chain and the settings as served. Settings with another digest than the newest epoch
 * names are the server's words, not the owner's: they are not used, and a reader is told.
 *
 * @param earlier - settings that earlier epochs name, by their digests
 */
export function channelOf(
  chain: KeyringChain,
  address: string,
  settings: string,
  today: Day,
  earlier: ReadonlyMap<Digest, string> = new Map(),
): Channel {
  const holds = digestOf(utf8(settings)) === chain.newest.keyring.settings;
  const known = new Map([...earlier, [digestOf(utf8(settings)), settings] as const]);
  const receiptEpochs = new Set(
    chain.epochs
      .filter(({ keyring }) => rootOf(known.get(keyring.settings) ?? "")["acknowledgement"] === "receipt")
      .map(({ keyring }) => keyring.epoch),
  );
  const earlierKeepings = chain.epochs.flatMap(({ keyring: { settings: named, issued } }, place): EarlierKeeping[] => {
    const [next, said] = [chain.epochs[place + 1], known.get(named)];
    return next === undefined || said === undefined ? [] : [{ ...keepingOf(rootOf(said)), issued, followed: next.keyring.issued }];
  });
  const read = holds ? readSettings(settings) : NO_SETTINGS;
  return { chain, address, today, receiptEpochs, earlierKeepings, settingsHold: holds, ...read };
}

/** The words in a language, or in Swedish where there are none. */
export function inLanguage(text: Bilingual, locale: "sv" | "en"): string {
  return locale === "en" && text.en !== "" ? text.en : text.sv;
}

/** The title that a holder has in the newest epoch, or had in the last that knew them; "" if none did. */
export function titleOfHolder(chain: KeyringChain, holder: Holder): string {
  const known = [...chain.epochs].reverse().map(({ keyring }) => lineOf(keyring, holder)?.title);
  return known.find((title) => title !== undefined) ?? "";
}

/**
 * The day it is in the channel's zone by this computer's clock; in Sweden's where the browser does not know the zone.
 * The server's day counts only where the clock is beyond the calendar: with it a server could hide what is late.
 */
export function todayIn(channel: Pick<Channel, "zone" | "today">, now: Date): Day {
  try {
    return dayAt(now, channel.zone) ?? channel.today;
  } catch (error) {
    if (error instanceof RangeError) return dayAt(now, DESK_ZONE) ?? channel.today;
    throw error;
  }
}

/**
 * Takes from the settings what the desk shows. The server that checked them before the owner signed them knows their
 * whole schema; here a name that is missing only leaves its words out.
 */
function readSettings(text: string): FromSettings {
  const root = rootOf(text);
  const { zone } = root;
  return {
    organisation: bilingual(objectIn(root["organisation"])["name"]),
    zone: typeof zone === "string" ? zone : NO_SETTINGS.zone,
    keeping: keepingOf(root),
    readMarks: root["read_marks"] === true,
    questions: listIn(root["steps"])
      .flatMap((step) => listIn(objectIn(step)["questions"]))
      .map(questionOf)
      .filter((question) => question !== null),
  };
}

function keepingOf(root: JsonObject): Keeping {
  const months = root["retention_months"];
  return {
    months: typeof months === "number" ? months : NO_SETTINGS.keeping.months,
    isPublic: objectIn(root["organisation"])["kind"] !== "company",
  };
}

/** The names of a document; none where it is no JSON. */
function rootOf(text: string): JsonObject {
  try {
    return objectIn(parseJsonText(text));
  } catch (error) {
    if (error instanceof SealingError) return {};
    throw error;
  }
}

function questionOf(value: Json): Question | null {
  const { id, kind, label, options } = objectIn(value);
  if (typeof id !== "string") return null;
  return {
    id,
    kind: kind === "category" || kind === "line" || kind === "choice" ? kind : "paragraphs",
    label: bilingual(label),
    options: listIn(options).flatMap((option) => {
      const { id: choice, label: words } = objectIn(option);
      return typeof choice === "string" ? [{ id: choice, label: bilingual(words) }] : [];
    }),
  };
}

function bilingual(value: Json | undefined): Bilingual {
  const { sv, en } = objectIn(value);
  return { sv: typeof sv === "string" ? sv : "", en: typeof en === "string" ? en : "" };
}

function objectIn(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

function listIn(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : [];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
