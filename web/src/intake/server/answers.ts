/**
 * What the intake answers to scripts. A name too few or of another form is no answer; a name too many is a newer
 * server's, which a page that stood open while it was installed goes on without.
 */
import { parseDay } from "../../sealing/day.ts";
import { parseDigest } from "../../sealing/digest.ts";
import { parseBase64 } from "../../sealing/encoding.ts";
import { parseChannelId } from "../../sealing/id.ts";
import { parseRecipient } from "../../sealing/identity.ts";
import {
  count,
  list,
  nullable,
  objectOf,
  parsed,
  record as exactRecord,
  SchemaError,
  string,
  type Read,
  type Reader,
} from "../../sealing/schema.ts";
import type { Json } from "../../sealing/strict_json.ts";
import type { Served } from "../../sealing/thread.ts";
import { ServerError } from "./failure.ts";

/** An object of at least these names. */
export function record<F extends Record<string, Reader<unknown>>>(fields: F): ReturnType<typeof exactRecord<F>> {
  const exact = exactRecord(fields);
  return (value) => exact(Object.fromEntries(Object.entries(objectOf(value)).filter(([name]) => Object.hasOwn(fields, name))));
}
/** True or false. */
export const boolean: Reader<boolean> = (value) => {
  if (typeof value !== "boolean") throw new SchemaError("type");
  return value;
};
const day = parsed(parseDay);
const bytes = parsed((text) => parseBase64(text));
const digest = parsed(parseDigest);
/** The most that any list holds. */
export const MOST = 100_000;

/** `GET /api/channels/{address}` */
export const channelAnswer = record({
  channel: parsed(parseChannelId),
  address: string,
  published: boolean,
  today: day,
  settings: string,
  keyring: string,
  filing_recipient: parsed(parseRecipient<"intake">),
});
/** `GET /api/channels/{address}/settings/{digest}` */
export const settingsAnswer = record({ settings: string });
/** `GET /api/channels/{address}/keyrings` */
export const keyringsAnswer = record({ keyrings: list(string, MOST), more: boolean });
/** `GET /api/nonce` */
export const nonceAnswer = record({ nonce: bytes });
/** `POST /api/cases` */
export const filedAnswer = record({ received: day });
/** `GET /api/case` */
export const caseAnswer = record({
  address: string,
  channel: parsed(parseChannelId),
  today: day,
  state: string,
  path: string,
  received: day,
  acknowledged: nullable(day),
  fed_back: nullable(day),
  closed: nullable(day),
  acknowledgement_waived: nullable(day),
  feedback_waived: nullable(day),
  anchor: bytes,
  count,
});
/** An envelope; of one that was struck the digest of what stood there. An ordinary one does not name it. */
const envelope: Reader<Served> = (value) => {
  const { n, day: stamped, sealed, struck } = record({ n: count, day, sealed: bytes, struck: nullable(digest) })({
    struck: null,
    ...objectOf(value),
  });
  return { n, day: stamped, file: struck === null ? sealed : { gone: struck } };
};
/** `GET /api/case/envelopes` */
export const envelopesAnswer = record({ envelopes: list(envelope, MOST), more: boolean });
/** `POST /api/case/envelopes` */
export const writtenAnswer = record({ n: count, day });

/** A channel as it is served: nothing of it is verified. */
export type ChannelAnswer = Read<typeof channelAnswer>;
/** A case as it is served. */
export type CaseAnswer = Read<typeof caseAnswer>;

/** Reads the text of an answer. */
export function read<T>(reader: Reader<T>, text: string): T {
  try {
    return reader(JSON.parse(text) as Json);
  } catch {
    // What was wrong would quote the answer.
    throw new ServerError("answer");
  }
}
