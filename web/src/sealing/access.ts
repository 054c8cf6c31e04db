/**
 * Giving a case to one more handler, and re-keying it: what a member does, or recovery (PROTOCOL.md section 6). Each
 * makes an envelope of the conversation and the wraps that go with it in one request; the server takes all or nothing.
 */
import type { BodyOf } from "./body.ts";
import { sealEnvelope } from "./envelope.ts";
import type { Receiver } from "./exclusion.ts";
import { SealingError } from "./failure.ts";
import type { Sealed } from "./gate.ts";
import { inOrder, type Holder } from "./holder.ts";
import type { MemberId } from "./id.ts";
import { newIdentity, type Identity } from "./identity.ts";
import { keyIdOf, type KeyId } from "./key_id.ts";
import { lineOf, memberOf, type Keyring } from "./keyring.ts";
import type { Epoch } from "./keyring/chain.ts";
import type { Standing } from "./standing.ts";
import type { Next } from "./thread.ts";
import type { Conversation } from "./thread/conversation.ts";
import { sealWrap } from "./wrap.ts";
import { writeBody, type Author } from "./write.ts";

/**
 * Why a case is not given:
 *
 * - `excluded`: to somebody who is excluded and whom the reporter has not allowed
 * - `unknown`: to somebody who is no handler or deputy of the epoch
 * - `held-back`: while the server withholds the head of the conversation
 * - `keys`: by somebody who lacks a generation's key
 */
export type AccessErrorKind = "excluded" | "unknown" | "held-back" | "keys";

const MESSAGES: Readonly<Record<AccessErrorKind, string>> = {
  excluded: "somebody is excluded from the case",
  unknown: "somebody is no handler or deputy",
  "held-back": "the server is holding something back",
  keys: "a key of the case is missing",
};

/** A case that is not given. */
export class AccessError extends SealingError<AccessErrorKind> {
  constructor(kind: AccessErrorKind) {
    super("AccessError", kind, MESSAGES[kind]);
  }
}

/** A sealed wrap and whose it is. */
export interface SealedWrap {
  readonly holder: Holder;
  readonly to: KeyId;
  readonly sealed: Sealed<"wrap">;
}

/** What goes in one request. */
export interface AccessChange {
  readonly n: number;
  readonly gen: number;
  readonly envelope: Sealed<"conversation">;
  readonly wraps: readonly SealedWrap[];
}

/** The case's keys as a member holds them, generation 0 first. */
export type CaseKeys = readonly [Identity<"case">, ...Identity<"case">[]];

/**
 * Gives the case to a handler or deputy of the epoch.
 *
 * @param author - `keyring` must be the epoch's
 * @throws {@link AccessError}
 */
export async function grantAccess(
  member: MemberId,
  epoch: Epoch,
  keys: CaseKeys,
  conversation: Conversation,
  author: Omit<Author, "keyring" | "side">,
): Promise<AccessChange> {
  const { pinned, standing } = conversation;
  const next = nextOf(conversation);
  const receiver = receiverOf(member, epoch.keyring, standing);
  const title = memberOf(epoch.keyring, member)?.title ?? "";
  if (keys.length !== next.gen + 1) throw new AccessError("keys");
  const content = { member, key: keyIdOf(receiver.verify), title };
  const body = writeBody("grant", content, next, { ...author, side: "member", keyring: epoch.reference });
  const recipients = [next.recipient, pinned.reporter] as const;
  const envelope = await sealEnvelope("conversation", { body, signer: author.signer, recipients });
  const wraps = await sealWraps([receiver], keys, conversation, author);
  return { n: next.n, gen: next.gen, envelope, wraps };
}

/** What re-keying makes. */
export interface Rekeying extends AccessChange {
  /** All keys of the case, the new generation last. */
  readonly keys: CaseKeys;
}

/**
 * Replaces the case's key and its members: at recusal, when a handler is shut out or leaves, or after a theft.
 *
 * @param members - everybody who holds the new key, recovery included where it is to
 * @throws {@link AccessError}
 */
export async function rekeyCase(
  members: Iterable<Holder>,
  cause: BodyOf<"rekey">["cause"],
  epoch: Epoch,
  keys: CaseKeys,
  conversation: Conversation,
  author: Omit<Author, "keyring" | "side">,
): Promise<Rekeying> {
  const { pinned, standing } = conversation;
  const next = nextOf(conversation);
  const holders = inOrder(members);
  const receivers = holders.map((holder) => receiverOf(holder, epoch.keyring, standing));
  if (keys.length !== next.gen + 1) throw new AccessError("keys");
  const identity = newIdentity<"case">();
  try {
    const { recipient } = identity;
    const gen = next.gen + 1;
    const content = { recipient, from: next.gen, members: holders, cause };
    const by: Author = { ...author, side: "member", keyring: epoch.reference };
    const body = writeBody("rekey", content, { ...next, gen }, by);
    const recipients = [recipient, pinned.reporter] as const;
    const envelope = await sealEnvelope("conversation", { body, signer: author.signer, recipients });
    const all: CaseKeys = [...keys, identity];
    return { n: next.n, gen, envelope, wraps: await sealWraps(receivers, all, conversation, author), keys: all };
  } catch (error) {
    identity.wipe();
    throw error;
  }
}

function nextOf({ next }: Conversation): Next {
  if (next === null) throw new AccessError("held-back");
  return next;
}

/** Who gets a wrap: nobody whom the reporter excludes. */
function receiverOf(holder: Holder, keyring: Keyring, standing: Standing): Receiver {
  if (standing.excluded.has(holder)) throw new AccessError("excluded");
  const line = lineOf(keyring, holder);
  if (line === null) throw new AccessError("unknown");
  return { holder, recipient: line.recipient, verify: line.verify };
}

async function sealWraps(
  receivers: readonly Receiver[],
  keys: CaseKeys,
  { pinned }: Conversation,
  { signer, day }: Pick<Author, "signer" | "day">,
): Promise<readonly SealedWrap[]> {
  const { id, channel, verify } = pinned;
  const wrap = { case: id, channel, gen: keys.length - 1, keys, verify, day };
  return Promise.all(
    receivers.map(async (receiver) => {
      const sealed = await sealWrap(wrap, receiver, signer);
      return { holder: receiver.holder, to: keyIdOf(receiver.verify), sealed };
    }),
  );
}
