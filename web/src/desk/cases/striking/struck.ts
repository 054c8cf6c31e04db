/** What became of a letter that was struck: who struck it, on which day and ground, and what remains of it. */
import type { BodyOf } from "../../../sealing/body.ts";
import type { Entry, ShownEntry, StruckEntry } from "../../../sealing/thread.ts";

/** A strike in its place. */
export type StrikeEntry = ShownEntry<BodyOf<"strike">>;

/** The strike that an entry of a thread was struck by. */
export function strikeOf(entries: readonly Entry[], { by }: StruckEntry): StrikeEntry | null {
  const strike = entries[by];
  return strike?.status === "shown" && isStrike(strike) ? strike : null;
}

/** The words that remain of a struck letter; "" where none do. */
export function remainsOf(entries: readonly Entry[], entry: Entry | undefined): string {
  return entry?.status === "struck" ? (strikeOf(entries, entry)?.body.remains.text ?? "") : "";
}

function isStrike(entry: ShownEntry): entry is StrikeEntry {
  return entry.body.kind === "strike";
}
