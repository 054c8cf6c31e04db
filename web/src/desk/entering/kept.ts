/**
 * What is typed of a report that somebody told, over a lock and over a look at another page: sealed under the vault's own
 * key, in this tab's memory and nowhere else. It opens for the same member alone, and goes with the tab.
 */
import { holders } from "../../sealing/holder.ts";
import { openOwn, sealOwn, type SealedIndexEntry } from "../../sealing/index.ts";
import { SealingError } from "../../sealing/failure.ts";
import { exactly, list, oneOf, record, string } from "../../sealing/schema.ts";
import type { Secret } from "../../sealing/secret.ts";
import type { Typed } from "./told.ts";

/** What was typed, and whether a try to enter it may have arrived. */
export interface KeptTyped {
  readonly typed: Typed;
  readonly isUnsure: boolean;
}

/** More questions than a form has. */
const MOST = 1000;
const truth = oneOf("yes", "no");
const schema = record({
  v: exactly(1),
  what: exactly("entering"),
  cameBy: string,
  received: string,
  documented: string,
  consent: truth,
  language: oneOf("sv", "en"),
  answers: list(record({ question: string, answer: string }), MOST),
  excluded: holders,
  contact: string,
  unsure: truth,
});

/** Seals it; null where that cannot be, for it is too long, or the vault has closed. */
export async function sealTyped({ typed, isUnsure }: KeptTyped, self: Secret<"self">): Promise<SealedIndexEntry | null> {
  const { answers, excluded, consent, ...rest } = typed;
  const object = {
    v: 1,
    what: "entering",
    ...rest,
    consent: consent ? "yes" : "no",
    answers: [...answers].map(([question, answer]) => ({ question, answer })),
    excluded: [...excluded].sort(),
    unsure: isUnsure ? "yes" : "no",
  };
  return sealOwn(object, self).catch(asNone);
}

/** Opens it; null where it is another member's. */
export async function openTyped(sealed: SealedIndexEntry, self: Secret<"self">): Promise<KeptTyped | null> {
  try {
    const { cameBy, received, documented, consent, language, answers, excluded, contact, unsure } = schema(await openOwn(sealed, self));
    const typed: Typed = {
      cameBy,
      received,
      documented,
      consent: consent === "yes",
      language,
      answers: new Map(answers.map(({ question, answer }) => [question, answer])),
      excluded: new Set(excluded),
      contact,
    };
    return { typed, isUnsure: unsure === "yes" };
  } catch (error) {
    return asNone(error);
  }
}

function asNone(error: unknown): null {
  if (error instanceof SealingError) return null;
  throw error;
}
