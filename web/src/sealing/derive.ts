/**
 * Keys from codes, passphrases, passkeys and the vault's own seed: HKDF-SHA-256 with a salt of 32 zero bytes and an
 * info that begins with `sigill/v1/` (PROTOCOL.md section 2).
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./encoding.ts";
import { Identity } from "./identity.ts";
import type { Role, Signer } from "./role.ts";
import { Secret } from "./secret.ts";
import { SigningKey } from "./signature.ts";

/**
 * The signing keys of each source, their labels and whose they are. Sources are the codes, `passphrase` (a passphrase
 * after Argon2id) and `passkey` (what a passkey's PRF answered).
 */
interface SigningKeys {
  readonly case: { readonly access: "access"; readonly signing: "author" };
  readonly passphrase: { readonly "sign-in": "sign-in" };
  readonly "vault-recovery": { readonly "sign-in": "sign-in" };
  readonly invitation: { readonly "invitation/access": "invitee" };
  readonly "channel-recovery": { readonly "recovery/signing": "author" };
  readonly self: { readonly "desk/access": "desk" };
}

/** The identities of each source: their labels and whose they are. */
interface Identities {
  readonly case: { readonly reporter: "reporter" };
  readonly passphrase: { readonly "vault/unlock": "unlock" };
  readonly "vault-recovery": { readonly "vault/unlock": "unlock" };
  readonly passkey: { readonly "vault/unlock": "unlock" };
  readonly "channel-recovery": { readonly "recovery/identity": "recovery" };
}

/** The other secrets of each source. */
interface Secrets {
  readonly case: "receipt" | "retry";
  readonly invitation: "invitation/mac";
}

const SEED_BYTES = 32;

/** The signing key of a label: `access` and `signing` of a case code, and so on. */
export function deriveSigningKey<From extends keyof SigningKeys, Label extends keyof SigningKeys[From] & string>(
  from: Secret<From>,
  label: Label,
): SigningKey<Extract<SigningKeys[From][Label], Signer>> {
  return new SigningKey(seed(from.expose(), label));
}

/** The identity of a label: `reporter` of a case code, and so on. */
export function deriveIdentity<From extends keyof Identities, Label extends keyof Identities[From] & string>(
  from: Secret<From>,
  label: Label,
): Identity<Extract<Identities[From][Label], Role>> {
  return new Identity(seed(from.expose(), label));
}

/** The secret of a label: `receipt` and `retry` of a case code, `invitation/mac` of an invitation. */
export function deriveSecret<From extends keyof Secrets, Label extends Secrets[From]>(
  from: Secret<From>,
  label: Label,
): Secret<Label> {
  return new Secret(label, seed(from.expose(), label));
}

/**
 * From the vault's `self` seed and the random salt (32 bytes) of a row: the AES-256-GCM key for one writing of one
 * index entry, or the HMAC key for what a desk remembers of cases it has seen.
 */
export function deriveSalted<Label extends "index" | "seen">(
  self: Secret<"self">,
  label: Label,
  salt: Uint8Array,
): Secret<Label> {
  return new Secret(label, seed(self.expose(), label, salt));
}

/** What {@link deriveSalted} derives by, for a browser that derives a key which nobody can read. */
export function saltedInfo(label: "index" | "seen", salt: Uint8Array<ArrayBuffer>): HkdfParams {
  return { name: "HKDF", hash: "SHA-256", salt, info: infoOf(label) };
}

function infoOf(label: string): Uint8Array<ArrayBuffer> {
  return utf8(`sigill/v1/${label}`);
}

function seed(from: Uint8Array, label: string, salt: Uint8Array = new Uint8Array(SEED_BYTES)): Uint8Array {
  return hkdf(sha256, from, salt, infoOf(label), SEED_BYTES);
}
