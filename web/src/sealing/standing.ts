/**
 * Who may act in a case, number by number (PROTOCOL.md section 6): the members are those the report wrapped, plus
 * those granted, replaced by those a rekey names; an excluded holder never gains standing unless the reporter allows.
 */
import type { Body, BodyOf } from "./body.ts";
import { allowedBy, writerOf } from "./body/rules.ts";
import { daysBetween, type Day } from "./day.ts";
import type { Holder } from "./holder.ts";
import type { Recipient } from "./identity.ts";
import { keyIdOf } from "./key_id.ts";
import { holderOf, lineOf, memberOf, type Keyring } from "./keyring.ts";
import type { KeyringChain } from "./keyring/chain.ts";
import type { VerifyingKey } from "./signature.ts";

/** What holds in a case after some envelope of the conversation. Never changed: each envelope gives the next. */
export interface Standing {
  readonly members: ReadonlySet<Holder>;
  /** Those excluded whom the reporter has not allowed since. */
  readonly excluded: ReadonlySet<Holder>;
  /** The generation of the case key in use. */
  readonly generation: number;
  /** The case's recipient of that generation. */
  readonly recipient: Recipient<"case">;
}

/**
 * Why an author's envelope does not count:
 *
 * - `unknown-keyring`: it names a keyring that the reader never verified
 * - `old-keyring`: it names an older epoch than an envelope before it
 * - `not-in-keyring`: its author's key does not stand in the keyring that it names
 * - `left`: its author's key had left the keyring by that day
 * - `no-member`: its author is no member of the case at that number
 * - `writer`: recovery re-keys and nothing else, and only what was left to it; nobody writes what is another's alone
 * - `not-eligible`: it names somebody whom the keyring does not list as handler or deputy, or another key than theirs
 * - `excluded`: it names somebody whom the reporter excluded and never allowed
 * - `generation`: it does not follow from the generation in use
 */
export type NoStanding =
  | "unknown-keyring"
  | "old-keyring"
  | "not-in-keyring"
  | "left"
  | "no-member"
  | "writer"
  | "not-eligible"
  | "excluded"
  | "generation";

/** Who wrote an envelope: the reporter, or a holder with the title that the epoch they name gives them. */
export type Writer =
  | { readonly side: "reporter" }
  | { readonly side: "member"; readonly holder: Holder; readonly title: string };

/** A holder whose key stands in the epoch that their envelope names. */
export interface Judged {
  readonly writer: Extract<Writer, { readonly side: "member" }>;
  readonly keyring: Keyring;
}

/** Below what an envelope of a thread may not go. */
export interface Floor {
  /** The highest epoch that a verified envelope before it named, of those the reader has verified. */
  readonly epoch: number;
  /**
   * The latest day that a verified envelope before it stated and the server's stamp bore out; in thread i also one of
   * the conversation up to what it saw.
   */
  readonly day: Day | null;
}

/** The later of two days, the first of which may be none. Days as written sort as they follow. */
export function laterOf(known: Day | null, day: Day): Day {
  return known !== null && known > day ? known : day;
}

/** What holds after the report. */
export function standingAtFiling(
  report: { readonly wrapped: readonly Holder[]; readonly excluded: readonly Holder[] },
  recipient: Recipient<"case">,
): Standing {
  return { members: new Set(report.wrapped), excluded: new Set(report.excluded), generation: 0, recipient };
}

/**
 * Judges the author of a member's or recovery's envelope whose signature was verified: the key stands in the keyring
 * that it names, which is no older than the floor; it had not left by that day, nor by the floor's, for who has left can
 * write an earlier day; the author is a member and may write it.
 *
 * @param standing - what held when it was written: before its number in c, after the number that it saw in i
 * @param floor - below what it may not go
 */
export function judge(
  body: Body,
  key: VerifyingKey<"author">,
  standing: Standing,
  floor: Floor,
  chain: KeyringChain,
): Judged | NoStanding {
  const epoch = chain.find(body.keyring);
  if (epoch === null) return "unknown-keyring";
  const { keyring } = epoch;
  if (keyring.epoch < floor.epoch) return "old-keyring";
  const holder = holderOf(keyring, key);
  if (holder === null) return "not-in-keyring";
  const day = laterOf(floor.day, body.day);
  const left = chain.goneSince(keyring.epoch, holder, key);
  if (left !== null && daysBetween(left, day) > 1) return "left";
  if (!standing.members.has(holder)) return "no-member";
  if (writerOf(body) === "reporter") return "writer";
  if (holder === "recovery") {
    if (!isRecoverys(body) || isHeldBeside(standing, keyring, day, chain)) return "writer";
  } else if (body.kind === "rekey" && body.cause === LEFT_TO_RECOVERY) return "writer";
  const title = lineOf(keyring, holder)?.title ?? "";
  return { writer: { side: "member", holder, title }, keyring };
}

/** The one cause of recovery's rekeys, and nobody else's. */
const LEFT_TO_RECOVERY = "left-to-recovery";

/** Whether recovery may write such a thing at all: another key, for that cause, that it holds itself. */
function isRecoverys(body: Body): boolean {
  return body.kind === "rekey" && body.cause === LEFT_TO_RECOVERY && body.members.includes("recovery");
}

/**
 * Whether another member of the case has a line in the keyring that recovery names, or in a later one that was issued before
 * that day: whoever has the channel's recovery code takes no case from those who hold it, whatever the server says of them.
 */
function isHeldBeside({ members }: Standing, named: Keyring, day: Day, chain: KeyringChain): boolean {
  const inForce = chain.epochs.filter(
    ({ keyring: { epoch, issued } }) => epoch === named.epoch || (epoch > named.epoch && issued < day),
  );
  return inForce.some(({ keyring }) => standingBeside("recovery", members, keyring).length > 0);
}

/** Who else than `holder` stands in a case and has a line in the keyring. */
export function standingBeside(holder: Holder, members: ReadonlySet<Holder>, keyring: Keyring): readonly Holder[] {
  return [...members].filter((member) => member !== holder && lineOf(keyring, member) !== null);
}

/** What holds after an act `allow` of the reporter's. */
export function afterAllow(standing: Standing, act: BodyOf<"act">): Standing {
  const allowed = allowedBy(act);
  if (allowed === null) return standing;
  return { ...standing, excluded: new Set([...standing.excluded].filter((holder) => holder !== allowed)) };
}

/** What holds after a grant by an author with standing, who names that epoch. */
export function afterGrant(standing: Standing, grant: BodyOf<"grant">, keyring: Keyring): Standing | NoStanding {
  const line = memberOf(keyring, grant.member);
  if (line === null || keyIdOf(line.verify) !== grant.key) return "not-eligible";
  if (standing.excluded.has(grant.member)) return "excluded";
  return { ...standing, members: new Set([...standing.members, grant.member]) };
}

/** What holds after a rekey by an author with standing, who names that epoch. */
export function afterRekey(standing: Standing, rekey: BodyOf<"rekey">, keyring: Keyring): Standing | NoStanding {
  if (rekey.from !== standing.generation) return "generation";
  if (rekey.members.some((holder) => lineOf(keyring, holder) === null)) return "not-eligible";
  if (rekey.members.some((holder) => standing.excluded.has(holder))) return "excluded";
  return { ...standing, members: new Set(rekey.members), generation: rekey.gen, recipient: rekey.recipient };
}
