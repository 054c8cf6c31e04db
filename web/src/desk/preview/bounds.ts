/** How much of a file is decoded and shown, so that none can fill the memory of a member's computer. */

/** Bytes of a file that are handed to its frame at most. */
export const MOST_BYTES = { image: 64 * 2 ** 20, document: 128 * 2 ** 20, text: 2 ** 20, sound: 512 * 2 ** 20 } as const;
/** Pixels of a picture that is decoded. */
export const MOST_PIXELS = 50_000_000;
/** Pixels that are drawn: what telephones take as one canvas. */
export const MOST_DRAWN = 16_000_000;
/** Pixels of a picture's or a canvas's edge; browsers draw no longer one. */
const LONGEST_EDGE = 30_000;
/** Pages of a document that are shown. */
export const MOST_PAGES = 200;
/** Letters of a page's text that are read out. */
export const MOST_LETTERS = 100_000;
/** Milliseconds that a frame may take for one thing, such as a page. */
export const PATIENCE = 20_000;

/** What a picture's header says. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** Whether there are more pictures than the first. */
  readonly isMoving: boolean;
}

/** The size that a picture will have once it is decoded, of its header alone; null if it is none that the desk shows. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return sizeOf(bytes, view);
  } catch (error) {
    // The header is cut short.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether a picture of this size may be decoded. */
export function isBounded({ width, height }: PictureSize): boolean {
  return width <= LONGEST_EDGE && height <= LONGEST_EDGE && width * height <= MOST_PIXELS;
}

/** By how much something of this size is made smaller so that no more than may be drawn is; 1 at the most. */
export function drawnScale(width: number, height: number): number {
  return Math.min(1, Math.sqrt(MOST_DRAWN / (width * height)), LONGEST_EDGE / Math.max(width, height));
}

function sizeOf(bytes: Uint8Array, view: DataView): PictureSize | null {
  if (view.getUint16(0) === 0xffd8) return ofJpeg(view);
  const kind = letters(view, 0, 4);
  if (kind === "\x89PNG") {
    return letters(view, 12, 4) === "IHDR" ? size(view.getUint32(16), view.getUint32(20), holds(bytes, "acTL")) : null;
  }
  if (kind === "GIF8") return size(view.getUint16(6, true), view.getUint16(8, true), holds(bytes, "NETSCAPE2.0"));
  if (kind === "RIFF" && letters(view, 8, 4) === "WEBP") return ofWebp(view);
  return letters(view, 4, 4) === "ftyp" ? ofAvif(bytes, view) : null;
}

/** Of the frame header that stands before the first scan (ITU-T T.81, annex B). */
function ofJpeg(view: DataView): PictureSize | null {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return null;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return size(view.getUint16(at + 7), view.getUint16(at + 5), false);
    } else at += 2 + view.getUint16(at + 2);
  }
}

/** Of the first chunk (RFC 9649, section 2). */
function ofWebp(view: DataView): PictureSize | null {
  const chunk = letters(view, 12, 4);
  if (chunk === "VP8X") {
    const edge = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1;
    return size(edge(24), edge(27), (view.getUint8(20) & 2) !== 0);
  }
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, false);
  }
  return chunk === "VP8 " ? size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, false) : null;
}

/** The largest of the sizes that its properties name (ISO/IEC 23008-12, section 6.5.3): tiles are smaller than the whole. */
function ofAvif(bytes: Uint8Array, view: DataView): PictureSize | null {
  const head = bytes.subarray(0, 65_536);
  let [width, height] = [0, 0];
  for (let at = head.indexOf(0x69); at >= 0 && at + 16 <= head.length; at = head.indexOf(0x69, at + 1)) {
    if (letters(view, at, 4) !== "ispe") continue;
    width = Math.max(width, view.getUint32(at + 8));
    height = Math.max(height, view.getUint32(at + 12));
  }
  return size(width, height, letters(view, 8, 4) === "avis");
}

/** None where an edge has no length. */
function size(width: number, height: number, isMoving: boolean): PictureSize | null {
  return width === 0 || height === 0 ? null : { width, height, isMoving };
}

function letters(view: DataView, at: number, count: number): string {
  let text = "";
  for (let letter = 0; letter < count; letter += 1) text += String.fromCharCode(view.getUint8(at + letter));
  return text;
}

/** Whether a word stands in the first bytes. */
function holds(bytes: Uint8Array, word: string): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 4096)).includes(word);
}
