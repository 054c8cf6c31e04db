/** A template as it is being written, and what is wrong with it. */
import { asText, characters } from "../../../sealing/text.ts";
import { LOCALES } from "../../words.ts";
import { nameTyped } from "../own/name.ts";
import { TEXT_MOST, type OwnTemplate } from "./own_template.ts";

/** What something can be wrong with. */
export type TemplatePart = keyof OwnTemplate;

/** What is wrong with it. */
export type TemplateMistake = "no-name" | "no-text" | "too-long";

/** A template as it is saved of what was typed. */
export function typedTemplate({ name, sv, en }: OwnTemplate): OwnTemplate {
  return { name: nameTyped(name), sv: asText(sv).trim(), en: asText(en).trim() };
}

/** What is wrong with one as it would be saved, by its parts; empty where nothing is. */
export function wrongInTemplate(template: OwnTemplate): ReadonlyMap<TemplatePart, TemplateMistake> {
  const found = new Map<TemplatePart, TemplateMistake>();
  if (template.name === "") found.set("name", "no-name");
  if (template.sv === "" && template.en === "") found.set("sv", "no-text");
  for (const locale of LOCALES) if (characters(template[locale]) > TEXT_MOST) found.set(locale, "too-long");
  return found;
}
