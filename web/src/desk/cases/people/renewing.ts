/**
 * The key that somebody who remains has to make, where whoever left made the newest one or has left the channel. The desk
 * makes it by itself as soon as it has verified the case, before its member reads or writes anything there.
 */
import { SealingError } from "../../../sealing/failure.ts";
import { ApiError } from "../../api.ts";
import type { CaseRow } from "../../router.ts";
import type { Channel } from "../channel.ts";
import type { OpenedCase } from "../opening.ts";
import type { CasesPorts } from "../ports.ts";
import type { CaseAnswer } from "../summary.ts";
import { WritingError } from "../writing.ts";
import { newKeyNeeded } from "./remaining.ts";
import { NobodyLeftError, sealWish } from "./sealing_access.ts";

/** How often it is tried in one unlocked stretch. After that the case says what it lacks, and its member can try. */
const MOST_TRIES = 3;

/** Makes keys by itself, for as long as a vault is open. */
export class Renewing {
  readonly #ports: CasesPorts;
  readonly #tries = new Map<CaseRow, number>();

  /** How many were made. */
  made = 0;

  constructor(ports: CasesPorts) {
    this.#ports = ports;
  }

  /** Makes another key if the case needs one; whether the case is to be read anew. */
  async renew(row: CaseRow, opened: OpenedCase, answer: CaseAnswer, channel: Channel): Promise<boolean> {
    if (newKeyNeeded(opened, channel.chain, this.#ports.member) === null) return false;
    const tries = this.#tries.get(row) ?? 0;
    if (tries >= MOST_TRIES) return false;
    this.#tries.set(row, tries + 1);
    try {
      const sealed = await sealWish({ what: "new-key" }, opened, answer, channel, this.#ports);
      if (sealed === null) return false;
      await this.#ports.server.postAccess(row, sealed.change, sealed.generation);
      this.made += 1;
      return true;
    } catch (error) {
      // Somebody else who remains was quicker.
      if (error instanceof ApiError) return error.kind === "problem-conflict";
      if (error instanceof SealingError || error instanceof WritingError || error instanceof NobodyLeftError) return false;
      throw error;
    }
  }
}
