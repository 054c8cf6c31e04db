/** What the desk's server says of a case in clear: days, counts, and things only a member's keys open. */
import { parseDay, type Day } from "../../sealing/day.ts";
import { parseDigest } from "../../sealing/digest.ts";
import { base64, hex, parseBase64 } from "../../sealing/encoding.ts";
import { path, type Path } from "../../sealing/body.ts";
import { parseHolder, type Holder } from "../../sealing/holder.ts";
import { parseChannelId, type ChannelId } from "../../sealing/id.ts";
import { SALT_BYTES } from "../../sealing/index.ts";
import { count, list, nullable, objectOf, oneOf, parsed, SchemaError, string, type Reader } from "../../sealing/schema.ts";
import type { Json } from "../../sealing/strict_json.ts";
import type { Served } from "../../sealing/thread.ts";
import { answer } from "../api.ts";
import { parseCaseRow, type CaseRow } from "../router.ts";
import type { CaseDays } from "./duties.ts";

/** How far a case has come: what the reporter is told in words. */
export type State = "received" | "acknowledged" | "closed";

/** A member's sealed index entry, still in base64 until it is opened. */
export interface EntryText {
  readonly salt: string;
  readonly sealed: string;
}

/** Since which day each of the law's duties is waived; null where it is not. */
export interface WaivedSince {
  readonly acknowledgement: Day | null;
  readonly feedback: Day | null;
}

/** What the server has of a case's end, in clear. */
export interface EndingColumns {
  /** Since when it is kept whatever its period. */
  readonly held: Day | null;
  /** Since when a decision to erase it is registered. */
  readonly decided: Day | null;
  /** Whether somebody proposes to erase it before its day. */
  readonly isProposed: boolean;
  /** The day on which it is erased, once that is near. */
  readonly eraseOn: Day | null;
}

/** How many cases were erased on a day, and from which day on no backup has them. */
export interface ErasedDay {
  readonly day: Day;
  readonly cases: number;
  readonly gone: Day;
}

/** What the server says of what it erased. */
export interface Erased {
  /** The cases that this member could open, by the day on which they went. */
  readonly days: readonly ErasedDay[];
  /** For how many days a backup keeps what was erased or struck after it was made. */
  readonly backupDays: number;
}

/** One case as the inbox's answer has it. */
export interface CaseSummary {
  readonly id: CaseRow;
  readonly channel: ChannelId;
  readonly path: Path;
  readonly state: State;
  /** The days by the server's own stamps; no signed step is known to bear them out yet. */
  readonly days: CaseDays;
  /** Since which days duties are waived by the server's columns; null for one that is not. */
  readonly waived: WaivedSince;
  readonly ending: EndingColumns;
  /** How many envelopes there are: of the conversation, of the internal thread. */
  readonly counts: { readonly c: number; readonly i: number };
  readonly generation: number;
  /** Whether the member has an index entry of it. */
  readonly indexed: boolean;
}

/** One case with what opens it for this member. */
export interface CaseAnswer {
  readonly summary: CaseSummary;
  readonly index: EntryText | null;
  readonly wraps: readonly { readonly generation: number; readonly sealed: Uint8Array<ArrayBuffer> }[];
  /** Who the server says holds a wrap of the highest generation. */
  readonly holders: readonly Holder[];
}

/** The inbox's answer. */
export interface InboxAnswer {
  readonly cases: readonly CaseSummary[];
  /** The day it is in each channel's own time zone. */
  readonly today: ReadonlyMap<ChannelId, Day>;
}

/** A page of a thread. */
export interface EnvelopesAnswer {
  readonly envelopes: readonly Served[];
  readonly more: boolean;
}

/** An index entry and the row it is of. */
export interface ListedEntry {
  readonly row: CaseRow;
  readonly salt: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** No bound of the contract: more than this no server of ours would send. */
const MOST = 1_000_000;
const day = parsed(parseDay);
const bytes = parsed((text) => parseBase64(text));

const envelope = answer({ n: count, day, sealed: bytes, struck: nullable(parsed(parseDigest)) });
/** Of an envelope that was struck the server names the digest of what stood there; an ordinary one does not name it. */
const served: Reader<Served> = (value) => {
  const { n, day: stamped, sealed, struck } = envelope({ struck: null, ...objectOf(value) });
  return { n, day: stamped, file: struck === null ? sealed : { gone: struck } };
};

const truth: Reader<boolean> = (value) => {
  if (typeof value !== "boolean") throw new SchemaError("type");
  return value;
};

const summaryFields = {
  id: parsed(parseCaseRow),
  channel: parsed(parseChannelId),
  path,
  state: oneOf("received", "acknowledged", "closed"),
  received: day,
  acknowledged: nullable(day),
  fed_back: nullable(day),
  closed: nullable(day),
  acknowledgement_waived: nullable(day),
  feedback_waived: nullable(day),
  held: nullable(day),
  erasure_decided: nullable(day),
  erasure_proposed: truth,
  erase_on: nullable(day),
  counts: answer({ c: count, i: count }),
  generation: count,
  indexed: truth,
};
const readSummary = answer(summaryFields);
const readAnswer = answer({
  ...summaryFields,
  index: nullable(answer({ salt: string, sealed: string })),
  wraps: list(answer({ generation: count, sealed: bytes }), 1000),
  holders: list(parsed(parseHolder), 111),
});

function summaryOf(read: ReturnType<typeof readSummary>): CaseSummary {
  const { received, acknowledged, fed_back: fedBack, closed, id, channel, state, counts, generation, indexed } = read;
  const { acknowledgement_waived: acknowledgement, feedback_waived: feedback } = read;
  return {
    id,
    channel,
    path: read.path,
    state,
    days: { received, acknowledged, fedBack, closed },
    waived: { acknowledgement, feedback },
    ending: { held: read.held, decided: read.erasure_decided, isProposed: read.erasure_proposed, eraseOn: read.erase_on },
    counts,
    generation,
    indexed,
  };
}

/**
 * Reads `GET /api/inbox`.
 *
 * @throws SchemaError
 */
export const readInbox: Reader<InboxAnswer> = (value) => {
  const read = answer({ cases: list(readSummary, MOST), today: channelDays })(value);
  return { cases: read.cases.map(summaryOf), today: read.today };
};

/**
 * Reads `GET /api/cases/{id}`.
 *
 * @throws SchemaError
 */
export const readCase: Reader<CaseAnswer> = (value) => {
  const { wraps, holders, index, ...rest } = readAnswer(value);
  return { summary: summaryOf(rest), index, wraps, holders };
};

const ROW_BYTES = 16;
const HEAD_BYTES = ROW_BYTES + SALT_BYTES + 4;

/**
 * Reads `GET /api/index`: of each entry its row, its salt, the length of what is sealed (4 bytes, the highest first), and what
 * is sealed, which stays where it is in those bytes.
 *
 * @throws SchemaError
 */
export function readEntries(bytes: Uint8Array<ArrayBuffer>): readonly ListedEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ListedEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at + HEAD_BYTES;
    if (from > bytes.length) throw new SchemaError("range");
    const to = from + view.getUint32(from - 4);
    const row = parseCaseRow(hex(bytes.subarray(at, at + ROW_BYTES)));
    if (to > bytes.length || row === null) throw new SchemaError("range");
    entries.push({ row, salt: base64(bytes.subarray(at + ROW_BYTES, from - 4)), sealed: bytes.subarray(from, to) });
    at = to;
  }
  return entries;
}

/**
 * Reads `GET /api/views`.
 *
 * @throws SchemaError
 */
export const readViewsAnswer: Reader<EntryText | null> = (value) =>
  answer({ views: nullable(answer({ salt: string, sealed: string })) })(value).views;

/**
 * Reads a page of envelopes.
 *
 * @throws SchemaError
 */
export const readEnvelopes: Reader<EnvelopesAnswer> = answer({
  envelopes: list(served, MOST),
  more: truth,
});

const erasedDay = answer({ day, cases: count, gone: day });

/**
 * Reads `GET /api/erased`.
 *
 * @throws SchemaError
 */
export const readErased: Reader<Erased> = (value) => {
  const { erased, backup_days: backupDays } = answer({ erased: list(erasedDay, MOST), backup_days: count })(value);
  return { days: erased, backupDays };
};

function channelDays(value: Json): ReadonlyMap<ChannelId, Day> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SchemaError("type");
  return new Map(
    Object.entries(value).map(([name, each]) => {
      const channel = parseChannelId(name);
      if (channel === null) throw new SchemaError("unknown-name");
      return [channel, day(each)];
    }),
  );
}
