/**
 * What a channel's recovery code does: a case that nobody at the desk can open any more is opened, verified and given to a
 * handler or deputy of the newest keyring. Everything stays in the page's memory and is gone with it.
 */
import { rekeyCase, type AccessChange, type CaseKeys } from "../../sealing/access.ts";
import type { BodyOf } from "../../sealing/body.ts";
import { readCode } from "../../sealing/code.ts";
import { dayAt, type Day } from "../../sealing/day.ts";
import { deriveIdentity, deriveSigningKey } from "../../sealing/derive.ts";
import { SealingError } from "../../sealing/failure.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Identity } from "../../sealing/identity.ts";
import { fingerprintOf, KeyringChain } from "../../sealing/keyring/chain.ts";
import { referenceOf } from "../../sealing/reference.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import { shownOf, type Served } from "../../sealing/thread.ts";
import { verifyConversation, type Conversation } from "../../sealing/thread/conversation.ts";
import { CaseError, pinCase } from "../../sealing/thread/pin.ts";
import { bearsOut, openWrap, type OpenedWrap } from "../../sealing/wrap.ts";
import type { Api } from "../api.ts";
import { RecoveryServer } from "../api/recovery.ts";
import { receiversOf, type Candidate } from "../cases/people/remaining.ts";
import type { CaseRow } from "../router.ts";
import { DESK_ZONE } from "../vaults.ts";

/** The keyring that the server shows has another recovery key than the code's: it is not to be given a case. */
export class ForeignKeyringError extends Error {
  constructor() {
    super("the keyring has another recovery key than the code");
    this.name = "ForeignKeyringError";
  }
}

/** A channel as its recovery code opens it. */
export interface Recovery {
  readonly server: RecoveryServer;
  readonly identity: Identity<"recovery">;
  readonly signing: SigningKey<"author">;
  readonly address: string;
  readonly today: Day;
  /** Verified, with this code's own line in it; the owner's fingerprint is for the holder to compare. */
  readonly chain: KeyringChain;
  readonly fingerprint: string;
  readonly cases: readonly LeftCase[];
}

/** A case that is left to recovery alone. */
export interface LeftCase {
  readonly row: CaseRow;
  readonly received: Day;
  /** Null where nothing of it verifies: such a case is not given. */
  readonly opened: OpenedLeft | null;
}

/** One that has opened; of what stands in it nothing is shown. */
export interface OpenedLeft {
  readonly reference: string;
  readonly conversation: Conversation;
  readonly keys: CaseKeys;
  /** The newest generation by the server's own count. */
  readonly generation: number;
  /** Whom it can be given: nobody whom the reporter shuts out. */
  readonly receivers: readonly Candidate[];
}

/**
 * Looks what is left to the code that was typed, and opens it.
 *
 * @throws CodeError, ApiError, SealingError, {@link ForeignKeyringError}
 */
export async function openRecovery(api: Api, typed: string): Promise<Recovery> {
  const code = readCode("channel-recovery", typed);
  const identity = deriveIdentity(code, "recovery/identity");
  const signing = deriveSigningKey(code, "recovery/signing");
  code.wipe();
  const server = new RecoveryServer(api, signing);
  const told = await server.find();
  const chain = KeyringChain.verify(told.channel, told.keyrings, { by: "nothing" });
  const { keyring } = chain.newest;
  if (keyring.recovery.verify !== signing.verifyingKey || keyring.recovery.recipient !== identity.recipient) {
    throw new ForeignKeyringError();
  }
  const keys = { server, identity, signing, chain };
  const cases: LeftCase[] = [];
  for (const { id, received } of told.cases) cases.push({ row: id, received, opened: await openLeft(id, keys) });
  return { ...keys, address: told.address, today: told.today, fingerprint: fingerprintOf(keyring.owner), cases };
}

/** Forgets the keys. */
export function forget({ identity, signing }: Recovery): void {
  identity.wipe();
  signing.wipe();
}

/** A case by its newest wrap that its conversation bears out; null if there is none. */
async function openLeft(
  row: CaseRow,
  keys: Pick<Recovery, "server" | "identity" | "signing" | "chain">,
): Promise<OpenedLeft | null> {
  const { generation, wraps } = await keys.server.left(row);
  const served = await keys.server.conversation(row);
  for (const sealed of [...wraps].reverse()) {
    const opened = await openWith(sealed, served, keys);
    if (opened === null) continue;
    const { wrap, conversation } = opened;
    // Whoever held it before has left: it is given to whom the newest keyring lists, and to nobody excluded.
    const { excluded } = conversation.standing;
    const receivers = receiversOf({ members: new Set(), excluded }, keys.chain.newest.keyring);
    return { reference: referenceOf(wrap.case), conversation, keys: wrap.keys, generation, receivers };
  }
  return null;
}

async function openWith(
  sealed: Uint8Array<ArrayBuffer>,
  served: readonly Served[],
  { identity, signing, chain }: Pick<Recovery, "identity" | "signing" | "chain">,
): Promise<{ readonly wrap: OpenedWrap; readonly conversation: Conversation } | null> {
  try {
    const wrap = await openWrap(sealed, identity, signing.verifyingKey, chain);
    const pinned = await pinCase(wrap, served, chain);
    const conversation = await verifyConversation(pinned, chain, served, { keys: wrap.keys, side: "member" });
    return bearsOut(conversation, wrap, "recovery", chain) ? { wrap, conversation } : null;
  } catch (error) {
    if (error instanceof SealingError || error instanceof CaseError) return null;
    throw error;
  }
}

/** A case on its way to somebody: sent again where no answer came, it is the very same. */
export interface Giving {
  readonly to: Candidate;
  readonly change: AccessChange;
  readonly generation: number;
}

/**
 * Seals another key of the case for a member and recovery: none of those who had it before has seen that one.
 *
 * @throws AccessError, SealingError
 */
export async function sealGiving(recovery: Recovery, opened: OpenedLeft, to: Candidate, now: Date): Promise<Giving> {
  const day = dayAt(now, DESK_ZONE);
  if (day === null) throw new RangeError("a clock beyond the calendar");
  const { conversation, keys, generation } = opened;
  const by = { signer: recovery.signing, day, path: "desk" } as const;
  const members: readonly ["recovery", MemberId] = ["recovery", to.id];
  const change = await rekeyCase(members, causeOf(conversation), recovery.chain.newest, keys, conversation, by);
  return { to, change, generation: generation + 1 };
}

/** Gives it. @throws ApiError */
export async function give({ server }: Recovery, row: CaseRow, { change, generation }: Giving): Promise<void> {
  await server.give(row, change, generation);
}

/** Why there is another key: as whoever left last said, or because they have left the channel. */
function causeOf({ entries }: Conversation): BodyOf<"rekey">["cause"] {
  return shownOf(entries, "rekey").at(-1)?.body.cause ?? "left";
}
