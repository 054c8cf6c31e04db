/** Templates of a member's own: a name, and a text in one language or in both. */
import { record, string } from "../../../sealing/schema.ts";
import type { JsonObject } from "../../../sealing/strict_json.ts";
import type { Locale } from "../../words.ts";

/** A template of their own; "" where it has no text in a language. */
export interface OwnTemplate {
  readonly name: string;
  readonly sv: string;
  readonly en: string;
}

/** The most templates that a member keeps. */
export const MOST_TEMPLATES = 60;
/** Characters of a text in one language. In Swedish and English all of them together fit into one row. */
export const TEXT_MOST = 5_000;

/** Reads a template as it is saved. */
export const readTemplate = record({ name: string, sv: string, en: string });

/** A template as it is saved. */
export function writeTemplate({ name, sv, en }: OwnTemplate): JsonObject {
  return { name, sv, en };
}

/**
 * Why a change is not made to what stands there by then:
 *
 * - `changed`: another tab or computer has changed the template since it was read here
 * - `taken`: another template has that name
 */
export type Clash = "changed" | "taken";

/** What becomes of a member's templates: it is done to whatever stands there by then. */
export type TemplatesChange = (templates: readonly OwnTemplate[]) => readonly OwnTemplate[] | Clash;

/**
 * Saves a template.
 *
 * @param before - as it was when its member began to change it; null for a new one
 */
export function savingTemplate(template: OwnTemplate, before: OwnTemplate | null): TemplatesChange {
  return (all) => {
    const there = all.find(({ name }) => name === before?.name);
    // The change may be there already: its answer was lost.
    if (all.some((each) => isSame(each, template))) return all.filter((each) => each !== there || isSame(each, template));
    if (before !== null && there !== undefined && !isSame(there, before)) return "changed";
    if (all.some((each) => each !== there && each.name === template.name)) return "taken";
    return there === undefined ? [...all, template] : all.map((each) => (each === there ? template : each));
  };
}

/** Takes a template away, unless it was changed since. */
export function removingTemplate(gone: OwnTemplate): TemplatesChange {
  return (all) => {
    const there = all.find(({ name }) => name === gone.name);
    return there === undefined || isSame(there, gone) ? all.filter((each) => each !== there) : "changed";
  };
}

/** By their names, as a language sorts them. */
export function byName(templates: readonly OwnTemplate[], locale: Locale): readonly OwnTemplate[] {
  return [...templates].sort((one, other) => one.name.localeCompare(other.name, locale));
}

/** Whether two say the same under one name. */
export function isSame(one: OwnTemplate, other: OwnTemplate): boolean {
  return one.name === other.name && one.sv === other.sv && one.en === other.en;
}
