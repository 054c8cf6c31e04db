/** The short name by which an envelope says who signed it. */
import { labelledDigest } from "./digest.ts";
import { parseHex } from "./encoding.ts";
import { verifyingKeyBytes, type VerifyingKey } from "./signature.ts";

declare const keyId: unique symbol;

/** First 16 bytes of SHA-256(`sigill/v1/key` 0x00 ‖ verifying key), as 32 lower-case hex digits. */
export type KeyId = string & { readonly [keyId]: true };

const LENGTH = 16;

/** The id of a verifying key. */
export function keyIdOf(key: VerifyingKey): KeyId {
  return labelledDigest("key", verifyingKeyBytes(key)).slice(0, 2 * LENGTH) as KeyId;
}

/** The key id in 32 lower-case hex digits, or null for any other text. */
export function parseKeyId(text: string): KeyId | null {
  return parseHex(text, LENGTH) === null ? null : (text as KeyId);
}
