/** What remains of what was struck, and what is proposed to be. */
import { halvesOf, isReplaced, isStrike, proposedIn, type Proposed } from "../../../sealing/struck.ts";
import type { Entry } from "../../../sealing/thread.ts";

/** The words that remain of a struck letter; "" where none do. */
export function remainsOf(entries: readonly Entry[], entry: Entry | undefined): string {
  return entry?.status === "struck" && !isReplaced(entries, entry) ? (halvesOf(entries, entry)?.proposes.text ?? "") : "";
}

/** The proposals that nobody has agreed to yet, of what stands there still. */
export function pendingIn(entries: readonly Entry[]): readonly Proposed[] {
  return entries.flatMap((entry) => {
    const proposed = proposedIn(entry);
    const target = proposed === null ? undefined : entries[proposed.entry.body.refers.n];
    return proposed === null || target?.status !== "shown" || isAgreed(entries, entry.n) ? [] : [proposed];
  });
}

function isAgreed(entries: readonly Entry[], n: number): boolean {
  return entries.some((entry) => isStrike(entry) && entry.body.confirms?.n === n);
}
