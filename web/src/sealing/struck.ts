/** What became of an entry that was struck: both halves of the strike, in their places. */
import type { BodyOf, ProposedStrike, Reference } from "./body.ts";
import type { Entry, ShownEntry, StruckEntry } from "./thread.ts";

/** Half a strike in its place. */
export type StrikeEntry = ShownEntry<BodyOf<"strike">>;

/** A proposal in its place. */
export interface Proposed {
  readonly entry: StrikeEntry;
  readonly proposes: ProposedStrike;
}

/** Both halves by which something was struck. */
export interface Halves extends Proposed {
  /** The other member's, which agreed to strike what stood there. */
  readonly confirmation: StrikeEntry;
}

/** The halves that an entry of a thread was struck by; null if it is none of that thread. */
export function halvesOf(entries: readonly Entry[], { proposal, confirmation }: StruckEntry): Halves | null {
  const proposed = proposedIn(entries[proposal]);
  const agreed = entries[confirmation];
  return proposed === null || agreed === undefined || !isStrike(agreed) ? null : { ...proposed, confirmation: agreed };
}

/** What an entry proposes to strike, if it does. */
export function proposedIn(entry: Entry | undefined): Proposed | null {
  if (entry === undefined || !isStrike(entry) || entry.body.proposes === null) return null;
  return { entry, proposes: entry.body.proposes };
}

/** Whether an entry proposed what stood in another's place, and was struck in its turn: what stands there now it does not say. */
export function isReplaced(entries: readonly Entry[], { n, proposal }: StruckEntry): boolean {
  return entries.some((other) => other.status === "struck" && other.n < n && other.proposal === proposal);
}

/** A confirmation in its place. */
export interface Confirmed {
  readonly entry: StrikeEntry;
  /** What it says was struck. */
  readonly refers: Reference;
  /** By which proposal. */
  readonly confirms: Reference;
}

/** What an entry confirms, if it does. */
export function confirmedIn(entry: Entry): Confirmed | null {
  if (!isStrike(entry) || entry.body.confirms === null) return null;
  return { entry, refers: entry.body.refers, confirms: entry.body.confirms };
}

/** Whether an entry is half a strike. */
export function isStrike(entry: Entry): entry is StrikeEntry {
  return entry.status === "shown" && entry.body.kind === "strike";
}
