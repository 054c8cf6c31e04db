/**
 * Striking, which takes two members: one proposes, another confirms. What may be struck, by whose word, and what was.
 *
 * What stands in the place of what was struck is struck again by striking the proposal that says it; that proposal may be
 * gone then too, and the confirmation that names it stands in the chain.
 */
import type { BodyOf, Reference, ThreadName } from "../body.ts";
import type { Writer } from "../standing.ts";
import type { Entry } from "../thread.ts";

/** The conversation's number of the contact details. */
const CONTACT = 1;

type Strike = BodyOf<"strike">;
/** What a strike proposes. */
type Proposal = NonNullable<Strike["proposes"]>;

/** The halves of strikes read so far. */
export class Strikes {
  /** What confirmations say is struck. */
  readonly #struck = new Set<number>();
  /** The proposals that they name. */
  readonly #agreed = new Set<number>();

  /** Whether half a strike strikes what stands there, may be struck, and is by whom it must be. Takes it in if so. */
  take(entries: readonly Entry[], { thread, refers, proposes, confirms }: Strike, writer: Writer): boolean {
    const target = find(entries, refers);
    if (target === null || this.#struck.has(target.n)) return false;
    if (proposes !== null) return this.#mayBeStruck(thread, target, proposes);
    const proposal = confirms === null ? null : find(entries, confirms);
    if (proposal === null || this.#struck.has(proposal.n) || !isConfirmed(proposal, refers, writer)) return false;
    this.#struck.add(target.n);
    this.#agreed.add(proposal.n);
    return true;
  }

  /** Whether that may be struck: of what is gone already nobody can tell its kind. */
  #mayBeStruck(thread: ThreadName, target: Entry, { report }: Proposal): boolean {
    const inConversation = thread === "c";
    if (inConversation ? target.n === CONTACT : report !== null) return false;
    if (target.status !== "shown") return isGone(target) && (report !== null || !(inConversation && target.n === 0));
    const { body } = target;
    switch (body.kind) {
      case "report":
        return report !== null;
      case "message":
        return body.step === null && report === null;
      case "note":
      case "triage":
        return body.counted === null && report === null;
      case "strike":
        return body.proposes !== null && this.#agreed.has(target.n) && (body.proposes.report !== null) === (report !== null);
      case "contact":
      case "act":
      case "grant":
      case "rekey":
        return false;
    }
  }
}

/** Marks what two members struck, whether its file is there still or not. */
export function settleStruck(entries: Entry[]): void {
  const found = new Map<number, { readonly proposal: number; readonly confirmation: number }>();
  // The newest first: what struck an earlier proposal stands in its place.
  for (const entry of [...entries].reverse()) {
    if (entry.status !== "shown" || entry.body.kind !== "strike" || entry.body.confirms === null) continue;
    const { refers, confirms } = entry.body;
    const stated = find(entries, confirms);
    const stands = stated?.status === "shown" && stated.body.kind === "strike" && stated.body.proposes !== null;
    const proposal = found.get(confirms.n)?.proposal ?? (stands ? confirms.n : null);
    if (proposal !== null) found.set(refers.n, { proposal, confirmation: entry.n });
  }
  for (const [n, by] of found) {
    const entry = entries[n];
    if (entry === undefined || entry.hash === null || entry.day === null) continue;
    entries[n] = { status: "struck", n, hash: entry.hash, day: entry.day, ...by };
  }
}

/** Whether what stands there is a proposal to strike just that, by somebody else; of one that is gone that shows in the end. */
function isConfirmed(proposal: Entry, refers: Reference, writer: Writer): boolean {
  if (proposal.status !== "shown") return isGone(proposal);
  const { body, writer: proposer } = proposal;
  if (body.kind !== "strike" || body.proposes === null) return false;
  if (body.refers.n !== refers.n || body.refers.hash !== refers.hash) return false;
  return proposer.side === "member" && writer.side === "member" && proposer.holder !== writer.holder;
}

/** What stands at a number, if it is what the reference says. */
function find(entries: readonly Entry[], { n, hash }: Reference): Entry | null {
  const entry = entries[n];
  return entry?.hash === hash ? entry : null;
}

/** Whether the server serves a digest there and no file. */
function isGone(entry: Entry): boolean {
  return entry.status === "damaged" && entry.reason === "missing" && entry.hash !== null;
}
