/**
 * What a channel's owner chooses of its settings, and the document that says it. The rest of the document stays as it is,
 * but for texts that nobody has changed: those follow from the organisation's rules, as they did at the set-up.
 */
import { digestOf } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { Policy } from "../../sealing/keyring.ts";
import type { Epoch } from "../../sealing/keyring/chain.ts";
import { nextEpoch } from "../../sealing/keyring/sign.ts";
import { LONGEST_RETENTION } from "../../sealing/law_days.ts";
import { parseJsonText, writeJsonText, type Json, type JsonObject } from "../../sealing/strict_json.ts";
import { ownToday } from "../channels.ts";
import type { ToldChannel } from "../api/channels.ts";
import type { Desk } from "../desk.ts";
import { publishEpoch } from "../publication.ts";
import { defaultTexts, type Organisation, type OrganisationKind, type TextName } from "../setup/settings.ts";

/** What the owner chooses: in the settings, and in the policy that the keyring itself carries. */
export interface Chosen {
  readonly kind: OrganisationKind;
  /** Whether the law demands the channel. */
  readonly obliged: boolean;
  /** Whether the receipt at filing is the acknowledgement. */
  readonly byReceipt: boolean;
  /** For how many months a case is kept after it was closed. */
  readonly retentionMonths: number;
  /** Whether reporters are shown that what they wrote was read. */
  readonly readMarks: boolean;
  /** Whether reporters see their own earlier words again. */
  readonly showOwn: boolean;
  /** Whether reports are taken without JavaScript. */
  readonly serverPath: boolean;
}

/** Settings with what was chosen. */
export interface Written {
  readonly text: string;
  /** The texts that follow from the organisation's rules and are others now. */
  readonly renewed: readonly TextName[];
  /** Those that would be, but that somebody has worded on their own: they stay. */
  readonly kept: readonly TextName[];
}

/** What stands in settings and policy; null where the settings are none that this desk can read. */
export function chosenIn(settings: string, { showOwn, serverPath }: Policy): Chosen | null {
  const document = read(settings);
  const organisation = objectIn(document?.["organisation"]);
  const months = document?.["retention_months"];
  const kind = kindIn(organisation);
  if (document === null || kind === null || !isRetention(months)) return null;
  return {
    kind,
    obliged: organisation["obliged"] === true,
    byReceipt: document["acknowledgement"] === "receipt",
    retentionMonths: months,
    readMarks: document["read_marks"] === true,
    showOwn,
    serverPath,
  };
}

/** Whether so many months are as many as the law lets a case be kept. */
export function isRetention(months: Json | undefined): months is number {
  return typeof months === "number" && Number.isInteger(months) && months >= 1 && months <= LONGEST_RETENTION;
}

/** The settings with what was chosen; null where they are none that this desk can read. */
export function settingsWith(settings: string, chosen: Chosen): Written | null {
  const document = read(settings);
  const organisation = objectIn(document?.["organisation"]);
  const before = organisationIn(organisation);
  if (document === null || before === null) return null;
  const { kind, obliged } = chosen;
  const [were, are] = [defaultTexts(before), defaultTexts({ ...before, kind, obliged })];
  const texts = objectIn(document["texts"]);
  const names = Object.keys(are).filter((name): name is TextName => !isSame(were[name as TextName], are[name as TextName]));
  const renewed = names.filter((name) => isSame(texts[name], were[name]));
  const written: JsonObject = {
    ...document,
    organisation: { ...organisation, kind, obliged },
    acknowledgement: chosen.byReceipt ? "receipt" : "handler",
    retention_months: chosen.retentionMonths,
    read_marks: chosen.readMarks,
    texts: { ...texts, ...Object.fromEntries(renewed.map((name) => [name, are[name]])) },
  };
  return { text: writeJsonText(written), renewed, kept: names.filter((name) => !renewed.includes(name)) };
}

/**
 * Signs and publishes what was chosen: an epoch with the same people, the new settings and the new policy.
 *
 * @throws NotOwnerError, LockedError
 * @throws ApiError `problem-conflict` when the epoch is not the next
 */
export async function publishSettings(desk: Desk, told: ToldChannel, newest: Epoch, text: string, chosen: Chosen): Promise<void> {
  const { showOwn, serverPath } = chosen;
  const policy = { ...newest.keyring.policy, showOwn, serverPath };
  const decided = { ...newest.keyring, settings: digestOf(utf8(text)), policy };
  await publishEpoch(desk, told, newest, nextEpoch(newest, decided, ownToday(desk, newest)), { settings: text });
}

function read(settings: string): JsonObject | null {
  try {
    const document = parseJsonText(settings);
    return isObject(document) ? document : null;
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

function organisationIn(organisation: JsonObject): Organisation | null {
  const kind = kindIn(organisation);
  const { sv, en } = objectIn(organisation["name"]);
  if (kind === null || typeof sv !== "string" || typeof en !== "string") return null;
  return { kind, name: { sv, en }, obliged: organisation["obliged"] === true };
}

function kindIn({ kind }: JsonObject): OrganisationKind | null {
  return kind === "municipality" || kind === "company" ? kind : null;
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  const [first, second] = [objectIn(one), objectIn(other)];
  return first["sv"] === second["sv"] && first["en"] === second["en"];
}

function objectIn(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
