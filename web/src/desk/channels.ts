/**
 * The channels of whoever is signed in, verified at each unlocking: their keyrings against what the vault has pinned,
 * one's own line against one's own keys, and all of it against what this computer saw before.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { dayAt, type Day } from "../sealing/day.ts";
import { digestOf } from "../sealing/digest.ts";
import { utf8 } from "../sealing/encoding.ts";
import { SealingError } from "../sealing/failure.ts";
import type { ChannelId } from "../sealing/id.ts";
import { KeyringChain, type Epoch } from "../sealing/keyring/chain.ts";
import { renewEpoch } from "../sealing/keyring/sign.ts";
import { SecretError } from "../sealing/secret.ts";
import { pinOf, type Vault } from "../sealing/vault.ts";
import { fetchChannel, type ToldChannel } from "./api/channels.ts";
import type { Desk } from "./desk.ts";
import { hasHeld, type Movement, type VaultStanding } from "./memory.ts";
import { ownLineIn } from "./own_line.ts";
import { isOwnNext, publishEpoch, withPinOf } from "./publication.ts";
import { renewalOf } from "./renewal.ts";
import { changesBetween, type Changes, type Unread } from "./unread.ts";
import { changeVault, DESK_ZONE, LockedError } from "./vaults.ts";

/**
 * What is wrong with a channel; whoever sees one tells the owner and whoever runs the server:
 *
 * - `keyring`: the keyrings do not verify, or do not lead on from the pinned one
 * - `went-back`: the server shows an earlier epoch than this computer saw
 * - `forked`: the server shows another epoch than the one of that number that this computer saw
 * - `own-line`: one's own line has other keys than one's own
 * - `unsigned-by-me`: the owner's desk finds an epoch newer than the one it signed last
 * - `settings`: the settings are not those that the owner signed
 */
export type ChannelAlarm = "keyring" | "went-back" | "forked" | "own-line" | "unsigned-by-me" | "settings";

/** A channel and what its keyrings prove. */
export interface Channel {
  readonly told: ToldChannel;
  /** Verified against the pin; null where that failed, or nothing is pinned yet. */
  readonly chain: KeyringChain | null;
  readonly alarms: readonly ChannelAlarm[];
  /** Whether one's own line stands in the newest epoch. */
  readonly isIn: boolean;
  /** Whether the next epoch waits for its owner to say, in this browser, that the lines are right. */
  readonly asks: boolean;
  /** What the newest epoch changes that came into force without its owner's knowing, until they have read it. */
  readonly unread: Unread | null;
}

/** The channels, filled at each unlocking. */
export class Channels {
  /** How the vault stands to the last one that this computer saw. */
  readonly vault = signal<VaultStanding>("same");
  /** Why the channels could not be read; null if they were. */
  readonly problem = signal<unknown>(null);
  readonly #all = signal<ReadonlyMap<ChannelId, Channel>>(new Map());

  /** Those that have been read, by id. */
  get all(): ReadonlySignal<ReadonlyMap<ChannelId, Channel>> {
    return this.#all;
  }

  /** Puts a channel in. */
  put(channel: Channel): void {
    this.#all.value = new Map(this.#all.peek()).set(channel.told.channel, channel);
  }
}

/** Visits every channel of whoever is signed in, one after the other. */
export async function visitChannels(desk: Desk): Promise<void> {
  const state = desk.session.state.peek();
  if (state.at !== "unlocked") return;
  desk.channels.problem.value = null;
  try {
    for (const { channel } of state.member.designations) await visitChannel(desk, channel);
  } catch (error) {
    // Locked or signed out meanwhile: the next unlocking visits again.
    if (!(error instanceof LockedError || error instanceof SecretError)) desk.channels.problem.value = error;
  }
}

/**
 * Reads a channel, verifies it, and does what an unlocking owes it: pins what leads on from the pin, and signs the
 * next epoch where it is the owner's and due.
 *
 * @throws ApiError when the server does not answer
 */
export async function visitChannel(desk: Desk, id: ChannelId): Promise<void> {
  const told = await fetchChannel(desk.api, id);
  const before = desk.session.vault;
  if (before === null) return;
  const chain = verified(before, told);
  if (chain === null) {
    // Nothing is pinned before the owner has answered the invitation.
    const alarms: readonly ChannelAlarm[] = pinOf(before, id) === null ? [] : ["keyring"];
    desk.channels.put({ told, chain, alarms, isIn: false, asks: false, unread: null });
    return;
  }
  const { newest } = chain;
  const epochMovement = desk.memory(before.member).seeEpoch(id, newest.keyring.epoch, newest.hash);
  const isHeld = hasHeld(desk.channels.vault.peek()) && hasHeld(epochMovement);
  const isOwn = isHeld && isOwnNext(before, newest);
  const changes = changesSincePin(before, chain);
  const vault = isOwn && changes?.isSame === true ? await pinEpoch(desk, newest) : before;
  const alarms = alarmsOf(vault, told, newest, epochMovement, isOwn);
  const unread = isHeld ? unreadOf(vault, newest, changes, alarms) : null;
  const known = { told, chain, alarms, isIn: ownLineIn(vault, newest) === "own", unread };
  desk.channels.put({ ...known, asks: false });
  if (unread !== null) return;
  const ownKey = vault.owner?.verifyingKey ?? null;
  const today = ownToday(desk, newest);
  const isConfirmed = desk.memory(vault.member).hasConfirmed(id);
  const movement = desk.channels.vault.peek();
  const circumstances = { ownKey, pin: pinOf(vault, id), newest, vault: movement, epoch: epochMovement, isConfirmed, today };
  switch (renewalOf(circumstances)) {
    case "alarm":
      break;
    case "renew":
      await renew(desk, vault, told, newest, today);
      break;
    case "ask":
      desk.channels.put({ ...known, asks: true });
      break;
    case "nothing":
      await follow(desk, newest, epochMovement);
      break;
  }
}

/**
 * The owner has looked at the lines of the newest epoch and says that they are right: remembers it in this browser and
 * signs the next epoch with those very lines.
 *
 * @throws ApiError, LockedError: it can be tried again
 */
export async function confirmRenewal(desk: Desk, { told, chain, asks }: Channel): Promise<void> {
  const vault = desk.session.vault;
  if (vault === null) throw new LockedError();
  // What was shown is what is signed: nothing is fetched anew in between.
  if (chain === null || !asks) return;
  desk.memory(vault.member).confirm(told.channel);
  await renew(desk, vault, told, chain.newest, ownToday(desk, chain.newest));
}

/**
 * The owner has read what an epoch changes that they had not known to be in force, and says that it is theirs: pins it.
 *
 * @throws ApiError, LockedError: it can be tried again
 */
export async function haveRead(desk: Desk, known: Channel): Promise<void> {
  const { chain, unread } = known;
  if (chain === null || unread === null) return;
  await pinEpoch(desk, chain.newest);
  // Of a forgotten one this was the only alarm.
  desk.channels.put({ ...known, alarms: [], unread: null });
}

/** The owner's day, by their own clock, but never before the issue of the epoch before. */
export function ownToday(desk: Desk, newest: Epoch): Day {
  const today = dayAt(desk.now(), DESK_ZONE);
  const { issued } = newest.keyring;
  return today === null || today < issued ? issued : today;
}

function verified(vault: Vault, told: ToldChannel): KeyringChain | null {
  const pin = pinOf(vault, told.channel);
  if (pin === null) return null;
  try {
    const chain = KeyringChain.verify(told.channel, told.keyrings, { by: "note", epoch: pin.epoch, hash: pin.hash });
    // Who ever stood in the channel is read from all its epochs: none is left out at the front.
    return chain.epochs[0]?.keyring.epoch === 1 ? chain : null;
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

function alarmsOf(
  vault: Vault,
  told: ToldChannel,
  newest: Epoch,
  movement: Movement,
  isOwn: boolean,
): readonly ChannelAlarm[] {
  const pin = pinOf(vault, told.channel);
  const alarms: ChannelAlarm[] = [];
  if (movement === "back" || (pin !== null && newest.keyring.epoch < pin.epoch)) alarms.push("went-back");
  if (movement === "fork") alarms.push("forked");
  if (!isOwn && vault.owner !== null && pin?.owner === vault.owner.verifyingKey && newest.hash !== pin.hash) {
    alarms.push("unsigned-by-me");
  }
  if (ownLineIn(vault, newest) === "foreign") alarms.push("own-line");
  if (digestOf(utf8(told.settings)) !== newest.keyring.settings) alarms.push("settings");
  return alarms;
}

/** What the newest epoch changes of the pinned one; null where nothing is pinned. */
function changesSincePin(vault: Vault, chain: KeyringChain): Changes | null {
  const pin = pinOf(vault, chain.channel);
  const pinned = pin === null ? null : chain.find(pin);
  return pinned === null ? null : changesBetween(pinned.keyring, chain.newest.keyring);
}

/** What an owner has to read of the newest epoch before it is pinned; null if nothing, or if more than that is wrong. */
function unreadOf(
  vault: Vault,
  newest: Epoch,
  changes: Changes | null,
  alarms: readonly ChannelAlarm[],
): Unread | null {
  const { owner, epoch } = newest.keyring;
  const pin = pinOf(vault, newest.keyring.channel);
  const isOwners = pin !== null && vault.owner?.verifyingKey === pin.owner && owner === pin.owner;
  if (changes === null || !isOwners || epoch <= pin.epoch) return null;
  if (alarms.length === 0) return { was: "unconfirmed", ...changes };
  return alarms.every((alarm) => alarm === "unsigned-by-me") ? { was: "forgotten", ...changes } : null;
}

async function pinEpoch(desk: Desk, epoch: Epoch): Promise<Vault> {
  const isAhead = (vault: Vault): boolean => epoch.keyring.epoch > (pinOf(vault, epoch.keyring.channel)?.epoch ?? 0);
  return changeVault(desk, (before) => (isAhead(before) ? withPinOf(before, epoch) : before));
}

/** Pins an epoch that leads on from the pinned one. */
async function follow(desk: Desk, newest: Epoch, movement: Movement): Promise<void> {
  const vault = desk.session.vault;
  const { channel, epoch } = newest.keyring;
  const pinned = vault === null ? null : pinOf(vault, channel);
  if (!hasHeld(movement) || pinned === null || pinned.epoch >= epoch) return;
  await pinEpoch(desk, newest);
}

async function renew(desk: Desk, vault: Vault, told: ToldChannel, newest: Epoch, today: Day): Promise<void> {
  const pinned = pinOf(vault, told.channel);
  if (pinned !== null) await publishEpoch(desk, told, newest, renewEpoch(pinned, newest, today));
}
