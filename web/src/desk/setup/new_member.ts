/** A member's keys and ways in, made in this browser before the server hears of them. */
import { newCode, type Code } from "../../sealing/code.ts";
import type { Day } from "../../sealing/day.ts";
import { deriveIdentity, deriveSigningKey } from "../../sealing/derive.ts";
import { base64 } from "../../sealing/encoding.ts";
import type { MemberId } from "../../sealing/id.ts";
import { newIdentity } from "../../sealing/identity.ts";
import { newPassphrase, type Passphrase } from "../../sealing/passphrase.ts";
import { systemRandom } from "../../sealing/random.ts";
import { newSecondFactor, secondFactorCode, type SecondFactor } from "../../sealing/second_factor.ts";
import { Secret } from "../../sealing/secret.ts";
import { newSigningKey, type VerifyingKey } from "../../sealing/signature.ts";
import type { JsonObject } from "../../sealing/strict_json.ts";
import type { MemberKeys, Unlocking, Vault } from "../../sealing/vault.ts";
import type { Stretch } from "../worker.ts";

/** Bytes of a vault's `self` seed. */
const SELF_BYTES = 32;

/**
 * Everything of a member's that is theirs alone. It stays on this page until the member is made. Their id is not among it:
 * that is the one which the server answers for their sign-in name, before and after.
 */
export interface NewMember {
  readonly keys: MemberKeys;
  readonly self: Secret<"self">;
  readonly passphrase: Passphrase;
  readonly recovery: Code<"vault-recovery">;
  readonly secondFactor: SecondFactor;
}

/** Makes them. */
export function newMember(): NewMember {
  return {
    keys: { identity: newIdentity<"handler">(), signing: newSigningKey<"author">() },
    self: new Secret("self", systemRandom(SELF_BYTES)),
    passphrase: newPassphrase(),
    recovery: newCode("vault-recovery"),
    secondFactor: newSecondFactor(),
  };
}

/** What the server keeps to know a member by, and what opens their vault. */
export interface WaysIn {
  /** For the request: the verifying keys of both ways. */
  readonly credentials: { readonly passphrase: string; readonly recovery: string };
  readonly unlock: readonly [Unlocking, ...Unlocking[]];
}

/** The two ways in: by passphrase, stretched in a worker, and by recovery code. */
export async function waysIn(
  stretch: Stretch,
  member: MemberId,
  passphrase: Passphrase,
  recovery: Code<"vault-recovery">,
): Promise<WaysIn> {
  const stretched = await stretch(passphrase, member);
  const secrets = [
    deriveSigningKey(stretched, "sign-in"),
    deriveSigningKey(recovery, "sign-in"),
    deriveIdentity(stretched, "vault/unlock"),
    deriveIdentity(recovery, "vault/unlock"),
  ] as const;
  const [byPassphrase, byRecovery, opensByPassphrase, opensByRecovery] = secrets;
  const ways: WaysIn = {
    credentials: { passphrase: byPassphrase.verifyingKey, recovery: byRecovery.verifyingKey },
    // Their names are for a list that nobody sees as long as there is one of each.
    unlock: [
      { way: "passphrase", name: "passphrase", recipient: opensByPassphrase.recipient, id: "" },
      { way: "recovery", name: "recovery", recipient: opensByRecovery.recipient, id: "" },
    ],
  };
  stretched.wipe();
  for (const secret of secrets) secret.wipe();
  return ways;
}

/** For the request: what verifies whatever they will ask the server to change. */
export function accessOf({ self }: NewMember): VerifyingKey<"desk"> {
  const key = deriveSigningKey(self, "desk/access");
  key.wipe();
  return key.verifyingKey;
}

/** The vault of a new member, the first of its counters. */
export function firstVault(
  id: MemberId,
  member: NewMember,
  unlock: Vault["unlock"],
  day: Day,
  holdings: Pick<Vault, "owner" | "pins" | "invitations">,
): Vault {
  return { counter: 1, member: id, keys: [member.keys], self: member.self, ...holdings, unlock, day };
}

/** A vault, and the one sealing of it that is sent: the next would have other bytes. */
export interface SealedVault {
  readonly vault: Vault;
  readonly sealed: Uint8Array;
}

/** The second factor for a request: the secret, and digits that are good now, unless the member typed others. */
export function secondFactorProof(secret: SecondFactor, typed: string | null, now: Date): JsonObject {
  return { secret: base64(secret.expose()), code: typed ?? secondFactorCode(secret, now) };
}
