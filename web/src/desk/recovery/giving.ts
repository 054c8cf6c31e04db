/** Giving a case that was left to recovery: another key of it, for a member and recovery. */
import { rekeyCase, type AccessChange } from "../../sealing/access.ts";
import { dayAt } from "../../sealing/day.ts";
import type { CaseRow } from "../router.ts";
import { DESK_ZONE } from "../vaults.ts";
import { checkDays, type Holding, type LeftChannel } from "./holding.ts";
import type { OpenedLeft, Receiver } from "./left_case.ts";

/** A case on its way to somebody: sent again where no answer came, it is the very same. It holds no key. */
export interface Giving {
  readonly to: Receiver;
  readonly change: AccessChange;
}

/**
 * Seals another key of the case: none of those who had it before has seen that one, and whoever left last has not made it.
 *
 * @throws AccessError, SealingError, UnusableKeyringError
 */
export async function sealGiving(
  { signing }: Holding,
  { chain }: Pick<LeftChannel, "chain">,
  { conversation, keys }: OpenedLeft,
  to: Receiver,
  now: Date,
): Promise<Giving> {
  checkDays(chain, now);
  const day = dayAt(now, DESK_ZONE);
  if (day === null) throw new RangeError("a clock beyond the calendar");
  const by = { signer: signing, day, path: "desk" } as const;
  const made = await rekeyCase([to.id, "recovery"], "left-to-recovery", chain.newest, keys, conversation, by);
  made.keys.at(-1)?.wipe();
  const { n, gen, envelope, wraps } = made;
  return { to, change: { n, gen, envelope, wraps } };
}

/** Gives it. @throws ApiError */
export async function give({ server }: Holding, { held }: LeftChannel, row: CaseRow, { change }: Giving): Promise<void> {
  await server.give(held.id, row, change);
}
