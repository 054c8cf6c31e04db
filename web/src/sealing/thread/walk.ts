/** What both threads share: numbers in order, opening, the place a body must stand in, and what strikes strike. */
import { isThreadKind, type Body, type BodyOf, type Reference, type ThreadName } from "../body.ts";
import { readBody } from "../body/rules.ts";
import { daysBetween } from "../day.ts";
import { digestOf, ZERO_DIGEST, type Digest } from "../digest.ts";
import { EnvelopeError, openEnvelope, type Opened } from "../envelope.ts";
import { GateError } from "../gate.ts";
import { UnsealError } from "../hybrid.ts";
import type { Identity } from "../identity.ts";
import { keyIdOf } from "../key_id.ts";
import type { KeyringChain } from "../keyring/chain.ts";
import { SchemaError } from "../schema.ts";
import type { VerifyingKey } from "../signature.ts";
import { stampDiffers } from "../stamp.ts";
import { laterOf, type Floor, type Standing, type Writer } from "../standing.ts";
import { JsonError } from "../strict_json.ts";
import type { Alarm, Damage, Entry, Next, PinnedCase, Served } from "../thread.ts";
import { settleStruck, Strikes } from "./strikes.ts";

/** With what a reader opens a thread: a member's case keys, generation 0 first, or the reporter's one identity. */
export type Opener =
  | { readonly side: "member"; readonly keys: readonly [Identity<"case">, ...Identity<"case">[]] }
  | { readonly side: "reporter"; readonly identity: Identity<"reporter"> };

/** How many numbers may be missing in a row: a server that claims more is not followed. */
const MOST_MISSING = 1000;

/** Damage that no writer causes: an authentic envelope where another was written, or another than what was filed. */
const MISPLACED = new Set<Damage>(["other-case", "other-thread", "other-number", "substituted"]);

/** A body whose signature verified and that stands where it was written for. */
export interface Placed {
  readonly body: Body;
  /** The member's key that signed it; null for the reporter's. */
  readonly key: VerifyingKey<"author"> | null;
}

/** A number of a thread, opened. */
export interface Numbered {
  readonly n: number;
  readonly served: Served | null;
  readonly hash: Digest | null;
  readonly placed: Placed | Damage;
}

/** A thread being read, number by number. */
export class Walk {
  readonly entries: Entry[] = [];
  readonly alarms: Alarm[] = [];
  /** Below what no member's envelope may go from here on. */
  floor: Floor = { epoch: 0, day: null };
  readonly thread: ThreadName;
  readonly #pinned: PinnedCase;
  readonly #chain: KeyringChain;
  readonly #opener: Opener;
  readonly #strikes = new Strikes();

  constructor(thread: ThreadName, pinned: PinnedCase, chain: KeyringChain, opener: Opener) {
    this.thread = thread;
    this.#pinned = pinned;
    this.#chain = chain;
    this.#opener = opener;
  }

  /** Raises an alarm, once. */
  alarm(alarm: Alarm): void {
    const text = JSON.stringify(alarm);
    if (!this.alarms.some((raised) => JSON.stringify(raised) === text)) this.alarms.push(alarm);
  }

  /** The server seems to hold something back at that number. */
  heldBack(n: number, thread: ThreadName = this.thread): void {
    this.alarm({ kind: "held-back", thread, n });
  }

  /** Opens everything served, in the order of numbers, the gaps between filled with nothing. */
  async open(served: readonly Served[]): Promise<readonly Numbered[]> {
    return Promise.all(
      this.#inOrder(served).map(async ([n, one]): Promise<Numbered> => {
        if (one === null) return { n, served: null, hash: null, placed: "missing" };
        const { file } = one;
        if ("gone" in file) return { n, served: one, hash: file.gone, placed: "missing" };
        return { n, served: one, hash: digestOf(file), placed: await this.#place(n, file) };
      }),
    );
  }

  /** Makes the entry of a number, and the entry's part in the chain. */
  push({ n, served, hash, placed }: Numbered, outcome: Writer | Damage): void {
    if (typeof outcome === "string" || typeof placed === "string" || served === null || hash === null) {
      // Nothing here, or an authentic envelope of another place: only the server does that.
      if (served === null || MISPLACED.has(typeof outcome === "string" ? outcome : "missing")) this.heldBack(n);
      const reason = typeof outcome === "string" ? outcome : "missing";
      this.entries.push({ status: "damaged", n, hash, day: served?.day ?? null, reason });
      return;
    }
    const { body } = placed;
    const { day } = served;
    const linked = this.#head() === body.prev;
    const wentBack = daysBetween(body.day, laterOf(this.floor.day, body.day)) > 1;
    const isEntered = n <= 1 && outcome.side === "reporter" && body.path === "desk";
    const dayDiffers = wentBack || stampDiffers(body.day, day, isEntered);
    if (!linked) this.heldBack(n);
    this.#raiseFloor(body, dayDiffers);
    this.entries.push({ status: "shown", n, hash, day, body, writer: outcome, linked, dayDiffers });
  }

  /** By the keyring it names, if this reader verified it, and by its day, unless it is shown to come of a wrong clock. */
  #raiseFloor({ keyring, day }: Body, dayDiffers: boolean): void {
    const isKnown = this.#chain.find(keyring) !== null;
    this.floor = {
      epoch: isKnown ? Math.max(this.floor.epoch, keyring.epoch) : this.floor.epoch,
      day: dayDiffers ? this.floor.day : laterOf(this.floor.day, day),
    };
  }

  /** Whether half a strike is one. Takes it in if so. */
  takeStrike(strike: BodyOf<"strike">, writer: Writer): boolean {
    return this.#strikes.take({ entries: this.entries, byReporter: this.#opener.side === "reporter" }, strike, writer);
  }

  /**
   * Marks what was struck. What is gone and was not struck is held back, and so is what stood before what was struck where
   * something else is served there.
   */
  settle(numbers: readonly Numbered[]): void {
    const served = new Map(numbers.map((number) => [number.n, number.served]));
    const torn = settleStruck(this.entries, (n, confirmedLast) => {
      const one = served.get(n) ?? null;
      const isServed = one !== null && (!("gone" in one.file) || one.file.wasServed === true);
      return isServed && (one.fetchedAt ?? numbers.length) > confirmedLast;
    });
    for (const n of torn) this.heldBack(n);
    for (const { n, served } of numbers) {
      if (served !== null && "gone" in served.file && this.entries[n]?.status !== "struck") this.heldBack(n);
    }
  }

  /** Where the next envelope goes; null while the server shows nothing at the last number. */
  next(seen: Reference | null, standing: Standing): Next | null {
    const prev = this.#head();
    if (prev === null) return null;
    const { generation: gen, recipient } = standing;
    const { thread, floor } = this;
    return { case: this.#pinned.id, thread, n: this.entries.length, prev, seen, gen, recipient, leastEpoch: floor.epoch };
  }

  /** The digest that the next number's `prev` must be. */
  #head(): Digest | null {
    const last = this.entries.at(-1);
    return last === undefined ? ZERO_DIGEST : last.hash;
  }

  #inOrder(served: readonly Served[]): readonly (readonly [number, Served | null])[] {
    const numbers = new Map<number, Served>();
    for (const one of served) {
      if (numbers.has(one.n)) this.heldBack(one.n);
      numbers.set(one.n, one);
    }
    const ordered: (readonly [number, Served | null])[] = [];
    for (const [n, one] of [...numbers].sort(([a], [b]) => a - b)) {
      if (n - ordered.length > MOST_MISSING) {
        this.heldBack(ordered.length);
        break;
      }
      while (ordered.length < n) ordered.push([ordered.length, null]);
      ordered.push([n, one]);
    }
    return ordered;
  }

  /** Opens, verifies and places what is served at a number. */
  async #place(n: number, file: Uint8Array<ArrayBuffer>): Promise<Placed | Damage> {
    try {
      const { opened, generation } = await this.#unseal(file);
      const { verify } = this.#pinned;
      const isReporter = opened.by === keyIdOf(verify);
      const key = isReporter ? null : this.#chain.authorKey(opened.by);
      const verified = opened.verify(() => (isReporter ? verify : key));
      if (!isThreadKind(verified.kind)) return "content";
      const body = readBody(verified.kind, verified.body);
      if (body.case !== this.#pinned.id) return "other-case";
      if (body.thread !== this.thread) return "other-thread";
      if (body.n !== n) return "other-number";
      if (generation !== null && generation !== body.gen) return "sealed-to";
      return { body, key };
    } catch (error) {
      return damageOf(error);
    }
  }

  /** Opens an envelope, and says to which generation it was sealed if the reader can tell. */
  async #unseal(file: Uint8Array<ArrayBuffer>): Promise<{ opened: Opened; generation: number | null }> {
    const place = this.thread === "c" ? "conversation" : "internal";
    if (this.#opener.side === "reporter") {
      return { opened: await openEnvelope(place, this.#opener.identity, file), generation: null };
    }
    // Newest first: almost always it opens.
    for (const [generation, identity] of [...this.#opener.keys.entries()].reverse()) {
      try {
        return { opened: await openEnvelope(place, identity, file), generation };
      } catch (error) {
        if (!(error instanceof UnsealError) || error.kind !== "not-for-us") throw error;
      }
    }
    throw new UnsealError("not-for-us");
  }
}

function damageOf(error: unknown): Damage {
  if (error instanceof GateError) return "gate";
  if (error instanceof UnsealError) return error.kind === "not-for-us" ? "unopened" : "altered";
  if (error instanceof JsonError || error instanceof SchemaError) return "content";
  if (!(error instanceof EnvelopeError)) throw error;
  if (error.kind === "unknown-author") return "author";
  return error.kind === "signature" ? "signature" : "content";
}

