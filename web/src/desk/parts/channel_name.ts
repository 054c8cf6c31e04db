/** What a channel's settings call the organisation. */
import { digestOf } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import { objectOf, SchemaError, string } from "../../sealing/schema.ts";
import { JsonError, parseJsonText } from "../../sealing/strict_json.ts";
import type { Channel } from "../channels.ts";
import type { Locale } from "../words.ts";

/**
 * The organisation's name in each language, as the owner signed it; the channel's address where the settings are others
 * than those of the newest epoch, or cannot be read.
 */
export function channelName({ told, chain }: Pick<Channel, "told" | "chain">): Readonly<Record<Locale, string>> {
  const { settings, address } = told;
  const isSigned = chain !== null && digestOf(utf8(settings)) === chain.newest.keyring.settings;
  if (!isSigned) return { sv: address, en: address };
  try {
    const organisation = objectOf(objectOf(parseJsonText(settings))["organisation"] ?? null);
    const name = objectOf(organisation["name"] ?? null);
    const swedish = string(name["sv"] ?? null);
    const english = string(name["en"] ?? null);
    return { sv: swedish, en: english === "" ? swedish : english };
  } catch (error) {
    if (error instanceof JsonError || error instanceof SchemaError) return { sv: address, en: address };
    throw error;
  }
}
