/**
 * Writing a zip package from beginning to end, of any size: contents as they are, since what is large is compressed already;
 * every entry's length and checksum before its content, so that the plainest reader opens it; 64-bit fields only where
 * they are needed; the day as the only time. fflate, which opens packages here, writes none of more than 4 GiB.
 */
import { crc32 } from "../../../cleaning/crc.ts";
import type { Day } from "../../../sealing/day.ts";
import { digesting, type Digest } from "../../../sealing/digest.ts";
import { utf8 } from "../../../sealing/encoding.ts";

/** Where a package goes. */
export interface Sink {
  readonly write: (part: Uint8Array<ArrayBuffer> | Blob) => Promise<void>;
}

interface Written {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly sum: number;
  readonly size: number;
  readonly at: number;
}

const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
/** As if made on a Unix system: a plain file that its owner writes and others read. */
const MADE_BY = 0x0300;
const MODE = 0o100644 * 0x10000;
const PLAIN_VERSION = 10;
const LARGE_VERSION = 45;

/** A package that is being written. One entry after the other. */
export class ZipWriter {
  readonly #sink: Sink;
  readonly #date: number;
  readonly #entries: Written[] = [];
  #at = 0;

  constructor(sink: Sink, day: Day) {
    const [year = 1980, month = 1, date = 1] = day.split("-").map(Number);
    this.#sink = sink;
    this.#date = (Math.max(0, year - 1980) << 9) | (month << 5) | date;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#at;
  }

  /**
   * Writes an entry. Its content is read twice, a little at a time: for the checksums that stand before it, then for itself.
   *
   * @param name - of plain letters, as {@link packageName} makes it
   * @returns SHA-256 of the content
   */
  async add(name: string, content: Blob): Promise<Digest> {
    const { sum, digest } = await sumsOf(content);
    const written = { name: utf8(name), sum, size: content.size, at: this.#at };
    await this.#write(localHeader(written, this.#date));
    await this.#sink.write(content);
    this.#at += content.size;
    this.#entries.push(written);
    return digest;
  }

  /** Writes what ends the package: the directory of its entries. */
  async end(): Promise<void> {
    const from = this.#at;
    for (const entry of this.#entries) await this.#write(directoryEntry(entry, this.#date));
    await this.#write(ending(this.#entries.length, from, this.#at - from));
  }

  async #write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#sink.write(bytes);
    this.#at += bytes.length;
  }
}

async function sumsOf(content: Blob): Promise<{ readonly sum: number; readonly digest: Digest }> {
  const digest = digesting();
  const reader = content.stream().getReader();
  let sum = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { sum, digest: digest.finish() };
    sum = crc32(value, sum);
    digest.update(value);
  }
}

/** Numbers of so many bytes each, the least first. */
function fields(...numbers: readonly (readonly [size: 2 | 4 | 8, value: number])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(numbers.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function localHeader({ name, sum, size }: Written, date: number): Uint8Array<ArrayBuffer> {
  const isLarge = size >= MOST_32;
  const short = isLarge ? MOST_32 : size;
  const more = isLarge ? fields([2, 1], [2, 16], [8, size], [8, size]) : fields();
  const version = isLarge ? LARGE_VERSION : PLAIN_VERSION;
  return joined(
    fields([4, 0x04034b50], [2, version], [2, 0], [2, 0], [2, 0], [2, date], [4, sum], [4, short], [4, short]),
    fields([2, name.length], [2, more.length]),
    name,
    more,
  );
}

function directoryEntry({ name, sum, size, at }: Written, date: number): Uint8Array<ArrayBuffer> {
  const beyond = [...(size >= MOST_32 ? [size, size] : []), ...(at >= MOST_32 ? [at] : [])];
  const more = beyond.length === 0 ? fields() : fields([2, 1], [2, 8 * beyond.length], ...beyond.map((each) => [8, each] as const));
  const version = beyond.length === 0 ? PLAIN_VERSION : LARGE_VERSION;
  const short = Math.min(size, MOST_32);
  return joined(
    fields([4, 0x02014b50], [2, MADE_BY | version], [2, version], [2, 0], [2, 0], [2, 0], [2, date]),
    fields([4, sum], [4, short], [4, short], [2, name.length], [2, more.length], [2, 0], [2, 0], [2, 0], [4, MODE]),
    fields([4, Math.min(at, MOST_32)]),
    name,
    more,
  );
}

function ending(count: number, from: number, size: number): Uint8Array<ArrayBuffer> {
  const isLarge = count >= MOST_16 || from >= MOST_32 || size >= MOST_32;
  const large = isLarge
    ? [
        fields([4, 0x06064b50], [8, 44], [2, MADE_BY | LARGE_VERSION], [2, LARGE_VERSION], [4, 0], [4, 0]),
        fields([8, count], [8, count], [8, size], [8, from]),
        fields([4, 0x07064b50], [4, 0], [8, from + size], [4, 1]),
      ]
    : [];
  const short = Math.min(count, MOST_16);
  return joined(
    ...large,
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, short], [2, short], [4, Math.min(size, MOST_32)], [4, Math.min(from, MOST_32)], [2, 0]),
  );
}
