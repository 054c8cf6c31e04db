/** Writing the vault: sealed anew to its own ways of unlocking, and put in the place of the one before. */
import { dayAt } from "../sealing/day.ts";
import { digestOf } from "../sealing/digest.ts";
import { sealVault, type PinnedChannel, type Vault } from "../sealing/vault.ts";
import { storeVault } from "./api/session.ts";
import type { Desk } from "./desk.ts";
import type { SealedVault } from "./setup/new_member.ts";
import type { Once } from "./setup/once.ts";

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

/** How a vault is written, if not sealed anew and put there alone. */
export interface Writing {
  readonly put: Put;
  /** Keeps what was sealed to follow a counter: tried again after a lost answer, the very same is put. */
  readonly kept: Once<SealedVault>;
}

/**
 * Changes the vault and stores it.
 *
 * @throws {@link LockedError} when the desk is locked
 * @throws ApiError `problem-conflict` when another tab or computer has written it: lock and unlock to read that
 */
export async function changeVault(
  desk: Desk,
  change: (vault: Vault) => Vault,
  writing: Writing | null = null,
): Promise<Vault> {
  const turn = last.then(() => write(desk, change, writing));
  last = turn.catch(() => undefined);
  return turn;
}

async function write(desk: Desk, change: (vault: Vault) => Vault, writing: Writing | null): Promise<Vault> {
  const before = desk.session.vault;
  if (before === null) throw new LockedError();
  const { counter } = before;
  const seal = async (): Promise<SealedVault> => {
    const vault = { ...change(before), counter: counter + 1, day: dayAt(desk.now(), DESK_ZONE) ?? before.day };
    return { vault, sealed: await sealVault(vault) };
  };
  const { vault, sealed } = writing === null ? await seal() : await writing.kept.of(String(counter), seal);
  await (writing === null ? storeVault(desk.api, counter, sealed) : writing.put(counter, sealed));
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
