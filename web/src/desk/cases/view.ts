/**
 * What a member's sealed index entry holds of a case: enough to list, sort and search it without opening its thread
 * again, what has been read, how far the threads were verified, and a draft (PROTOCOL.md section 9).
 *
 * It is a cache: it never overrides a verified thread, and the heads in it only move forward.
 */
import { path } from "../../sealing/body.ts";
import { parseCaseId } from "../../sealing/case_id.ts";
import { parseDay } from "../../sealing/day.ts";
import { parseDigest } from "../../sealing/digest.ts";
import { SealingError } from "../../sealing/failure.ts";
import { parseMemberId } from "../../sealing/id.ts";
import { PHASES } from "../../sealing/phase.ts";
import { count, exactly, list, nullable, objectOf, oneOf, parsed, record, SchemaError, string, type Read, type Reader } from "../../sealing/schema.ts";
import { parseCaseRow } from "../router.ts";
import { SCALE, type Scale } from "./record/forms.ts";
import { REQUESTS } from "./requests.ts";
import { writeJsonText, type Json, type JsonObject } from "../../sealing/strict_json.ts";

/** What may be half written in a case, letters and notes. */
export const DRAFT_KINDS = ["reply", "acknowledge", "feedback", "close", "reopen", "minutes", "note"] as const;
/** One of them. */
export type DraftKind = (typeof DRAFT_KINDS)[number];
/**
 * Everything that may be unfinished: besides those, where a reply says that the work stands, which note one answers, and
 * an unsaved record.
 */
export const DRAFT_NAMES = [...DRAFT_KINDS, "move", "noteTo", "record"] as const;
/** One of them. */
export type DraftName = (typeof DRAFT_NAMES)[number];
/** What is unfinished in a case; "" where nothing is. */
export type Drafts = Readonly<Record<DraftName, string>>;

/** Nothing unfinished at all. */
export const NO_DRAFTS: Drafts = {
  reply: "",
  acknowledge: "",
  feedback: "",
  close: "",
  reopen: "",
  minutes: "",
  note: "",
  move: "",
  noteTo: "",
  record: "",
};

/**
 * The rules by which this desk makes a view of a case. A view that was made by earlier ones is shown until its case has been
 * looked at anew; raise this where a view says something else of the same case.
 */
export const MADE = 3;

const truth: Reader<boolean> = (value: Json) => oneOf("yes", "no")(value) === "yes";
const day = parsed(parseDay);
const head = nullable(record({ n: count, hash: parsed(parseDigest) }));
/** More members and tags than a record has; an entry's size bounds them first. */
const MOST = 10_000;
const scale: Reader<Scale> = (value) => {
  const found = SCALE.find((each) => each === value);
  if (found === undefined) throw new SchemaError("range");
  return found;
};

/** Only what is unfinished stands in an entry, by its name. One that this desk does not know is nothing to it. */
const drafts: Reader<Drafts> = (value) => {
  const found = objectOf(value);
  const read: Record<DraftName, string> = { ...NO_DRAFTS };
  for (const name of DRAFT_NAMES) read[name] = string(found[name] ?? "");
  return read;
};

const everyFact = record({
  phase: oneOf(...PHASES),
  severity: nullable(scale),
  category: string,
  categories: list(string, MOST),
  assigned: list(parsed(parseMemberId), MOST),
  tags: list(string, MOST),
  linked: list(parsed(parseCaseId), MOST),
  nextBy: nullable(day),
  tellBy: nullable(day),
  protectionBy: nullable(day),
  recommendationsBy: nullable(day),
  review: nullable(day),
  waived: record({ acknowledgement: string, feedback: string }),
  ending: nullable(record({ held: nullable(day), decided: nullable(day), proposed: nullable(day) })),
});

/** What a desk of before did not keep, as if the record said nothing of it. */
const UNKEPT = { categories: [], linked: [], tellBy: null, protectionBy: null, recommendationsBy: null, review: null, ending: null };

const facts: typeof everyFact = (value) => {
  const found = objectOf(value);
  // What came last is in every entry that lacks nothing: thousands are read at once.
  return everyFact("tellBy" in found ? found : { ...UNKEPT, ...found });
};

const schema = record({
  v: exactly(4),
  /** The row it was written for: another row's entry, put here by the server, is not taken. */
  row: parsed(parseCaseRow),
  reference: string,
  title: string,
  /** How it came, by the verified report; null where that cannot be shown. */
  path: nullable(path),
  /** The code of the category that the report names, "" if none was chosen. */
  category: string,
  /** What the inbox lists, sorts and filters by of the newest record. */
  record: facts,
  /** What is open in it, of each kind the oldest and the newest, and since when. */
  asked: list(record({ what: oneOf(...REQUESTS), since: day }), MOST),
  /** What searching finds, as it was written, the newest first. */
  words: string,
  /** The words that stand further back, each once. */
  further: string,
  /** Whether those are all. */
  isWhole: truth,
  state: oneOf("received", "acknowledged", "closed"),
  days: record({ received: day, acknowledged: nullable(day), fedBack: nullable(day), closed: nullable(day) }),
  /** How far each thread has been verified; never further than that. */
  heads: record({ c: head, i: head }),
  /** How many numbers of each thread there were by what the server showed when this was written; that proves nothing. */
  served: record({ c: count, i: count }),
  generation: count,
  /** Up to which number of each thread this member has read: the first that was not. */
  read: record({ c: count, i: count }),
  /** How many of what was verified this member has not read, of what others wrote. */
  unread: count,
  /** The number of the newest note by somebody else that mentions this member; null if none does. */
  mentioned: nullable(count),
  /** Whether something in the case did not verify. */
  damaged: truth,
  drafts,
  /** By which rules it was made: {@link MADE}. */
  made: count,
});

/** A member's view of a case. */
export type CaseView = Read<typeof schema>;

/**
 * The view that an entry's text holds; null where it is none that this version wrote. The seal shows that a desk of this
 * member wrote it, strictly: it is read by the quicker parser, for thousands are read at once.
 */
export function readView(text: string): CaseView | null {
  try {
    return schema(ofEarlier(objectOf(JSON.parse(text) as Json)));
  } catch (error) {
    // A cache that cannot be read is made anew.
    if (error instanceof SealingError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a desk of before did not write of a case. */
const UNWRITTEN = { mentioned: null, asked: [], further: "", isWhole: "yes", made: 0 };
const CAME_LATER = Object.keys(UNWRITTEN);

/** An entry with what a desk of before did not write, and without what none writes any more. */
function ofEarlier(found: JsonObject): JsonObject {
  // Thousands are read at once, of which nearly none lacks anything.
  if (!("requests" in found) && CAME_LATER.every((name) => name in found)) return found;
  const kept = Object.fromEntries(Object.entries(found).filter(([name]) => name !== "requests"));
  return { ...UNWRITTEN, ...kept };
}

/** The text of a view. */
export function writeView(view: CaseView): string {
  const unfinished = Object.fromEntries(DRAFT_NAMES.flatMap((name) => (view.drafts[name] === "" ? [] : [[name, view.drafts[name]]])));
  return writeJsonText({ ...view, damaged: view.damaged ? "yes" : "no", isWhole: view.isWhole ? "yes" : "no", drafts: unfinished });
}
