/** Verifying the internal thread, i, beside a verified conversation. */
import type { Reference } from "../body.ts";
import type { KeyringChain } from "../keyring/chain.ts";
import { judge, laterOf, type Writer } from "../standing.ts";
import type { Alarm, Damage, Entry, Next, Served } from "../thread.ts";
import type { Conversation } from "./conversation.ts";
import { Walk, type Numbered, type Opener } from "./walk.ts";

/** A verified internal thread. */
export interface Internal {
  /** Every number, in order. */
  readonly entries: readonly Entry[];
  /** What the page must say. */
  readonly alarms: readonly Alarm[];
  /** Where the next envelope goes; null while the server shows nothing at the last number of either thread. */
  readonly next: Next | null;
}

/**
 * Verifies the internal thread from number 0. A member's envelope counts by what held at the head of the conversation
 * that it names, and that never goes back.
 */
export async function verifyInternal(
  conversation: Conversation,
  chain: KeyringChain,
  served: readonly Served[],
  opener: Extract<Opener, { readonly side: "member" }>,
): Promise<Internal> {
  const walk = new Walk("i", conversation.pinned, chain, opener);
  const numbers = await walk.open(served);
  let lastSeen = 0;
  for (const number of numbers) {
    const outcome = take(number, walk, conversation, chain, lastSeen);
    if (typeof outcome !== "string" && typeof number.placed !== "string") lastSeen = number.placed.body.seen?.n ?? lastSeen;
    walk.push(number, outcome);
  }
  walk.settle(numbers);
  const head = headOf(conversation);
  const next = head === null ? null : walk.next(head, conversation.standing);
  return { entries: walk.entries, alarms: walk.alarms, next };
}

function take(
  { placed }: Numbered,
  walk: Walk,
  conversation: Conversation,
  chain: KeyringChain,
  lastSeen: number,
): Writer | Damage {
  if (typeof placed === "string") return placed;
  const { body, key } = placed;
  if (key === null) return "writer";
  const { seen } = body;
  const standing = seen === null ? undefined : conversation.standings[seen.n];
  if (seen === null) return "seen";
  if (standing === undefined || conversation.entries[seen.n]?.hash !== seen.hash) {
    // Its writer saw more of the conversation than the server shows, or something else.
    walk.heldBack(seen.n, "c");
    return "seen";
  }
  if (seen.n < lastSeen) return "seen";
  // What it saw is older than itself. Of that only the day counts: who missed an epoch there wrote in good faith.
  const seenDay = conversation.days[seen.n] ?? null;
  const floor = seenDay === null ? walk.floor : { ...walk.floor, day: laterOf(walk.floor.day, seenDay) };
  const judged = judge(body, key, standing, floor, chain);
  if (typeof judged === "string") return judged;
  if (body.gen !== standing.generation) return "generation";
  if (body.kind === "strike" && !walk.takeStrike(body, judged.writer)) return "strike";
  walk.floor = floor;
  return judged.writer;
}

/** The last number of the conversation; null while the server shows nothing there. */
function headOf({ entries }: Conversation): Reference | null {
  const last = entries.at(-1);
  return last === undefined || last.hash === null ? null : { n: last.n, hash: last.hash };
}
