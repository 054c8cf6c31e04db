/** Vaults and channels for the desk's tests. */
import { parseDay, type Day } from "../../src/sealing/day.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { newId, type ChannelId, type MemberId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import type { Keyring } from "../../src/sealing/keyring.ts";
import { KeyringChain, type Epoch } from "../../src/sealing/keyring/chain.ts";
import { firstEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { newSigningKey, type SigningKey } from "../../src/sealing/signature.ts";
import type { Vault } from "../../src/sealing/vault.ts";

/** A day that is one. */
export function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
}

/** The first day of every channel here. */
export const ISSUED = dayOf("2026-01-10");

/** A vault of a member with no channel. */
export function makeVault(): { vault: Vault; member: MemberId } {
  const member = newId<"member">();
  const vault: Vault = {
    counter: 1,
    member,
    keys: [{ identity: newIdentity<"handler">(), signing: newSigningKey<"author">() }],
    self: new Secret("self", new Uint8Array(32).fill(7)),
    owner: null,
    pins: [],
    invitations: [],
    unlock: [{ way: "passphrase", name: "passphrase", recipient: newIdentity<"unlock">().recipient, id: "" }],
    day: ISSUED,
  };
  return { vault, member };
}

/** A channel of one handler, who owns it, and the vault that has pinned it. */
export function makeChannel(): { channel: ChannelId; owner: SigningKey<"owner">; epoch: Epoch; vault: Vault } {
  const { vault, member } = makeVault();
  const channel = newId<"channel">();
  const owner = newSigningKey<"owner">();
  const [{ identity, signing }] = vault.keys;
  const keyring: Keyring = firstEpoch(
    {
      channel,
      owner: owner.verifyingKey,
      settings: digestOf(utf8("{}")),
      policy: { showOwn: true, contact: "one", serverPath: true },
      handlers: [{ id: member, title: "Chefsjurist", recipient: identity.recipient, verify: signing.verifyingKey }],
      deputies: [],
      custodians: [],
      recovery: {
        title: "Revisionen",
        recipient: newIdentity<"recovery">().recipient,
        verify: newSigningKey<"author">().verifyingKey,
      },
    },
    ISSUED,
  );
  const note = signKeyring(keyring, owner);
  const { newest: epoch } = KeyringChain.verify(channel, [note], { by: "owner", owner: owner.verifyingKey });
  const pins = [{ channel, owner: owner.verifyingKey, epoch: 1, hash: epoch.hash, next: [] }];
  return { channel, owner, epoch, vault: { ...vault, owner, pins } };
}
