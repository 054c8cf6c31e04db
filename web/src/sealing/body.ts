/**
 * What stands in an envelope of a thread, kind by kind (PROTOCOL.md section 4, tests/vectors/OBJECTS.md): the schema
 * that reads it and the type it then has. Names are those on the wire.
 */

import { parseCaseId } from "./case_id.ts";
import { parseDay } from "./day.ts";
import { parseDigest } from "./digest.ts";
import { parseBase64 } from "./encoding.ts";
import { fileReferences } from "./file.ts";
import { holders } from "./holder.ts";
import { parseChannelId, parseMemberId } from "./id.ts";
import { parseRecipient } from "./identity.ts";
import { parseKeyId } from "./key_id.ts";
import {
  count,
  exactly,
  list,
  nullable,
  objectOf,
  oneOf,
  parsed,
  record,
  SchemaError,
  shortText,
  text,
  type Read,
  type Reader,
} from "./schema.ts";
import { parseVerifyingKey } from "./signature.ts";
import type { Json } from "./strict_json.ts";
import { isText } from "./text.ts";

/** The most generations a case has. */
export const MOST_GENERATION = 999;

const most = (reader: Reader<number>, bound: number, least = 0): Reader<number> => (value) => {
  const number = reader(value);
  if (number > bound || number < least) throw new SchemaError("range");
  return number;
};
const matching = (pattern: RegExp): Reader<string> => parsed((value) => (pattern.test(value) ? value : null));

/** A generation of a case's key, 0 to {@link MOST_GENERATION}. */
export const generation: Reader<number> = most(count, MOST_GENERATION);
/** An envelope by its number in a thread and the digest of its sealed file. */
export const reference = record({ n: count, hash: parsed(parseDigest) });
/** An epoch by its number and the digest of its whole note. */
export const keyringReference = record({ epoch: most(count, Number.MAX_SAFE_INTEGER, 1), hash: parsed(parseDigest) });
/** How a body came to be sealed: in the reporter's browser, by the server, or at the desk. */
export const path = oneOf("browser", "server", "desk");

/** An envelope by number and digest. */
export type Reference = Read<typeof reference>;
/** An epoch by number and digest. */
export type KeyringReference = Read<typeof keyringReference>;
/** How a body came to be sealed. */
export type Path = Read<typeof path>;

const language = matching(/^[a-z]{2,3}$/);
const label = matching(/^[a-z0-9-]{1,64}$/);
const period = matching(/^[0-9]{4}(-Q[1-4])?$/);
const day = parsed(parseDay);
const allHolders: typeof holders = (value) => {
  const read = holders(value);
  if (read.length === 0) throw new SchemaError("range");
  return read;
};

/** The names that every body begins with, in their order. */
const head = <K extends string, T extends "c" | "i", S>(kind: K, thread: T, seen: Reader<S>) => ({
  v: exactly(1),
  kind: exactly(kind),
  case: parsed(parseCaseId),
  thread: exactly(thread),
  n: count,
  prev: parsed(parseDigest),
  seen,
  gen: generation,
  keyring: keyringReference,
  day,
  path,
});
const inConversation = <K extends string>(kind: K) => head(kind, "c", exactly(null));
const inInternal = <K extends string>(kind: K) => head(kind, "i", reference);

const answer = record({ question: label, answer: text });
const term = record({ term: label, value: text });
/** A list of labelled values, each label once. */
const eachOnce =
  <T>(reader: Reader<T>, bound: number, labelOf: (value: T) => string): Reader<readonly T[]> =>
  (value) => {
    const values = list(reader, bound)(value);
    if (new Set(values.map(labelOf)).size !== values.length) throw new SchemaError("range");
    return values;
  };

/** What a reader must go on knowing of a report. */
const standingOfReport = {
  reporter: parsed(parseRecipient<"reporter">),
  verify: parsed(parseVerifyingKey<"author">),
  wrapped: allHolders,
  excluded: holders,
};
const ground = parsed((value) => (value !== "" && isText(value) ? value : null));
/**
 * On what ground, of what was left of a letter the confirmations by which it stands, the `prev` of all that it stands for
 * (of the letter, of each earlier proposal, and of what it strikes itself, which holds the chain together once those are gone),
 * the words and files that stand in its place, and of a report what the case stands on.
 */
const proposal = record({
  ground,
  of: list(reference, 100),
  prev: list(parsed(parseDigest), 101, 1),
  text,
  files: fileReferences,
  report: nullable(record(standingOfReport)),
});
/** One half of a strike: it is proposed, or another member agrees to the proposal that stands there. */
const ofStrike = { refers: reference, proposes: nullable(proposal), confirms: nullable(reference) };

const conversationStrike = record({ ...inConversation("strike"), ...ofStrike });
const internalStrike = record({ ...inInternal("strike"), ...ofStrike });

/** The schema of each kind. */
export const bodySchemas = {
  report: record({
    ...inConversation("report"),
    channel: parsed(parseChannelId),
    ...standingOfReport,
    language,
    answers: eachOnce(answer, 200, (value) => value.question),
    files: fileReferences,
  }),
  contact: record({
    ...inConversation("contact"),
    /** Base64 of the age file that holds the contact details; verifying a thread never opens it. */
    sealed: parsed((value) => (parseBase64(value) === null ? null : value)),
  }),
  message: record({
    ...inConversation("message"),
    text,
    language,
    files: fileReferences,
    step: nullable(oneOf(
      "acknowledge",
      "feedback",
      "close",
      "reopen",
      "minutes",
      "assess",
      "investigate",
      "conclude",
      "out-of-scope",
      "refer",
    )),
  }),
  act: record({
    ...inConversation("act"),
    what: oneOf(
      "withdraw",
      "approve",
      "correct",
      "meeting",
      "retaliation",
      "allow",
      "read",
      "contact-opened",
      "continues",
    ),
    refers: nullable(reference),
    text,
  }),
  grant: record({
    ...inConversation("grant"),
    member: parsed(parseMemberId),
    key: parsed(parseKeyId),
    title: shortText,
  }),
  rekey: record({
    ...inConversation("rekey"),
    recipient: parsed(parseRecipient<"case">),
    from: generation,
    members: allHolders,
    cause: oneOf("steps-aside", "shut-out", "left", "theft", "left-to-recovery"),
  }),
  strike: (value: Json) => (objectOf(value)["thread"] === "i" ? internalStrike(value) : conversationStrike(value)),
  note: record({
    ...inInternal("note"),
    text,
    refers: nullable(reference),
    files: fileReferences,
    counted: nullable(period),
  }),
  triage: record({
    ...inInternal("triage"),
    terms: eachOnce(term, 100, (value) => value.term),
    counted: nullable(period),
  }),
} as const;

/** The kinds of envelopes that stand in a thread. */
export type ThreadKind = keyof typeof bodySchemas;
/** The conversation, or the thread that reporters do not see. */
export type ThreadName = "c" | "i";
/** The body of an envelope of that kind. */
export type BodyOf<K extends ThreadKind> = Read<(typeof bodySchemas)[K]>;
/** The body of any envelope of a thread. */
export type Body = { [K in ThreadKind]: BodyOf<K> }[ThreadKind];
/** What readers go on knowing of a report: who reads it, and under which keys the reporter writes. */
export type StandingOfReport = NonNullable<ProposedStrike["report"]>;
/** What one member proposes to strike. */
export type ProposedStrike = NonNullable<BodyOf<"strike">["proposes"]>;

/** Whether an envelope of that kind can stand in a thread. */
export function isThreadKind(kind: string): kind is ThreadKind {
  return Object.hasOwn(bodySchemas, kind);
}
