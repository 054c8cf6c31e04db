/** Whom a case can be assigned to. */
import type { Holder } from "../../../sealing/holder.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { titleOfHolder } from "../channel.ts";
import type { Shown } from "../current.ts";
import { holdersOf } from "../opening.ts";

/** Those who can open the case: oneself first, then by title. */
export function assignableTo({ opened, channel }: Pick<Shown, "opened" | "channel">, me: MemberId): readonly MemberId[] {
  const titleOf = (member: MemberId): string => (member === me ? "" : titleOfHolder(channel.chain, member));
  return holdersOf(opened)
    .filter(isMember)
    .sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
}

function isMember(holder: Holder): holder is MemberId {
  return holder !== "recovery";
}
