/** Who may hold a case's key: members by id, and recovery. */

import { parseMemberId, type MemberId } from "./id.ts";
import { list, parsed, SchemaError, type Reader } from "./schema.ts";

/** A member's id, or the word `recovery` for the holder of the channel's recovery code. */
export type Holder = MemberId | "recovery";

/** The most holders a list has: 50 handlers, 50 deputies, 10 custodians and recovery. */
export const MOST_HOLDERS = 111;

/** Reads a holder; null if it is none. */
export function parseHolder(text: string): Holder | null {
  return text === "recovery" ? text : parseMemberId(text);
}

/** The holders in the order in which they are written, each once: by text, so that recovery comes last. */
export function inOrder(holders: Iterable<Holder>): readonly Holder[] {
  return [...new Set(holders)].sort();
}

/** Reads a list of holders, strictly ascending. */
export const holders: Reader<readonly Holder[]> = (value) => {
  const read = list(parsed(parseHolder), MOST_HOLDERS)(value);
  for (const [index, holder] of read.entries()) {
    const before = read[index - 1];
    if (before !== undefined && before >= holder) throw new SchemaError("range");
  }
  return read;
};
