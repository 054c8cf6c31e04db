/** Joining a channel: the invitee's side of PROTOCOL.md section 8. */
import { dayAt } from "../../sealing/day.ts";
import { digestOf } from "../../sealing/digest.ts";
import { base64, hex, parseHex } from "../../sealing/encoding.ts";
import { SealingError } from "../../sealing/failure.ts";
import { verifyWelcome, writeJoin, type InvitationCode, type Join } from "../../sealing/invitation.ts";
import { memberOf } from "../../sealing/keyring.ts";
import { KeyringChain } from "../../sealing/keyring/chain.ts";
import { parseVerifyingKey } from "../../sealing/signature.ts";
import { pinOf, sealVault, type MemberKeys, type OpenInvitation, type Vault } from "../../sealing/vault.ts";
import { findInvitation, sendJoin, type FoundInvitation } from "../api/invitation.ts";
import { fetchChallenge, fetchMember } from "../api/session.ts";
import { visitChannels } from "../channels.ts";
import type { Desk } from "../desk.ts";
import { fingerprintOfJoin, WELCOME_BYTES } from "../members/invite.ts";
import { accessOf, firstVault, secondFactorProof, waysIn, type NewMember, type SealedVault } from "../setup/new_member.ts";
import type { Once } from "../setup/once.ts";
import { changeVault, DESK_ZONE, withPin } from "../vaults.ts";

/** Bytes of a verifying key. */
const KEY_BYTES = 32;

/**
 * Joins and opens the desk, where the owner's answer is waited for. Tried again it is the same request, and succeeds where
 * the first try had arrived.
 *
 * @param first - the vault, sealed at the first try
 * @param typedCode - digits the invitee typed, where this computer's clock is not to be trusted; else null
 */
export async function join(
  desk: Desk,
  code: InvitationCode,
  found: FoundInvitation,
  member: NewMember,
  name: string,
  typedCode: string | null,
  first: Once<SealedVault>,
): Promise<void> {
  const { channel, role } = found;
  const day = dayAt(desk.now(), DESK_ZONE);
  if (day === null) throw new RangeError("a clock beyond the calendar");
  const { member: id } = await fetchChallenge(desk.api, name);
  const { bytes, tag } = writeJoin(joinOf({ channel, role, member: id }, member.keys), code);
  const ways = await waysIn(desk.stretch, id, member.passphrase, member.recovery);
  const invitation: OpenInvitation = { channel, member: id, role, code, day };
  const { vault, sealed } = await first.of(id, async () => {
    const made = firstVault(id, member, ways.unlock, day, { owner: null, pins: [], invitations: [invitation] });
    return { vault: made, sealed: await sealVault(made) };
  });
  await sendJoin(desk.api, code, {
    member: id,
    name,
    credentials: { ...ways.credentials },
    access: accessOf(member),
    second_factor: secondFactorProof(member.secondFactor, typedCode, desk.now()),
    vault: base64(sealed),
    join: { bytes: base64(bytes), mac: base64(parseHex(tag, KEY_BYTES) ?? new Uint8Array(0)) },
  });
  desk.memory(id).seeVault(vault.counter, digestOf(sealed));
  desk.session.unlocked({ id, name, designations: [] }, vault);
}

/** The invitation of one's own that the owner has not answered; an owner's own channels are pinned from the first. */
export function unanswered(vault: Vault): OpenInvitation | null {
  return vault.invitations.find(({ channel }) => pinOf(vault, channel) === null) ?? null;
}

/** The fingerprint that the owner's screen shows as well. */
export function fingerprintOfOwn(vault: Vault, invitation: OpenInvitation): string {
  return fingerprintOfJoin(writeJoin(joinOf(invitation, vault.keys[0]), invitation.code).bytes);
}

/** What the owner's answer turned out to be. */
export type Welcome = "not-yet" | "let-in" | "foreign";

/**
 * Looks for the owner's answer; verifies it, pins the owner's key and the epoch one stands in, and reads the channel.
 *
 * `foreign`: an answer that does not come from somebody with the code, or an epoch with other keys in one's own line.
 */
export async function lookForWelcome(desk: Desk, invitation: OpenInvitation): Promise<Welcome> {
  const found = await findInvitation(desk.api, invitation.code);
  const vault = desk.session.vault;
  if (vault === null || found.welcome === null) return "not-yet";
  const pin = pinOfWelcome(vault, invitation, found, found.welcome);
  if (pin === null) return "foreign";
  await changeVault(desk, (before) => ({
    ...withPin(before, pin),
    invitations: before.invitations.filter((each) => each !== invitation),
  }));
  const member = await fetchMember(desk.api);
  if (member !== null) desk.session.introduced(member);
  await visitChannels(desk);
  return "let-in";
}

function pinOfWelcome(
  vault: Vault,
  invitation: OpenInvitation,
  found: FoundInvitation,
  welcome: Uint8Array,
): Vault["pins"][number] | null {
  const { channel, code } = invitation;
  const owner = parseVerifyingKey<"owner">(base64(welcome.subarray(0, KEY_BYTES)));
  if (welcome.length !== WELCOME_BYTES || owner === null) return null;
  try {
    const { bytes } = writeJoin(joinOf(invitation, vault.keys[0]), code);
    verifyWelcome(code, channel, owner, bytes, hex(welcome.subarray(KEY_BYTES)));
    const { newest } = KeyringChain.verify(channel, [found.keyring], { by: "owner", owner });
    const line = memberOf(newest.keyring, vault.member);
    const [{ identity, signing }] = vault.keys;
    if (line?.recipient !== identity.recipient || line.verify !== signing.verifyingKey) return null;
    return { channel, owner, epoch: newest.keyring.epoch, hash: newest.hash, next: [] };
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

function joinOf(invitation: Pick<Join, "channel" | "member" | "role">, keys: MemberKeys): Join {
  const { channel, member, role } = invitation;
  return { channel, member, role, recipient: keys.identity.recipient, verify: keys.signing.verifyingKey };
}
