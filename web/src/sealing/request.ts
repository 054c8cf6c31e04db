/**
 * What proves a request: a reporter's or an invitee's signature over each request, and a member's over the challenge
 * at sign-in (PROTOCOL.md sections 7 and 9).
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

/** What a request carries beside its body. */
export interface RequestProof {
  readonly key: VerifyingKey<"access" | "invitee">;
  readonly signature: Signature;
}

/**
 * Signs a request: over `sigill/v1/request` 0x00 ‖ method ‖ 0x00 ‖ path with query as sent ‖ 0x00 ‖ SHA-256(body) ‖
 * nonce.
 */
export function signRequest(key: SigningKey<"access"> | SigningKey<"invitee">, request: Request): RequestProof {
  const { method, path, body, nonce } = request;
  const hash = digestBytes(digestOf(body));
  const bytes = concatenate(utf8(method), SEPARATOR, utf8(path), SEPARATOR, hash, nonce);
  return { key: key.verifyingKey, signature: key.sign("request", bytes) };
}

/** Bytes of the challenge at sign-in. */
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
  if (challenge.length !== CHALLENGE_BYTES) throw new RangeError("a challenge has 32 bytes");
  return key.sign("sign-in", concatenate(utf8(origin), SEPARATOR, idBytes(member), challenge));
}
