/** The name a case proves itself by. */
import { digestBytes, labelledDigest, parseDigest, type Digest } from "./digest.ts";
import { idBytes, type ChannelId } from "./id.ts";
import { recipientBytes, type Recipient } from "./identity.ts";
import { verifyingKeyBytes, type VerifyingKey } from "./signature.ts";

declare const caseId: unique symbol;

/**
 * SHA-256(`sigill/v1/case` 0x00 ‖ channel id ‖ case recipient of generation 0 ‖ reporter recipient ‖ reporter verifying
 * key), in hex. It binds all four, so whoever knows it can check them. The server never has it.
 */
export type CaseId = Digest & { readonly [caseId]: true };

/** The id of the case of these four. */
export function caseIdOf(
  channel: ChannelId,
  recipient: Recipient<"case">,
  reporter: Recipient<"reporter">,
  verify: VerifyingKey<"author">,
): CaseId {
  return labelledDigest(
    "case",
    idBytes(channel),
    recipientBytes(recipient),
    recipientBytes(reporter),
    verifyingKeyBytes(verify),
  ) as CaseId;
}

/** The case id in 64 lower-case hex digits, or null for any other text. */
export function parseCaseId(text: string): CaseId | null {
  return parseDigest(text) as CaseId | null;
}

/** The 32 bytes of a case id. */
export function caseIdBytes(id: CaseId): Uint8Array<ArrayBuffer> {
  return digestBytes(id);
}
