/** What remains of what was struck, and what is proposed to be. */
import type { FileReference } from "../../../sealing/file.ts";
import { halvesOf, isReplaced, isStrike, proposedIn, type Proposed } from "../../../sealing/struck.ts";
import type { Entry, StruckEntry } from "../../../sealing/thread.ts";

/** The words that remain of a struck letter; "" where none do. */
export function remainsOf(entries: readonly Entry[], entry: Entry | undefined): string {
  return entry?.status === "struck" && !isReplaced(entries, entry) ? (halvesOf(entries, entry)?.proposes.text ?? "") : "";
}

/** The files that remain of a struck letter; none where its proposal was replaced by another. */
export function filesLeftOf(entries: readonly Entry[], entry: StruckEntry): readonly FileReference[] {
  return isReplaced(entries, entry) ? [] : (halvesOf(entries, entry)?.proposes.files ?? []);
}

/** The proposals that nobody has agreed to. */
export function unconfirmedIn(entries: readonly Entry[]): readonly Proposed[] {
  return entries.flatMap((entry) => {
    const proposed = proposedIn(entry);
    return proposed === null || isAgreed(entries, entry.n) ? [] : [proposed];
  });
}

/** Those of them that somebody can agree to: what they strike stands there still. */
export function pendingIn(entries: readonly Entry[]): readonly Proposed[] {
  return unconfirmedIn(entries).filter(({ entry }) => entries[entry.body.refers.n]?.status === "shown");
}

function isAgreed(entries: readonly Entry[], n: number): boolean {
  return entries.some((entry) => isStrike(entry) && entry.body.confirms?.n === n);
}
