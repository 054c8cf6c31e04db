/** Who holds a case once somebody has left it, and whom it can be given: by verified envelopes and the newest keyring. */
import type { BodyOf } from "../../../sealing/body.ts";
import type { Holder } from "../../../sealing/holder.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { lineOf, memberOf, type Keyring } from "../../../sealing/keyring.ts";
import type { KeyringChain } from "../../../sealing/keyring/chain.ts";
import type { Standing } from "../../../sealing/standing.ts";
import { isHeldBack, shownOf } from "../../../sealing/thread.ts";
import { canWrite, type OpenedCase } from "../opening.ts";
import type { Left } from "./left.ts";

/** What of a case's standing decides who may hold it. */
type Holding = Pick<Standing, "members" | "excluded">;

/** Somebody a case can be given to. */
export interface Candidate {
  readonly id: MemberId;
  readonly title: string;
  readonly role: "handler" | "deputy";
}

/** Who holds a case from some change on. */
export interface Remaining {
  /** Everybody, recovery included where it is to; nobody where there is nobody left. */
  readonly holders: readonly Holder[];
  /** Those of them who get the case because no handler would be left: deputies. */
  readonly fallBack: readonly MemberId[];
  /** Whether none but recovery is left. */
  readonly isRecoveryAlone: boolean;
}

/** Handlers, then deputies, as far as the reporter excludes none of them. */
function candidates(keyring: Keyring, { excluded }: Holding): readonly Candidate[] {
  const listed = (role: Candidate["role"], people: Keyring["handlers"]): readonly Candidate[] =>
    people.filter(({ id }) => !excluded.has(id)).map(({ id, title }) => ({ id, title, role }));
  return [...listed("handler", keyring.handlers), ...listed("deputy", keyring.deputies)];
}

/** Whom a case can be given: handlers and deputies who do not hold it, but for those whom the reporter shut out. */
export function receiversOf(standing: Holding, keyring: Keyring): readonly Candidate[] {
  return candidates(keyring, standing).filter(({ id }) => !standing.members.has(id));
}

/** Those who hold a case and stand in the newest keyring no more. */
export function goneFrom({ members }: Holding, keyring: Keyring): readonly Holder[] {
  return [...members].filter((holder) => lineOf(keyring, holder) === null).sort();
}

/**
 * Who holds a case when those leave and those come. Where no handler and no deputy would be left it falls to the deputies,
 * but to nobody who left it before, and where there is none, to recovery; who is in the keyring no more holds nothing either
 * way.
 *
 * @param left - who left the case before and did not get it back: what they have to do with it has not ended
 */
export function remaining(
  standing: Holding,
  keyring: Keyring,
  left: ReadonlyMap<Holder, Left>,
  leaving: ReadonlySet<Holder>,
  coming: readonly MemberId[] = [],
): Remaining {
  const able = candidates(keyring, standing);
  const staying = able.filter(({ id }) => (standing.members.has(id) && !leaving.has(id)) || coming.includes(id));
  const fallBack = staying.length > 0 ? [] : able.filter(({ id, role }) => role === "deputy" && !leaving.has(id) && !left.has(id));
  const members = [...staying, ...fallBack].map(({ id }) => id);
  const hasRecovery = !standing.excluded.has("recovery");
  return {
    holders: hasRecovery ? [...members, "recovery"] : members,
    fallBack: fallBack.map(({ id }) => id),
    isRecoveryAlone: members.length === 0 && hasRecovery,
  };
}

/**
 * Why a case needs another key, made by somebody who remains: whoever left it made the newest one themselves, or somebody
 * who holds it has left the channel. Null where it needs none, or this member is not the one to make it.
 */
export function newKeyNeeded(opened: OpenedCase, chain: KeyringChain, me: MemberId): BodyOf<"rekey">["cause"] | null {
  const { conversation } = opened;
  const { keyring } = chain.newest;
  if (!canWrite(opened, me) || memberOf(keyring, me) === null || isHeldBack(conversation.alarms)) return null;
  if (conversation.next === null || keyring.epoch < conversation.next.leastEpoch) return null;
  if (conversation.alarms.some(({ kind }) => kind === "leaver-rekeyed")) {
    const cause = shownOf(conversation.entries, "rekey").at(-1)?.body.cause ?? null;
    // That one is recovery's alone.
    return cause === "left-to-recovery" ? "left" : cause;
  }
  return goneFrom(conversation.standing, keyring).length > 0 ? "left" : null;
}
