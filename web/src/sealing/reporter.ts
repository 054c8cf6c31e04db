/** The keys that a case code gives its reporter. */
import type { CaseCode } from "./code.ts";
import { deriveIdentity, deriveSecret, deriveSigningKey } from "./derive.ts";
import { digestOf, type Digest } from "./digest.ts";
import type { Identity } from "./identity.ts";
import type { Secret } from "./secret.ts";
import { verifyingKeyBytes, type SigningKey } from "./signature.ts";

/** Everything a reporter acts with. */
export interface ReporterKeys {
  /** Signs requests. */
  readonly access: SigningKey<"access">;
  /** Opens what is sealed to the reporter. */
  readonly identity: Identity<"reporter">;
  /** Signs envelopes. */
  readonly signing: SigningKey<"author">;
  /** Salt of the proof of filing, 32 bytes. */
  readonly receipt: Secret<"receipt">;
  /** How the server finds the case: SHA-256 of the access key. */
  readonly locator: Digest;
}

/** Derives a reporter's keys from the code. */
export function reporterKeys(code: CaseCode): ReporterKeys {
  const access = deriveSigningKey(code, "access");
  return {
    access,
    identity: deriveIdentity(code, "reporter"),
    signing: deriveSigningKey(code, "signing"),
    receipt: deriveSecret(code, "receipt"),
    locator: digestOf(verifyingKeyBytes(access.verifyingKey)),
  };
}

/** Overwrites the keys; afterwards they open and sign nothing. */
export function wipeReporterKeys(keys: ReporterKeys): void {
  keys.access.wipe();
  keys.identity.wipe();
  keys.signing.wipe();
  keys.receipt.wipe();
}
