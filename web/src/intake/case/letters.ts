/** The conversation as its reporter reads it: what to show of each number, and what is new. */
import type { Anchor } from "../../sealing/anchor.ts";
import type { BodyOf, Reference } from "../../sealing/body.ts";
import type { FileReference } from "../../sealing/file.ts";
import type { Day } from "../../sealing/day.ts";
import { minutesOf, type Minutes } from "../../sealing/minutes.ts";
import { readMarks } from "../../sealing/reading.ts";
import { stampDiffers } from "../../sealing/stamp.ts";
import { halvesOf, isReplaced } from "../../sealing/struck.ts";
import { shownOf, type Entry, type ShownEntry } from "../../sealing/thread.ts";

/** What each kind of letter is called, on both of the reporter's paths (tests/vectors/letters.json). */
export const LABELS = {
  report: "letter-report",
  message: {
    acknowledge: "letter-acknowledgement",
    feedback: "letter-feedback",
    close: "letter-closing",
    reopen: "letter-reopening",
    minutes: "letter-minutes",
    assess: "letter-assessing",
    investigate: "letter-investigating",
    conclude: "letter-concluding",
    "out-of-scope": "letter-out-of-scope",
    refer: "letter-referral",
  },
  act: {
    read: null,
    withdraw: "letter-withdrawal",
    approve: "letter-approval",
    correct: "letter-correction",
    meeting: "letter-meeting",
    retaliation: "letter-retaliation",
    allow: "letter-access",
    "contact-opened": "letter-contact-opened",
    continues: "letter-continues",
  },
  grant: "letter-access",
  rekey: "letter-access",
  recovered: "letter-recovered",
} as const;

/** What a letter is called. */
export type Label =
  | (typeof LABELS)["report" | "grant" | "rekey" | "recovered"]
  | (typeof LABELS)["message"][keyof (typeof LABELS)["message"]]
  | (typeof LABELS)["act"][keyof (typeof LABELS)["act"]];

/** One letter of the conversation. */
export interface Letter {
  readonly n: number;
  /** The day its author put on it; of what is broken, the server's, if any. */
  readonly day: Day | null;
  /** Whether the server's day is another. */
  readonly dayDiffers: boolean;
  readonly from: "reporter" | "member" | "unknown";
  /** Who wrote it, by the title that the keyring gives them. */
  readonly title: string;
  readonly label: Label;
  /** The language it says it is written in; empty where it says none. */
  readonly language: string;
  readonly isNew: boolean;
  /** When a handler had read what the reporter wrote, where the channel lets handlers say so. */
  readonly readOn: Day | null;
  /** If it is minutes, what the reporter said of them. */
  readonly minutes: Minutes | null;
  /** The files that it brought. */
  readonly files: readonly FileReference[];
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "report"; readonly answers: BodyOf<"report">["answers"] }
    /** What handlers struck, on which day and why, and the words that they say remain of it: "" if none. */
    | { readonly kind: "struck"; readonly on: Day; readonly ground: string; readonly text: string }
    | { readonly kind: "hidden" | "damaged" };
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
  const readOn = readMarks(entries, "member");
  const minutes = minutesOf(entries);
  return entries.flatMap((entry) => {
    const letter = letterOf(entry, entries, hidesOwn, read);
    if (letter === null) return [];
    const own = letter.from === "reporter" ? readOn(letter.n) : null;
    return [{ ...letter, readOn: own, minutes: minutes.find((each) => each.entry.n === letter.n) ?? null }];
  });
}

/** The server's day on which the reporter withdrew the report; null where they have not. */
export function withdrawnOn(entries: readonly Entry[]): Day | null {
  const acts = shownOf(entries, "act").filter(({ body, writer }) => body.what === "withdraw" && writer.side === "reporter");
  return acts[0]?.day ?? null;
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
  if (body.kind === "strike") return body.confirms !== null;
  return body.kind === "message" || (body.kind === "act" && body.what !== "read");
}

function letterOf(entry: Entry, entries: readonly Entry[], hidesOwn: boolean, read: number): Letter | null {
  const { n } = entry;
  const bare = { n, dayDiffers: false, from: "unknown", title: "", label: null, language: "", isNew: false, readOn: null, minutes: null, files: [] } as const;
  if (entry.status === "struck") {
    const halves = isReplaced(entries, entry) ? null : halvesOf(entries, entry);
    if (halves === null) return null;
    const { confirmation, proposes } = halves;
    const { ground, text, files } = proposes;
    return {
      ...bare,
      day: entry.day,
      // The day of a letter that is gone is the server's word; that of its striking is signed.
      dayDiffers: confirmation.dayDiffers,
      isNew: confirmation.n > read,
      files,
      content: { kind: "struck", on: confirmation.body.day, ground, text },
    };
  }
  if (entry.status === "damaged") {
    const isApart = n === CONTACT && entry.reason === "unopened";
    if (isApart) return null;
    // The reporter's own words, or what somebody sealed to nobody: nothing tells which.
    const isHidden = hidesOwn && entry.reason === "unopened";
    return { ...bare, day: entry.day, content: { kind: isHidden ? "hidden" : "damaged" } };
  }
  const { body, writer, dayDiffers } = entry;
  const letter = {
    ...bare,
    day: body.day,
    dayDiffers,
    from: writer.side,
    title: writer.side === "member" ? writer.title : "",
    isNew: writer.side === "member" && n > read,
  } as const;
  switch (body.kind) {
    case "report":
      return { ...letter, label: LABELS.report, language: body.language, files: body.files, content: { kind: "report", answers: body.answers } };
    case "message": {
      const label = body.step === null ? null : LABELS.message[body.step];
      return { ...letter, label, language: body.language, files: body.files, content: { kind: "text", text: body.text } };
    }
    case "act": {
      const label = LABELS.act[body.what];
      // The words of two kinds are for machines.
      const text = body.what === "allow" || body.what === "continues" ? "" : body.text;
      return label === null ? null : { ...letter, label, content: { kind: "text", text } };
    }
    case "grant":
      return { ...letter, label: LABELS.grant, content: { kind: "text", text: "" } };
    case "rekey":
      return { ...letter, label: LABELS[body.cause === "left-to-recovery" ? "recovered" : "rekey"], content: { kind: "text", text: "" } };
    case "contact":
    case "strike":
    case "note":
    case "triage":
      return null;
  }
}

/**
 * Whether the day on which the server says the report came is the one that it stamped and its author wrote. A report that a
 * handler entered came on the day that it states, and was stamped later. Of one that was struck the anchor says both.
 */
export function isReceivedOn(entries: readonly Entry[], received: Day, filed: Pick<Anchor, "day" | "path">): boolean {
  const [report] = entries;
  if (report?.status !== "shown") {
    return filed.path === "desk" ? filed.day === received : report?.day === received && !stampDiffers(filed.day, received, false);
  }
  return (report.body.path === "desk" ? report.body.day : report.day) === received && !report.dayDiffers;
}
