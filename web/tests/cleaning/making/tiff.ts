/** Exif blocks: TIFF, big endian, with a directory for the picture, one for the camera and one for the place. */
import { bytesOf, joined, viewOf, type Bytes } from "../../../src/cleaning/bytes.ts";

type Value = string | number | readonly (readonly [number, number])[];

/** The entries of one directory by tag. */
export type Directory = Readonly<Record<number, Value | Bytes>>;

/** What a block says. */
export interface Exif {
  readonly picture?: Directory;
  readonly camera?: Directory;
  readonly place?: Directory;
  readonly thumbnail?: Bytes;
}

/** Builds a block without the header that JPEG gives it. */
export function tiff({ picture = {}, camera, place, thumbnail }: Exif): Bytes {
  const pointers = { ...(camera ? { 0x8769: 0 } : {}), ...(place ? { 0x8825: 0 } : {}) };
  const sizeOfFirst = directory({ ...picture, ...pointers }, 8, 0).length;
  const cameraAt = 8 + sizeOfFirst;
  const cameraBytes = camera ? directory(camera, cameraAt, 0) : new Uint8Array(0);
  const placeAt = cameraAt + cameraBytes.length;
  const placeBytes = place ? directory(place, placeAt, 0) : new Uint8Array(0);
  const thumbnailAt = placeAt + placeBytes.length;
  const dataAt = thumbnailAt + directory({ 0x201: 0, 0x202: 0 }, thumbnailAt, 0).length;
  const thumbnails = thumbnail ? [directory({ 0x201: dataAt, 0x202: thumbnail.length }, thumbnailAt, 0), thumbnail] : [];
  const places = { ...(camera ? { 0x8769: cameraAt } : {}), ...(place ? { 0x8825: placeAt } : {}) };
  const first = directory({ ...picture, ...places }, 8, thumbnail ? thumbnailAt : 0);
  return joined([bytesOf("MM\0*\0\0\0\x08"), first, cameraBytes, placeBytes, ...thumbnails]);
}

function directory(entries: Directory, at: number, next: number): Bytes {
  const list = Object.entries(entries).map(([tag, value]) => [Number(tag), value] as const);
  list.sort(([one], [other]) => one - other);
  const table = new Uint8Array(2 + 12 * list.length + 4);
  const view = viewOf(table);
  view.setUint16(0, list.length);
  const outside: Bytes[] = [];
  let free = at + table.length;
  for (const [index, [tag, value]] of list.entries()) {
    const place = 2 + 12 * index;
    const [type, count, content] = encoded(tag, value);
    view.setUint16(place, tag);
    view.setUint16(place + 2, type);
    view.setUint32(place + 4, count);
    if (content.length <= 4) table.set(content, place + 8);
    else {
      view.setUint32(place + 8, free);
      outside.push(content);
      free += content.length;
    }
  }
  view.setUint32(2 + 12 * list.length, next);
  return joined([table, ...outside]);
}

function encoded(tag: number, value: Value | Bytes): readonly [type: number, count: number, content: Bytes] {
  if (typeof value === "string") return [2, value.length + 1, bytesOf(`${value}\0`)];
  if (value instanceof Uint8Array) return [7, value.length, value];
  if (typeof value === "number") {
    const isShort = tag === 0x112;
    const content = new Uint8Array(isShort ? 2 : 4);
    if (isShort) viewOf(content).setUint16(0, value);
    else viewOf(content).setUint32(0, value);
    return [isShort ? 3 : 4, 1, content];
  }
  const content = new Uint8Array(8 * value.length);
  for (const [index, [over, under]] of value.entries()) {
    viewOf(content).setUint32(8 * index, over);
    viewOf(content).setUint32(8 * index + 4, under);
  }
  return [5, value.length, content];
}

/** What a telephone writes: where, when, with what, by whom, and a small picture. */
export const TELLING: Exif = {
  picture: { 0x10f: "Canary Phones", 0x110: "CP-1701", 0x112: 6, 0x131: "Canary OS 17.4", 0x132: "2026:05:17 13:45:12", 0x13b: "Canaria Namnsson" },
  camera: { 0x9003: "2026:05:17 13:45:10", 0xa431: "SERIAL-CANARY-77", 0x927c: bytesOf("canary maker note") },
  place: {
    1: "N",
    2: [[59, 1], [19, 1], [4560, 100]],
    3: "E",
    4: [[18, 1], [4, 1], [720, 100]],
  },
  thumbnail: bytesOf("\xff\xd8canary thumbnail\xff\xd9"),
};

/** Words of {@link TELLING}, and of the builders of pictures, which no cleaned file may hold. */
export const CANARIES = ["Canar", "canar", "CANARY", "CP-1701", "2026:05", "2026-05"];
