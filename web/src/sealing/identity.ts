/**
 * age identities and recipients, hybrid (ML-KEM-768 with X25519) and of no other type, typed by whose they are.
 */
import { MLKEM768X25519 } from "@noble/post-quantum/hybrid.js";
import { bech32 } from "@scure/base";
import { isLowOrder, isMlKemKey } from "./identity/points.ts";
import { systemRandom, type Random } from "./random.ts";
import type { Role } from "./role.ts";
import { Secret } from "./secret.ts";

declare const role: unique symbol;

/** A hybrid recipient as `age1pq1…` in lower case, checked. Two are compared by `===`. */
export type Recipient<R extends Role = Role> = string & { readonly [role]: R };

const SEED_BYTES = 32;
const RECIPIENT_BYTES = 1216;
const ML_KEM_BYTES = 1184;
const RECIPIENT_PREFIX = "age1pq";
const IDENTITY_PREFIX = "age-secret-key-pq-";
const RECIPIENT_FORM = /^age1pq1[02-9ac-hj-np-z]+$/;
const IDENTITY_FORM = /^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]+$/;

/** A hybrid identity: the secret half, a 32-byte seed. It is not seen by logs, JSON or inspectors. */
export class Identity<R extends Role = Role> {
  readonly #seed: Secret<"identity">;
  #recipient: Recipient<R> | null = null;

  /** The identity of a 32-byte seed, which it takes into keeping. */
  constructor(seed: Uint8Array) {
    if (seed.length !== SEED_BYTES) throw new RangeError("an identity's seed has 32 bytes");
    this.#seed = new Secret("identity", seed);
  }

  /** The public half. Made when first asked for: it costs about a millisecond. */
  get recipient(): Recipient<R> {
    this.#recipient ??= writeRecipient(MLKEM768X25519.getPublicKey(this.#seed.expose())) as Recipient<R>;
    return this.#recipient;
  }

  /** `AGE-SECRET-KEY-PQ-1…`, for a wrap, a vault or a file's reference. Every use is a place to review. */
  expose(): string {
    return bech32.encodeFromBytes(IDENTITY_PREFIX, this.#seed.expose()).toUpperCase();
  }

  /** Overwrites the seed; afterwards the identity opens nothing. */
  wipe(): void {
    this.#seed.wipe();
  }
}

/** Draws a new identity. */
export function newIdentity<R extends Role>(random: Random = systemRandom): Identity<R> {
  return new Identity<R>(random(SEED_BYTES));
}

/** The identity in `AGE-SECRET-KEY-PQ-1…`, upper case, or null for any other text. */
export function parseIdentity<R extends Role = Role>(text: string): Identity<R> | null {
  if (!IDENTITY_FORM.test(text)) return null;
  const bytes = decode(IDENTITY_PREFIX, text.toLowerCase());
  return bytes?.length === SEED_BYTES ? new Identity<R>(bytes) : null;
}

/**
 * The recipient in `age1pq1…`, lower case, or null for any other text, for a key that ML-KEM cannot encapsulate to,
 * and for one whose X25519 half has low order.
 */
export function parseRecipient<R extends Role = Role>(text: string): Recipient<R> | null {
  if (!RECIPIENT_FORM.test(text)) return null;
  const bytes = decode(RECIPIENT_PREFIX, text);
  if (bytes?.length !== RECIPIENT_BYTES) return null;
  if (!isMlKemKey(bytes.subarray(0, ML_KEM_BYTES)) || isLowOrder(bytes.subarray(ML_KEM_BYTES))) return null;
  return text as Recipient<R>;
}

/** The 1,216 bytes of a recipient: ML-KEM's key, then X25519's. */
export function recipientBytes(recipient: Recipient): Uint8Array {
  return decode(RECIPIENT_PREFIX, recipient) ?? new Uint8Array(RECIPIENT_BYTES);
}

function writeRecipient(bytes: Uint8Array): string {
  // Bech32 without its limit of 90 characters, as the age specification wants.
  return bech32.encode(RECIPIENT_PREFIX, bech32.toWords(bytes), false);
}

function decode(prefix: string, text: string): Uint8Array | null {
  try {
    // The forms above let no text through that lacks the separator.
    const decoded = bech32.decode(text as `${string}1${string}`, false);
    return decoded.prefix === prefix ? bech32.fromWords(decoded.words) : null;
  } catch {
    // What was wrong would quote the text.
    return null;
  }
}
