/**
 * Writing the next envelope of a verified thread: replies, acts, notes, triage, strikes. Granting and re-keying, which
 * carry wraps, stand in `access.ts`; filing in `filing.ts`.
 */
import type { BodyOf, KeyringReference, Path, ThreadKind } from "./body.ts";
import { readBody } from "./body/rules.ts";
import { caseIdBytes, type CaseId } from "./case_id.ts";
import type { Day } from "./day.ts";
import { concatenate } from "./encoding.ts";
import { sealEnvelope } from "./envelope.ts";
import { SealingError } from "./failure.ts";
import type { Sealed } from "./gate.ts";
import { newIdentity, type Recipient } from "./identity.ts";
import type { Policy } from "./keyring.ts";
import { verifies, type Signature, type SigningKey, type VerifyingKey } from "./signature.ts";
import type { Next, PinnedCase } from "./thread.ts";

/** The names that every body begins with but for its kind: they say where it stands. */
export type PositionName =
  | "v"
  | "kind"
  | "case"
  | "thread"
  | "n"
  | "prev"
  | "seen"
  | "gen"
  | "keyring"
  | "day"
  | "path";

/** What somebody writes, without what says where it stands. */
export type Content<K extends ThreadKind> = Omit<BodyOf<K>, PositionName>;

/** Who writes, under which epoch, and when. */
export interface Author {
  readonly signer: SigningKey<"author">;
  readonly side: "reporter" | "member";
  /** The newest epoch that the author has verified, not below the thread's `leastEpoch`. */
  readonly keyring: KeyringReference;
  readonly day: Day;
  readonly path: Path;
}

/** An envelope that would not count. */
export class WriteError extends SealingError<"old-epoch"> {
  constructor() {
    super("WriteError", "old-epoch", "the epoch is below one that the thread already names");
  }
}

/** The body of the next envelope, with its names in the order in which they are written. */
export function writeBody<K extends ThreadKind>(kind: K, content: Content<K>, next: Next, author: Author): BodyOf<K> {
  const { keyring, day, path } = author;
  // A reporter is not bound by the floor, and may not know the epochs of others.
  if (author.side === "member" && keyring.epoch < next.leastEpoch) throw new WriteError();
  const { case: id, thread, n, prev, seen, gen } = next;
  const head = { v: 1, kind, case: id, thread, n, prev, seen, gen, keyring, day, path };
  return readBody(kind, { ...head, ...content });
}

/** What may stand in the conversation beside what opens it and gives keys. */
export type ConversationKind = "message" | "act" | "strike";

/**
 * Seals the next envelope of the conversation: to the case and to the reporter, or under show-own=no to the case and a
 * throw-away recipient where the reporter wrote; so are none of the reporter's acts, on which standing rests.
 */
export async function sealInConversation<K extends ConversationKind>(
  kind: K,
  content: Content<K>,
  next: Next,
  author: Author,
  pinned: Pick<PinnedCase, "reporter">,
  policy: Policy,
): Promise<Sealed<"conversation">> {
  const isHidden = author.side === "reporter" && kind !== "act" && !policy.showOwn;
  const other = isHidden ? throwAway() : pinned.reporter;
  const body = writeBody(kind, content, next, author);
  return sealEnvelope("conversation", { body, signer: author.signer, recipients: [next.recipient, other] });
}

/** Seals the next envelope of the internal thread, to the case alone. */
export async function sealInternally<K extends "note" | "triage" | "strike">(
  kind: K,
  content: Content<K>,
  next: Next,
  author: Author,
): Promise<Sealed<"internal">> {
  const body = writeBody(kind, content, next, author);
  return sealEnvelope("internal", { body, signer: author.signer, recipients: [next.recipient] });
}

/** The recipient that stands where the reporter is none: nobody keeps its identity. */
export function throwAway(): Recipient<"throw-away"> {
  return newIdentity<"throw-away">().recipient;
}

/** The text of an act `continues`, by which the reporter of an old case goes on in a new one. */
export function continuesText(old: CaseId, oldKey: SigningKey<"author">, now: CaseId): string {
  return `${old} ${oldKey.sign("continues", claimBytes(old, now))}`;
}

/** Whether the old case's reporter, whose key that is, says that they go on in the new case. */
export function isContinued(
  claim: { readonly old: CaseId; readonly signature: Signature },
  oldKey: VerifyingKey<"author">,
  now: CaseId,
): boolean {
  return verifies(oldKey, "continues", claimBytes(claim.old, now), claim.signature);
}

function claimBytes(old: CaseId, now: CaseId): Uint8Array {
  return concatenate(caseIdBytes(old), caseIdBytes(now));
}
