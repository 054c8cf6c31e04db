/** The name a case proves itself by. */
import { digestBytes, labelledDigest, parseDigest, type Digest } from "./digest.ts";
import { utf8 } from "./encoding.ts";
import { inOrder, type Holder } from "./holder.ts";
import { idBytes, type ChannelId } from "./id.ts";
import { recipientBytes, type Recipient } from "./identity.ts";
import { verifyingKeyBytes, type VerifyingKey } from "./signature.ts";

declare const caseId: unique symbol;

/**
 * SHA-256(`sigill/v1/case` 0x00 ‖ channel id ‖ case recipient of generation 0 ‖ reporter recipient ‖ reporter verifying
 * key ‖ standing digest), in hex. It binds all five, so whoever knows it can check them. The server never has it.
 */
export type CaseId = Digest & { readonly [caseId]: true };

/** Whom a report was shared with at filing, as it names them. */
export interface SharedWith {
  readonly wrapped: readonly Holder[];
  readonly excluded: readonly Holder[];
}

/**
 * SHA-256(`sigill/v1/standing` 0x00 ‖ the line of those wrapped ‖ the line of those excluded). A line is the holders in
 * their order with a comma between, and LF.
 */
function standingDigest({ wrapped, excluded }: SharedWith): Digest {
  const line = (holders: readonly Holder[]) => utf8(`${inOrder(holders).join(",")}\n`);
  return labelledDigest("standing", line(wrapped), line(excluded));
}

/** The id of the case of these five. */
export function caseIdOf(
  channel: ChannelId,
  recipient: Recipient<"case">,
  reporter: Recipient<"reporter">,
  verify: VerifyingKey<"author">,
  shared: SharedWith,
): CaseId {
  return labelledDigest(
    "case",
    idBytes(channel),
    recipientBytes(recipient),
    recipientBytes(reporter),
    verifyingKeyBytes(verify),
    digestBytes(standingDigest(shared)),
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
