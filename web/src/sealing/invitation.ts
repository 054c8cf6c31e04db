/**
 * Joining a channel: the invitee's keys come to the owner, and the owner's key to the invitee, under a code that the
 * server never has (PROTOCOL.md section 8).
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Code } from "./code.ts";
import { deriveSecret, deriveSigningKey } from "./derive.ts";
import { digestOf, labelled, type Digest } from "./digest.ts";
import { hex, parseHex, utf8 } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import { idBytes, parseChannelId, parseMemberId, type ChannelId } from "./id.ts";
import { parseRecipient } from "./identity.ts";
import { oneOf, parsed, record, type Read } from "./schema.ts";
import { parseVerifyingKey, verifyingKeyBytes, type SigningKey, type VerifyingKey } from "./signature.ts";
import { parseJson, writeJsonText } from "./strict_json.ts";

/** Lets somebody join a channel. */
export type InvitationCode = Code<"invitation">;

/** An HMAC-SHA-256 tag in lower-case hex. */
export type Tag = string;

/** A message of an invitation that does not come from somebody who has the code. */
export class InvitationError extends SealingError<"foreign"> {
  constructor() {
    super("InvitationError", "foreign", "the message does not come from somebody who has the invitation");
  }
}

const schema = record({
  channel: parsed(parseChannelId),
  member: parsed(parseMemberId),
  role: oneOf("handler", "deputy", "custodian"),
  recipient: parsed(parseRecipient<"handler" | "custodian">),
  verify: parsed(parseVerifyingKey<"author">),
});

/** What an invitee sends: who they are in the channel, and the keys they made. */
export type Join = Read<typeof schema>;

/** The key that signs an invitee's requests. */
export function inviteeKey(code: InvitationCode): SigningKey<"invitee"> {
  return deriveSigningKey(code, "invitation/access");
}

/** What the server keeps of an invitation: SHA-256 of the invitee's public key. */
export function invitationLocator(code: InvitationCode): Digest {
  const key = inviteeKey(code);
  const locator = digestOf(verifyingKeyBytes(key.verifyingKey));
  key.wipe();
  return locator;
}

/** The invitee's message, and its tag over the very bytes sent. */
export function writeJoin(join: Join, code: InvitationCode): { readonly bytes: Uint8Array; readonly tag: Tag } {
  const { channel, member, role, recipient, verify } = schema({ ...join });
  const bytes = utf8(writeJsonText({ channel, member, role, recipient, verify }));
  return { bytes, tag: tagOf(code, "join", bytes) };
}

/**
 * What the owner's browser does before it signs an epoch with the invitee in it.
 *
 * @throws {@link InvitationError} when the tag is not that of the code
 * @throws JsonError, SchemaError when the message is no join
 */
export function readJoin(bytes: Uint8Array, tag: Tag, code: InvitationCode): Join {
  if (!isTag(tag, tagOf(code, "join", bytes))) throw new InvitationError();
  return schema(parseJson(bytes));
}

/** The owner's tag over its key, for the one who sent that join. */
export function tagWelcome(
  code: InvitationCode,
  channel: ChannelId,
  owner: VerifyingKey<"owner">,
  join: Uint8Array,
): Tag {
  return tagOf(code, "welcome", idBytes(channel), verifyingKeyBytes(owner), join);
}

/**
 * What the invitee does before pinning the owner's key.
 *
 * @param join - the bytes they sent
 * @throws {@link InvitationError} when the tag is not that of the code
 */
export function verifyWelcome(
  code: InvitationCode,
  channel: ChannelId,
  owner: VerifyingKey<"owner">,
  join: Uint8Array,
  tag: Tag,
): void {
  if (!isTag(tag, tagWelcome(code, channel, owner, join))) throw new InvitationError();
}

function tagOf(code: InvitationCode, label: string, ...parts: readonly Uint8Array[]): Tag {
  const key = deriveSecret(code, "invitation/mac");
  const tag = hex(hmac(sha256, key.expose(), labelled(label, ...parts)));
  key.wipe();
  return tag;
}

/** Compares in a time that does not depend on where two tags differ. */
function isTag(given: Tag, wanted: Tag): boolean {
  const [one, other] = [parseHex(given, sha256.outputLen), parseHex(wanted, sha256.outputLen)];
  if (one === null || other === null) return false;
  return one.reduce((difference, byte, index) => difference | (byte ^ (other[index] ?? 0)), 0) === 0;
}
