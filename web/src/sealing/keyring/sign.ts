/** Signing an epoch: the owner alone, or at a hand-over the new owner and whoever had the say before. */
import { dayPlus, type Day } from "../day.ts";
import { ZERO_DIGEST } from "../digest.ts";
import { utf8 } from "../encoding.ts";
import { checkKeyring, KeyringError, LIFETIME_DAYS, type Keyring } from "../keyring.ts";
import type { SigningKey } from "../signature.ts";
import { keyName, type Epoch } from "./chain.ts";
import { writeLines } from "./lines.ts";
import { writeNote } from "./note.ts";

/** What an owner decides: the lines that stay the same when an epoch is only renewed. */
export type Decided = Omit<Keyring, "epoch" | "previous" | "issued" | "expires">;

/**
 * The first epoch of a channel, issued that day.
 *
 * @throws {@link KeyringError} when the lines break a rule of section 8
 */
export function firstEpoch(decided: Decided, issued: Day): Keyring {
  return dated({ ...decided, epoch: 1, previous: ZERO_DIGEST }, issued);
}

/**
 * The epoch after `before`, with what the owner decides now.
 *
 * @throws {@link KeyringError} when the lines break a rule of section 8
 */
export function nextEpoch(before: Epoch, decided: Decided, issued: Day): Keyring {
  if (decided.channel !== before.keyring.channel) throw new KeyringError("chain");
  if (issued < before.keyring.issued) throw new KeyringError("days");
  return dated({ ...decided, epoch: before.keyring.epoch + 1, previous: before.hash }, issued);
}

/**
 * The epoch after `pinned` with the very same lines: what the owner's desk signs by itself once
 * {@link isRenewalDue}. `pinned` is the epoch pinned in the owner's vault and `newest` the one the server shows: if
 * they differ, or the vault went back, nothing is signed and the desk alarms.
 *
 * @throws {@link KeyringError} `pin` if they differ
 */
export function renewEpoch(
  pinned: { readonly epoch: number; readonly hash: string },
  newest: Epoch,
  issued: Day,
): Keyring {
  if (newest.keyring.epoch !== pinned.epoch || newest.hash !== pinned.hash) throw new KeyringError("pin");
  return nextEpoch(newest, newest.keyring, issued);
}

/**
 * The note of an epoch, signed by its owner; under a hand-over by the former owner, or the former epoch's recovery
 * key, as well. Whether the former had the say is checked by whoever verifies the note after the one before.
 *
 * @throws {@link KeyringError} when the key is not the owner's
 */
export function signKeyring(
  keyring: Keyring,
  owner: SigningKey<"owner">,
  former?: SigningKey<"owner"> | SigningKey<"author">,
): string {
  if (owner.verifyingKey !== keyring.owner) throw new KeyringError("owner");
  const text = writeLines(keyring);
  const signers = former === undefined ? [owner] : [owner, former];
  const signatures = signers.map((key) => [key.verifyingKey, key.signNote(utf8(text))] as const);
  return writeNote(text, keyName(keyring.channel), signatures);
}

function dated(undated: Omit<Keyring, "issued" | "expires">, issued: Day): Keyring {
  const expires = dayPlus(issued, LIFETIME_DAYS);
  if (expires === null) throw new KeyringError("days");
  const keyring: Keyring = { ...undated, issued, expires };
  checkKeyring(keyring);
  return keyring;
}
