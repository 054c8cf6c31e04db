/** A case as its reporter files it, and as those who hold it read and write it. */
import { openAnchor, pinnedBy, verifyAnchoredKeyrings } from "../../src/sealing/anchor.ts";
import type { CaseKeys } from "../../src/sealing/access.ts";
import type { Day } from "../../src/sealing/day.ts";
import { shareCase } from "../../src/sealing/exclusion.ts";
import { newCase, sealFiling, type Filing, type NewCase, type Report } from "../../src/sealing/filing.ts";
import type { Holder } from "../../src/sealing/holder.ts";
import type { Identity } from "../../src/sealing/identity.ts";
import type { KeyringChain } from "../../src/sealing/keyring/chain.ts";
import { keyIdOf } from "../../src/sealing/key_id.ts";
import type { SigningKey } from "../../src/sealing/signature.ts";
import type { Served } from "../../src/sealing/thread.ts";
import { verifyConversation, type Conversation } from "../../src/sealing/thread/conversation.ts";
import { pinCase } from "../../src/sealing/thread/pin.ts";
import { bearsOut, openWrap, type OpenedWrap } from "../../src/sealing/wrap.ts";
import { sealInConversation, type Author, type Content, type ConversationKind } from "../../src/sealing/write.ts";
import { FIRST_DAY, given, type Channel } from "./channel.ts";

/** A case as the server has it, and what its reporter holds. */
export interface Filed {
  readonly channel: Channel;
  readonly own: NewCase;
  readonly filing: Filing;
  /** Thread c as the server has it. */
  readonly conversation: Served[];
}

/** The report of every test that does not say another. */
export const REPORT: Report = {
  language: "sv",
  answers: [{ question: "what", answer: "Fakturor för arbete som ingen gjort.\nSedan i våras. \u{1F4C4}" }],
  files: [],
  contact: "",
};

/** Files a report. */
export async function file(
  channel: Channel,
  report: Partial<Report> = {},
  excluded: readonly Holder[] = [],
  day: Day = FIRST_DAY,
): Promise<Filed> {
  const own = newCase();
  const epoch = channel.chain.newest;
  const sharing = shareCase(epoch.keyring, excluded);
  const filing = await sealFiling(own, { ...REPORT, ...report }, epoch, sharing, day);
  const conversation = [filing.report, filing.contact].map((sealed, n): Served => ({ n, day, file: sealed }));
  return { channel, own, filing, conversation };
}

/** Somebody who receives wraps. */
export interface Receiving {
  readonly identity: Identity<"handler"> | Identity<"recovery">;
  readonly signing: SigningKey<"author">;
}

/** What a member's desk has of a case after opening it. */
export interface Opened {
  readonly wrap: OpenedWrap;
  readonly keys: CaseKeys;
  readonly conversation: Conversation;
}

/** Opens the filing's wrap for somebody. */
export async function wrapFor(filed: Filed, receiving: Receiving): Promise<OpenedWrap> {
  const to = keyIdOf(receiving.signing.verifyingKey);
  const { sealed } = given(filed.filing.wraps.find((wrap) => wrap.to === to));
  return openWrap(sealed, receiving.identity, receiving.signing.verifyingKey, filed.channel.chain);
}

/** Reads a case as a member does, from the wrap made at filing or from another. */
export async function readAsMember(
  filed: Filed,
  receiving: Receiving,
  served: readonly Served[] = filed.conversation,
  later?: OpenedWrap,
): Promise<Opened> {
  const wrap = later ?? (await wrapFor(filed, receiving));
  const { chain } = filed.channel;
  const pinned = await pinCase(wrap, served, chain);
  const conversation = await verifyConversation(pinned, chain, served, { side: "member", keys: wrap.keys });
  return { wrap, keys: wrap.keys, conversation };
}

/** Reads a case as its reporter does on coming back. */
export async function readAsReporter(
  filed: Filed,
  served: readonly Served[] = filed.conversation,
  notes: readonly string[] = filed.channel.notes,
): Promise<{ readonly conversation: Conversation; readonly chain: KeyringChain }> {
  const { keys } = filed.own;
  const anchor = await openAnchor(filed.filing.anchor, keys);
  const chain = verifyAnchoredKeyrings(anchor, notes);
  const opener = { side: "reporter", identity: keys.identity } as const;
  const conversation = await verifyConversation(pinnedBy(anchor, keys), chain, served, opener, anchor);
  return { conversation, chain };
}

/** Whether a wrap counts for somebody. */
export function counts(opened: Opened, receiver: Holder, chain: KeyringChain): boolean {
  return bearsOut(opened.conversation, opened.wrap, receiver, chain);
}

/** How a member writes. */
export function member(filed: Filed, of: Receiving, day: Day = FIRST_DAY): Author {
  const keyring = filed.channel.chain.newest.reference;
  return { signer: of.signing, side: "member", keyring, day, path: "desk" };
}

/** How the reporter writes. */
export function reporter(filed: Filed, day: Day = FIRST_DAY): Author {
  const keyring = filed.channel.chain.newest.reference;
  return { signer: filed.own.keys.signing, side: "reporter", keyring, day, path: "browser" };
}

/** Seals the next envelope of a conversation and has the server take it. */
export async function append<K extends ConversationKind>(
  filed: Filed,
  conversation: Conversation,
  author: Author,
  kind: K,
  content: Content<K>,
): Promise<Served> {
  const { policy } = filed.channel.chain.newest.keyring;
  const next = given(conversation.next);
  const sealed = await sealInConversation(kind, content, next, author, conversation.pinned, policy);
  const served: Served = { n: next.n, day: author.day, file: sealed };
  filed.conversation.push(served);
  return served;
}

/** A message of no step and no files. */
export function words(text: string): Content<"message"> {
  return { text, language: "sv", files: [], step: null };
}
