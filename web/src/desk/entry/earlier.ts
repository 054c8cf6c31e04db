/**
 * A newest vault that does not open, and an earlier one that does: overwritten by mistake or malice. The member decides;
 * nothing is put back unasked, for a server that lies could offer an old vault in the place of a good one.
 */
import { SealingError } from "../../sealing/failure.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Identity } from "../../sealing/identity.ts";
import { openVault, wipeVault, type Vault } from "../../sealing/vault.ts";
import type { Task } from "../account/change.ts";
import { ApiError, type Api } from "../api.ts";
import { fetchEarlierVault, fetchMember, type StoredVault } from "../api/session.ts";
import { visitChannels } from "../channels.ts";
import type { Desk } from "../desk.ts";
import { changeVault } from "../vaults.ts";

/** An earlier vault, open, and the newest, which is not. */
export interface EarlierVault {
  readonly member: MemberId;
  readonly vault: Vault;
  readonly newest: StoredVault;
  /** What the member has to do before anything else once they have decided; null if nothing. */
  readonly task: Task;
}

/**
 * The most writings by which the newest vault may be ahead of an earlier one. Its number is the server's word, and what is
 * put in its place is counted on from there: the last number there is would make it the last vault for good.
 */
export const MOST_AHEAD = 1_000_000;

/**
 * The newest of the earlier vaults that opens with this way; null if none does.
 *
 * @throws ApiError `unreadable` when the number of the newest is none that its member's writings can have come to
 */
export async function findEarlier(
  api: Api,
  member: MemberId,
  newest: StoredVault,
  identity: Identity<"unlock">,
  task: Task,
): Promise<EarlierVault | null> {
  for (const counter of newest.earlier) {
    try {
      const vault = await openVault(await fetchEarlierVault(api, counter), identity);
      const isTheirs = vault.member === member && vault.counter === counter;
      if (isTheirs && newest.counter - counter <= MOST_AHEAD) return { member, vault, newest, task };
      wipeVault(vault);
      if (isTheirs) throw new ApiError("unreadable");
    } catch (error) {
      if (!(error instanceof SealingError)) throw error;
    }
  }
  return null;
}

/**
 * Opens the desk with the earlier vault and puts it in the place of the newest. For this stretch the server counts as one
 * that went back: nothing is signed by itself, and the member is told.
 *
 * @throws ApiError when it could not be put back; the desk is locked then
 */
export async function putBack(desk: Desk, { member: id, vault, newest, task }: EarlierVault): Promise<void> {
  const member = await fetchMember(desk.api);
  if (member?.id !== id) throw new ApiError("unreadable");
  desk.channels.vault.value = "back";
  desk.task.value = task;
  // Under the newest's number, so that it is the newest that is replaced.
  desk.session.unlocked(member, { ...vault, counter: newest.counter });
  desk.earlier.value = null;
  try {
    await changeVault(desk, (before) => before);
  } catch (error) {
    desk.session.lockNow("opened");
    throw error;
  }
  await visitChannels(desk);
}

/** Wipes the earlier vault, where there is one, with what proves its member. */
export function letGo(desk: Desk): void {
  const earlier = desk.earlier.peek();
  if (earlier === null) return;
  wipeVault(earlier.vault);
  earlier.task?.prover.key.wipe();
  desk.earlier.value = null;
}
