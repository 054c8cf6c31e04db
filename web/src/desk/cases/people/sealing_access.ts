/** Sealing what changes who can open a case: a grant, or another key for those who remain, with a wrap for each of them. */
import { grantAccess, rekeyCase, type AccessChange, type CaseKeys } from "../../../sealing/access.ts";
import type { BodyOf } from "../../../sealing/body.ts";
import type { Holder } from "../../../sealing/holder.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { todayIn, type Channel } from "../channel.ts";
import { canWrite, openMyWrap, type OpenedCase } from "../opening.ts";
import type { CasesPorts } from "../ports.ts";
import type { CaseAnswer } from "../summary.ts";
import { WritingError } from "../writing.ts";
import { leftBy } from "./left.ts";
import { newKeyNeeded, remaining } from "./remaining.ts";

/** What is to become of who can open a case. */
export type Wish =
  /** Somebody more; who left the case before gets it back only where `isAgain` says that this is meant. */
  | { readonly what: "give"; readonly to: MemberId; readonly isAgain: boolean }
  /** All others, and somebody more where the case is handed on in the same breath. */
  | { readonly what: "step-aside"; readonly to: MemberId | null }
  /** All others but that one. */
  | { readonly what: "shut-out"; readonly who: MemberId }
  /** The same without those who have left, under a key that none of them has seen. */
  | { readonly what: "new-key" };

/** A change as it is sent. */
export interface SealedChange {
  readonly change: AccessChange;
  /** The generation of its wraps by the server's own count. */
  readonly generation: number;
}

/** Nobody would be left who can open the case. */
export class NobodyLeftError extends Error {
  constructor() {
    super("nobody is left");
    this.name = "NobodyLeftError";
  }
}

/** Somebody would get the case back who stepped aside from it or was shut out of it, and nobody said that this is meant. */
export class LeftBeforeError extends Error {
  constructor() {
    super("left before");
    this.name = "LeftBeforeError";
  }
}

/**
 * Seals what brings a wish about; null where it has come about already.
 *
 * @throws {@link WritingError}, {@link NobodyLeftError}, {@link LeftBeforeError}
 * @throws SealingError where somebody cannot hold the case: AccessError
 */
export async function sealWish(
  wish: Wish,
  opened: OpenedCase,
  { wraps, summary }: Pick<CaseAnswer, "wraps" | "summary">,
  channel: Channel,
  ports: CasesPorts,
): Promise<SealedChange | null> {
  const { conversation } = opened;
  const { standing, next } = conversation;
  const { newest } = channel.chain;
  if (!canWrite(opened, ports.member)) throw new WritingError("no-standing");
  if (next === null) throw new WritingError("withheld");
  if (newest.keyring.epoch < next.leastEpoch) throw new WritingError("old-keyring");
  const keys = await caseKeys(opened, wraps, channel, ports);
  if (keys === null) throw new WritingError("no-standing");
  const left = leftBy(conversation, channel.chain);
  const author = { signer: ports.keys[0].signing, day: todayIn(channel, ports.now()), path: "desk" } as const;
  const rekey = async (
    leaving: readonly Holder[],
    coming: readonly MemberId[],
    cause: BodyOf<"rekey">["cause"],
  ): Promise<SealedChange> => {
    const { holders } = remaining(standing, newest.keyring, left, new Set(leaving), coming);
    if (holders.length === 0) throw new NobodyLeftError();
    const change = await rekeyCase(holders, cause, newest, keys, conversation, author);
    return { change, generation: summary.generation + 1 };
  };
  switch (wish.what) {
    case "give": {
      if (standing.members.has(wish.to)) return null;
      if (left.has(wish.to) && !wish.isAgain) throw new LeftBeforeError();
      const change = await grantAccess(wish.to, newest, keys, conversation, author);
      return { change, generation: summary.generation };
    }
    case "step-aside":
      if (wish.to !== null && left.has(wish.to)) throw new LeftBeforeError();
      return rekey([ports.member], wish.to === null ? [] : [wish.to], "steps-aside");
    case "shut-out":
      return standing.members.has(wish.who) ? rekey([wish.who], [], "shut-out") : null;
    case "new-key": {
      const cause = newKeyNeeded(opened, channel.chain, ports.member);
      return cause === null ? null : rekey([], [], cause);
    }
  }
}

/** Every generation of the case's key, up to the one in use; null where no wrap of this member's holds it. */
async function caseKeys(
  { conversation }: OpenedCase,
  wraps: CaseAnswer["wraps"],
  { chain }: Channel,
  ports: CasesPorts,
): Promise<CaseKeys | null> {
  const { generation, recipient } = conversation.standing;
  const keys = ports.keys.map(({ identity, signing }) => ({ identity, verify: signing.verifyingKey }));
  for (const wrap of wraps) {
    const opened = await openMyWrap(wrap.sealed, { keys, chain });
    const fits = opened?.case === conversation.pinned.id && opened.keys.at(-1)?.recipient === recipient;
    if (fits && opened.keys.length === generation + 1) return opened.keys;
  }
  return null;
}
