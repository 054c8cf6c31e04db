/** What a report can be about, by the codes that stand in reports (src/channels/category.rs). */
import type { Phrase } from "../words.ts";

/** Every code and its name, in the order in which they are offered. */
export const CATEGORIES: ReadonlyMap<string, Phrase> = new Map([
  ["conf", "category-conf"],
  ["corr", "category-corr"],
  ["proc", "category-proc"],
  ["fraud", "category-fraud"],
  ["funds", "category-funds"],
  ["acct", "category-acct"],
  ["fin", "category-fin"],
  ["tax", "category-tax"],
  ["eufunds", "category-eufunds"],
  ["comp", "category-comp"],
  ["abuse", "category-abuse"],
  ["record", "category-record"],
  ["priv", "category-priv"],
  ["harass", "category-harass"],
  ["work", "category-work"],
  ["reta", "category-reta"],
  ["care", "category-care"],
  ["health", "category-health"],
  ["human", "category-human"],
  ["env", "category-env"],
  ["food", "category-food"],
  ["prod", "category-prod"],
  ["trans", "category-trans"],
  ["rad", "category-rad"],
  ["cons", "category-cons"],
  ["other", "category-other"],
  ["unsure", "category-unsure"],
] as const);

/** The category of reprisals. */
export const REPRISALS = "reta";

/** What a category is called; null for a code this desk does not know. */
export function categoryPhrase(code: string): Phrase | null {
  return CATEGORIES.get(code) ?? null;
}
