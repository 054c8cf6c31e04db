/** Making a member's envelope for its place in a thread: what it says, signed and sealed. */
import type { BodyOf, ProposedStrike, Reference, ThreadName } from "../../sealing/body.ts";
import type { Day } from "../../sealing/day.ts";
import type { FileReference } from "../../sealing/file.ts";
import type { FileId, MemberId } from "../../sealing/id.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import { sealInConversation, sealInternally } from "../../sealing/write.ts";
import { canWrite, type OpenedCase } from "./opening.ts";
import { stepsBetween } from "./record/stepping.ts";
import { readTerms } from "./record/terms.ts";
import { recordOf } from "./record/versions.ts";
import type { SealedLetter, Step } from "./server.ts";

/** The steps by which a message says where the work stands. No clock turns on them, so the server is not told. */
export const WORK_STEPS = ["assess", "investigate", "conclude", "out-of-scope", "refer"] as const;
/** One of them. */
export type WorkStep = (typeof WORK_STEPS)[number];

/** Every step that a member's message takes: one that the clocks turn on, one that tells of the work, or minutes. */
export type SignedStep = Step | WorkStep | "minutes";

/** What a member writes. */
export type Letter =
  | {
      readonly kind: "message";
      readonly text: string;
      readonly language: string;
      readonly step: SignedStep | null;
      readonly files: readonly FileReference[];
    }
  | {
      readonly kind: "note";
      readonly text: string;
      readonly files: readonly FileReference[];
      /** The note that it answers. */
      readonly refers: Reference | null;
    }
  | {
      /** A version of the case's record. */
      readonly kind: "triage";
      readonly terms: BodyOf<"triage">["terms"];
      /** Whether it moves the work on, among handlers alone. */
      readonly moves: boolean;
    }
  | { readonly kind: "contact-opened"; readonly reason: string; readonly contact: Reference }
  /** That what the reporter wrote has been read, as far as that. */
  | { readonly kind: "read"; readonly to: Reference }
  /** What left the desk or was handed out, in words, among handlers alone; the log bears it out. */
  | { readonly kind: "logged"; readonly text: string }
  /** That a letter is to be struck. */
  | {
      readonly kind: "propose-strike";
      readonly thread: ThreadName;
      readonly refers: Reference;
      readonly proposes: ProposedStrike;
      /** The files that go with it. */
      readonly removes: readonly FileId[];
    }
  /** That what another member proposed is struck, for good. */
  | {
      readonly kind: "confirm-strike";
      readonly thread: ThreadName;
      readonly refers: Reference;
      /** The proposal. */
      readonly confirms: Reference;
      /** The files that go by it, as whoever agrees has read it. */
      readonly removes: readonly FileId[];
    };

/** Who writes, with what, and when. */
export interface Author {
  readonly member: MemberId;
  readonly signer: SigningKey<"author">;
  readonly chain: KeyringChain;
  readonly today: Day;
}

/**
 * Why nothing can be written:
 *
 * - `withheld`: the server holds back the envelope that the next must name
 * - `no-standing`: the member is no longer one of the case's, or has no key of its newest generation
 * - `old-keyring`: the thread names an epoch later than any this desk knows
 */
export type WritingErrorKind = "withheld" | "no-standing" | "old-keyring";

/** Nothing can be written in this case now. */
export class WritingError extends Error {
  readonly kind: WritingErrorKind;

  constructor(kind: WritingErrorKind) {
    super(kind);
    this.name = "WritingError";
    this.kind = kind;
  }
}

/** The thread that a letter belongs to. */
export function threadOf(letter: Letter): ThreadName {
  if (letter.kind === "propose-strike" || letter.kind === "confirm-strike") return letter.thread;
  return letter.kind === "note" || letter.kind === "triage" || letter.kind === "logged" ? "i" : "c";
}

/** Whether a letter says that something was done that the log is to bear out, though it changes nothing in clear. */
export function isDeed(letter: Letter): boolean {
  return letter.kind === "logged" || letter.kind === "contact-opened";
}

/** The step that a letter takes. */
export function signedStepOf(letter: Letter): SignedStep | null {
  return letter.kind === "message" ? letter.step : null;
}

/** Whether a step says where the work stands. */
export function isWorkStep(step: string): step is WorkStep {
  return WORK_STEPS.some((each) => each === step);
}

/** The step that the server is told of: one that the law's clocks turn on. */
export function stepOf(letter: Letter): Step | null {
  const step = signedStepOf(letter);
  return step === null || step === "minutes" || isWorkStep(step) ? null : step;
}

/** What the server is told in clear of half a strike: which letter goes and which of its files, or which proposal is agreed to. */
function strikeOf(letter: Letter): SealedLetter["strike"] {
  if (letter.kind !== "propose-strike" && letter.kind !== "confirm-strike") return null;
  const target = { n: letter.refers.n, digest: letter.refers.hash, files: letter.removes };
  return letter.kind === "propose-strike" ? { proposes: target } : { confirms: { proposal: letter.confirms.n, ...target } };
}

/** The files that go with a letter: the server takes them into the case. */
export function filesOf(letter: Letter): readonly FileReference[] {
  return letter.kind === "message" || letter.kind === "note" ? letter.files : [];
}

/**
 * Signs and seals a letter for the next place in its thread.
 *
 * @throws {@link WritingError}
 * @throws SchemaError, PaddingError when the text is longer than an envelope takes
 */
export async function sealLetter(letter: Letter, opened: OpenedCase, author: Author): Promise<SealedLetter> {
  const { conversation, internal } = opened;
  if (!canWrite(opened, author.member)) throw new WritingError("no-standing");
  const thread = threadOf(letter);
  const { next } = thread === "c" ? conversation : internal;
  if (next === null) throw new WritingError("withheld");
  const { newest } = author.chain;
  if (newest.keyring.epoch < next.leastEpoch) throw new WritingError("old-keyring");
  const { signer, today: day } = author;
  const writer = { signer, side: "member", keyring: newest.reference, day, path: "desk" } as const;
  // A record brings its steps by what it says: whoever sends one need not think of them.
  const steps = letter.kind === "triage" ? stepsBetween(recordOf(internal.entries), readTerms(letter.terms)) : [];
  // Where a wrap does not open, the server's count may be ahead of what verifies.
  const generation = opened.foreignWraps === 0 ? next.gen : null;
  const place = { thread, n: next.n, step: stepOf(letter), steps, generation, files: filesOf(letter), deed: isDeed(letter), strike: strikeOf(letter) };
  const { pinned } = conversation;
  const { policy } = newest.keyring;
  switch (letter.kind) {
    case "message": {
      const { text, language, step, files } = letter;
      const content = { text, language, files, step };
      return { ...place, sealed: await sealInConversation("message", content, next, writer, pinned, policy) };
    }
    case "contact-opened": {
      const content = { what: "contact-opened", refers: letter.contact, text: letter.reason } as const;
      return { ...place, sealed: await sealInConversation("act", content, next, writer, pinned, policy) };
    }
    case "read": {
      const content = { what: "read", refers: letter.to, text: "" } as const;
      return { ...place, sealed: await sealInConversation("act", content, next, writer, pinned, policy) };
    }
    case "note": {
      const content = { text: letter.text, refers: letter.refers, files: letter.files, counted: null };
      return { ...place, sealed: await sealInternally("note", content, next, writer) };
    }
    case "logged": {
      const content = { text: letter.text, refers: null, files: [], counted: null };
      return { ...place, sealed: await sealInternally("note", content, next, writer) };
    }
    case "propose-strike":
    case "confirm-strike": {
      const isProposal = letter.kind === "propose-strike";
      const content = {
        refers: letter.refers,
        proposes: isProposal ? letter.proposes : null,
        confirms: isProposal ? null : letter.confirms,
      };
      const sealed =
        thread === "c"
          ? await sealInConversation("strike", content, next, writer, pinned, policy)
          : await sealInternally("strike", content, next, writer);
      return { ...place, sealed };
    }
    case "triage": {
      const content = { terms: letter.terms, counted: null };
      return { ...place, sealed: await sealInternally("triage", content, next, writer) };
    }
  }
}
