/**
 * Opening a case: from what the server hands out to what a member may believe of it. Runs in the worker, and on the
 * page where there is none; it touches neither.
 */
import type { Holder } from "../../sealing/holder.ts";
import type { Identity } from "../../sealing/identity.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import type { VerifyingKey } from "../../sealing/signature.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { Served } from "../../sealing/thread.ts";
import { verifyConversation, type Conversation } from "../../sealing/thread/conversation.ts";
import { verifyInternal, type Internal } from "../../sealing/thread/internal.ts";
import { CaseError, pinCase } from "../../sealing/thread/pin.ts";
import { bearsOut, openWrap, type OpenedWrap } from "../../sealing/wrap.ts";
import type { CaseAnswer } from "./summary.ts";

/** What the server hands out of one case. */
export interface CaseFiles {
  readonly wraps: CaseAnswer["wraps"];
  readonly conversation: readonly Served[];
  readonly internal: readonly Served[];
}

/** Whoever opens it, and by which keyring. */
export interface CaseReader {
  readonly member: MemberId;
  /** The member's identities with the keys they sign with, newest first. */
  readonly keys: readonly { readonly identity: Identity<"handler">; readonly verify: VerifyingKey<"author"> }[];
  readonly chain: KeyringChain;
}

/**
 * Why nothing of a case can be shown:
 *
 * - `no-wrap`: no wrap that the server hands out opens with this member's keys
 * - `not-borne-out`: nothing in the thread, report, grant or rekey, names this member as a receiver of a wrap
 * - `no-report`, `not-this-case`: as CaseErrorKind says
 */
export type CaseTrouble = "no-wrap" | "not-borne-out" | "no-report" | "not-this-case";

/** A case that has opened. Plain values, so that it crosses from the worker. */
export interface OpenedCase {
  readonly status: "open";
  readonly conversation: Conversation;
  readonly internal: Internal;
  /** Wraps the server hands out as this member's that do not open, open another case, or that nobody with standing gave. */
  readonly foreignWraps: number;
  /** The newest generation this member has a key for. */
  readonly generation: number;
}

/** A case of which nothing can be shown. */
export interface DamagedCase {
  readonly status: "damaged";
  readonly reason: CaseTrouble;
}

/** Opens and verifies a case with everything in it: by the wrap of the highest generation that its thread bears out. */
export async function openCase(files: CaseFiles, reader: CaseReader): Promise<OpenedCase | DamagedCase> {
  let foreignWraps = 0;
  let reason: CaseTrouble = "no-wrap";
  const newestFirst = [...files.wraps].sort((one, other) => other.generation - one.generation);
  for (const { sealed } of newestFirst) {
    const wrap = await openMyWrap(sealed, reader);
    if (wrap === null) {
      foreignWraps += 1;
      continue;
    }
    try {
      const opened = await openWith(wrap, files, reader);
      if (opened !== null) return { ...opened, foreignWraps };
      reason = "not-borne-out";
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      reason = error.kind;
    }
    foreignWraps += 1;
  }
  return { status: "damaged", reason };
}

/** The case as a wrap opens it; null where its thread does not bear the wrap out. */
async function openWith(
  wrap: OpenedWrap,
  files: CaseFiles,
  { member, chain }: CaseReader,
): Promise<Omit<OpenedCase, "foreignWraps"> | null> {
  const pinned = await pinCase(wrap, files.conversation, chain);
  const opener = { keys: wrap.keys, side: "member" } as const;
  const conversation = await verifyConversation(pinned, chain, files.conversation, opener);
  if (!bearsOut(conversation, wrap, member, chain)) return null;
  const internal = await verifyInternal(conversation, chain, files.internal, opener);
  return { status: "open", conversation, internal, generation: wrap.gen };
}

/** Opens a wrap with whichever of the member's keys it is sealed to; null if with none. */
export async function openMyWrap(
  sealed: Uint8Array<ArrayBuffer>,
  { keys, chain }: Pick<CaseReader, "keys" | "chain">,
): Promise<OpenedWrap | null> {
  for (const { identity, verify } of keys) {
    try {
      return await openWrap(sealed, identity, verify, chain);
    } catch (error) {
      if (!(error instanceof SealingError)) throw error;
    }
  }
  return null;
}

/** Whether this member can write in the case: others would refuse what a stranger wrote. */
export function canWrite(opened: OpenedCase, member: MemberId): boolean {
  const { standing } = opened.conversation;
  return standing.members.has(member) && opened.generation >= standing.generation;
}

/** Who can open the case now: by verified envelopes, never by the server's word. */
export function holdersOf(opened: OpenedCase): readonly Holder[] {
  return [...opened.conversation.standing.members].sort();
}
