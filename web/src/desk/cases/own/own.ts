/** What a member keeps for themselves: saved views of the inbox, and templates of letters. One sealed row holds all of it. */
import { exactly, list, record, string, type Reader } from "../../../sealing/schema.ts";
import { SealingError } from "../../../sealing/failure.ts";
import { parseJsonText, type JsonObject } from "../../../sealing/strict_json.ts";
import { MOST_TEMPLATES, readTemplate, writeTemplate, type OwnTemplate } from "../templates/own_template.ts";
import { MOST_VIEWS, readView, writeView, type SavedView } from "../views/saved_view.ts";

/** Everything that a member keeps. */
export interface Own {
  readonly views: readonly SavedView[];
  readonly templates: readonly OwnTemplate[];
}

/** Nothing. */
export const NOTHING: Own = { views: [], templates: [] };

/**
 * What opening a member's row can give:
 *
 * - `none`: something else of theirs, which the server put there
 * - `newer`: what a desk of another version keeps there, which this one would lose if it wrote over it
 */
export type OwnRead = Own | "none" | "newer";

const views = list(readView, MOST_VIEWS);
const whole: Reader<Own> = record({ v: exactly(2), views, templates: list(readTemplate, MOST_TEMPLATES) });
/** The first version: views alone, as a text. */
const first = record({ v: exactly(1), views: string });
const firstText = record({ v: exactly(1), views });

/** Reads what a row holds. */
export function readOwn(object: JsonObject): OwnRead {
  // An index entry is under the same key, and has a case where these have views.
  if (object["views"] === undefined) return "none";
  try {
    if (object["v"] === 1) return { ...NOTHING, views: firstText(parseJsonText(first(object).views)).views };
    const { views: saved, templates } = whole(object);
    return { views: saved, templates };
  } catch (error) {
    if (error instanceof SealingError) return "newer";
    throw error;
  }
}

/** The object that a row holds. */
export function writeOwn({ views: saved, templates }: Own): JsonObject {
  return { v: 2, views: saved.map(writeView), templates: templates.map(writeTemplate) };
}

/** Whether there are no more of them than there may be. */
export function fits({ views: saved, templates }: Own): boolean {
  return saved.length <= MOST_VIEWS && templates.length <= MOST_TEMPLATES;
}
