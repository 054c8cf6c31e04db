/** Verifying the conversation, thread c, from number 0. */
import type { Anchor } from "../anchor.ts";
import type { BodyOf } from "../body.ts";
import { writerOf } from "../body/rules.ts";
import type { Day } from "../day.ts";
import type { Digest } from "../digest.ts";
import type { Holder } from "../holder.ts";
import type { KeyringChain } from "../keyring/chain.ts";
import {
  afterAllow,
  afterGrant,
  afterRekey,
  judge,
  standingAtFiling,
  type Judged,
  type Standing,
  type Writer,
} from "../standing.ts";
import type { Alarm, Damage, Entry, Next, PinnedCase, Served } from "../thread.ts";
import { Walk, type Numbered, type Opener, type Placed } from "./walk.ts";

/** A verified conversation. */
export interface Conversation {
  readonly pinned: PinnedCase;
  /** Every number, in order. */
  readonly entries: readonly Entry[];
  /** What the page must say. */
  readonly alarms: readonly Alarm[];
  /** What held after each number. */
  readonly standings: readonly Standing[];
  /** After each number, the latest day that an envelope so far stated and the server's stamp bore out. */
  readonly days: readonly (Day | null)[];
  /** What holds now. */
  readonly standing: Standing;
  /** Where the next envelope goes; null while the server shows nothing at the last number. */
  readonly next: Next | null;
}

/**
 * Verifies a conversation from number 0. Nothing is written before this has been done with all that the server has.
 *
 * Reading never fails as a whole: every number becomes an entry, shown or damaged, and damage hides nothing else. An
 * envelope whose `prev` is wrong is shown all the same, for it is its author's word; the alarm says that something is
 * held back.
 *
 * @param chain - for the reporter from the anchor's epoch on, for a member from as early as there is
 * @param filed - for the reporter, the anchor: numbers 0 and 1 are the files that it names
 */
export async function verifyConversation(
  pinned: PinnedCase,
  chain: KeyringChain,
  served: readonly Served[],
  opener: Opener,
  filed: Pick<Anchor, "report" | "contact"> | null = null,
): Promise<Conversation> {
  const walk = new Walk("c", pinned, chain, opener);
  const reading = new Reading(walk, pinned, chain, opener);
  const numbers = await walk.open(served);
  const standings: Standing[] = [];
  const days: (Day | null)[] = [];
  for (const number of numbers) {
    walk.push(number, reading.take(number, filed));
    standings.push(reading.standing);
    days.push(walk.floor.day);
  }
  walk.settle(numbers);
  reading.finish();
  const { standing } = reading;
  const { entries, alarms } = walk;
  return { pinned, entries, alarms, standings, days, standing, next: walk.next(null, standing) };
}

/** What is known after the numbers read so far. */
class Reading {
  standing: Standing;
  /** Number and signer of the last rekey, if its signer left with it. */
  #leaver: { readonly n: number } | null = null;
  readonly #walk: Walk;
  readonly #pinned: PinnedCase;
  readonly #chain: KeyringChain;
  readonly #opener: Opener;

  constructor(walk: Walk, pinned: PinnedCase, chain: KeyringChain, opener: Opener) {
    this.standing = standingAtFiling(pinned, pinned.recipient);
    this.#walk = walk;
    this.#pinned = pinned;
    this.#chain = chain;
    this.#opener = opener;
  }

  /** Judges a number, and takes in what it changes. */
  take({ n, hash, placed }: Numbered, filed: Pick<Anchor, "report" | "contact"> | null): Writer | Damage {
    const expected: readonly (Digest | null)[] = [filed?.report ?? null, filed?.contact ?? null];
    if (hash !== null && hash !== (expected[n] ?? hash)) return "substituted";
    if (typeof placed === "string") return placed;
    return placed.key === null ? this.#takeReporters(placed) : this.#takeMembers(placed, placed.key);
  }

  /** What shows only once everything has been read. */
  finish(): void {
    const { entries } = this.#walk;
    if (this.#opener.side === "member" && this.#opener.keys.length - 1 > this.standing.generation) {
      // The reader's own wrap is of a rekey that the server does not show.
      this.#walk.heldBack(entries.length);
    }
    if (this.#leaver !== null) this.#walk.alarm({ kind: "leaver-rekeyed", n: this.#leaver.n });
  }

  #takeReporters({ body }: Placed): Writer | Damage {
    if (writerOf(body) === "member") return "writer";
    if (body.kind === "report") {
      if (!this.#isPinned(body)) return "substituted";
      const epoch = this.#chain.find(body.keyring);
      if (epoch === null) this.#walk.alarm({ kind: "unknown-keyring" });
      else if (this.#chain.usedLate(body.keyring.epoch, body.day)) this.#walk.alarm({ kind: "late-keyring" });
    }
    if (body.gen < this.standing.generation) this.#walk.alarm({ kind: "old-generation", n: body.n });
    else if (body.gen > this.standing.generation) this.#walk.heldBack(body.n);
    if (body.kind === "act") this.standing = afterAllow(this.standing, body);
    return { side: "reporter" };
  }

  #takeMembers({ body }: Placed, key: NonNullable<Placed["key"]>): Writer | Damage {
    const judged = judge(body, key, this.standing, this.#walk.floor, this.#chain);
    if (typeof judged === "string") return judged;
    if (body.kind === "rekey") return this.#takeRekey(body, judged);
    if (body.gen < this.standing.generation) return "generation";
    if (body.gen > this.standing.generation) this.#walk.heldBack(body.n);
    if (body.kind === "grant") {
      const after = afterGrant(this.standing, body, judged.keyring);
      if (typeof after === "string") return after;
      this.standing = after;
    }
    if (body.kind === "strike") {
      const report = body.proposes?.report ?? null;
      if (report !== null && !this.#agrees(report)) return "strike";
      if (!this.#walk.takeStrike(body, judged.writer)) return "strike";
    }
    return judged.writer;
  }

  #takeRekey(body: BodyOf<"rekey">, { writer, keyring }: Judged): Writer | Damage {
    if (this.#opener.side === "member" && this.#opener.keys[body.gen]?.recipient !== body.recipient) return "sealed-to";
    const after = afterRekey(this.standing, body, keyring);
    if (typeof after === "string") return after;
    this.standing = after;
    this.#leaver = body.members.includes(writer.holder) ? null : { n: body.n };
    return writer;
  }

  /** The report states once more what the case id and the anchor bind. */
  #isPinned(report: BodyOf<"report">): boolean {
    return report.channel === this.#pinned.channel && this.#agrees(report);
  }

  #agrees(report: Pick<BodyOf<"report">, "reporter" | "verify" | "wrapped" | "excluded">): boolean {
    const { reporter, verify, wrapped, excluded } = this.#pinned;
    return (
      report.reporter === reporter &&
      report.verify === verify &&
      areEqual(report.wrapped, wrapped) &&
      areEqual(report.excluded, excluded)
    );
  }
}

function areEqual(one: readonly Holder[], other: readonly Holder[]): boolean {
  return one.length === other.length && one.every((holder, index) => holder === other[index]);
}
