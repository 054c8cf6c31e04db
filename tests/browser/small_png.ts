/** Makes a screenshot small: a browser writes PNG to be quick, not to be short. */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes of a pixel: red, green, blue. */
const PIXEL = 3;
/** Colours that fill this many pixels are a page's own; of the others, the edges of letters, the nearest will do. */
const COMMON = 400;

/** The same picture, the softest shades of its letters' edges joined. Takes what Chromium writes: 8 bits, no alpha. */
export function shrink(png: Buffer): Buffer {
  const { width, height, packed } = read(png);
  const pixels = unfilter(inflateSync(packed), width * PIXEL, height);
  joinShades(pixels);
  const line = width * PIXEL;
  const rows = Array.from({ length: height }, (_, y) => [Buffer.from([0]), pixels.subarray(y * line, (y + 1) * line)]);
  const header = Buffer.from(png.subarray(16, 29));
  const data = deflateSync(Buffer.concat(rows.flat()), { level: 9, memLevel: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function read(png: Buffer): { width: number; height: number; packed: Buffer } {
  if (png.readUInt16BE(24) !== 0x0802) throw new Error("not 8 bits of red, green and blue");
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), packed: Buffer.concat(parts) };
}

/** Undoes the five filters of PNG (ISO/IEC 15948, 9.2). */
function unfilter(raw: Buffer, line: number, height: number): Buffer {
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const at = y * line + x;
      const left = x < PIXEL ? 0 : (pixels[at - PIXEL] ?? 0);
      const up = y === 0 ? 0 : (pixels[at - line] ?? 0);
      const corner = x < PIXEL || y === 0 ? 0 : (pixels[at - line - PIXEL] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      pixels[at] = (raw[at + y + 1] ?? 0) + guess;
    }
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function joinShades(pixels: Buffer): void {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += PIXEL) {
    const colour = pixels.readUIntBE(at, PIXEL);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  for (let at = 0; at < pixels.length; at += PIXEL) {
    const colour = pixels.readUIntBE(at, PIXEL);
    // The middle of a step of 16.
    if ((counts.get(colour) ?? 0) < COMMON) pixels.writeUIntBE((colour & 0xf0f0f0) | 0x080808, at, PIXEL);
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
