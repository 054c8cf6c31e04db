/** What a channel's settings call the organisation. */
import { objectOf, SchemaError, string } from "../../sealing/schema.ts";
import { JsonError, parseJsonText } from "../../sealing/strict_json.ts";
import type { ToldChannel } from "../api/channels.ts";
import type { Locale } from "../words.ts";

/** The organisation's name in each language; the channel's address where the settings cannot be read. */
export function channelName({ settings, address }: ToldChannel): Readonly<Record<Locale, string>> {
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
