/**
 * What the desk remembers on this computer, so that it notices when the server goes back: counter and digest of the
 * last vault, the highest epochs, and for each case a keyed hash of its id with the highest number of each thread.
 * None of it is secret, and nothing else is kept (PROTOCOL.md section 9).
 */
import type { Digest } from "../sealing/digest.ts";
import { parseDigest } from "../sealing/digest.ts";
import { base64, parseBase64 } from "../sealing/encoding.ts";
import { parseChannelId, type ChannelId, type MemberId } from "../sealing/id.ts";
import { SALT_BYTES } from "../sealing/index.ts";
import { systemRandom } from "../sealing/random.ts";
import { count, exactly, list, nullable, parsed, record, SchemaError, type Read } from "../sealing/schema.ts";
import { JsonError, parseJsonText, writeJsonText } from "../sealing/strict_json.ts";

/** How something the server shows stands to what was seen last: later, the same, earlier, or another of that number. */
export type Movement = "forward" | "same" | "back" | "fork";

/** How many envelopes of each thread of a case have been seen. */
export interface Seen {
  readonly c: number;
  readonly i: number;
}

const MOST = 100_000;

const schema = record({
  v: exactly(1),
  salt: parsed((value) => parseBase64(value, SALT_BYTES)),
  vault: nullable(record({ counter: count, hash: parsed(parseDigest) })),
  epochs: list(record({ channel: parsed(parseChannelId), epoch: count }), MOST),
  cases: list(record({ name: parsed(parseDigest), c: count, i: count }), MOST),
  /** Of the cases those that the member knows to be gone. */
  gone: list(parsed(parseDigest), MOST),
  /** Channels whose keyring their owner has signed or confirmed in this browser. */
  confirmed: list(parsed(parseChannelId), MOST),
});

const EMPTY = { v: 1, vault: null, epochs: [], cases: [], gone: [], confirmed: [] } as const;


type Remembered = Read<typeof schema>;

/** The part of a browser's store that is used. */
export type Store = Pick<Storage, "getItem" | "setItem">;

/**
 * The memory of one member on this computer. Where the browser keeps nothing, as in a private window, it begins
 * empty each time and warns of nothing.
 */
export class Memory {
  readonly #store: Store;
  readonly #name: string;
  #remembered: Remembered;

  constructor(store: Store, member: MemberId) {
    this.#store = store;
    this.#name = `sigill-desk-${member}`;
    this.#remembered = this.#read() ?? { ...EMPTY, salt: systemRandom(SALT_BYTES) };
  }

  /** The salt of the keyed hashes: for `seenName`. */
  get salt(): Uint8Array {
    return this.#remembered.salt;
  }

  /** The counter of the last vault seen, 0 if none. */
  get vaultCounter(): number {
    return this.#remembered.vault?.counter ?? 0;
  }

  /** Holds a vault against the last one and remembers it, unless the server went back or has forked. */
  seeVault(counter: number, hash: Digest): Movement {
    const last = this.#fresh().vault;
    const movement = moved(last?.counter ?? 0, counter, last === null || last.hash === hash);
    if (movement === "forward") this.#write({ vault: { counter, hash } });
    return movement;
  }

  /** Holds a channel's newest epoch against the highest seen and remembers it, unless the server went back. */
  seeEpoch(channel: ChannelId, epoch: number): Movement {
    const { epochs } = this.#fresh();
    const last = epochs.find((each) => each.channel === channel)?.epoch ?? 0;
    const movement = moved(last, epoch, true);
    const others = epochs.filter((each) => each.channel !== channel);
    if (movement === "forward") this.#write({ epochs: [...others, { channel, epoch }] });
    return movement;
  }

  /** How much of a case was seen; null if it is new here. `name` is the keyed hash of its id. */
  seen(name: Digest): Seen | null {
    const last = this.#fresh().cases.find((each) => each.name === name);
    return last === undefined ? null : { c: last.c, i: last.i };
  }

  /** Remembers how much of a case was seen, never less than before; false if either thread went back. */
  seeCase(name: Digest, seen: Seen): boolean {
    const { cases, gone } = this.#fresh();
    if (gone.includes(name)) this.#write({ gone: gone.filter((each) => each !== name) });
    const last = cases.find((each) => each.name === name) ?? { c: 0, i: 0 };
    const most = { name, c: Math.max(last.c, seen.c), i: Math.max(last.i, seen.i) };
    if (most.c > last.c || most.i > last.i) {
      this.#write({ cases: [...cases.filter((each) => each.name !== name), most] });
    }
    return seen.c >= last.c && seen.i >= last.i;
  }

  /** The cases that were seen here, but for those that the member knows to be gone. */
  get cases(): readonly Digest[] {
    const { cases, gone } = this.#fresh();
    const known = new Set(gone);
    return cases.map(({ name }) => name).filter((name) => !known.has(name));
  }

  /** The member knows that a case is gone. How far it was seen stays, should the server bring it back. */
  letGo(name: Digest): void {
    const { gone } = this.#fresh();
    if (!gone.includes(name)) this.#write({ gone: [...gone, name] });
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

  /** What stands in the store now: another tab may have written. */
  #fresh(): Remembered {
    this.#remembered = this.#read() ?? this.#remembered;
    return this.#remembered;
  }

  #read(): Remembered | null {
    try {
      const text = this.#store.getItem(this.#name);
      return text === null ? null : schema(parseJsonText(text));
    } catch (error) {
      // Somebody's extension wrote into it, or the browser keeps nothing.
      if (error instanceof JsonError || error instanceof SchemaError || error instanceof DOMException) return null;
      throw error;
    }
  }

  #write(change: Partial<Remembered>): void {
    this.#remembered = { ...this.#remembered, ...change };
    const { v, salt, vault, epochs, cases, gone, confirmed } = this.#remembered;
    const text = writeJsonText({
      v,
      salt: base64(salt),
      vault: vault === null ? null : { counter: vault.counter, hash: vault.hash },
      epochs: epochs.map(({ channel, epoch }) => ({ channel, epoch })),
      cases: cases.map(({ name, c, i }) => ({ name, c, i })),
      gone,
      confirmed,
    });
    try {
      this.#store.setItem(this.#name, text);
    } catch (error) {
      // The store is full or forbidden: the desk works, and warns of less.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

function moved(last: number, now: number, isSame: boolean): Movement {
  if (now > last) return "forward";
  if (now < last) return "back";
  return isSame ? "same" : "fork";
}
