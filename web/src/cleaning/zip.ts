/**
 * Zip packages, read within bounds and written without times. What is compressed is opened by fflate, and stopped where
 * it unfolds to more than its entry says; entries together may say no more than {@link MOST_UNFOLDED}.
 */
import { Inflate, zipSync, type Zippable } from "fflate";
import { joined, latin1, sliceOf, startsWith, viewOf, type Bytes } from "./bytes.ts";
import { crc32 } from "./crc.ts";
import type { Findings } from "./findings.ts";
import { CleaningError } from "./inspection.ts";

/** The most entries of a package. */
export const MOST_ENTRIES = 10_000;

/** The most bytes that all entries of a package unfold to, so that a telephone has the memory for them. */
export const MOST_UNFOLDED = 256 << 20;

/** The most bytes of an entry's name; those of documents have some dozens. */
const MOST_NAME_BYTES = 1024;

/** The entries of a package by name, in their order, folders left out. */
export type Entries = ReadonlyMap<string, Bytes>;

const END_LENGTH = 22;
const END = "PK\x05\x06";
const ENTRY = "PK\x01\x02";
const LOCAL = "PK\x03\x04";
const IS_ENCRYPTED = 0x41;
const SIZES = "PK\x07\x08";
const HAS_SIZES_BEHIND = 8;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980 at midnight, the earliest time there is in a package. */
const NO_TIME = 0x0021_0000;
/** Room that Microsoft's programs leave for a name to grow; it holds nothing. */
const ROOM_TO_GROW = 0xa220;

/**
 * Reads a package and adds what it says beside its content.
 *
 * @throws {@link CleaningError} or a RangeError where it is damaged
 */
export function readZip(file: Bytes, findings: Findings): Entries {
  const { count, start, comment } = endOf(file);
  if (count === 0xffff || start === 0xffffffff) throw new CleaningError("cannot");
  if (count > MOST_ENTRIES) throw new CleaningError("too-large");
  if (comment.length > 0) findings.add("comment", latin1(comment));
  const directory = file.subarray(start);
  const entries = new Map<string, Bytes>();
  const bounds = { unfolded: 0, packed: 0, first: file.length };
  const places: (readonly [from: number, to: number])[] = [];
  for (let index = 0, at = 0; index < count; index += 1) {
    const entry = entryAt(directory, at);
    at += entry.length;
    bounds.unfolded += entry.size;
    bounds.packed += entry.packed;
    bounds.first = Math.min(bounds.first, entry.place);
    if (bounds.unfolded > MOST_UNFOLDED) throw new CleaningError("too-large");
    // Entries that lie over each other would unfold the same bytes again and again.
    if (bounds.packed > file.length) throw new CleaningError("damaged");
    tellEntry(entry, findings);
    places.push([entry.place, endOfEntry(file, entry)]);
    if (entry.name.endsWith("/")) continue;
    if (entries.has(entry.name) || entry.name === "__proto__") throw new CleaningError("damaged");
    entries.set(entry.name, contentOf(file, entry));
  }
  if (count > 0 && bounds.first > 0) findings.add("hidden", `${bounds.first} B`);
  const between = bytesBetween(places, start);
  if (count > 0 && between > 0) findings.add("hidden", `${between} B`);
  return entries;
}

/** How many bytes lie between entries, or behind the last, and are none of theirs: entries of earlier versions. */
function bytesBetween(places: readonly (readonly [from: number, to: number])[], directory: number): number {
  let between = 0;
  let reached: number | null = null;
  for (const [from, to] of [...places].sort(([one], [other]) => one - other)) {
    if (reached !== null) between += Math.max(0, from - reached);
    reached = Math.max(reached ?? 0, to);
  }
  return between + Math.max(0, directory - (reached ?? directory));
}

interface End {
  readonly count: number;
  readonly start: number;
  readonly comment: Bytes;
}

function endOf(file: Bytes): End {
  const view = viewOf(file);
  for (let at = file.length - END_LENGTH; at >= Math.max(0, file.length - END_LENGTH - 0xffff); at -= 1) {
    if (!startsWith(file, END, at) || at + END_LENGTH + view.getUint16(at + 20, true) !== file.length) continue;
    return { count: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true), comment: file.subarray(at + END_LENGTH) };
  }
  throw new CleaningError("damaged");
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  readonly place: number;
  readonly extra: Bytes;
  readonly comment: Bytes;
  readonly length: number;
}

function entryAt(directory: Bytes, at: number): Entry {
  const view = viewOf(directory);
  if (!startsWith(directory, ENTRY, at)) throw new CleaningError("damaged");
  const flags = view.getUint16(at + 8, true);
  if ((flags & IS_ENCRYPTED) !== 0) throw new CleaningError("cannot");
  const [name, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
  if (name > MOST_NAME_BYTES) throw new CleaningError("cannot");
  return {
    flags,
    name: nameOf(sliceOf(directory, at + 46, name)),
    method: view.getUint16(at + 10, true),
    time: view.getUint32(at + 12, true),
    sum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    place: view.getUint32(at + 42, true),
    extra: sliceOf(directory, at + 46 + name, extra),
    comment: sliceOf(directory, at + 46 + name + extra, comment),
    length: 46 + name + extra + comment,
  };
}

function nameOf(bytes: Bytes): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

function tellEntry({ time, extra, comment }: Entry, findings: Findings): void {
  if (time !== NO_TIME && time !== 0) findings.add("time", dayOf(time >>> 16));
  if (extra.length >= 2 && viewOf(extra).getUint16(0, true) !== ROOM_TO_GROW) findings.add("other", "ZIP");
  if (comment.length > 0) findings.add("comment", latin1(comment));
}

function dayOf(dos: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${1980 + (dos >> 9)}-${two((dos >> 5) & 15)}-${two(dos & 31)}`;
}

/** Where the content of an entry begins. */
function startOfContent(file: Bytes, place: number): number {
  const view = viewOf(file);
  if (!startsWith(file, LOCAL, place)) throw new CleaningError("damaged");
  return place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
}

/** Where an entry ends, with its sizes behind it where whoever wrote it did not know them before. */
function endOfEntry(file: Bytes, { place, packed, flags }: Entry): number {
  const end = startOfContent(file, place) + packed;
  if ((flags & HAS_SIZES_BEHIND) === 0) return end;
  return end + (startsWith(file, SIZES, end) ? 16 : 12);
}

function contentOf(file: Bytes, { method, packed, size, place, sum }: Entry): Bytes {
  const bytes = sliceOf(file, startOfContent(file, place), packed);
  if (method !== STORED && method !== DEFLATED) throw new CleaningError("cannot");
  const content = method === STORED ? bytes : inflated(bytes, size);
  if (content.length !== size || crc32(content) !== sum) throw new CleaningError("damaged");
  return content;
}

/** No block of what is compressed is longer than 64 KiB that must be there whole. */
const MOST_SILENT_STEPS = 4;

function inflated(bytes: Bytes, size: number): Bytes {
  const parts: Uint8Array[] = [];
  let length = 0;
  let silent = 0;
  const inflate = new Inflate((part) => {
    length += part.length;
    silent = part.length > 0 ? 0 : silent + 1;
    // What unfolds to nothing is kept, and read again in each step.
    if (length > size || silent > MOST_SILENT_STEPS) throw new CleaningError("damaged");
    parts.push(part);
  });
  // In pieces, so that what unfolds to more than it says is stopped before it is large.
  const step = 1 << 16;
  for (let at = 0; at < bytes.length; at += step) inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  return joined(parts);
}

// What is compressed already would not become smaller.
const PACKED_ALREADY = /(?:^mimetype|\.(?:jpe?g|png|webp|gif|mp[34]|m4[av]|zip|docx|xlsx|pptx|od[tsp]))$/i;

/** Writes a package: the same for the same entries, whenever and wherever it is written. */
export function writeZip(entries: Entries): Bytes {
  const files: Zippable = {};
  for (const [name, content] of entries) files[name] = [content, { level: PACKED_ALREADY.test(name) ? 0 : 6 }];
  return zipSync(files, { mtime: new Date(1980, 0, 1), os: 0, attrs: 0 });
}
