/**
 * Sealing bytes to hybrid recipients and opening them: a plain age v1 file by the age library, and nothing of it but
 * the `mlkem768x25519` stanza. Types let no other recipient through, so none is ever mixed in; the library refuses an
 * encapsulated key whose X25519 half has low order.
 */
import { Decrypter, Encrypter } from "age-encryption";
import { SealingError } from "./failure.ts";
import type { Identity, Recipient } from "./identity.ts";

/**
 * Why sealed bytes do not open.
 *
 * - `not-for-us`: they are sealed to others
 * - `damaged`: they are sealed to us and altered, cut or forged, or no age file
 */
export type UnsealErrorKind = "not-for-us" | "damaged";

/** Sealed bytes do not open. */
export class UnsealError extends SealingError<UnsealErrorKind> {
  constructor(kind: UnsealErrorKind) {
    super("UnsealError", kind, kind === "damaged" ? "damaged" : "not sealed to this identity");
  }
}

/** Seals bytes to one or more recipients. They must be padded already. */
export async function sealBytes(
  recipients: readonly [Recipient, ...Recipient[]],
  content: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(content));
}

/**
 * Opens sealed bytes that have passed the gate.
 *
 * @throws {@link UnsealError}
 */
export async function openBytes(identity: Identity, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.expose());
  decrypter.addIdentity(NOBODY_ELSE);
  try {
    return new Uint8Array(await decrypter.decrypt(sealed));
  } catch (error) {
    // What the library says is for nobody to act on.
    throw error instanceof UnsealError ? error : new UnsealError("damaged");
  }
}

/** Asked only after every stanza was somebody else's. */
const NOBODY_ELSE = {
  unwrapFileKey(): never {
    throw new UnsealError("not-for-us");
  },
};
