/**
 * Notes and the notes that answer them. An answer names the note it answers by number and digest; it is shown beneath the
 * note that begins the thread, whichever of the thread's notes it answers, so that no thread grows narrower as it grows
 * longer. What names nothing that verifies stands where it was written, and says so.
 */
import type { BodyOf, Reference } from "../../../sealing/body.ts";
import type { Entry, ShownEntry } from "../../../sealing/thread.ts";

/** A note that verified. */
export type Note = ShownEntry<BodyOf<"note">>;

/**
 * Why the note that an answer names is not shown above it:
 *
 * - `unverified`: there is none at that number that verifies, or another than it names
 * - `struck`: it was struck
 * - `no-note`: what stands there is no note
 */
export type Lost = "unverified" | "struck" | "no-note";

/** A note that answers another. */
export interface Answer {
  readonly note: Note;
  /** The note it answers, where that is not the one that begins the thread. */
  readonly to: Note | null;
}

/** The threads of a case's notes. */
export interface NoteThreads {
  /** What answers the note that begins a thread, in the order in which it was written, by that note's number. */
  readonly answers: ReadonlyMap<number, readonly Answer[]>;
  /** The numbers of the notes that stand beneath another. */
  readonly beneath: ReadonlySet<number>;
  /** What answers something that is not shown above it, by number. */
  readonly lost: ReadonlyMap<number, Lost>;
}

/** The threads, by the verified internal thread. */
export function noteThreads(internal: readonly Entry[]): NoteThreads {
  const answers = new Map<number, readonly Answer[]>();
  const firsts = new Map<number, Note>();
  const lost = new Map<number, Lost>();
  for (const entry of internal) {
    if (!isNote(entry) || entry.body.refers === null) continue;
    const parent = parentOf(entry, entry.body.refers, internal);
    if (typeof parent === "string") {
      lost.set(entry.n, parent);
      continue;
    }
    const first = firsts.get(parent.n) ?? parent;
    firsts.set(entry.n, first);
    const to = first === parent ? null : parent;
    answers.set(first.n, [...(answers.get(first.n) ?? []), { note: entry, to }]);
  }
  return { answers, beneath: new Set(firsts.keys()), lost };
}

/** Whether it is a note that verified. */
export function isNote(entry: Entry): entry is Note {
  return entry.status === "shown" && entry.body.kind === "note";
}

/** How an answer names the note that it answers. */
export function referenceTo({ n, hash }: Note): Reference {
  return { n, hash };
}

/** The note that is named; null where none such verifies. */
export function noteNamed({ n, hash }: Reference, internal: readonly Entry[]): Note | null {
  const entry = internal[n];
  return entry !== undefined && isNote(entry) && entry.hash === hash ? entry : null;
}

function parentOf({ n }: Note, refers: Reference, internal: readonly Entry[]): Note | Lost {
  // What comes later cannot have been answered.
  const entry = refers.n < n ? internal[refers.n] : undefined;
  if (entry?.hash !== refers.hash || entry.status === "damaged") return "unverified";
  if (entry.status === "struck") return "struck";
  return isNote(entry) ? entry : "no-note";
}
