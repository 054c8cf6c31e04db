/**
 * Sealing bytes to hybrid recipients and opening them: a plain age v1 file by the age library, and nothing of it but
 * the `mlkem768x25519` stanza. Types let no other recipient through, so none is ever mixed in; the library refuses an
 * encapsulated key whose X25519 half has low order.
 */
import { Decrypter, Encrypter } from "age-encryption";
import { SealingError } from "./failure.ts";
import type { Identity, Recipient } from "./identity.ts";

/**
 * Sealed bytes do not open: they are not sealed to this identity, or were altered. Which of both, no one without the
 * key can tell.
 */
export class UnsealError extends SealingError<"unopened"> {
  constructor() {
    super("UnsealError", "unopened", "not sealed to this key, or altered since");
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
  try {
    return new Uint8Array(await decrypter.decrypt(sealed));
  } catch {
    throw new UnsealError();
  }
}
