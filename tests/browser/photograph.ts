/** A photograph that says where it was taken and with what. */
import type { Page } from "@playwright/test";

const ASCII = 2;
const RATIONAL = 5;
const LONG = 4;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

const text = (tag: number, words: string): Field => ({ tag, type: ASCII, count: words.length + 1, value: Buffer.from(`${words}\0`, "latin1") });
const rationals = (tag: number, ...values: readonly number[]): Field => {
  const value = Buffer.alloc(8 * values.length);
  for (const [at, each] of values.entries()) {
    value.writeUInt32BE(each, 8 * at);
    value.writeUInt32BE(1, 8 * at + 4);
  }
  return { tag, type: RATIONAL, count: values.length, value };
};

/** A directory of TIFF at that place, its long values behind it. */
function directory(fields: readonly Field[], start: number): Buffer {
  const head = Buffer.alloc(2 + 12 * fields.length + 4);
  head.writeUInt16BE(fields.length, 0);
  const behind: Buffer[] = [];
  let end = start + head.length;
  for (const [at, { tag, type, count, value }] of fields.entries()) {
    const entry = 2 + 12 * at;
    head.writeUInt16BE(tag, entry);
    head.writeUInt16BE(type, entry + 2);
    head.writeUInt32BE(count, entry + 4);
    if (value.length <= 4) value.copy(head, entry + 8);
    else {
      head.writeUInt32BE(end, entry + 8);
      behind.push(value);
      end += value.length;
    }
  }
  return Buffer.concat([head, ...behind]);
}

/** Exif as cameras write it: who made the camera, and a place in Lund. */
function exif(): Buffer {
  const gps = [text(1, "N"), rationals(2, 55, 42, 14), text(3, "E"), rationals(4, 13, 11, 37)];
  const main = (place: number): readonly Field[] => {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(place);
    return [text(0x010f, "Fairphone"), text(0x0110, "FP5"), { tag: 0x8825, type: LONG, count: 1, value }];
  };
  const header = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  const place = 8 + directory(main(0), 8).length;
  const tiff = Buffer.concat([header, directory(main(place), 8), directory(gps, place)]);
  const content = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const segment = Buffer.from([0xff, 0xe1, 0, 0]);
  segment.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([segment, content]);
}

/** What the canvas of a page makes of a few colours, with a position written into it. */
export async function photograph(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [160, 120];
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    for (let at = 0; at < 160; at += 1) {
      pen.fillStyle = `hsl(${at * 2} 70% ${20 + (at % 60)}%)`;
      pen.fillRect(at, 0, 1, 120);
    }
    const blob = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, "image/jpeg", 0.8);
    });
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  const plain = Buffer.from(drawn);
  return Buffer.concat([plain.subarray(0, 2), exif(), plain.subarray(2)]);
}

/** The pixels of a picture, as the browser decodes them. */
export async function pixelsOf(page: Page, picture: Buffer): Promise<string> {
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    const pen = canvas.getContext("2d");
    pen?.drawImage(bitmap, 0, 0);
    return JSON.stringify([bitmap.width, bitmap.height, ...(pen?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [])]);
  }, [...picture]);
}
