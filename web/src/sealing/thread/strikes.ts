/**
 * Striking, which takes two members: one proposes, another confirms. What may be struck, by whose word, and what was.
 *
 * What stands in the place of what was struck is struck again by striking the proposal that says it. That proposal may be
 * gone then too, and nobody can tell any more what it said: the one that strikes it names the confirmation by which it
 * stood, which its readers saw, and that alone is followed.
 */
import type { BodyOf, ProposedStrike, Reference } from "../body.ts";
import { ZERO_DIGEST, type Digest } from "../digest.ts";
import type { FileReference } from "../file.ts";
import type { Writer } from "../standing.ts";
import { confirmedIn, proposedIn, type Confirmed } from "../struck.ts";
import type { Damage, Entry } from "../thread.ts";

/** The conversation's number of the contact details. */
const CONTACT = 1;

type Strike = BodyOf<"strike">;

/** A thread as far as it was read, and by whom. */
export interface Read {
  readonly entries: readonly Entry[];
  /** A reporter may not be shown again what they wrote. */
  readonly byReporter: boolean;
}

/** The halves of strikes read so far. */
export class Strikes {
  /** What was struck, by which proposal: only where that was read. */
  readonly #struck = new Map<number, Reference>();

  /** Whether half a strike strikes what stands there, may be struck, and is by whom it must be. Takes it in if so. */
  take(read: Read, strike: Strike, writer: Writer): boolean {
    const target = find(read.entries, strike.refers);
    if (target === null) return false;
    const before = this.#struck.get(target.n) ?? null;
    if (strike.proposes !== null) return before === null && this.#mayBeStruck(read, target, strike, strike.proposes);
    return strike.confirms !== null && this.#confirm(read, target, strike, strike.confirms, writer, before);
  }

  /** A proposal can be confirmed again, by whoever finds that what it strikes was not deleted. */
  #confirm(read: Read, target: Entry, strike: Strike, link: Reference, writer: Writer, before: Reference | null): boolean {
    const proposal = find(read.entries, link);
    if (proposal === null || this.#struck.has(proposal.n) || (before !== null && !isSame(before, link))) return false;
    // Whether it was one shows in the end.
    if (proposal.status !== "shown") return isGone(proposal);
    const proposed = proposedIn(proposal);
    if (proposed === null || !isSame(proposed.entry.body.refers, strike.refers)) return false;
    const { writer: proposer } = proposal;
    if (proposer.side !== "member" || writer.side !== "member" || proposer.holder === writer.holder) return false;
    // What it strikes may have been agreed to since.
    const isShown = target.status === "shown" && before === null;
    if (isShown && !this.#mayBeStruck(read, target, strike, proposed.proposes)) return false;
    this.#struck.set(target.n, link);
    return true;
  }

  /** Whether that may be struck, by what is proposed: of what is gone already nobody can tell its kind. */
  #mayBeStruck({ entries, byReporter }: Read, target: Entry, { thread }: Pick<Strike, "thread">, proposal: ProposedStrike): boolean {
    const { report } = proposal;
    const inConversation = thread === "c";
    if (inConversation ? target.n === CONTACT : report !== null) return false;
    if (target.status !== "shown") {
      const isUnread = isGone(target) || (byReporter && isKeptFromReader(target));
      return isUnread && (report !== null || !(inConversation && target.n === 0));
    }
    const { body } = target;
    const isStanding = body.kind === "strike" && this.#struck.get(body.refers.n)?.n === target.n;
    // The chain goes on over what is gone by what is said here, so it has to be what everybody can read yet.
    const prev = [...(isStanding ? (body.proposes?.prev ?? []) : []), body.prev];
    if (!isSameList(proposal.prev, prev)) return false;
    switch (body.kind) {
      case "report":
        return report !== null && staysOf(proposal, body.files);
      case "message":
        return body.step === null && report === null && staysOf(proposal, body.files);
      case "note":
        return body.counted === null && report === null && staysOf(proposal, body.files);
      case "triage":
        return body.counted === null && report === null && staysOf(proposal, []);
      case "strike": {
        const earlier = body.proposes;
        if (earlier === null || (earlier.report !== null) !== (report !== null)) return false;
        return saysByWhatItStands(entries, proposal, earlier, isStanding ? target : null) && areOf(proposal.files, earlier.files);
      }
      case "contact":
      case "act":
      case "grant":
      case "rekey":
        return false;
    }
  }
}

/**
 * Marks what two members struck, whether its file is there still or not.
 *
 * @param isThere - whether the server still handed a number out after the one at which its strike was confirmed last
 * @returns the numbers of what was struck before which something else is served than what stood there: their own files
 * cannot say so any more
 */
export function settleStruck(entries: Entry[], isThere: (n: number, confirmedLast: number) => boolean): readonly number[] {
  const found = new Map<number, { readonly proposal: number; readonly confirmation: number }>();
  const unfounded: Confirmed[] = [];
  const last = new Map<number, number>();
  // The newest first: what struck an earlier proposal stands in its place. Of two that confirm the same the first counts.
  for (const entry of [...entries].reverse()) {
    const confirmed = confirmedIn(entry);
    if (confirmed === null) continue;
    const { refers, confirms } = confirmed;
    const again = found.get(confirms.n)?.proposal ?? null;
    const stated = find(entries, confirms);
    const isRead = stated?.status === "shown";
    const own = isRead && proposedIn(stated) !== null ? confirms.n : null;
    // It was read, or whoever struck it says that it stood by this.
    const proposal = again === null ? own : isRead || isVouchedFor(entries, again, confirmed) ? again : null;
    if (proposal === null) unfounded.push(confirmed);
    else {
      found.set(refers.n, { proposal, confirmation: entry.n });
      last.set(refers.n, Math.max(last.get(refers.n) ?? 0, entry.n));
    }
  }
  const torn = [...found].filter(([n, { proposal }]) => !isJoined(entries, n, proposal)).map(([n]) => n);
  for (const [n, by] of found) {
    const entry = entries[n];
    if (entry === undefined || entry.hash === null || entry.day === null) continue;
    entries[n] = { status: "struck", n, hash: entry.hash, day: entry.day, ...by, isThere: isThere(n, last.get(n) ?? 0) };
  }
  for (const { entry } of unfounded) {
    const { n, hash, day } = entry;
    if (!found.has(n)) entries[n] = { status: "damaged", n, hash, day, reason: "strike" };
  }
  return torn;
}

/** Whether what is served before a struck number is what stood there, as the proposal says by which it is struck. */
function isJoined(entries: readonly Entry[], n: number, by: number): boolean {
  const proposed = proposedIn(entries[by]);
  if (proposed === null) return false;
  const { entry, proposes } = proposed;
  const place = proposes.of.findIndex((link) => {
    const confirmation = find(entries, link);
    return confirmation !== null && confirmedIn(confirmation)?.refers.n === n;
  });
  const prev = entry.body.refers.n === n ? proposes.prev.at(-1) : place < 0 ? undefined : proposes.prev[place];
  const before = n === 0 ? ZERO_DIGEST : entries[n - 1]?.hash;
  return prev !== undefined && prev === before;
}

/** Whether a proposal to strike an earlier one names every confirmation by which that stands, and none if it does not. */
function saysByWhatItStands(
  entries: readonly Entry[],
  { of }: ProposedStrike,
  earlier: ProposedStrike,
  standing: Entry | null,
): boolean {
  const last = of.at(-1);
  if (standing === null || last === undefined) return standing === null && last === undefined;
  const before = of.slice(0, -1);
  if (before.length !== earlier.of.length || !before.every((link, index) => isSame(link, earlier.of[index]))) return false;
  const confirmation = find(entries, last);
  const confirms = confirmation === null ? null : confirmedIn(confirmation)?.confirms;
  return confirms?.n === standing.n && confirms.hash === standing.hash;
}

/** Whether the proposal that stands in the place of one that is gone says that a confirmation of just that was one. */
function isVouchedFor(entries: readonly Entry[], by: number, { refers, confirms }: Confirmed): boolean {
  const of = proposedIn(entries[by])?.proposes.of ?? [];
  return of.some((link) => {
    const entry = find(entries, link);
    const other = entry === null ? null : confirmedIn(entry);
    return other !== null && isSame(other.refers, refers) && isSame(other.confirms, confirms);
  });
}

/** Whether what stays of a letter is of it, and nothing is said of what it stands by. */
function staysOf({ of, files }: ProposedStrike, there: readonly FileReference[]): boolean {
  return of.length === 0 && areOf(files, there);
}

/** Whether files are among others, by the same names and keys. */
function areOf(files: readonly FileReference[], there: readonly FileReference[]): boolean {
  return files.every((kept) =>
    there.some(
      ({ id, name, type, size, key, digest }) =>
        id === kept.id &&
        name === kept.name &&
        type === kept.type &&
        size === kept.size &&
        key === kept.key &&
        digest === kept.digest,
    ),
  );
}

function isSameList(some: readonly Digest[], others: readonly Digest[]): boolean {
  return some.length === others.length && some.every((digest, index) => digest === others[index]);
}

function isSame(one: Reference, other: Reference | undefined): boolean {
  return one.n === other?.n && one.hash === other.hash;
}

/** What stands at a number, if it is what the reference says. */
function find(entries: readonly Entry[], { n, hash }: Reference): Entry | null {
  const entry = entries[n];
  return entry?.hash === hash ? entry : null;
}

/** Whether the server serves a digest there and no file. */
function isGone(entry: Entry): boolean {
  return isDamaged(entry, "missing") && entry.hash !== null;
}

/** Whether what stands there was not sealed to the reader. */
function isKeptFromReader(entry: Entry): boolean {
  return isDamaged(entry, "unopened");
}

function isDamaged(entry: Entry, reason: Damage): boolean {
  return entry.status === "damaged" && entry.reason === reason;
}
