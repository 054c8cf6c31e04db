/** Drafts: what is half written in a case, and which of them the composer begins with. */
import type { MemberId } from "../../sealing/id.ts";
import { isReading } from "../../sealing/reading.ts";
import type { Entry } from "../../sealing/thread.ts";
import type { CaseDays, Waived } from "./duties.ts";
import { isWorkStep, type SignedStep } from "./writing.ts";
import { DRAFT_KINDS, type DraftKind, type DraftName, type Drafts } from "./view.ts";

/** A draft with another text. */
export function withDraft(drafts: Drafts, name: DraftName, text: string): Drafts {
  return drafts[name] === text ? drafts : { ...drafts, [name]: text };
}

/** Whether anything is half written or not saved. */
export function hasDraft(drafts: Drafts): boolean {
  return drafts.record !== "" || DRAFT_KINDS.some((kind) => drafts[kind].trim() !== "");
}

/**
 * What the composer begins with: what was half written last time; else the acknowledgement, as long as it is due; else
 * a reply.
 */
export function firstKind(drafts: Drafts, days: CaseDays, waived: Waived): DraftKind {
  const begun = DRAFT_KINDS.find((kind) => drafts[kind].trim() !== "" && isOpen(kind, days, waived));
  return begun ?? (isOpen("acknowledge", days, waived) ? "acknowledge" : "reply");
}

/** What can be written in a case as it stands: nothing that is waived, for an acknowledgement could reveal the reporter. */
export function openKinds(days: CaseDays, waived: Waived): readonly DraftKind[] {
  const kinds = ["acknowledge", "reply", "feedback", "minutes", "note"] as const;
  return kinds.filter((kind) => isOpen(kind, days, waived));
}

function isOpen(kind: DraftKind, { acknowledged, fedBack, closed }: CaseDays, waived: Waived): boolean {
  switch (kind) {
    case "acknowledge":
      return acknowledged === null && !waived.acknowledgement;
    case "feedback":
      return fedBack === null && !waived.feedback;
    case "close":
      return closed === null;
    case "reopen":
      return closed !== null;
    case "reply":
    case "minutes":
    case "note":
      return true;
  }
}

/** The step that a letter of this kind takes. */
export function stepOfKind(kind: DraftKind): SignedStep | null {
  return kind === "reply" || kind === "note" ? null : kind;
}

/**
 * The drafts without those that this member has sent already: after an answer was lost and the page closed, the draft
 * is still in the entry while the letter stands in the thread.
 */
export function withoutSent(drafts: Drafts, entries: readonly Entry[], me: MemberId): Drafts {
  const own = entries.filter((entry) => isOwn(entry, me) && !isReading(entry)).at(-1);
  if (own?.status !== "shown" || (own.body.kind !== "message" && own.body.kind !== "note")) return drafts;
  const { body } = own;
  let left = drafts;
  for (const kind of DRAFT_KINDS) {
    const isSame = kind === "note" ? body.kind === "note" : body.kind === "message" && isTakenBy(kind, body.step);
    if (isSame && drafts[kind] === body.text) left = withDraft(kind === "note" ? withDraft(left, "noteTo", "") : left, kind, "");
  }
  return left;
}

/** Whether a letter with that step is of that kind: a reply may say where the work stands. */
function isTakenBy(kind: DraftKind, step: string | null): boolean {
  return step === stepOfKind(kind) || (kind === "reply" && step !== null && isWorkStep(step));
}

/** Whether this member wrote it. */
export function isOwn(entry: Entry, me: MemberId): boolean {
  return entry.status === "shown" && entry.writer.side === "member" && entry.writer.holder === me;
}

