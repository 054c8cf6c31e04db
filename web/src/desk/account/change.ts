/** New ways in, proved by an old one: passphrase, recovery code, second factor. */
import type { Code } from "../../sealing/code.ts";
import { deriveIdentity, deriveSigningKey } from "../../sealing/derive.ts";
import type { MemberId } from "../../sealing/id.ts";
import { readPassphrase, type Passphrase } from "../../sealing/passphrase.ts";
import { CHALLENGE_BYTES, signChange } from "../../sealing/request.ts";
import type { SecondFactor } from "../../sealing/second_factor.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import type { Unlocking, Vault } from "../../sealing/vault.ts";
import { ApiError } from "../api.ts";
import {
  credentialsChange,
  fetchChangeChallenge,
  secondFactorChange,
  sendCredentials,
  sendSecondFactor,
  type Proof,
} from "../api/session.ts";
import type { Desk } from "../desk.ts";
import type { Member } from "../session.ts";
import { waysIn, type SealedVault, type WaysIn } from "../setup/new_member.ts";
import type { Once } from "../setup/once.ts";
import { changeVault } from "../vaults.ts";

/** What is to be changed: both ways in, the recovery code alone, or the second factor. */
export type Change = "ways" | "recovery" | "second-factor";

/** An old way in, good for as many proofs as a change takes. Wiped by whoever began the change. */
export interface Prover {
  readonly way: "passphrase" | "recovery";
  readonly key: SigningKey<"sign-in">;
}

/** What a member who has just come in has to do before anything else; null if nothing. */
export type Task =
  | { readonly do: "new-ways"; readonly prover: Prover }
  | { readonly do: "new-second-factor"; readonly prover: Prover }
  | null;

/** A passphrase as an old way in. @throws PassphraseError when the words are none */
export async function proverByPassphrase(desk: Desk, member: MemberId, typed: string): Promise<Prover> {
  const stretched = await desk.stretch(readPassphrase(typed), member);
  const key = deriveSigningKey(stretched, "sign-in");
  stretched.wipe();
  return { way: "passphrase", key };
}

/** A recovery code as an old way in. */
export function proverByRecovery(code: Code<"vault-recovery">): Prover {
  return { way: "recovery", key: deriveSigningKey(code, "sign-in") };
}

/**
 * Gives the vault new ways in. Tried again after a lost answer it asks for the very same, keys and vault, and succeeds where
 * the first try had arrived.
 *
 * @param passphrase - the new one; null to keep the one that proves
 * @param kept - the vault as it was sealed at the first try, with these new ways
 */
export async function changeWays(
  desk: Desk,
  member: Member,
  prover: Prover,
  passphrase: Passphrase | null,
  recovery: Code<"vault-recovery">,
  kept: Once<SealedVault>,
): Promise<void> {
  const vault = desk.session.vault;
  const fresh =
    passphrase === null ? keptPassphrase(vault, prover, recovery) : await waysIn(desk.stretch, member.id, passphrase, recovery);
  const passkeys = (before: Vault): readonly Unlocking[] => before.unlock.filter(({ way }) => way === "passkey");
  await changeVault(
    desk,
    (before) => ({ ...before, unlock: [...fresh.unlock, ...passkeys(before)] }),
    {
      kept,
      put: async (counter, sealed) => {
        const change = credentialsChange({ ...fresh.credentials, vault: sealed, counter });
        await sendCredentials(desk.api, await prove(desk, member, prover, change));
      },
    },
  );
}

/** Gives the member a new second factor; `code` are digits of it. */
export async function changeSecondFactor(
  desk: Desk,
  member: Member,
  prover: Prover,
  secret: SecondFactor,
  code: string,
): Promise<void> {
  const change = secondFactorChange(secret.expose(), code);
  await sendSecondFactor(desk.api, await prove(desk, member, prover, change));
}

async function prove(desk: Desk, member: Member, { way, key }: Prover, change: string): Promise<Proof> {
  const challenge = await fetchChangeChallenge(desk.api);
  if (challenge.length !== CHALLENGE_BYTES) throw new ApiError("unreadable");
  return { challenge, way, signature: signChange(key, desk.origin, member.id, challenge, change), change };
}

/** The passphrase that proves stays as it is; only the recovery code is new. */
function keptPassphrase(vault: Vault | null, prover: Prover, recovery: Code<"vault-recovery">): WaysIn {
  const kept = vault?.unlock.find(({ way }) => way === "passphrase");
  if (kept === undefined || prover.way !== "passphrase") throw new RangeError("no passphrase to keep");
  const byRecovery = deriveSigningKey(recovery, "sign-in");
  const opens = deriveIdentity(recovery, "vault/unlock");
  const ways: WaysIn = {
    credentials: { passphrase: prover.key.verifyingKey, recovery: byRecovery.verifyingKey },
    unlock: [kept, { way: "recovery", name: "recovery", recipient: opens.recipient, id: "" }],
  };
  byRecovery.wipe();
  opens.wipe();
  return ways;
}
