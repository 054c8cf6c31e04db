/** The conversation as its reporter reads it: what to show of each number, and what is new. */
import type { BodyOf, Reference } from "../../sealing/body.ts";
import type { Day } from "../../sealing/day.ts";
import { shownOf, type Entry, type ShownEntry } from "../../sealing/thread.ts";

/** One letter of the conversation. */
export interface Letter {
  readonly n: number;
  readonly day: Day | null;
  readonly from: "reporter" | "member" | "unknown";
  /** Who wrote it, by the title that the keyring gives them. */
  readonly title: string;
  readonly step: "acknowledge" | "feedback" | "close" | "reopen" | "minutes" | "meeting" | null;
  readonly isNew: boolean;
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "report"; readonly answers: BodyOf<"report">["answers"] }
    | { readonly kind: "contact-opened"; readonly reason: string }
    | { readonly kind: "hidden" | "struck" | "damaged" };
}

/** The contact's number: sealed apart, and to nobody whom the reporter is. */
const CONTACT = 1;

/**
 * Every letter, in order.
 *
 * @param hidesOwn - whether some keyring of the case hides a reporter's own words
 */
export function lettersOf(entries: readonly Entry[], hidesOwn: boolean): readonly Letter[] {
  const read = readUpTo(entries);
  return entries.flatMap((entry) => letterOf(entry, hidesOwn, read) ?? []);
}

/** The last number that the reporter has surely seen: what they wrote last, and what they said that they had read. */
function readUpTo(entries: readonly Entry[]): number {
  return entries.reduce((last, entry) => {
    if (entry.status !== "shown" || entry.writer.side !== "reporter") return last;
    const { body } = entry;
    // An act `read` says how far; whoever wrote anything else had the conversation open.
    const seen = body.kind === "act" && body.what === "read" ? (body.refers?.n ?? 0) : entry.n;
    return Math.max(last, seen);
  }, CONTACT);
}

/** What an act `read` refers to: the newest letter from the other side, if it has not been read before. */
export function newestUnread(entries: readonly Entry[]): Reference | null {
  const read = readUpTo(entries);
  const unread = entries.filter(
    (entry): entry is ShownEntry =>
      entry.status === "shown" && entry.n > read && entry.writer.side === "member" && isLetter(entry),
  );
  const last = unread.at(-1);
  return last === undefined ? null : { n: last.n, hash: last.hash };
}

function isLetter({ body }: ShownEntry): boolean {
  return body.kind === "message" || (body.kind === "act" && body.what !== "read");
}

function letterOf(entry: Entry, hidesOwn: boolean, read: number): Letter | null {
  const { n, day } = entry;
  const bare = { n, day, from: "unknown", title: "", step: null, isNew: false } as const;
  if (entry.status === "struck") return { ...bare, content: { kind: "struck" } };
  if (entry.status === "damaged") {
    const isApart = n === CONTACT && entry.reason === "unopened";
    if (isApart) return null;
    const isOwn = hidesOwn && entry.reason === "unopened";
    return isOwn ? { ...bare, from: "reporter", content: { kind: "hidden" } } : { ...bare, content: { kind: "damaged" } };
  }
  const { body, writer } = entry;
  const letter = {
    n,
    day,
    from: writer.side,
    title: writer.side === "member" ? writer.title : "",
    step: body.kind === "message" ? body.step : null,
    isNew: writer.side === "member" && n > read,
  } as const;
  switch (body.kind) {
    case "report":
      return { ...letter, content: { kind: "report", answers: body.answers } };
    case "message":
      return { ...letter, content: { kind: "text", text: body.text } };
    case "act":
      return ofAct(body, letter);
    case "contact":
    case "grant":
    case "rekey":
    case "strike":
    case "note":
    case "triage":
      return null;
  }
}

function ofAct(act: BodyOf<"act">, letter: Omit<Letter, "content">): Letter | null {
  switch (act.what) {
    case "read":
    case "allow":
    case "continues":
      return null;
    case "contact-opened":
      return { ...letter, content: { kind: "contact-opened", reason: act.text } };
    case "meeting":
      return { ...letter, step: "meeting", content: { kind: "text", text: act.text } };
    case "withdraw":
    case "approve":
    case "correct":
    case "retaliation":
      return { ...letter, content: { kind: "text", text: act.text } };
  }
}

/** The days that signed steps bear out, which the law's clocks turn on. */
export interface Steps {
  readonly acknowledged: Day | null;
  readonly fedBack: Day | null;
  readonly closed: Day | null;
}

/** Reads the steps from the verified thread: what the server says of them without one counts for nothing. */
export function stepsOf(entries: readonly Entry[]): Steps {
  let steps: Steps = { acknowledged: null, fedBack: null, closed: null };
  for (const { body, day } of shownOf(entries, "message")) {
    if (body.step === "acknowledge") steps = { ...steps, acknowledged: steps.acknowledged ?? day };
    if (body.step === "feedback") steps = { ...steps, fedBack: steps.fedBack ?? day };
    if (body.step === "close") steps = { ...steps, closed: steps.closed ?? day };
    if (body.step === "reopen") steps = { ...steps, closed: null };
  }
  return steps;
}
