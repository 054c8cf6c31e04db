/**
 * Publishing a channel's next epoch as its owner.
 *
 * The vault learns the digest of the note before the server sees the note. However the desk ends in between, with a
 * crash or a lost answer, the owner's next unlocking knows the epoch for its own instead of raising the alarm.
 */
import { digestOf, type Digest } from "../sealing/digest.ts";
import { utf8 } from "../sealing/encoding.ts";
import type { ChannelId } from "../sealing/id.ts";
import type { Keyring } from "../sealing/keyring.ts";
import { KeyringChain, type Epoch } from "../sealing/keyring/chain.ts";
import { signKeyring } from "../sealing/keyring/sign.ts";
import type { SigningKey } from "../sealing/signature.ts";
import { MOST_NEXT, pinOf, type Vault } from "../sealing/vault.ts";
import { sendEpoch, type SignedEpoch, type ToldChannel } from "./api/channels.ts";
import type { Desk } from "./desk.ts";
import { hasHeld } from "./memory.ts";
import { ownLineIn } from "./own_line.ts";
import { changeVault, LockedError, withPin } from "./vaults.ts";

/** What an epoch brings beside its lines. */
export interface Publication extends Partial<Pick<SignedEpoch, "published" | "welcome" | "settings">> {
  /** What else the vault forgets or learns once the epoch is taken. */
  readonly andThen?: (vault: Vault) => Vault;
}

/** This desk may not sign: the newest epoch is not the one it pinned, its vault went back, or it does not own the channel. */
export class NotOwnerError extends Error {
  constructor() {
    super("not the epoch that this desk has pinned as its owner");
    this.name = "NotOwnerError";
  }
}

/**
 * Signs the epoch that follows the pinned one, sends it, pins it, and shows the channel as it is then. Tried again with
 * the same lines on the same day it sends the very same note, which the server takes as the first time.
 *
 * @throws {@link NotOwnerError}, LockedError
 * @throws ApiError `problem-conflict` when the epoch is not the next, or another tab has written the vault
 */
export async function publishEpoch(
  desk: Desk,
  told: ToldChannel,
  newest: Epoch,
  keyring: Keyring,
  { published = told.published, welcome = null, settings = null, andThen = (vault) => vault }: Publication = {},
): Promise<void> {
  const { vault } = desk.session;
  if (vault === null) throw new LockedError();
  const owner = ownerKey(desk, vault, newest);
  const note = signKeyring(keyring, owner);
  await changeVault(desk, (before) => withNext(before, told.channel, digestOf(utf8(note))));
  await sendEpoch(desk.api, told.channel, { keyring: note, settings, published, welcome });
  const keyrings = [...told.keyrings, note];
  const chain = KeyringChain.verify(told.channel, keyrings, { by: "owner", owner: owner.verifyingKey });
  const pinned = await changeVault(desk, (before) => andThen(withPinOf(before, chain.newest)));
  desk.memory(pinned.member).seeEpoch(told.channel, chain.newest.keyring.epoch, chain.newest.hash);
  const isIn = ownLineIn(pinned, chain.newest) === "own";
  const now = { ...told, keyrings, published, settings: settings ?? told.settings };
  desk.channels.put({ told: now, chain, alarms: [], isIn, asks: false, unread: null });
}

/**
 * The key that signs; the newest epoch must be the one that the vault has pinned. What an older vault has pinned is no
 * measure: after one that went back or forked nothing is signed (PROTOCOL.md section 8).
 */
function ownerKey(desk: Desk, vault: Vault, newest: Epoch): SigningKey<"owner"> {
  const { owner } = vault;
  if (!hasHeld(desk.channels.vault.peek())) throw new NotOwnerError();
  const isPinned = pinOf(vault, newest.keyring.channel)?.hash === newest.hash;
  if (owner?.verifyingKey !== newest.keyring.owner || !isPinned) throw new NotOwnerError();
  return owner;
}

/** Whether an epoch that is not pinned yet is one that this vault's owner has signed to follow the pinned one. */
export function isOwnNext(vault: Vault, { keyring, hash }: Epoch): boolean {
  const pin = pinOf(vault, keyring.channel);
  return (
    pin !== null &&
    vault.owner?.verifyingKey === pin.owner &&
    keyring.owner === pin.owner &&
    keyring.epoch === pin.epoch + 1 &&
    pin.next.includes(hash)
  );
}

/** A vault that has pinned an epoch. */
export function withPinOf(vault: Vault, { keyring, hash }: Epoch): Vault {
  const { channel, owner, epoch } = keyring;
  return withPin(vault, { channel, owner, epoch, hash, next: [] });
}

/** A vault that knows one more note that may come to follow the pinned one; of too many, the first is forgotten. */
function withNext(vault: Vault, channel: ChannelId, hash: Digest): Vault {
  const pin = pinOf(vault, channel);
  if (pin === null) return vault;
  const next = [...pin.next.filter((each) => each !== hash), hash].slice(-MOST_NEXT);
  return withPin(vault, { ...pin, next });
}
