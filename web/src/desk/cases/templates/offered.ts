/** What a member chooses from: the templates that every desk has, and their own. */
import type { Locale, Words } from "../../words.ts";
import type { DraftKind } from "../view.ts";
import { BUILT_IN } from "./built_in.ts";
import { byName, type OwnTemplate } from "./own_template.ts";

/** A template that is offered. */
export interface Offered {
  readonly id: string;
  readonly name: string;
  /** Whether it is made for the kind of letter that is written. */
  readonly isFitting: boolean;
  /** The member's own template; null for one that every desk has. */
  readonly own: OwnTemplate | null;
  /** Its text with every placeholder, in the language of those words; "" where it has none in that language. */
  readonly textIn: (words: Words) => string;
}

/** All of them: those made for a kind of letter first, then the member's own by name, then the rest. */
export function offered(kind: DraftKind, own: readonly OwnTemplate[], words: Words): readonly Offered[] {
  const builtIn = BUILT_IN.map(
    ({ id, name, kind: made, text }): Offered => ({ id, name: words.say(name), isFitting: made === kind, own: null, textIn: text }),
  );
  const theirs = byName(own, words.locale).map(
    (each): Offered => ({ id: ownId(each), name: each.name, isFitting: false, own: each, textIn: ({ locale }) => each[locale] }),
  );
  return [...builtIn.filter(({ isFitting }) => isFitting), ...theirs, ...builtIn.filter(({ isFitting }) => !isFitting)];
}

/** What a template of their own is known by in the list. */
export function ownId({ name }: OwnTemplate): string {
  return `own ${name}`;
}

/** The language to insert a template in: the wanted one, or the only one that it has. */
export function languageFor({ own }: Pick<Offered, "own">, wanted: Locale): Locale {
  if (own?.[wanted] !== "") return wanted;
  return wanted === "sv" ? "en" : "sv";
}
