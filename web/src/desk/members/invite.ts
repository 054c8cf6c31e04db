/** Inviting somebody, and letting in who has joined: the owner's side of PROTOCOL.md section 8. */
import { newCode } from "../../sealing/code.ts";
import { dayAt } from "../../sealing/day.ts";
import { digestOf } from "../../sealing/digest.ts";
import { concatenate, hex, parseHex } from "../../sealing/encoding.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { invitationLocator, readJoin, tagWelcome, type InvitationCode, type Join } from "../../sealing/invitation.ts";
import { everyone, type Designated, type Keyring } from "../../sealing/keyring.ts";
import type { Epoch } from "../../sealing/keyring/chain.ts";
import { nextEpoch, type Decided } from "../../sealing/keyring/sign.ts";
import type { Recipient } from "../../sealing/identity.ts";
import { verifyingKeyBytes } from "../../sealing/signature.ts";
import { pinOf, type OpenInvitation, type Vault } from "../../sealing/vault.ts";
import {
  sendInvitation,
  withdrawInvitation,
  type InvitedRole,
  type ToldChannel,
  type ToldInvitation,
} from "../api/channels.ts";
import { ownToday } from "../channels.ts";
import type { Desk } from "../desk.ts";
import { fingerprintOfDigest } from "../fingerprint.ts";
import { NotOwnerError, publishEpoch } from "../publication.ts";
import { changeVault, DESK_ZONE, LockedError } from "../vaults.ts";

/** Bytes of a welcome: the owner's key, and the tag over it. */
export const WELCOME_BYTES = 64;

/** The fingerprint of what an invitee sends, keys and all: the same on both screens, in groups of five. */
export function fingerprintOfJoin(bytes: Uint8Array): string {
  return fingerprintOfDigest(digestOf(bytes));
}

/**
 * Makes an invitation: kept in the vault first, so that no code is given away that its owner has lost.
 */
export async function invite(desk: Desk, channel: ChannelId, role: InvitedRole, title: string): Promise<InvitationCode> {
  const code = newCode("invitation");
  const day = dayAt(desk.now(), DESK_ZONE);
  await changeVault(desk, (vault) => ({
    ...vault,
    invitations: [...vault.invitations, { channel, member: vault.member, role, code, day: day ?? vault.day }],
  }));
  await sendInvitation(desk.api, channel, { access: invitationLocator(code), role, title });
  return code;
}

/** The code of an invitation, if this owner's vault made it. */
export function ownInvitation(vault: Vault, told: ToldInvitation): OpenInvitation | null {
  return vault.invitations.find(({ code }) => invitationLocator(code) === told.access) ?? null;
}

/** An epoch that this vault's owner has signed may still come into force and let somebody in: they are to be told first. */
export class UnconfirmedError extends Error {
  constructor() {
    super("an epoch that lets somebody in may still come into force");
    this.name = "UnconfirmedError";
  }
}

/**
 * Withdraws an invitation; its code is good for nothing afterwards.
 *
 * @param isTold - whether the owner knows that an epoch which they signed and the server has not confirmed may stand
 * @throws {@link UnconfirmedError} before anything is sent, when there is such an epoch and they do not
 */
export async function withdraw(desk: Desk, channel: ChannelId, told: ToldInvitation, isTold: boolean): Promise<void> {
  const { vault } = desk.session;
  if (vault === null) throw new LockedError();
  if (!isTold && (pinOf(vault, channel)?.next.length ?? 0) > 0) throw new UnconfirmedError();
  await withdrawInvitation(desk.api, channel, told.access);
  await changeVault(desk, (vault) => without(vault, told));
}

/** A join that came with the right tag, for this channel and role. */
export interface VerifiedJoin {
  readonly join: Join;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fingerprint: string;
}

/**
 * Verifies a join under the code.
 *
 * @param keyrings - every epoch of the channel: an id is one person's for good in it, and it is the server that gave it
 * @throws InvitationError, JsonError, SchemaError when it is not of whoever has the code
 * @returns null when nobody has joined yet, for another channel or role than they were invited to, or under an id that
 *   stands or ever stood in the line of somebody with other keys
 */
export function verifiedJoin(
  channel: ChannelId,
  keyrings: readonly Keyring[],
  told: ToldInvitation,
  own: OpenInvitation,
): VerifiedJoin | null {
  if (told.join === null) return null;
  const { bytes, mac } = told.join;
  const join = readJoin(bytes, hex(mac), own.code);
  if (join.channel !== channel || join.role !== own.role || told.role !== own.role) return null;
  const isAnothers = (line: Designated): boolean =>
    line.id === join.member && (line.recipient !== join.recipient || line.verify !== join.verify);
  if (keyrings.some((keyring) => everyone(keyring).some(isAnothers))) return null;
  return { join, bytes, fingerprint: fingerprintOfJoin(bytes) };
}

/**
 * Lets somebody in: signs the next epoch with their line, and answers with the owner's key.
 *
 * @param title - as the owner has typed or confirmed it: the server's is a proposal, and never signed unseen
 */
export async function letIn(
  desk: Desk,
  channel: ToldChannel,
  newest: Epoch,
  told: ToldInvitation,
  verified: VerifiedJoin,
  title: string,
): Promise<void> {
  const { vault } = desk.session;
  if (vault === null) throw new LockedError();
  const { owner } = vault;
  const code = ownInvitation(vault, told)?.code;
  if (code === undefined || owner === null) throw new NotOwnerError();
  const keyring = nextEpoch(newest, withJoined(newest.keyring, verified.join, title), ownToday(desk, newest));
  const tag = parseHex(tagWelcome(code, channel.channel, owner.verifyingKey, verified.bytes), 32) ?? new Uint8Array(0);
  const sealed = concatenate(verifyingKeyBytes(owner.verifyingKey), tag);
  await publishEpoch(desk, channel, newest, keyring, {
    welcome: { access: told.access, sealed },
    andThen: (before) => without(before, told),
  });
}

/** Opens the intake to everybody: the same lines in the next epoch. */
export async function publish(desk: Desk, channel: ToldChannel, newest: Epoch): Promise<void> {
  await publishEpoch(desk, channel, newest, nextEpoch(newest, newest.keyring, ownToday(desk, newest)), { published: true });
}

/** Whether a channel has enough people to be published: two handlers, or one and a deputy. */
export function canPublish({ handlers, deputies }: Pick<Keyring, "handlers" | "deputies">): boolean {
  return handlers.length >= 2 || (handlers.length === 1 && deputies.length >= 1);
}

/** The lines of a keyring with one more, in the order of their ids. */
export function withJoined(keyring: Keyring, join: Join, title: string): Decided {
  if (everyone(keyring).some((person) => person.id === join.member)) throw new RangeError("already in the keyring");
  const line: Designated<"handler"> = {
    id: join.member,
    title,
    // A custodian's role is another; who is invited here becomes a handler or a deputy.
    recipient: join.recipient as Recipient<"handler">,
    verify: join.verify,
  };
  const added = (lines: readonly Designated<"handler">[]): readonly Designated<"handler">[] =>
    [...lines, line].sort((one, other) => (one.id < other.id ? -1 : 1));
  const { handlers, deputies } = keyring;
  return {
    ...keyring,
    handlers: join.role === "handler" ? added(handlers) : handlers,
    deputies: join.role === "deputy" ? added(deputies) : deputies,
  };
}

function without(vault: Vault, told: ToldInvitation): Vault {
  const own = ownInvitation(vault, told);
  return { ...vault, invitations: vault.invitations.filter((each) => each !== own) };
}
