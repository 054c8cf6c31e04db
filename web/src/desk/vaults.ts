/** Writing the vault: sealed anew to its own ways of unlocking, and put in the place of the one before. */
import { dayAt } from "../sealing/day.ts";
import { digestOf } from "../sealing/digest.ts";
import { sealVault, type PinnedChannel, type Vault } from "../sealing/vault.ts";
import { storeVault } from "./api/session.ts";
import type { Desk } from "./desk.ts";

/** The desk locked before a vault could be written. */
export class LockedError extends Error {
  constructor() {
    super("the desk is locked");
    this.name = "LockedError";
  }
}

/** One writing after the other: each is sealed with what the one before has stored. */
let last: Promise<unknown> = Promise.resolve();

/** How a sealed vault gets to the server in the place of the one of a counter. */
export type Put = (before: number, sealed: Uint8Array) => Promise<unknown>;

/**
 * Changes the vault and stores it; with `put` in another way than alone.
 *
 * @throws {@link LockedError} when the desk is locked
 * @throws ApiError `problem-conflict` when another tab or computer has written it: lock and unlock to read that
 */
export async function changeVault(
  desk: Desk,
  change: (vault: Vault) => Vault,
  put: Put = (before, sealed) => storeVault(desk.api, before, sealed),
): Promise<Vault> {
  const turn = last.then(() => write(desk, change, put));
  last = turn.catch(() => undefined);
  return turn;
}

async function write(desk: Desk, change: (vault: Vault) => Vault, put: Put): Promise<Vault> {
  const before = desk.session.vault;
  if (before === null) throw new LockedError();
  const vault = { ...change(before), counter: before.counter + 1, day: dayAt(desk.now(), DESK_ZONE) ?? before.day };
  const sealed = await sealVault(vault);
  await put(before.counter, sealed);
  desk.memory(vault.member).seeVault(vault.counter, digestOf(sealed));
  desk.session.replaced(vault);
  return vault;
}

/** The zone of a member's own days; a channel's stand in its settings. */
export const DESK_ZONE = "Europe/Stockholm";

/** A vault with a channel pinned at an epoch. */
export function withPin(vault: Vault, pin: PinnedChannel): Vault {
  const others = vault.pins.filter((each) => each.channel !== pin.channel);
  const pins = [...others, pin].sort((one, other) => (one.channel < other.channel ? -1 : 1));
  return { ...vault, pins };
}
