/** Seating a member at the desk whose vault has opened. */
import { digestOf } from "../../sealing/digest.ts";
import type { MemberId } from "../../sealing/id.ts";
import { wipeVault, type Vault } from "../../sealing/vault.ts";
import { ApiError } from "../api.ts";
import { fetchMember, type StoredVault } from "../api/session.ts";
import { visitChannels } from "../channels.ts";
import type { Task } from "../account/change.ts";
import type { Desk } from "../desk.ts";
import type { VaultStanding } from "../memory.ts";
import type { Member } from "../session.ts";

/**
 * Unlocks the desk with a vault, or wipes it.
 *
 * @param stored - the newest that the server has, which this computer's memory is held against
 * @param task - what the member has to do before anything else; null if nothing
 * @throws ApiError `unreadable` when the server knows of somebody else
 */
export async function seat(desk: Desk, id: MemberId, vault: Vault, stored: StoredVault, task: Task): Promise<void> {
  const member = await memberOf(desk, id, vault);
  // Alarms of a vault that went back are raised where everything else is held against this computer's memory.
  desk.channels.vault.value = standingOf(desk, vault, stored);
  // No page but the task's is drawn.
  desk.task.value = task;
  desk.session.unlocked(member, vault);
  void visitChannels(desk);
}

/** Who is signed in. A server may hand out another member's vault, or have forgotten the session since. */
async function memberOf(desk: Desk, id: MemberId, vault: Vault): Promise<Member> {
  try {
    const member = await fetchMember(desk.api);
    if (member?.id !== id || vault.member !== id) throw new ApiError("unreadable");
    return member;
  } catch (error) {
    wipeVault(vault);
    throw error;
  }
}

/** Holds against this computer's memory the number that its member sealed, and against that the one the server gives it. */
function standingOf(desk: Desk, vault: Vault, { counter, sealed }: StoredVault): VaultStanding {
  const movement = desk.memory(vault.member).seeVault(vault.counter, digestOf(sealed));
  const isAlarming = movement === "back" || movement === "fork";
  return counter === vault.counter || isAlarming ? movement : "renumbered";
}
