/** Seating a member at the desk whose vault has opened. */
import { digestOf } from "../../sealing/digest.ts";
import type { MemberId } from "../../sealing/id.ts";
import { wipeVault, type Vault } from "../../sealing/vault.ts";
import { ApiError } from "../api.ts";
import { fetchMember, type StoredVault } from "../api/session.ts";
import { visitChannels } from "../channels.ts";
import type { Desk } from "../desk.ts";

/**
 * Unlocks the desk with a vault.
 *
 * @param stored - the newest that the server has, which this computer's memory is held against
 * @throws ApiError `unreadable` when the server knows of somebody else
 */
export async function seat(desk: Desk, id: MemberId, vault: Vault, stored: StoredVault): Promise<void> {
  const member = await fetchMember(desk.api);
  // A server that hands out another member's vault, or has forgotten the session since.
  if (member?.id !== id || vault.member !== id) {
    wipeVault(vault);
    throw new ApiError("unreadable");
  }
  // Alarms of a vault that went back are raised where everything else is held against this computer's memory.
  desk.channels.vault.value = desk.memory(id).seeVault(stored.counter, digestOf(stored.sealed));
  desk.session.unlocked(member, vault);
  void visitChannels(desk);
}
