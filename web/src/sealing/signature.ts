/**
 * Ed25519, so strictly that no two implementations can differ: verifying keys and R canonical, of prime order and
 * not the identity, S < L. In JavaScript, for browsers' own Ed25519 is missing in some and differs in others.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { labelled } from "./digest.ts";
import { base64, parseBase64 } from "./encoding.ts";
import type { Kind } from "./kind.ts";
import { systemRandom, type Random } from "./random.ts";
import type { Signer } from "./role.ts";
import { Secret } from "./secret.ts";

declare const role: unique symbol;
declare const purpose: unique symbol;

/** A verifying key as canonical base64 of its 32 bytes, checked. Two are compared by `===`. */
export type VerifyingKey<S extends Signer = Signer> = string & { readonly [role]: S };

/** Base64 of a signature's 64 bytes, R then S; nothing is known of it before it verifies. */
export type Signature = string & { readonly [purpose]: true };

/**
 * What a signature is for, beside the kinds of envelopes; it stands in what is signed, so that no signature serves
 * two ends.
 */
export type Domain = Kind | "request" | "sign-in" | "credentials" | "continues";

const SEED_BYTES = 32;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** A signing key. Its seed is not seen by logs, JSON or inspectors. */
export class SigningKey<S extends Signer = Signer> {
  /** The public half. */
  readonly verifyingKey: VerifyingKey<S>;
  readonly #seed: Secret<"signing-key">;

  /** The key of a 32-byte seed, which it takes into keeping. */
  constructor(seed: Uint8Array) {
    if (seed.length !== SEED_BYTES) throw new RangeError("a signing key's seed has 32 bytes");
    this.#seed = new Secret("signing-key", seed);
    this.verifyingKey = base64(ed25519.getPublicKey(seed)) as VerifyingKey<S>;
  }

  /** Signs `sigill/v1/` ‖ domain ‖ 0x00 ‖ bytes. */
  sign(domain: Domain, bytes: Uint8Array): Signature {
    return base64(ed25519.sign(labelled(domain, bytes), this.#seed.expose())) as Signature;
  }

  /**
   * Signs the bytes of a signed note, which must begin with a line that nothing else signed begins with: the raw 64
   * bytes, since a note writes more than them.
   */
  signNote(bytes: Uint8Array): Uint8Array {
    return ed25519.sign(bytes, this.#seed.expose());
  }

  /** The seed, for a vault. Every use is a place to review. */
  expose(): Uint8Array {
    return this.#seed.expose();
  }

  /** Overwrites the seed; afterwards the key signs nothing. */
  wipe(): void {
    this.#seed.wipe();
  }
}

/** Draws a new signing key. */
export function newSigningKey<S extends Signer>(random: Random = systemRandom): SigningKey<S> {
  return new SigningKey<S>(random(SEED_BYTES));
}

/** The verifying key in base64, or null if it is not canonical, not of prime order, or the identity. */
export function parseVerifyingKey<S extends Signer = Signer>(text: string): VerifyingKey<S> | null {
  const bytes = parseBase64(text, KEY_BYTES);
  return bytes !== null && isStrictPoint(bytes) ? (text as VerifyingKey<S>) : null;
}

/** The 32 bytes of a verifying key. */
export function verifyingKeyBytes(key: VerifyingKey): Uint8Array<ArrayBuffer> {
  return parseBase64(key, KEY_BYTES) ?? new Uint8Array(KEY_BYTES);
}

/** The signature in base64, or null for any text that is not canonical base64 of 64 bytes. */
export function parseSignature(text: string): Signature | null {
  return parseBase64(text, SIGNATURE_BYTES) === null ? null : (text as Signature);
}

/** Whether the key's holder signed the bytes for that end. */
export function verifies(key: VerifyingKey, domain: Domain, bytes: Uint8Array, signature: Signature): boolean {
  const raw = parseBase64(signature, SIGNATURE_BYTES);
  return raw !== null && verifiesRaw(key, labelled(domain, bytes), raw);
}

/** Whether the key's holder signed the bytes of a signed note. */
export function verifiesNote(key: VerifyingKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === SIGNATURE_BYTES && verifiesRaw(key, bytes, signature);
}

function verifiesRaw(key: VerifyingKey, message: Uint8Array, signature: Uint8Array): boolean {
  const keyBytes = parseBase64(key, KEY_BYTES);
  return (
    keyBytes !== null &&
    isStrictPoint(signature.subarray(0, KEY_BYTES)) &&
    // With both points of prime order, its cofactored equation holds exactly where the cofactorless one does.
    ed25519.verify(signature, message, keyBytes, { zip215: false })
  );
}

/** Whether these bytes are the one encoding of a point of prime order. */
function isStrictPoint(bytes: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}
