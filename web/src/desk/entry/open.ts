/** Signing in and opening the vault: what happens between a form and an open desk. */
import { readCode } from "../../sealing/code.ts";
import { deriveIdentity, deriveSigningKey } from "../../sealing/derive.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Identity } from "../../sealing/identity.ts";
import { readPassphrase } from "../../sealing/passphrase.ts";
import { signChallenge } from "../../sealing/request.ts";
import type { Secret } from "../../sealing/secret.ts";
import { openVault } from "../../sealing/vault.ts";
import { fetchChallenge, fetchVault, signIn, type StoredVault } from "../api/session.ts";
import { proverByRecovery, type Prover, type Task } from "../account/change.ts";
import type { Desk } from "../desk.ts";
import { findEarlier } from "./earlier.ts";
import { seat } from "./seat.ts";
import type { Member } from "../session.ts";

/** A sign-in name as the server keeps it. */
export function asName(typed: string): string {
  return typed.trim().normalize("NFC").toLowerCase();
}

/** Six digits as an app shows them, often with a space in the middle; null for anything else. */
export function asSecondFactor(typed: string): string | null {
  const digits = typed.replaceAll(/\s/gu, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

/**
 * Signs in with a passphrase and a second factor, and opens the vault.
 *
 * @throws PassphraseError before anything is sent, when the words are no passphrase
 * @throws ApiError `problem-not-authenticated` when any of it is wrong, the server does not say which
 */
export async function signInByPassphrase(desk: Desk, name: string, typed: string, code: string): Promise<void> {
  const words = readPassphrase(typed);
  const { member, challenge } = await fetchChallenge(desk.api, name);
  const stretched = await desk.stretch(words, member);
  try {
    const signature = signatureOver(desk, stretched, member, challenge);
    const way = "passphrase";
    const answer = await signIn(desk.api, { name, challenge, way, signature, recoverySignature: null, code });
    await enter(desk, answer.member, answer.vault, deriveIdentity(stretched, "vault/unlock"), null);
  } finally {
    stretched.wipe();
  }
}

/**
 * Signs in with the recovery code in the passphrase's place, and opens the vault; the member then sets a new
 * passphrase before anything else.
 *
 * @throws CodeError before anything is sent, when it is no recovery code
 */
export async function signInByRecovery(desk: Desk, name: string, typed: string, code: string): Promise<void> {
  const recovery = readCode("vault-recovery", typed);
  const prover = proverByRecovery(recovery);
  try {
    const { member, challenge } = await fetchChallenge(desk.api, name);
    const signature = signChallenge(prover.key, desk.origin, member, challenge);
    const way = "recovery";
    const answer = await signIn(desk.api, { name, challenge, way, signature, recoverySignature: null, code });
    const opens = deriveIdentity(recovery, "vault/unlock");
    await enter(desk, answer.member, answer.vault, opens, { do: "new-ways", prover });
  } catch (error) {
    prover.key.wipe();
    throw error;
  } finally {
    recovery.wipe();
  }
}

/**
 * Signs in with passphrase and recovery code together, for a lost second factor, and opens the vault; the member then
 * takes a new second factor before anything else.
 *
 * @throws PassphraseError, CodeError before anything is sent, when they are none
 */
export async function signInByBoth(desk: Desk, name: string, typed: string, typedCode: string): Promise<void> {
  const words = readPassphrase(typed);
  const recovery = readCode("vault-recovery", typedCode);
  const { member, challenge } = await fetchChallenge(desk.api, name);
  const stretched = await desk.stretch(words, member);
  const prover: Prover = { way: "passphrase", key: deriveSigningKey(stretched, "sign-in") };
  try {
    const recoveryKey = deriveSigningKey(recovery, "sign-in");
    const signature = signChallenge(prover.key, desk.origin, member, challenge);
    const recoverySignature = signChallenge(recoveryKey, desk.origin, member, challenge);
    recoveryKey.wipe();
    const answer = await signIn(desk.api, { name, challenge, way: "both", signature, recoverySignature, code: null });
    const opens = deriveIdentity(stretched, "vault/unlock");
    await enter(desk, answer.member, answer.vault, opens, { do: "new-second-factor", prover });
  } catch (error) {
    prover.key.wipe();
    throw error;
  } finally {
    stretched.wipe();
    recovery.wipe();
  }
}

/**
 * Opens the vault of whoever is signed in.
 *
 * @throws PassphraseError when the words are no passphrase
 * @throws UnsealError when they are another's
 */
export async function unlockByPassphrase(desk: Desk, member: Member, typed: string): Promise<void> {
  const words = readPassphrase(typed);
  const [stretched, stored] = await Promise.all([desk.stretch(words, member.id), fetchVault(desk.api)]);
  try {
    await enter(desk, member.id, stored, deriveIdentity(stretched, "vault/unlock"), null);
  } finally {
    stretched.wipe();
  }
}

function signatureOver(
  desk: Desk,
  from: Secret<"passphrase">,
  member: MemberId,
  challenge: Uint8Array,
): ReturnType<typeof signChallenge> {
  const key = deriveSigningKey(from, "sign-in");
  try {
    return signChallenge(key, desk.origin, member, challenge);
  } finally {
    key.wipe();
  }
}

async function enter(
  desk: Desk,
  id: MemberId,
  stored: StoredVault,
  identity: Identity<"unlock">,
  task: Task,
): Promise<void> {
  try {
    await seat(desk, id, await openVault(stored.sealed, identity), stored, task);
  } catch (error) {
    if (!(error instanceof SealingError)) throw error;
    const earlier = await findEarlier(desk.api, id, stored, identity, task);
    // None opens either: then it is the passphrase or the code.
    if (earlier === null) throw error;
    desk.earlier.value = earlier;
  } finally {
    identity.wipe();
  }
}
