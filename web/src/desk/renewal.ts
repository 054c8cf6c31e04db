/**
 * Whether the desk signs a channel's next epoch by itself. A table of its own, because what it must never do is sign
 * over something that the server put in between.
 */
import { isRenewalDue } from "../sealing/keyring/status.ts";
import type { Keyring } from "../sealing/keyring.ts";
import type { Day } from "../sealing/day.ts";
import type { Digest } from "../sealing/digest.ts";
import type { PinnedChannel } from "../sealing/vault.ts";
import type { VerifyingKey } from "../sealing/signature.ts";
import { hasHeld, type Movement, type VaultStanding } from "./memory.ts";

/** What is known of a channel at a sign-in. */
export interface Circumstances {
  /** The owner key in the vault; null for who owns nothing. */
  readonly ownKey: VerifyingKey<"owner"> | null;
  /** What the vault has pinned. */
  readonly pin: PinnedChannel | null;
  /** The newest epoch that the server shows, verified. */
  readonly newest: { readonly keyring: Keyring; readonly hash: Digest };
  /** How the vault stands to the last one this computer saw. */
  readonly vault: VaultStanding;
  /** How the newest epoch stands to the highest this computer saw. */
  readonly epoch: Movement;
  /** Whether the owner has signed or confirmed this channel's keyring in this browser. */
  readonly isConfirmed: boolean;
  readonly today: Day;
}

/**
 * What to do:
 *
 * - `nothing`: not one's own channel, or not due
 * - `renew`: sign the next epoch with the very same lines
 * - `ask`: it is due, but this browser cannot tell whether the server went back with vault and keyring alike: the owner
 *   looks at the lines and says whether they are right
 * - `alarm`: something went back or stands in between: sign nothing
 */
export type Renewal = "nothing" | "renew" | "ask" | "alarm";

/** What to do about a channel's keyring at a sign-in. */
export function renewalOf(known: Circumstances): Renewal {
  const { ownKey, pin, newest, vault, epoch, isConfirmed, today } = known;
  if (!hasHeld(vault) || !hasHeld(epoch)) return "alarm";
  if (ownKey === null || pin?.owner !== ownKey) return "nothing";
  const isPinned = newest.keyring.epoch === pin.epoch && newest.hash === pin.hash;
  if (!isPinned || newest.keyring.owner !== ownKey) return "alarm";
  if (!isRenewalDue(newest.keyring, today)) return "nothing";
  return isConfirmed ? "renew" : "ask";
}
