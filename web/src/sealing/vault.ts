/**
 * A member's vault: every key they hold, sealed to their own ways of unlocking (PROTOCOL.md section 9). It verifies
 * under its own newest signing key: integrity, not trust.
 */
import { keyringReference } from "./body.ts";
import { readCode, writeCode } from "./code.ts";
import { parseDay, type Day } from "./day.ts";
import { parseDigest, type Digest } from "./digest.ts";
import { base64, parseBase64 } from "./encoding.ts";
import { openEnvelope, sealEnvelope } from "./envelope.ts";
import { SealingError } from "./failure.ts";
import type { Sealed } from "./gate.ts";
import { parseChannelId, parseMemberId, type ChannelId, type MemberId } from "./id.ts";
import { parseIdentity, parseRecipient, type Identity, type Recipient } from "./identity.ts";
import type { InvitationCode } from "./invitation.ts";
import {
  count,
  exactly,
  list,
  nullable,
  oneOf,
  parsed,
  record,
  SchemaError,
  shortText,
  string,
  type Reader,
} from "./schema.ts";
import { Secret } from "./secret.ts";
import { parseVerifyingKey, SigningKey, type VerifyingKey } from "./signature.ts";
import type { JsonObject } from "./strict_json.ts";

/** The most ways of unlocking. */
export const MOST_WAYS = 16;
const MOST_KEYS = 50;
const MOST_PINS = 200;
/** The most notes kept that were signed to follow a pinned one. */
export const MOST_NEXT = 16;
const MOST_CREDENTIAL = 1364;
const SEED_BYTES = 32;

/** One pair of a member's keys. */
export interface MemberKeys {
  readonly identity: Identity<"handler">;
  readonly signing: SigningKey<"author">;
}

/** What a member knows of a channel without the server: the last epoch they verified, and which may follow. */
export interface PinnedChannel {
  readonly channel: ChannelId;
  readonly owner: VerifyingKey<"owner">;
  readonly epoch: number;
  readonly hash: Digest;
  /**
   * Of an owner: the digests of the notes that were signed to follow it and may have reached the server. One of them,
   * come back as the newest epoch, is the owner's own.
   */
  readonly next: readonly Digest[];
}

/** An invitation that nobody has answered yet, kept by the owner who made it. */
export interface OpenInvitation {
  readonly channel: ChannelId;
  readonly member: MemberId;
  readonly role: "handler" | "deputy" | "custodian";
  readonly code: InvitationCode;
  readonly day: Day;
}

/** A way of unlocking. */
export interface Unlocking {
  readonly way: "passphrase" | "recovery" | "passkey";
  /** What its member calls it. */
  readonly name: string;
  readonly recipient: Recipient<"unlock">;
  /** The credential id of a passkey in unpadded base64url, else empty. */
  readonly id: string;
}

/** What a vault holds. */
export interface Vault {
  /** Grows with every writing: a vault whose counter went back is an old one. */
  readonly counter: number;
  readonly member: MemberId;
  /** Newest first; the older ones open what was sealed before a rotation. */
  readonly keys: readonly [MemberKeys, ...MemberKeys[]];
  readonly self: Secret<"self">;
  /** The owner key of a channel's owner. */
  readonly owner: SigningKey<"owner"> | null;
  /** By channel. */
  readonly pins: readonly PinnedChannel[];
  readonly invitations: readonly OpenInvitation[];
  readonly unlock: readonly [Unlocking, ...Unlocking[]];
  readonly day: Day;
}

/** A vault older than the last one this desk saw: the server went back. */
export class VaultError extends SealingError<"older"> {
  constructor() {
    super("VaultError", "older", "the vault is older than the last one seen");
  }
}

const seed: Reader<Uint8Array> = parsed((value) => parseBase64(value, SEED_BYTES));
const day = parsed(parseDay);
const code = parsed((value) => {
  const read = readCode("invitation", value);
  return writeCode(read).replaceAll("-", "") === value ? read : null;
});

const schema = record({
  v: exactly(1),
  kind: exactly("vault"),
  counter: count,
  member: parsed(parseMemberId),
  identities: list(parsed(parseIdentity<"handler">), MOST_KEYS, 1),
  signing: list(seed, MOST_KEYS, 1),
  self: seed,
  owner: nullable(seed),
  pins: list(
    record({
      channel: parsed(parseChannelId),
      owner: parsed(parseVerifyingKey<"owner">),
      epoch: (value) => keyringReference({ epoch: value, hash: "0".repeat(64) }).epoch,
      hash: (value) => keyringReference({ epoch: 1, hash: value }).hash,
      next: list(parsed(parseDigest), MOST_NEXT),
    }),
    MOST_PINS,
  ),
  invitations: list(
    record({
      channel: parsed(parseChannelId),
      member: parsed(parseMemberId),
      role: oneOf("handler", "deputy", "custodian"),
      code,
      day,
    }),
    MOST_PINS,
  ),
  unlock: list(
    record({
      way: oneOf("passphrase", "recovery", "passkey"),
      name: shortText,
      recipient: parsed(parseRecipient<"unlock">),
      id: string,
    }),
    MOST_WAYS,
    1,
  ),
  day,
});

/**
 * Seals a vault to its own ways of unlocking, and to nobody else: a client never seals one to a recipient from the
 * server.
 *
 * @throws SchemaError when it breaks a rule that {@link openVault} checks
 */
export async function sealVault(vault: Vault): Promise<Sealed<"vault">> {
  const body = writeVault(vault);
  readVault(body);
  const [first, ...others] = vault.unlock;
  const recipients = [first.recipient, ...others.map(({ recipient }) => recipient)] as const;
  return sealEnvelope("vault", { body, signer: vault.keys[0].signing, recipients });
}

/**
 * Opens a vault with one way of unlocking.
 *
 * @param lastSeen - the counter of the last vault this desk saw, 0 if it remembers none
 * @throws GateError, UnsealError, JsonError, EnvelopeError, SchemaError when it is no vault that this way opens
 * @throws {@link VaultError} when the server went back
 */
export async function openVault(
  sealed: Uint8Array<ArrayBuffer>,
  unlock: Identity<"unlock">,
  lastSeen = 0,
): Promise<Vault> {
  const opened = await openEnvelope("vault", unlock, sealed);
  const verified = opened.verifyUnderOwnKey((body) => readVault(body).keys[0].signing.verifyingKey);
  const vault = readVault(verified.body);
  if (vault.counter < lastSeen) throw new VaultError();
  return vault;
}

/** Overwrites every key of a vault: at locking, idleness and sign-out. */
export function wipeVault(vault: Vault): void {
  for (const { identity, signing } of vault.keys) {
    identity.wipe();
    signing.wipe();
  }
  for (const invitation of vault.invitations) invitation.code.wipe();
  vault.self.wipe();
  vault.owner?.wipe();
}

/** What a member has pinned of a channel; null if nothing yet. */
export function pinOf(vault: Vault, channel: ChannelId): PinnedChannel | null {
  return vault.pins.find((pin) => pin.channel === channel) ?? null;
}

function writeVault(vault: Vault): JsonObject & { readonly v: 1; readonly kind: "vault" } {
  const { counter, member, keys, self, owner, pins, invitations, unlock } = vault;
  return {
    v: 1,
    kind: "vault",
    counter,
    member,
    identities: keys.map(({ identity }) => identity.expose()),
    signing: keys.map(({ signing }) => base64(signing.expose())),
    self: base64(self.expose()),
    owner: owner === null ? null : base64(owner.expose()),
    pins: pins.map(({ channel, owner, epoch, hash, next }) => ({ channel, owner, epoch, hash, next: [...next] })),
    invitations: invitations.map((open) => ({
      channel: open.channel,
      member: open.member,
      role: open.role,
      code: writeCode(open.code).replaceAll("-", ""),
      day: open.day,
    })),
    unlock: unlock.map(({ way, name, recipient, id }) => ({ way, name, recipient, id })),
    day: vault.day,
  };
}

function readVault(body: JsonObject): Vault {
  const { counter, member, identities, signing, self, owner, pins, invitations, unlock, ...rest } = schema(body);
  const keys = identities.flatMap((identity, index) => {
    const own = signing[index];
    return own === undefined ? [] : [{ identity, signing: new SigningKey<"author">(own) }];
  });
  const [newest, ...older] = keys;
  if (newest === undefined || identities.length !== signing.length) throw new SchemaError("range", "signing");
  if (pins.some((pin, index) => (pins[index - 1]?.channel ?? "") >= pin.channel)) throw new SchemaError("range", "pins");
  const [first, ...others] = unlock;
  const recipients = new Set(unlock.map(({ recipient }) => recipient));
  if (first === undefined || recipients.size !== unlock.length) throw new SchemaError("range", "unlock");
  for (const { way, id } of unlock) {
    const fits = /^[A-Za-z0-9_-]*$/.test(id) && id.length <= MOST_CREDENTIAL && (id === "") === (way !== "passkey");
    if (!fits) throw new SchemaError("range", "unlock.id");
  }
  return {
    counter,
    member,
    keys: [newest, ...older],
    self: new Secret("self", self),
    owner: owner === null ? null : new SigningKey<"owner">(owner),
    pins,
    invitations,
    unlock: [first, ...others],
    day: rest.day,
  };
}
