/** The words of a channel's questions, for a reporter who reads their own report again. */
import { digestOf, type Digest } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import { LONGEST_RETENTION } from "../../sealing/law_days.ts";
import { all } from "../page/elements.ts";
import { channelAnswer, settingsAnswer } from "../server/answers.ts";
import { get } from "../server/client.ts";
import type { Labels } from "./view.ts";

/** How long a case is kept after it was closed, and what ends it then. */
export interface Keeping {
  /** Calendar months. */
  readonly months: number;
  /** Whether nothing but a registered decision erases it. */
  readonly isPublic: boolean;
}

/** What a follow-up takes from a channel's settings. */
export interface Shown {
  readonly labels: Labels;
  readonly zone: string;
  /** Whether the receipt at filing is the acknowledgement. */
  readonly receiptAcknowledges: boolean;
  /** Whether reporters are shown that what they wrote was read. */
  readonly readMarks: boolean;
  /** How long a case is kept; null where no signed settings say so. */
  readonly keeping: Keeping | null;
}

/** The zone of a channel whose settings could not be had, or name one that this browser does not know. */
const ZONE = "Europe/Stockholm";
/** What the ids of the categories' names begin with. */
const CATEGORY = "category-";

/**
 * Fetches the settings: the newest, and where the owner has changed them since, those that the report was filed under, which
 * say what it was asked and what its acknowledgement was. Those that no keyring names are as good as none: the questions' ids
 * then stand there.
 *
 * @param newest - the digest that the newest epoch names
 * @param filed - the one that the epoch of the filing names
 */
export async function fetchShown(address: string, newest: Digest, filed: Digest, language: string): Promise<Shown> {
  const channel = `/api/channels/${encodeURIComponent(address)}`;
  const now = read(await signed(newest, () => get(channel, channelAnswer)), language, categories());
  if (filed === newest) return now;
  const then = await signed(filed, () => get(`${channel}/settings/${filed}`, settingsAnswer));
  return { ...read(then, language, categories()), zone: now.zone, readMarks: now.readMarks, keeping: together(now, then) };
}

/** As `src/channels/keeping.rs` has it, of the settings that are at hand: no longer than was said at filing or is said now. */
function together({ keeping: now }: Shown, then: unknown): Keeping | null {
  const filed = keepingOf(then);
  if (now === null || filed === null) return null;
  return { months: Math.min(now.months, filed.months), isPublic: now.isPublic || filed.isPublic };
}

function keepingOf(settings: unknown): Keeping | null {
  const months = at(settings, "retention_months");
  if (typeof months !== "number" || !Number.isInteger(months) || months < 1 || months > LONGEST_RETENTION) return null;
  return { months, isPublic: textAt(at(settings, "organisation"), "kind") === "municipality" };
}

/** Settings of that digest; null if others came, or none. */
async function signed(digest: Digest, fetch: () => Promise<{ readonly settings: string }>): Promise<unknown> {
  try {
    const { settings } = await fetch();
    return digestOf(utf8(settings)) === digest ? JSON.parse(settings) : null;
  } catch {
    return null;
  }
}

/** What the page calls each category, by its code. */
function categories(): ReadonlyMap<string, string> {
  const named = all(document, `template[data-message^="${CATEGORY}"]`, HTMLTemplateElement);
  return new Map(
    named.map(({ dataset, content }) => [(dataset["message"] ?? "").slice(CATEGORY.length), content.textContent.trim()]),
  );
}

/**
 * Reads what is there of settings, whatever else they hold.
 *
 * @param categories - what the categories are called, which no settings say
 */
export function read(settings: unknown, language: string, categories: ReadonlyMap<string, string> = new Map()): Shown {
  const questions = listAt(settings, "steps").flatMap((step) => listAt(step, "questions"));
  const labels = questions.map((question) => {
    const options = listAt(question, "options").map((option) => [textAt(option, "id"), wordsAt(option, language)] as const);
    const answers = textAt(question, "kind") === "category" ? categories : new Map(options);
    return [textAt(question, "id"), { label: wordsAt(question, language), options: answers }] as const;
  });
  const zone = textAt(settings, "zone");
  const receiptAcknowledges = textAt(settings, "acknowledgement") === "receipt";
  const readMarks = at(settings, "read_marks") === true;
  return { labels: new Map(labels), zone: isZone(zone) ? zone : ZONE, receiptAcknowledges, readMarks, keeping: keepingOf(settings) };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = at(value, name);
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, name: string): string {
  const text = at(value, name);
  return typeof text === "string" ? text : "";
}

function wordsAt(value: unknown, language: string): string {
  const label = at(value, "label");
  const words = textAt(label, language);
  return words === "" ? textAt(label, "sv") : words;
}
