/** Whom a case can be assigned to. */
import type { Holder } from "../../../sealing/holder.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { titleOfHolder } from "../channel.ts";
import type { Shown } from "../current.ts";
import { holdersOf } from "../opening.ts";
import { valueIn, type CaseRecord } from "./terms.ts";

/** Those who can open the case: oneself first, then by title. */
export function assignableTo({ opened, channel }: Pick<Shown, "opened" | "channel">, me: MemberId): readonly MemberId[] {
  const titleOf = (member: MemberId): string => (member === me ? "" : titleOfHolder(channel.chain, member));
  return holdersOf(opened)
    .filter(isMember)
    .sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
}

/** Whom a record assigns a case to, once some were ticked or unticked. */
export function assigned(record: CaseRecord, ticked: ReadonlyMap<MemberId, boolean>): readonly MemberId[] {
  const before = valueIn(record, "assigned") ?? [];
  const added = [...ticked].filter(([member, isOn]) => isOn && !before.includes(member)).map(([member]) => member);
  return [...before.filter((member) => ticked.get(member) !== false), ...added];
}

function isMember(holder: Holder): holder is MemberId {
  return holder !== "recovery";
}
