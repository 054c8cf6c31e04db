/**
 * An unsaved record as its member's index entry keeps it: what was filled in, against which version, and what of it is
 * not settled with what others changed. Locking, closing the page and coming back lose none of it.
 */
import { parseDigest } from "../../../sealing/digest.ts";
import { SealingError } from "../../../sealing/failure.ts";
import { count, list, nullable, parsed, record, string, type Read } from "../../../sealing/schema.ts";
import { parseJsonText, writeJsonText } from "../../../sealing/strict_json.ts";
import type { Conflict } from "./merging.ts";
import type { CaseRecord } from "./terms.ts";

/** More terms than a record has; an entry's size bounds them first. */
const MOST = 1000;

const schema = record({
  /** The version that was edited; null where nothing had been recorded. */
  base: nullable(record({ n: count, hash: parsed(parseDigest) })),
  /** What stands in the fields otherwise than in that version, as typed; "" for nothing. */
  terms: list(record({ term: string, value: string }), MOST),
  /** What somebody else changed too: what stood before either did, and what they made of it. */
  open: list(record({ term: string, before: string, theirs: string }), MOST),
});

/** An unsaved record. */
export type UnsavedRecord = Read<typeof schema>;

/** What a draft's text says; null where there is none, or it is none that this desk wrote. */
export function readUnsaved(text: string): UnsavedRecord | null {
  if (text === "") return null;
  try {
    return schema(parseJsonText(text));
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

/**
 * The text of an unsaved record, however long: whoever keeps it says when it is too long.
 *
 * @param base - the version that is edited
 * @param before - what stood in the fields by then
 */
export function writeUnsaved(
  base: UnsavedRecord["base"],
  before: CaseRecord,
  typed: CaseRecord,
  conflicts: Iterable<Conflict>,
): string {
  const names = [...new Set([...before.keys(), ...typed.keys()])].filter((name) => before.get(name) !== typed.get(name));
  const unsaved: UnsavedRecord = {
    base: base === null ? null : { n: base.n, hash: base.hash },
    terms: names.map((term) => ({ term, value: typed.get(term) ?? "" })),
    open: [...conflicts].map(({ term, before: was, theirs }) => ({ term, before: was, theirs })),
  };
  return writeJsonText(unsaved, Number.MAX_SAFE_INTEGER);
}
