/**
 * Sealing bytes to hybrid recipients and opening them: a plain age v1 file by the age library, and nothing of it but
 * the `mlkem768x25519` stanza. Types let no other recipient through, so none is ever mixed in; the library refuses an
 * encapsulated key whose X25519 half has low order.
 */
import { Decrypter, Encrypter } from "age-encryption";
import { SealingError } from "./failure.ts";
import { readHeader } from "./gate.ts";
import type { Identity, Recipient } from "./identity.ts";
import { Secret } from "./secret.ts";

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
  const decrypter = decrypterOf(identity);
  try {
    return new Uint8Array(await decrypter.decrypt(sealed));
  } catch (error) {
    // What the library says is for nobody to act on.
    throw error instanceof UnsealError ? error : new UnsealError("damaged");
  }
}

/**
 * Makes the header of a file that is sealed chunk by chunk, with the file key in it.
 *
 * @param identity - to which, and to nobody else, it is sealed
 */
export async function newHeader(
  identity: Identity,
): Promise<{ readonly header: Uint8Array<ArrayBuffer>; readonly fileKey: Secret<"file key"> }> {
  const nothing = await sealBytes([identity.recipient], new Uint8Array());
  const header = nothing.slice(0, readHeader(nothing).length);
  // The library hands out a file key only to whoever opens the header, as we can.
  return { header, fileKey: await openHeader(identity, header) };
}

/**
 * Opens a header that has passed the gate, nothing but it.
 *
 * @throws {@link UnsealError}
 */
export async function openHeader(identity: Identity, header: Uint8Array): Promise<Secret<"file key">> {
  const decrypter = decrypterOf(identity);
  try {
    return new Secret("file key", await decrypter.decryptHeader(header));
  } catch (error) {
    throw error instanceof UnsealError ? error : new UnsealError("damaged");
  }
}

function decrypterOf(identity: Identity): Decrypter {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.expose());
  decrypter.addIdentity(NOBODY_ELSE);
  return decrypter;
}

/** Asked only after every stanza was somebody else's. */
const NOBODY_ELSE = {
  unwrapFileKey(): never {
    throw new UnsealError("not-for-us");
  },
};
