/**
 * What the desk remembers on this computer, so that it notices when the server goes back: counter and digest of the
 * last vault, number and digest of the highest epochs, for each case a keyed hash of its id with the highest number of each
 * thread, and where a channel is found.
 * None of it is secret, and nothing else is kept (PROTOCOL.md section 9).
 *
 * Each case has a line of its own in the store: anybody can file reports, and thousands of them must neither slow the
 * desk down nor push out what it remembers of vaults and keyrings. Nothing here throws, whatever the store does.
 */
import type { Digest } from "../sealing/digest.ts";
import { parseDigest } from "../sealing/digest.ts";
import { base64, parseBase64 } from "../sealing/encoding.ts";
import { parseChannelId, type ChannelId, type MemberId } from "../sealing/id.ts";
import { SALT_BYTES } from "../sealing/index.ts";
import { systemRandom } from "../sealing/random.ts";
import { count, exactly, list, nullable, parsed, record, SchemaError, string, type Read } from "../sealing/schema.ts";
import { JsonError, parseJsonText } from "../sealing/strict_json.ts";

/** How something the server shows stands to what was seen last: later, the same, earlier, or another of that number. */
export type Movement = "forward" | "same" | "back" | "fork";

/**
 * How a vault stands: as it stands to the last one seen, or `renumbered` where the server gives it another number than the
 * one that is sealed inside, as it would to make an old vault look new.
 */
export type VaultStanding = Movement | "renumbered";

/** Whether a vault stands so that something may be signed with what it has pinned. */
export function hasHeld(standing: VaultStanding): boolean {
  return standing === "forward" || standing === "same";
}

/** How many envelopes of each thread of a case have been seen. */
export interface Seen {
  readonly c: number;
  readonly i: number;
}

const MOST = 10_000;
/**
 * Cases remembered on one computer at the most, about 100 characters each: a browser's store holds some five million,
 * and a vault's counter must always find room. The warnings of what came later than that are fewer.
 */
export const MOST_CASES = 20_000;
/** What is remembered of a case: the numbers seen of both threads, and whether its member knows it to be gone. */
const CASE_LINE = /^(0|[1-9]\d{0,8}) (0|[1-9]\d{0,8})( gone)?$/;

const schema = record({
  v: exactly(3),
  salt: parsed((value) => parseBase64(value, SALT_BYTES)),
  vault: nullable(record({ counter: count, hash: parsed(parseDigest) })),
  epochs: list(record({ channel: parsed(parseChannelId), epoch: count, hash: parsed(parseDigest) }), MOST),
  /** Channels whose keyring their owner has signed or confirmed in this browser. */
  confirmed: list(parsed(parseChannelId), MOST),
  /** Where the intake of a channel is, as it was set up or confirmed in this browser. */
  places: list(record({ channel: parsed(parseChannelId), place: string }), MOST),
});

const EMPTY = { v: 3, vault: null, epochs: [], confirmed: [], places: [] } as const;

type Remembered = Read<typeof schema>;

/** The part of a browser's store that is used. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** What is remembered of a case. */
interface Line extends Seen {
  readonly gone: boolean;
}

/**
 * The memory of one member on this computer. Where the browser keeps nothing, as in a private window, it begins
 * empty each time and warns of nothing.
 */
export class Memory {
  readonly #store: Store;
  readonly #name: string;
  #remembered: Remembered;
  /** How many lines of cases the store has, as far as this page knows; null before they were counted. */
  #lines: number | null = null;

  constructor(store: Store, member: MemberId) {
    this.#store = store;
    this.#name = `sigill-desk-${member}`;
    const before = this.#read();
    this.#remembered = before ?? { ...EMPTY, salt: systemRandom(SALT_BYTES) };
    // Under another salt the lines of before name no case any more.
    if (before === null) this.#forgetLines();
  }

  /** The salt of the keyed hashes: for `seenNames`. */
  get salt(): Uint8Array {
    return this.#remembered.salt;
  }

  /**
   * Holds a vault against the last one and remembers it, unless the server went back or has forked.
   *
   * @param counter - the one that is sealed inside, never the server's word: a number that it made up would stay here, and
   *   every true vault would have gone back from then on
   */
  seeVault(counter: number, hash: Digest): Movement {
    const last = this.#fresh().vault;
    const movement = moved(last?.counter ?? 0, counter, last === null || last.hash === hash);
    if (movement === "forward") this.#write({ vault: { counter, hash } });
    return movement;
  }

  /** Holds a channel's newest epoch against the highest seen and remembers it, unless the server went back or has forked. */
  seeEpoch(channel: ChannelId, epoch: number, hash: Digest): Movement {
    const { epochs } = this.#fresh();
    const last = epochs.find((each) => each.channel === channel) ?? null;
    const movement = moved(last?.epoch ?? 0, epoch, last === null || last.hash === hash);
    const others = epochs.filter((each) => each.channel !== channel);
    if (movement === "forward") this.#write({ epochs: [...others, { channel, epoch, hash }] });
    return movement;
  }

  /** How much of a case was seen; null if it is new here. `name` is the keyed hash of its id. */
  seen(name: Digest): Seen | null {
    const line = this.#lineOf(name);
    return line === null ? null : { c: line.c, i: line.i };
  }

  /** Remembers how much of a case was seen, never less than before; false if either thread went back. */
  seeCase(name: Digest, seen: Seen): boolean {
    const known = this.#lineOf(name);
    const last = known ?? { c: 0, i: 0, gone: false };
    const most = { c: Math.max(last.c, seen.c), i: Math.max(last.i, seen.i), gone: false };
    if (known === null ? this.#hasRoom() : most.c > last.c || most.i > last.i || last.gone) this.#keepLine(name, most);
    return seen.c >= last.c && seen.i >= last.i;
  }

  /** The cases that were seen here, but for those that the member knows to be gone. */
  get cases(): readonly Digest[] {
    return this.#names().filter((name) => this.#lineOf(name)?.gone === false);
  }

  /** The member knows that a case is gone. How far it was seen stays, should the server bring it back. */
  letGo(name: Digest): void {
    const line = this.#lineOf(name);
    if (line !== null) this.#keepLine(name, { ...line, gone: true });
  }

  /** Whether the owner has signed or confirmed a channel's keyring in this browser. */
  hasConfirmed(channel: ChannelId): boolean {
    return this.#fresh().confirmed.includes(channel);
  }

  /** The owner says that a channel's keyring is right; from now on the highest epoch seen vouches for the next. */
  confirm(channel: ChannelId): void {
    const { confirmed } = this.#fresh();
    if (!confirmed.includes(channel)) this.#write({ confirmed: [...confirmed, channel] });
  }

  /** Where a channel's intake was when it was set up or confirmed here; null if this browser does not know. */
  placeOf(channel: ChannelId): string | null {
    return this.#fresh().places.find((each) => each.channel === channel)?.place ?? null;
  }

  /** Remembers where a channel's intake is: its member has set it up there, or says that it is. */
  confirmPlace(channel: ChannelId, place: string): void {
    const others = this.#fresh().places.filter((each) => each.channel !== channel);
    this.#write({ places: [...others, { channel, place }] });
  }

  /** What stands in the store now: another tab may have written. */
  #fresh(): Remembered {
    this.#remembered = this.#read() ?? this.#remembered;
    return this.#remembered;
  }

  #read(): Remembered | null {
    try {
      const text = this.#quietly(() => this.#store.getItem(this.#name), null);
      return text === null ? null : schema(parseJsonText(text));
    } catch (error) {
      // Somebody's extension wrote into it.
      if (error instanceof JsonError || error instanceof SchemaError) return null;
      throw error;
    }
  }

  #write(change: Partial<Remembered>): void {
    this.#remembered = { ...this.#remembered, ...change };
    const { v, salt, vault, epochs, confirmed, places } = this.#remembered;
    const text = JSON.stringify({
      v,
      salt: base64(salt),
      vault: vault === null ? null : { counter: vault.counter, hash: vault.hash },
      epochs: epochs.map(({ channel, epoch, hash }) => ({ channel, epoch, hash })),
      confirmed,
      places: places.map(({ channel, place }) => ({ channel, place })),
    });
    this.#quietly(() => {
      this.#store.setItem(this.#name, text);
    }, undefined);
  }

  #keyOf(name: Digest): string {
    return `${this.#name}/${name}`;
  }

  #lineOf(name: Digest): Line | null {
    const text = this.#quietly(() => this.#store.getItem(this.#keyOf(name)), null);
    const [, c, i, gone] = CASE_LINE.exec(text ?? "") ?? [];
    return c === undefined || i === undefined ? null : { c: Number(c), i: Number(i), gone: gone !== undefined };
  }

  #keepLine(name: Digest, { c, i, gone }: Line): void {
    // The salt that made the name has to be there the next time too.
    if (this.#read() === null) this.#write({});
    this.#quietly(() => {
      this.#store.setItem(this.#keyOf(name), `${c} ${i}${gone ? " gone" : ""}`);
    }, undefined);
  }

  #hasRoom(): boolean {
    this.#lines ??= this.#names().length;
    if (this.#lines >= MOST_CASES) return false;
    this.#lines += 1;
    return true;
  }

  /** The names of all cases with a line. */
  #names(): readonly Digest[] {
    const prefix = `${this.#name}/`;
    return this.#quietly(() => {
      const keys = Array.from({ length: this.#store.length }, (_, index) => this.#store.key(index) ?? "");
      return keys
        .filter((key) => key.startsWith(prefix))
        .map((key) => parseDigest(key.slice(prefix.length)))
        .filter((name) => name !== null);
    }, []);
  }

  #forgetLines(): void {
    for (const name of this.#names()) {
      this.#quietly(() => {
        this.#store.removeItem(this.#keyOf(name));
      }, undefined);
    }
  }

  /** What the store gives, or something else where it is full or forbidden: the desk works, and warns of less. */
  #quietly<T>(use: () => T, otherwise: T): T {
    try {
      return use();
    } catch (error) {
      if (error instanceof DOMException) return otherwise;
      throw error;
    }
  }
}

function moved(last: number, now: number, isSame: boolean): Movement {
  if (now > last) return "forward";
  if (now < last) return "back";
  return isSame ? "same" : "fork";
}
