/**
 * What proves a request: a reporter's or an invitee's signature over each request and a member's over each that changes
 * something, and a member's over the challenge at sign-in and over new ways in (PROTOCOL.md sections 7 and 9).
 */
import { digestBytes, digestOf } from "./digest.ts";
import { concatenate, utf8 } from "./encoding.ts";
import { idBytes, type MemberId } from "./id.ts";
import type { Signature, SigningKey, VerifyingKey } from "./signature.ts";

const SEPARATOR = Uint8Array.of(0);

/** A request to be signed, exactly as it will be sent. */
export interface Request {
  /** `GET`, `POST` and so on, in upper case. */
  readonly method: string;
  /** Path with query as sent. */
  readonly path: string;
  readonly body: Uint8Array;
  /** The server's, good for ten minutes; its raw bytes. */
  readonly nonce: Uint8Array;
}

/** Who signs requests; recovery by the key of its envelopes, for no other of its keys stands in the keyring. */
export type RequestSigner = "access" | "invitee" | "desk" | "author";

/** What a request carries beside its body. */
export interface RequestProof {
  readonly key: VerifyingKey<RequestSigner>;
  readonly signature: Signature;
}

/**
 * Signs a request: over `sigill/v1/request` 0x00 ‖ method ‖ 0x00 ‖ path with query as sent ‖ 0x00 ‖ SHA-256(body) ‖
 * nonce.
 */
export function signRequest(key: SigningKey<RequestSigner>, request: Request): RequestProof {
  const { method, path, body, nonce } = request;
  const hash = digestBytes(digestOf(body));
  const bytes = concatenate(utf8(method), SEPARATOR, utf8(path), SEPARATOR, hash, nonce);
  return { key: key.verifyingKey, signature: key.sign("request", bytes) };
}

/** Bytes of a challenge. */
export const CHALLENGE_BYTES = 32;

/**
 * Signs the challenge at sign-in: over `sigill/v1/sign-in` 0x00 ‖ the desk's origin ‖ 0x00 ‖ member id ‖ challenge.
 *
 * @param origin - of the page that the member sees, so that a challenge carried on by another site serves nobody
 */
export function signChallenge(
  key: SigningKey<"sign-in">,
  origin: string,
  member: MemberId,
  challenge: Uint8Array,
): Signature {
  return key.sign("sign-in", concatenate(utf8(origin), SEPARATOR, idBytes(member), checked(challenge)));
}

/**
 * Signs new ways in: over `sigill/v1/credentials` 0x00 ‖ the desk's origin ‖ 0x00 ‖ member id ‖ challenge ‖
 * SHA-256(change). Whoever sees the signature can have nothing else changed by it.
 *
 * @param change - the JSON that says what is new, exactly as it will be sent
 */
export function signChange(
  key: SigningKey<"sign-in">,
  origin: string,
  member: MemberId,
  challenge: Uint8Array,
  change: string,
): Signature {
  const hash = digestBytes(digestOf(utf8(change)));
  return key.sign("credentials", concatenate(utf8(origin), SEPARATOR, idBytes(member), checked(challenge), hash));
}

function checked(challenge: Uint8Array): Uint8Array {
  if (challenge.length !== CHALLENGE_BYTES) throw new RangeError("a challenge has 32 bytes");
  return challenge;
}
