/**
 * The case in which a reporter tells of reprisals, from which a linked one is opened. Nobody can open the new one who cannot
 * open that one: the link names it, and what is told was told there.
 */
import type { CaseId } from "../../sealing/case_id.ts";
import type { Day } from "../../sealing/day.ts";
import { shareCase, type Sharing } from "../../sealing/exclusion.ts";
import { inOrder, type Holder } from "../../sealing/holder.ts";
import type { ChannelId, MemberId } from "../../sealing/id.ts";
import { everyone, type Keyring } from "../../sealing/keyring.ts";
import { referenceOf } from "../../sealing/reference.ts";
import type { CasesAtWork } from "../cases/context.ts";
import { languageOf } from "../cases/standard_texts.ts";
import type { OpenedCase } from "../cases/opening.ts";
import type { LetterPlace } from "../router.ts";

/** Who can open the first case, and who is kept from it for good. */
export interface Within {
  readonly members: ReadonlySet<Holder>;
  readonly excluded: ReadonlySet<Holder>;
}

/** What is known of the first case. */
export interface Origin extends Within {
  readonly case: CaseId;
  readonly reference: string;
  /** What was told of reprisals; "" where it was told without words. */
  readonly text: string;
  /** The server's day of it, from which the law counts. */
  readonly day: Day;
  readonly language: string;
}

/**
 * Looks at the first case anew.
 *
 * @returns null where it is not that channel's, cannot be opened, or nothing of reprisals verified there
 * @throws ApiError
 */
export async function originAt({ row, n }: LetterPlace, channel: ChannelId, { cases }: CasesAtWork): Promise<Origin | null> {
  if (!cases.rows.peek().has(row)) await cases.load();
  const opened = await cases.verified(row);
  return opened?.conversation.pinned.channel === channel ? originIn(opened, n) : null;
}

/** What a letter of a case tells of reprisals; null where it is none that its reporter wrote. */
export function originIn(opened: OpenedCase, n: number): Origin | null {
  const { entries, pinned, standing } = opened.conversation;
  const entry = entries[n];
  if (entry?.status !== "shown" || entry.writer.side !== "reporter") return null;
  const { body, day } = entry;
  if (body.kind !== "act" || body.what !== "retaliation") return null;
  return {
    case: pinned.id,
    reference: referenceOf(pinned.id),
    members: standing.members,
    excluded: standing.excluded,
    text: body.text,
    day,
    language: languageOf(opened),
  };
}

/**
 * Whether a member may open a linked case (src/desk/entering.rs): a handler, and a deputy where no handler can open the
 * first case, for the linked one goes to deputies then.
 */
export function entersLinked(
  { handlers, deputies }: Pick<Keyring, "handlers" | "deputies">,
  { members }: Pick<Within, "members">,
  member: MemberId,
): boolean {
  if (handlers.some(({ id }) => id === member)) return true;
  return deputies.some(({ id }) => id === member) && !handlers.some(({ id }) => members.has(id));
}

/**
 * Whom a linked case is shared with: those who can open the first one too, but for those whom it concerns. Who cannot open
 * the first one is not shut out for good by that: only whom it concerns, and whom its reporter shut out there.
 *
 * @throws ExclusionError
 */
export function shareWithin(keyring: Keyring, { members, excluded }: Within, concerned: Iterable<Holder>): Sharing {
  const shut = new Set<Holder>([...excluded, ...concerned]);
  const listed: readonly Holder[] = ["recovery", ...everyone(keyring).map(({ id }) => id)];
  const { receivers, wrapped, recoveryAlone } = shareCase(
    keyring,
    listed.filter((holder) => shut.has(holder) || !members.has(holder)),
  );
  return {
    receivers,
    wrapped,
    excluded: inOrder(shut),
    custodians: keyring.custodians.filter(({ id }) => !shut.has(id)),
    recoveryAlone,
  };
}

/** Whether two looks at the first case found the same people in it and the same shut out. */
export function isSharedAlike(one: Within, other: Within): boolean {
  const same = (some: ReadonlySet<Holder>, others: ReadonlySet<Holder>): boolean =>
    some.size === others.size && [...some].every((holder) => others.has(holder));
  return same(one.members, other.members) && same(one.excluded, other.excluded);
}

/** Whether somebody can open the first case and not the new one: nothing in the first may tell of it. */
export function isNarrower({ members }: Within, { wrapped }: Pick<Sharing, "wrapped">): boolean {
  return [...members].some((member) => !wrapped.includes(member));
}
