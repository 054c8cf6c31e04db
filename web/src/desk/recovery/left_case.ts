/**
 * A case that the server says is left to recovery: opened, verified, and given to nobody where anything speaks against it.
 * Recovery looks once and remembers nothing, so it stops where a desk would warn and go on.
 */
import type { CaseKeys } from "../../sealing/access.ts";
import type { Day } from "../../sealing/day.ts";
import { SealingError } from "../../sealing/failure.ts";
import { lineOf, memberOf } from "../../sealing/keyring.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import { referenceOf } from "../../sealing/reference.ts";
import { standingBeside } from "../../sealing/standing.ts";
import type { Alarm, Damage, Entry } from "../../sealing/thread.ts";
import { verifyConversation, type Conversation } from "../../sealing/thread/conversation.ts";
import { pinCase } from "../../sealing/thread/pin.ts";
import { bearsOut, openWrap, type OpenedWrap } from "../../sealing/wrap.ts";
import { titleOfHolder } from "../cases/channel.ts";
import { leftBy, type Left } from "../cases/people/left.ts";
import { receiversOf, type Candidate } from "../cases/people/remaining.ts";
import { fingerprintOfKeys } from "../fingerprint.ts";
import type { CaseRow } from "../router.ts";
import type { Holding, LeftChannel } from "./holding.ts";

/**
 * Why a case is not given:
 *
 * - `damaged`: wrap, report and conversation do not agree, or the newest key is not borne out by what was signed
 * - `keyring`: something in the case names a keyring that the server does not show, or one used when it was none any more
 * - `held-back`: the server is holding something of the conversation back
 * - `somebody`: somebody at the desk can open it, whatever the server says
 * - `nobody`: there is nobody whom the reporter does not exclude
 */
export type Stop = "damaged" | "keyring" | "held-back" | "somebody" | "nobody";

/** A case that is not given. */
export interface StoppedCase {
  readonly is: "stopped";
  readonly because: Stop;
  /** The titles of those who can open it. */
  readonly titles: readonly string[];
}

/** Somebody a case can be given to. */
export interface Receiver extends Candidate {
  /** Of the keys in their line, to be compared with what their own desk shows. */
  readonly fingerprint: string;
  /** How they came to leave the case, where they had it before: on their own, or shut out by another. */
  readonly left: Left | null;
}

/** A case that can be given; of what stands in it nothing is shown. */
export interface OpenedLeft {
  readonly is: "open";
  readonly reference: string;
  /**
   * Who stands in it beside recovery and has no line any more, by title: nobody signed that the case was left, so that they may
   * have given it on after what the server shows. Nobody where somebody did sign.
   */
  readonly stood: readonly string[];
  /** The day of the newest thing that the server shows. */
  readonly newest: Day | null;
  readonly conversation: Conversation;
  readonly keys: CaseKeys;
  /** Nobody whom the reporter excludes. */
  readonly receivers: readonly Receiver[];
}

/**
 * Opens a case by the newest wrap and by no other, and looks for everything that speaks against giving it. Its keys are
 * wiped where it is not given.
 *
 * @throws ApiError
 */
export async function openLeft(
  { server, identity, signing }: Holding,
  { held, chain }: Pick<LeftChannel, "held" | "chain">,
  row: CaseRow,
): Promise<OpenedLeft | StoppedCase> {
  const { generation, wrap: sealed } = await server.wrap(held.id, row);
  const served = await server.conversation(held.id, row);
  let wrap: OpenedWrap | null = null;
  let opened: OpenedLeft | null = null;
  try {
    wrap = await openWrap(sealed, identity, signing.verifyingKey, chain);
    const pinned = await pinCase(wrap, served, chain);
    const conversation = await verifyConversation(pinned, chain, served, { keys: wrap.keys, side: "member" });
    const stop = whyNot(conversation, wrap, generation, chain);
    if (stop !== null) return stop;
    const receivers = receiversIn(conversation, chain);
    if (receivers.length === 0) return stopped("nobody");
    opened = {
      is: "open",
      reference: referenceOf(wrap.case),
      stood: [...conversation.standing.members].filter((member) => member !== "recovery").map((member) => titleOfHolder(chain, member)),
      newest: served.reduce<Day | null>((latest, { day }) => (latest === null || day > latest ? day : latest), null),
      conversation,
      keys: wrap.keys,
      receivers,
    };
    return opened;
  } catch (error) {
    if (error instanceof SealingError) return stopped("damaged");
    throw error;
  } finally {
    if (opened === null && wrap !== null) forgetKeys(wrap.keys);
  }
}

/** Overwrites a case's keys. */
export function forgetKeys(keys: CaseKeys): void {
  for (const key of keys) key.wipe();
}

function stopped(because: Stop, titles: readonly string[] = []): StoppedCase {
  return { is: "stopped", because, titles };
}

function whyNot(conversation: Conversation, wrap: OpenedWrap, generation: number, chain: KeyringChain): StoppedCase | null {
  const { alarms, next, standing, entries } = conversation;
  const { keyring } = chain.newest;
  if (!areKeyringsKnown(entries, chain) || alarms.some(isOfKeyring)) return stopped("keyring");
  if (next === null || alarms.some(isOfHoldingBack)) return stopped("held-back");
  if (next.leastEpoch > keyring.epoch) return stopped("keyring");
  const isNewest = wrap.gen === generation && standing.generation === generation;
  const isBorneOut = bearsOut(conversation, wrap, "recovery", chain) && standing.members.has("recovery");
  // A report that was struck leaves the reporter's other words to hold the keyring to; where all are gone there is nothing.
  const isReporters = entries.some((entry) => entry.status === "shown" && entry.writer.side === "reporter");
  if (!isNewest || !isBorneOut || !isReporters || !entries.every(isReadable)) return stopped("damaged");
  const others = standingBeside("recovery", standing.members, keyring);
  if (others.length > 0) return stopped("somebody", others.map((holder) => lineOf(keyring, holder)?.title ?? ""));
  return null;
}

/**
 * An older keyring shown as the newest, or another owner's, is not the one that those who wrote here knew: they name one that
 * is not there, or sign with a key that stands in none.
 */
function areKeyringsKnown(entries: readonly Entry[], chain: KeyringChain): boolean {
  return entries.every((entry) => {
    if (entry.status === "damaged") return !OF_KEYRING.has(entry.reason);
    return entry.status === "struck" || chain.find(entry.body.keyring) !== null;
  });
}

/** Damage that an older keyring than the writer's shows as. */
const OF_KEYRING: ReadonlySet<Damage> = new Set<Damage>(["author", "unknown-keyring", "old-keyring", "not-in-keyring"]);

/**
 * Damage of what opened and verified, and does not count for who wrote it or what it names: it changes nothing, and who wrote
 * it could otherwise bury the case. Whatever else is damaged may be another key of the case, which recovery has not.
 */
const COUNTS_FOR_NOTHING: ReadonlySet<Damage> = new Set<Damage>([
  "left",
  "no-member",
  "writer",
  "not-eligible",
  "excluded",
  "strike",
]);

function isReadable(entry: Entry): boolean {
  return entry.status !== "damaged" || COUNTS_FOR_NOTHING.has(entry.reason);
}

function isOfKeyring({ kind }: Alarm): boolean {
  return kind === "unknown-keyring" || kind === "late-keyring";
}

/** All the others, but for what is so in every case that its last handler has left: they made its newest key. */
function isOfHoldingBack(alarm: Alarm): boolean {
  return !isOfKeyring(alarm) && alarm.kind !== "leaver-rekeyed";
}

function receiversIn(conversation: Conversation, chain: KeyringChain): readonly Receiver[] {
  const { keyring } = chain.newest;
  const { excluded } = conversation.standing;
  const left = leftBy(conversation, chain);
  // Nobody who stands in the case has a line, so that everybody listed is without it.
  return receiversOf({ members: new Set(), excluded }, keyring).flatMap((candidate) => {
    const line = memberOf(keyring, candidate.id);
    if (line === null) return [];
    return [{ ...candidate, fingerprint: fingerprintOfKeys(line), left: left.get(candidate.id) ?? null }];
  });
}
