/**
 * Sending a letter so that "sent" is said only when the server has stored it and hands it out again in its place, a
 * lost answer stores nothing twice, and somebody who was quicker is read first.
 */
import { digestOf } from "../../sealing/digest.ts";
import type { Entry } from "../../sealing/thread.ts";
import { isHeldBack } from "../../sealing/thread.ts";
import { isReading } from "../../sealing/reading.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Day } from "../../sealing/day.ts";
import { SealingError } from "../../sealing/failure.ts";
import { PaddingError } from "../../sealing/padding.ts";
import { SecretError } from "../../sealing/secret.ts";
import { characters, MOST_CHARACTERS } from "../../sealing/text.ts";
import { ApiError, type ApiErrorKind } from "../api.ts";
import { mayBeStored, mayStillBeStored } from "./answered.ts";
import { reachedIn, type Lengths } from "./heads.ts";
import { canWrite, type OpenedCase } from "./opening.ts";
import type { SealedLetter } from "./server.ts";
import {
  filesOf,
  isWorkStep,
  signedStepOf,
  threadOf,
  WritingError,
  type Letter,
  type WritingErrorKind,
} from "./writing.ts";

/** What sending needs of the rest. */
export interface SendingPorts {
  readonly member: MemberId;
  /** Signs and seals for the next place. */
  readonly seal: (letter: Letter, opened: OpenedCase) => Promise<SealedLetter>;
  /** Stores; throws ApiError. What it answers is the server's word and no more. */
  readonly post: (sealed: SealedLetter) => Promise<{ readonly n: number; readonly day: Day }>;
  /** Fetches what is new and verifies it; null where the case no longer opens. Throws ApiError. */
  readonly refresh: () => Promise<OpenedCase | null>;
}

/**
 * What speaks against sending by itself after somebody was quicker:
 *
 * - `same-step`: somebody has taken the same step
 * - `closed`: somebody closed the case
 * - `reopened`: somebody opened it again
 * - `answered`: another member has written to the reporter
 * - `recorded`: somebody has changed the case's record
 * - `unread`: the reporter wrote something that whoever closes the case has not read
 * - `struck`: somebody has struck the letter
 * - `damaged`: something of the new does not verify, or the server holds something back
 * - `left-out`: this member is no longer one of the case's
 */
export type Contradiction =
  | "same-step"
  | "closed"
  | "reopened"
  | "answered"
  | "recorded"
  | "unread"
  | "struck"
  | "damaged"
  | "left-out";

/**
 * A letter that may be stored, and may not. Every try begins with the very bytes, until the server has said for good what
 * became of them.
 */
export interface Pending {
  readonly letter: Letter;
  readonly sealed: SealedLetter;
}

/**
 * Why it is not known whether a letter is stored:
 *
 * - `no-answer`: none came, or the case could not be looked at afterwards
 * - `not-shown`: the server says that it has stored it, and does not hand it out
 * - a problem: for that reason the server takes nothing just now, and says nothing of the try before
 */
export type Unknown = "no-answer" | "not-shown" | ApiErrorKind;

/** What came of sending. */
export type Outcome =
  /** It stands verified in its place. `changed` if that is an earlier wording, whose answer had been lost. */
  | { readonly is: "sent"; readonly letter: Letter; readonly n: number; readonly changed: boolean }
  /** Not stored: the new is to be read first. */
  | { readonly is: "contradicted"; readonly by: Contradiction }
  /** Perhaps stored. Sending again finds out. */
  | { readonly is: "unknown"; readonly because: Unknown; readonly pending: Pending }
  /** Not stored. */
  | { readonly is: "refused"; readonly because: ApiErrorKind | WritingErrorKind | "too-long" | "case-gone" };

/** What comes of sending, but for its success. */
export type Unsent = Exclude<Outcome, { readonly is: "sent" }>;

/** How often somebody may be quicker before sending gives up and asks. */
const MOST_TRIES = 5;

/**
 * Sends a letter.
 *
 * @param pending - what an earlier try left of which no answer came
 */
export async function send(
  letter: Letter,
  opened: OpenedCase,
  pending: Pending | null,
  ports: SendingPorts,
): Promise<Outcome> {
  if (pending !== null) {
    const earlier = await post(pending, true, ports);
    if (earlier.is === "stored") return settled(pending, !isSame(pending.letter, letter), ports);
    if (earlier.is === "outcome") return earlier.outcome;
    if (earlier.is === "out-of-turn") return outOfTurn(pending, !isSame(pending.letter, letter), ports);
    // Somebody else's stands at its number: it was never stored, and is sent anew below.
    return afterConflict(letter, opened, pending, ports, MOST_TRIES);
  }
  return trySending(letter, opened, ports, MOST_TRIES);
}

async function trySending(letter: Letter, opened: OpenedCase, ports: SendingPorts, tries: number): Promise<Outcome> {
  let sealed: SealedLetter;
  try {
    sealed = await ports.seal(letter, opened);
  } catch (error) {
    if (error instanceof WritingError) return { is: "refused", because: error.kind };
    if (error instanceof SealingError) return { is: "refused", because: whyUnsealed(letter, error) };
    throw error;
  }
  const tried = { letter, sealed };
  const result = await post(tried, false, ports);
  if (result.is === "stored") return settled(tried, false, ports);
  if (result.is === "outcome") return result.outcome;
  if (result.is === "out-of-turn") return outOfTurn(tried, false, ports);
  return afterConflict(letter, opened, tried, ports, tries - 1);
}

/** Why a letter could not be sealed: the keys are gone, it is too long, or it is none that the protocol lets in. */
function whyUnsealed(letter: Letter, error: unknown): "locked" | "too-long" | "problem-not-sealed" {
  if (error instanceof SecretError) return "locked";
  if (error instanceof PaddingError) return "too-long";
  return characters(wordsOf(letter)) > MOST_CHARACTERS ? "too-long" : "problem-not-sealed";
}

async function afterConflict(
  letter: Letter,
  before: OpenedCase,
  tried: Pending,
  ports: SendingPorts,
  tries: number,
): Promise<Outcome> {
  if (tries <= 0) return { is: "refused", because: "problem-conflict" };
  let opened: OpenedCase | null;
  try {
    opened = await ports.refresh();
  } catch (error) {
    if (error instanceof ApiError) return unseen(tried, error.kind);
    throw error;
  }
  if (opened === null) return { is: "refused", because: "case-gone" };
  // A server that stored it and calls that a conflict does not have it said twice.
  if (stands(tried.sealed, opened)) return sent(tried, !isSame(tried.letter, letter));
  const by = contradictionIn(letter, newsIn(opened, reachedIn(before).served), opened, ports.member);
  return by === null ? trySending(letter, opened, ports, tries) : { is: "contradicted", by };
}

/** Something else stands in its place, the server says, and that cannot be looked at: its word alone is not enough. */
function unseen(pending: Pending, because: ApiErrorKind): Outcome {
  if (because === "problem-not-found") return { is: "refused", because };
  return { is: "unknown", because: mayBeStored(because) ? "no-answer" : because, pending };
}

/** The step is taken already, or the case is where it cannot be: what is new is shown before anything is sent again. */
async function outOfTurn(tried: Pending, changed: boolean, ports: SendingPorts): Promise<Outcome> {
  try {
    const opened = await ports.refresh();
    if (opened !== null && stands(tried.sealed, opened)) return sent(tried, changed);
  } catch (error) {
    // What the server said stands, though what is new cannot be read now.
    if (!(error instanceof ApiError)) throw error;
  }
  return { is: "refused", because: "problem-out-of-turn" };
}

/** The server says that it has stored a letter: so it must hand it out, in its place and as it was sealed. */
async function settled(pending: Pending, changed: boolean, ports: SendingPorts): Promise<Outcome> {
  let opened: OpenedCase | null;
  try {
    opened = await ports.refresh();
  } catch (error) {
    if (error instanceof ApiError) return { is: "unknown", because: "no-answer", pending };
    throw error;
  }
  if (opened === null) return { is: "unknown", because: "no-answer", pending };
  return stands(pending.sealed, opened) ? sent(pending, changed) : { is: "unknown", because: "not-shown", pending };
}

function sent({ letter, sealed }: Pending, changed: boolean): Outcome {
  return { is: "sent", letter, n: sealed.n, changed };
}

/** Whether the very bytes stand in their place and count there. */
function stands({ thread, n, sealed }: SealedLetter, { conversation, internal }: OpenedCase): boolean {
  const entry = (thread === "c" ? conversation : internal).entries[n];
  return entry?.status === "shown" && entry.hash === digestOf(sealed);
}

type Posted =
  | { readonly is: "stored" }
  | { readonly is: "conflict" }
  | { readonly is: "out-of-turn" }
  | { readonly is: "outcome"; readonly outcome: Outcome };

/** @param isAgain - whether the very bytes were sent before, and no answer came */
async function post(pending: Pending, isAgain: boolean, ports: SendingPorts): Promise<Posted> {
  try {
    await ports.post(pending.sealed);
    return { is: "stored" };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.kind === "problem-conflict") return { is: "conflict" };
    if (error.kind === "problem-out-of-turn") return { is: "out-of-turn" };
    if (mayBeStored(error.kind)) return { is: "outcome", outcome: { is: "unknown", because: "no-answer", pending } };
    if (isAgain && mayStillBeStored(error.kind)) {
      return { is: "outcome", outcome: { is: "unknown", because: error.kind, pending } };
    }
    return { is: "outcome", outcome: { is: "refused", because: error.kind } };
  }
}

/** What of a case is new to whoever writes in it. */
export interface News {
  readonly conversation: readonly Entry[];
  readonly internal: readonly Entry[];
}

/** What stands in a case from those numbers on. */
export function newsIn({ conversation, internal }: OpenedCase, from: Lengths): News {
  return { conversation: conversation.entries.slice(from.c), internal: internal.entries.slice(from.i) };
}

/** What in the new speaks against sending the letter as it is; null if nothing does. */
export function contradictionIn(
  letter: Letter,
  { conversation, internal }: News,
  now: OpenedCase,
  me: MemberId,
): Contradiction | null {
  if (!canWrite(now, me)) return "left-out";
  if ([...conversation, ...internal].some(({ status }) => status === "damaged")) return "damaged";
  if (isHeldBack([...now.conversation.alarms, ...now.internal.alarms])) return "damaged";
  if (letter.kind === "propose-strike" || letter.kind === "confirm-strike") {
    const target = (letter.thread === "c" ? now.conversation : now.internal).entries[letter.refers.n];
    return target?.status === "struck" ? "struck" : null;
  }
  const step = signedStepOf(letter);
  const steps = conversation.flatMap((entry) => stepIn(entry));
  if (letter.kind === "triage") {
    if (internal.some((entry) => entry.status === "shown" && entry.body.kind === "triage")) return "recorded";
    if (letter.moves && steps.includes("close")) return "closed";
    return letter.moves && steps.some(isWorkStep) ? "same-step" : null;
  }
  // A note stands beside whatever was said meanwhile, and what was read stays read.
  if (threadOf(letter) === "i" || letter.kind === "read") return null;
  if (step !== null && steps.includes(step)) return "same-step";
  if (steps.includes("close")) return "closed";
  if (steps.includes("reopen")) return "reopened";
  if (letter.kind === "message" && conversation.some((entry) => isMessageOf(entry, "member"))) return "answered";
  if (step === "close" && conversation.some((entry) => isWrittenBy(entry, "reporter") && !isReading(entry))) return "unread";
  return null;
}

function stepIn(entry: Entry): readonly string[] {
  return entry.status === "shown" && entry.body.kind === "message" && entry.body.step !== null ? [entry.body.step] : [];
}

function isMessageOf(entry: Entry, side: "member" | "reporter"): boolean {
  return isWrittenBy(entry, side) && entry.status === "shown" && entry.body.kind === "message";
}

function isWrittenBy(entry: Entry, side: "member" | "reporter"): boolean {
  return entry.status === "shown" && entry.writer.side === side;
}

function isSame(one: Letter, other: Letter): boolean {
  const files = (letter: Letter): string =>
    (letter.kind === "propose-strike" ? letter.removes : filesOf(letter).map(({ id }) => id)).join(" ");
  const answered = (letter: Letter): string | null => {
    if (letter.kind === "confirm-strike") return letter.confirms.hash;
    return letter.kind === "note" || letter.kind === "propose-strike" ? (letter.refers?.hash ?? null) : null;
  };
  return (
    one.kind === other.kind &&
    signedStepOf(one) === signedStepOf(other) &&
    wordsOf(one) === wordsOf(other) &&
    answered(one) === answered(other) &&
    files(one) === files(other)
  );
}

function wordsOf(letter: Letter): string {
  if (letter.kind === "contact-opened") return letter.reason;
  if (letter.kind === "read" || letter.kind === "confirm-strike") return "";
  if (letter.kind === "propose-strike") return `${letter.proposes.ground}\n\n${letter.proposes.text}`;
  return letter.kind === "triage" ? letter.terms.map(({ term, value }) => `${term}\n${value}`).join("\n") : letter.text;
}
