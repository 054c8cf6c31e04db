/** What remains of what was struck, and what is proposed to be. */
import type { FileReference } from "../../../sealing/file.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { confirmedIn, halvesOf, isReplaced, proposedIn, type Proposed } from "../../../sealing/struck.ts";
import type { Entry, StruckEntry } from "../../../sealing/thread.ts";
import { isOwn } from "../draft.ts";

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
    return proposed === null || isConfirmed(entries, entry.n) ? [] : [proposed];
  });
}

/** Those of them that somebody can agree to: what they strike stands there still. */
export function pendingIn(entries: readonly Entry[]): readonly Proposed[] {
  return unconfirmedIn(entries).filter(({ entry }) => entries[entry.body.refers.n]?.status === "shown");
}

/** Whether somebody has agreed to what the entry of that number proposes. */
export function isConfirmed(entries: readonly Entry[], n: number): boolean {
  return entries.some((entry) => confirmedIn(entry)?.confirms.n === n);
}

/** Those that wait for this member: by others, of what stands there still. */
export function waitingFor(me: MemberId, entries: readonly Entry[]): readonly Proposed[] {
  return pendingIn(entries).filter(({ entry }) => !isOwn(entry, me));
}
