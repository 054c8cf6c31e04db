/** Readers of what stands in many answers. */
import { parseDay } from "../../sealing/day.ts";
import { parseDigest } from "../../sealing/digest.ts";
import { parseBase64 } from "../../sealing/encoding.ts";
import { parseChannelId, parseMemberId } from "../../sealing/id.ts";
import { parsed, SchemaError, type Reader } from "../../sealing/schema.ts";
import { parseCaseRow } from "../router.ts";

/** Bytes in canonical base64. */
export const bytes: Reader<Uint8Array<ArrayBuffer>> = parsed((value) => parseBase64(value));

/** A day. */
export const day = parsed(parseDay);

/** A digest. */
export const digest = parsed(parseDigest);

/** The server's own name of a case. */
export const caseRow = parsed(parseCaseRow);

/** A channel's id. */
export const channelId = parsed(parseChannelId);

/** A member's id. */
export const memberId = parsed(parseMemberId);

/** True or false. */
export const truth: Reader<boolean> = (value) => {
  if (typeof value !== "boolean") throw new SchemaError("type");
  return value;
};
