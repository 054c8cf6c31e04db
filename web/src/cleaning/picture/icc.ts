/**
 * A colour profile, reduced to what colours need. A profile can name a device, and say when and for whom a screen was
 * measured; without one, a picture from a telephone would be paler. So what a reader computes with stays, and the rest goes.
 */
import { bytesOf, joined, latin1, sliceOf, startsWith, viewOf, type Bytes } from "../bytes.ts";

/** The most bytes of a profile that is kept. */
export const MOST_PROFILE_BYTES = 4 << 20;

const HEADER = 128;
// Matrices, curves and tables, both ways; the white point, and how it was adapted; how colours are coded (CICP).
const NEEDED = /^(?:[rgb]XYZ|[rgbk]TRC|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|wtpt|bkpt|chad|gamt|cicp)$/;

/** The profile without what names a device or a day; null where it is not one. */
export function levelProfile(profile: Bytes): Bytes | null {
  if (profile.length < HEADER + 4 || !startsWith(profile, "acsp", 36)) return null;
  try {
    return written(sliceOf(profile, 0, HEADER), neededTags(profile));
  } catch {
    return null;
  }
}

interface Tag {
  readonly name: string;
  readonly content: Bytes;
}

function neededTags(profile: Bytes): readonly Tag[] {
  const view = viewOf(profile);
  const count = view.getUint32(HEADER);
  if (count > 200) throw new RangeError("too many tags");
  const tags = [...Array(count).keys()].map((index) => {
    const at = HEADER + 4 + 12 * index;
    return { name: latin1(profile, at, 4), content: sliceOf(profile, view.getUint32(at + 4), view.getUint32(at + 8)) };
  });
  return tags.filter(({ name }) => NEEDED.test(name));
}

function written(header: Bytes, tags: readonly Tag[]): Bytes {
  // Every profile has these two, so each has the same.
  const all = [...tags, { name: "desc", content: DESCRIPTION }, { name: "cprt", content: NO_COPYRIGHT }];
  all.sort((one, other) => (one.name < other.name ? -1 : 1));
  let at = HEADER + 4 + 12 * all.length;
  // Curves that several colours share stay shared.
  const places = new Map<string, number>();
  const contents: Bytes[] = [];
  const table = new Uint8Array(4 + 12 * all.length);
  const view = viewOf(table);
  view.setUint32(0, all.length);
  for (const [index, { name, content }] of all.entries()) {
    const key = latin1(content);
    const place = places.get(key) ?? at;
    if (place === at) {
      const padded = new Uint8Array(Math.ceil(content.length / 4) * 4);
      padded.set(content);
      contents.push(padded);
      places.set(key, place);
      at += padded.length;
    }
    table.set(bytesOf(name), 4 + 12 * index);
    view.setUint32(8 + 12 * index, place);
    view.setUint32(12 + 12 * index, content.length);
  }
  return joined([levelHeader(header, at), table, ...contents]);
}

/** The header keeps version, class, colour spaces, rendering intent and illuminant. */
function levelHeader(header: Bytes, size: number): Bytes {
  const levelled = new Uint8Array(HEADER);
  for (const [start, end] of [[8, 24], [36, 40], [64, 80]] as const) levelled.set(header.subarray(start, end), start);
  viewOf(levelled).setUint32(0, size);
  return levelled;
}

// Of version 2, which readers of version 4 take too: no words, in ASCII, Unicode and Macintosh script.
const DESCRIPTION = joined([bytesOf("desc\0\0\0\0\0\0\0\x01"), new Uint8Array(79)]);
const NO_COPYRIGHT = bytesOf("text\0\0\0\0\0");

/** What a profile calls itself, as far as its words are in ASCII or UTF-16; null where it does not say. */
export function nameOfProfile(profile: Bytes): string | null {
  try {
    const view = viewOf(profile);
    for (let at = HEADER + 4; at + 12 <= profile.length && at < HEADER + 4 + 12 * view.getUint32(HEADER); at += 12) {
      if (!startsWith(profile, "desc", at)) continue;
      const content = sliceOf(profile, view.getUint32(at + 4), view.getUint32(at + 8));
      const text = viewOf(content);
      if (startsWith(content, "desc")) return latin1(content, 12, text.getUint32(8));
      if (startsWith(content, "mluc")) return new TextDecoder("utf-16be").decode(sliceOf(content, text.getUint32(24), text.getUint32(20)));
    }
  } catch {
    // A profile that does not say it well says nothing.
  }
  return null;
}
