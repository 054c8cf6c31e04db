/**
 * Threads: the envelopes of a case as the server hands them out, and what verifying them gives.
 *
 * Verification never trusts the server: `thread/open.ts` opens each envelope and verifies its signature,
 * `thread/conversation.ts` and `thread/internal.ts` check its place among the others and who may write it. What does
 * not open or verify keeps its number, is shown as such, and breaks nothing after it.
 */
import type { Body, Reference, ThreadName } from "./body.ts";
import type { CaseId } from "./case_id.ts";
import type { Day } from "./day.ts";
import type { Digest } from "./digest.ts";
import type { Holder } from "./holder.ts";
import type { ChannelId } from "./id.ts";
import type { Recipient } from "./identity.ts";
import type { VerifyingKey } from "./signature.ts";
import type { NoStanding, Writer } from "./standing.ts";

/** One envelope as the server hands it out. */
export interface Served {
  readonly n: number;
  /** The day that the server stamped. */
  readonly day: Day;
  /** The sealed file; or, where it is gone, as after a strike, the digest that stays in the chain. */
  readonly file: Uint8Array<ArrayBuffer> | { readonly gone: Digest; /** Where its reader has let go of bytes. */ readonly wasServed?: true };
  /** How many numbers of the thread there were when it was fetched; none if it was with all the others. */
  readonly fetchedAt?: number;
}

/** What a reader holds for certain of a case: from its wrap and report, or from the code and its anchor. */
export interface PinnedCase {
  readonly id: CaseId;
  readonly channel: ChannelId;
  /** The case's recipient of generation 0. */
  readonly recipient: Recipient<"case">;
  readonly reporter: Recipient<"reporter">;
  readonly verify: VerifyingKey<"author">;
  readonly wrapped: readonly Holder[];
  readonly excluded: readonly Holder[];
}

/**
 * Why an envelope is not shown:
 *
 * - `missing`: there is nothing at this number: a gap, or a file that is gone without a strike
 * - `gate`: not the shape of a sealed thing
 * - `unopened`: not sealed to this reader, as to a reporter the contact, and under show-own=no their own words; or so changed
 *   that nobody can tell
 * - `altered`: sealed to this reader, and changed since
 * - `content`: it opens, but is no envelope of this thread
 * - `author`: signed by a key that nobody of this case or channel has
 * - `signature`: not signed by the key it names
 * - `other-case`, `other-thread`, `other-number`: written for another place
 * - `sealed-to`: not sealed to the generation it states, or a rekey to another key than the reader's wrap holds
 * - `substituted`: not what the anchor or the case id says was filed
 * - `seen`: the head of the conversation that it names is none, or lies before the last one named
 * - `strike`: half a strike of what cannot be struck, or of what does not stand there, or by whoever made the other half
 * - and what {@link NoStanding} says
 */
export type Damage =
  | "missing"
  | "gate"
  | "unopened"
  | "altered"
  | "content"
  | "author"
  | "signature"
  | "other-case"
  | "other-thread"
  | "other-number"
  | "sealed-to"
  | "substituted"
  | "seen"
  | "strike"
  | NoStanding;

/**
 * What a page must say of a thread as a whole:
 *
 * - `held-back`: the server is holding something back, as a gap, a fork or a wrong `prev` at that number shows; a
 *   reporter then sends nothing
 * - `unknown-keyring`: the report names a keyring that this desk never saw
 * - `late-keyring`: the report used a keyring more than two days after the next was issued
 * - `old-generation`: the reporter wrote to an older key than the one in use: a rekey was hidden from them, and who left
 *   could read it
 * - `leaver-rekeyed`: the last rekey was made by who left, and nobody who remains has made one since
 */
export type Alarm =
  | { readonly kind: "held-back"; readonly thread: ThreadName; readonly n: number }
  | { readonly kind: "unknown-keyring" | "late-keyring" }
  | { readonly kind: "old-generation" | "leaver-rekeyed"; readonly n: number };

/** A verified envelope in its place: its words may be shown. */
export interface ShownEntry<B extends Body = Body> {
  readonly status: "shown";
  readonly n: number;
  readonly hash: Digest;
  /** The day that the server stamped. */
  readonly day: Day;
  readonly body: B;
  readonly writer: Writer;
  /** Whether its `prev` is the digest of the envelope before it. */
  readonly linked: boolean;
  /** Whether its writer's day and the server's differ by more than one, or it goes back behind an earlier envelope's. */
  readonly dayDiffers: boolean;
}

/** An envelope that two members struck, by verified halves of the same thread. Its file may be there still. */
export interface StruckEntry {
  readonly status: "struck";
  readonly n: number;
  readonly hash: Digest;
  readonly day: Day;
  /** Who proposed to strike what stands there now, and what is left: its number. */
  readonly proposal: number;
  /** Who agreed to strike what stood there: its number. */
  readonly confirmation: number;
  /** Whether the server still hands it out. */
  readonly isThere: boolean;
}

/** An envelope that keeps its number and is shown as damaged. */
export interface DamagedEntry {
  readonly status: "damaged";
  readonly n: number;
  /** SHA-256 of the file that the server shows; null where it shows none. */
  readonly hash: Digest | null;
  readonly day: Day | null;
  readonly reason: Damage;
}

/** One number of a thread. */
export type Entry = ShownEntry | StruckEntry | DamagedEntry;

/** Where the next envelope of a thread goes: what its writer states and signs. */
export interface Next {
  readonly case: CaseId;
  readonly thread: ThreadName;
  readonly n: number;
  readonly prev: Digest;
  /** In i, the head of the conversation. */
  readonly seen: Reference | null;
  readonly gen: number;
  /** The case's recipient of that generation. */
  readonly recipient: Recipient<"case">;
  /** The lowest epoch that a member's next envelope can name. */
  readonly leastEpoch: number;
}

/** Whether the server seems to hold something back: a page says so, and a reporter sends nothing. */
export function isHeldBack(alarms: readonly Alarm[]): boolean {
  return alarms.some(({ kind }) => kind === "held-back");
}

/** The entries of one kind whose words may be shown. */
export function shownOf<K extends Body["kind"]>(
  entries: readonly Entry[],
  kind: K,
): readonly ShownEntry<Extract<Body, { readonly kind: K }>>[] {
  return entries.filter(
    (entry): entry is ShownEntry<Extract<Body, { readonly kind: K }>> =>
      entry.status === "shown" && entry.body.kind === kind,
  );
}
