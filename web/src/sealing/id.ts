/** Random names: 16 bytes that prove nothing and order nothing, as 32 lower-case hex digits. */
import { hex, parseHex } from "./encoding.ts";
import { systemRandom, type Random } from "./random.ts";

declare const named: unique symbol;

/** What an id names. */
export type Named = "channel" | "member" | "file";

/** The id of a channel, a member or a file, typed by which of them. */
export type Id<Of extends Named = Named> = string & { readonly [named]: Of };

/** The id of a channel. */
export type ChannelId = Id<"channel">;

/** The id of a member: one person, for good, in one channel. */
export type MemberId = Id<"member">;

/** The id of a file. */
export type FileId = Id<"file">;

const LENGTH = 16;

/** Draws a new id, typed by what it is for. */
export function newId<Of extends Named>(random: Random = systemRandom): Id<Of> {
  return hex(random(LENGTH)) as Id<Of>;
}

/** Zeros are nobody's id, and a server that stores holders may let them stand for recovery. */
function parseId<Of extends Named>(text: string): Id<Of> | null {
  const bytes = parseHex(text, LENGTH);
  return bytes?.some((byte) => byte !== 0) === true ? (text as Id<Of>) : null;
}

/** The channel's id in 32 lower-case hex digits, or null for any other text. */
export function parseChannelId(text: string): ChannelId | null {
  return parseId(text);
}

/** The member's id in 32 lower-case hex digits, or null for any other text. */
export function parseMemberId(text: string): MemberId | null {
  return parseId(text);
}

/** The file's id in 32 lower-case hex digits, or null for any other text. */
export function parseFileId(text: string): FileId | null {
  return parseId(text);
}

/** The 16 bytes of an id. */
export function idBytes(id: Id): Uint8Array<ArrayBuffer> {
  return parseHex(id, LENGTH) ?? new Uint8Array(LENGTH);
}
