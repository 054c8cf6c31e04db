/**
 * What a channel's recovery code opens: keys, the channels whose code it is, and a channel's keyrings, verified as far as
 * they can be without anything but the code. Everything stays in the page's memory and is gone with it.
 */
import { readCode } from "../../sealing/code.ts";
import { dayAt, type Day } from "../../sealing/day.ts";
import { deriveIdentity, deriveSigningKey } from "../../sealing/derive.ts";
import type { Identity } from "../../sealing/identity.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import { KeyringChain, type Epoch } from "../../sealing/keyring/chain.ts";
import { keyringStatus } from "../../sealing/keyring/status.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import type { Api } from "../api.ts";
import { RecoveryServer, type HeldChannel, type WaitingCase } from "../api/recovery.ts";
import { DESK_ZONE } from "../vaults.ts";

/** What a recovery code opens and signs with. */
export interface CodeKeys {
  readonly identity: Identity<"recovery">;
  readonly signing: SigningKey<"author">;
}

/** Somebody's recovery code at work. */
export interface Holding extends CodeKeys {
  readonly server: RecoveryServer;
  /** By the server's word; one, unless it lies. */
  readonly channels: readonly HeldChannel[];
}

/** A channel with its keyrings and what waits in it. */
export interface LeftChannel {
  readonly held: HeldChannel;
  /** From the first epoch on, with this code's own line in each. */
  readonly chain: KeyringChain;
  readonly cases: readonly WaitingCase[];
}

/**
 * Why nothing can be given by the keyring that the server shows:
 *
 * - `foreign`: it does not verify, not all of it is there, or an epoch has another recovery key than the code's
 * - `expired`: its days are over: its owner has not signed for long, or the server hides what they signed since
 * - `not-yet`: it was signed on a day that is still to come
 */
export type UnusableKeyring = "foreign" | "expired" | "not-yet";

/** A keyring by which nothing is given. */
export class UnusableKeyringError extends Error {
  readonly kind: UnusableKeyring;
  /** The last day of its life, where it verifies. */
  readonly until: Day | null;

  constructor(kind: UnusableKeyring, until: Day | null = null) {
    super(`the keyring is ${kind}`);
    this.name = "UnusableKeyringError";
    this.kind = kind;
    this.until = until;
  }
}

/**
 * Looks whose code was typed. The code itself is wiped whatever comes of it, and its keys where nothing does.
 *
 * @param hold - takes the keys before anything is asked, to wipe them however long a server takes to answer
 * @throws CodeError before anything is sent, ApiError
 */
export async function openHolding(api: Api, typed: string, hold: (keys: CodeKeys) => void): Promise<Holding> {
  const keys = keysOf(typed);
  hold(keys);
  try {
    const server = new RecoveryServer(api.withoutSession(), keys.signing);
    return { server, ...keys, channels: await server.held() };
  } catch (error) {
    forget(keys);
    throw error;
  }
}

function keysOf(typed: string): CodeKeys {
  const code = readCode("channel-recovery", typed);
  try {
    return { identity: deriveIdentity(code, "recovery/identity"), signing: deriveSigningKey(code, "recovery/signing") };
  } finally {
    code.wipe();
  }
}

/** Overwrites the keys; nothing opens with them any more. */
export function forget({ identity, signing }: CodeKeys): void {
  identity.wipe();
  signing.wipe();
}

/**
 * Reads a channel's keyrings and what waits in it. By this computer's own clock: the server's would vouch for itself.
 *
 * @throws ApiError, {@link UnusableKeyringError}
 */
export async function openChannel(holding: Holding, held: HeldChannel, now: Date): Promise<LeftChannel> {
  const { keyrings, cases } = await holding.server.left(held.id);
  const chain = verifyAll(held, keyrings);
  const isOwn = ({ keyring: { recovery } }: Epoch): boolean =>
    recovery.verify === holding.signing.verifyingKey && recovery.recipient === holding.identity.recipient;
  const [first] = chain.epochs;
  // No chain verifies in which a later epoch has another.
  if (first?.keyring.epoch !== 1 || !isOwn(chain.newest)) throw new UnusableKeyringError("foreign");
  checkDays(chain, now);
  return { held, chain, cases };
}

/** Whether the newest keyring is good on that day: neither expired, not even lately, nor of a day to come. */
export function checkDays({ newest: { keyring } }: KeyringChain, now: Date): void {
  const today = dayAt(now, DESK_ZONE);
  const status = today === null ? "not-yet" : keyringStatus(keyring, today);
  if (status === "not-yet") throw new UnusableKeyringError("not-yet");
  if (status !== "valid") throw new UnusableKeyringError("expired", keyring.expires);
}

function verifyAll({ id }: HeldChannel, notes: readonly string[]): KeyringChain {
  try {
    return KeyringChain.verify(id, notes, { by: "nothing" });
  } catch (error) {
    if (error instanceof KeyringError) throw new UnusableKeyringError("foreign");
    throw error;
  }
}
