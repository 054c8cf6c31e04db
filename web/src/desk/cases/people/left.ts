/** Who had a case and left it, by its verified envelopes: a conflict of interest does not end because others leave as well. */
import type { Holder } from "../../../sealing/holder.ts";
import { lineOf } from "../../../sealing/keyring.ts";
import type { KeyringChain } from "../../../sealing/keyring/chain.ts";
import type { Conversation } from "../../../sealing/thread/conversation.ts";
import type { Phrase } from "../../words.ts";

/** How somebody left: on their own, or by the channel's owner. */
export type Left = "aside" | "shut-out";

/** Each in a few words behind a name. */
export const LEFT_WORDS: Readonly<Record<Left, Phrase>> = { aside: "people-left-aside", "shut-out": "people-left-shut-out" };

/**
 * Who left the case on their own or was shut out of it, and did not get it back since. An honest server lets nobody but the
 * owner leave out others who have a line, whatever the cause that they give.
 */
export function leftBy({ entries, standings }: Pick<Conversation, "entries" | "standings">, chain: KeyringChain): ReadonlyMap<Holder, Left> {
  const left = new Map<Holder, Left>();
  for (const entry of entries) {
    if (entry.status !== "shown" || entry.writer.side !== "member") continue;
    const { body, writer, n } = entry;
    if (body.kind === "grant") left.delete(body.member);
    if (body.kind !== "rekey") continue;
    const named = chain.find(body.keyring)?.keyring ?? null;
    for (const holder of standings[n - 1]?.members ?? []) {
      if (holder === writer.holder) left.set(holder, "aside");
      else if (named !== null && lineOf(named, holder) !== null) left.set(holder, "shut-out");
    }
    for (const holder of body.members) left.delete(holder);
  }
  return left;
}
