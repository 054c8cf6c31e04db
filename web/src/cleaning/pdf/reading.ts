/** Reading PDF within bounds: pdf-lib parses, and is stopped where what is compressed unfolds to too much. */
import { decodePDFRawStream, PDFArray, PDFDict, PDFHexString, PDFName, PDFParser, PDFRawStream, PDFString, type PDFContext, type PDFObject } from "@cantoo/pdf-lib";
import { joined, startsWith, type Bytes } from "../bytes.ts";
import { CleaningError } from "../inspection.ts";
import { unfolded } from "../unfolding.ts";

/** The most objects of a file; a book of a thousand pages has some ten thousand. */
const MOST_OBJECTS = 300_000;

/** The most bytes that all lists of objects of a file unfold to. */
const MOST_UNFOLDED = 128 << 20;

/** The most bytes that one block of metadata unfolds to. */
const MOST_METADATA = 4 << 20;

/**
 * The objects of a file, the newest of each number.
 *
 * @throws {@link CleaningError} `damaged`, `too-large`, or `cannot` where the file is locked
 */
export async function readPdf(file: Bytes): Promise<PDFContext> {
  if (countOf(file, "endobj", MOST_OBJECTS) >= MOST_OBJECTS) throw new CleaningError("too-large");
  checkLists(file);
  const context = await PDFParser.forBytesWithOptions(file, Infinity, false, false).parseDocument();
  if (context.trailerInfo.Encrypt !== undefined) throw new CleaningError("cannot");
  if (context.enumerateIndirectObjects().length > MOST_OBJECTS) throw new CleaningError("too-large");
  return context;
}

/** How often the characters stand in the bytes; counting ends at `most`. */
export function countOf(bytes: Bytes, text: string, most: number): number {
  const first = text.charCodeAt(0);
  let count = 0;
  for (let at = bytes.indexOf(first); at >= 0 && count < most; at = bytes.indexOf(first, at + 1)) if (startsWith(bytes, text, at)) count += 1;
  return count;
}

const LATIN1 = new TextDecoder("latin1");

/** Packed by something else than zlib, or twice. */
const OTHERWISE = /LZW|A85|ASCII85|AHx|ASCIIHex|RunLength|\/RL\b|\/Filter\s*\[[^\]]*\/[^\]]*\//;

/** The most bytes of dictionaries that are looked into for lists; what a file says before its streams is far less. */
const MOST_LOOKED_AT = 32 << 20;

/** How far back a dictionary is looked for. */
const LONGEST_DICTIONARY = 4096;

/** What a list counts for at the least. */
const LEAST_UNFOLDED = 1024;

/**
 * Unfolds each list of objects (`ObjStm`, `XRef`) once and throws it away: the parser unfolds them with no bound of its
 * own, and a few kilobytes could become as many gigabytes.
 */
function checkLists(file: Bytes): void {
  const left = { unfolded: MOST_UNFOLDED, looked: MOST_LOOKED_AT };
  let begin = 0;
  for (let at = file.indexOf(0x73), before = 0; at >= 0; at = file.indexOf(0x73, at + 1)) {
    if (!startsWith(file, "stream", at) || file[at - 1] === 0x64) continue;
    // The dictionary before it says what the stream is; names may be written by number, so any that is unclear counts.
    begin = Math.max(lastObject(file, before, at) ?? begin, at - LONGEST_DICTIONARY, 0);
    before = at;
    left.looked -= at - begin;
    if (left.looked < 0) throw new CleaningError("too-large");
    const own = LATIN1.decode(file.subarray(begin, at));
    if (!/ObjStm|XRef|#/.test(own)) continue;
    if (OTHERWISE.test(own)) throw new CleaningError("cannot");
    if (!own.includes("Fl")) continue;
    let start = at + 6;
    while (file[start] === 0x0d || file[start] === 0x0a) start += 1;
    const { length, taken } = unfolded(file.subarray(start), left.unfolded);
    if (length > left.unfolded) throw new CleaningError("too-large");
    // Lists that lie over each other would be read again and again, however little they unfold to.
    left.unfolded -= Math.max(length, taken, LEAST_UNFOLDED);
    if (left.unfolded < 0) throw new CleaningError("too-large");
  }
}

/** Where the last object between two places begins. */
function lastObject(file: Bytes, from: number, to: number): number | null {
  for (let at = to - 4; at >= from; at -= 1) if (startsWith(file, " obj", at)) return at + 1;
  return null;
}

/** What a stream holds that is compressed by zlib or not at all; null where it is packed otherwise, or too much. */
export function contentOf(stream: PDFRawStream, most = MOST_METADATA): Bytes | null {
  const filter = filtersOf(stream);
  if (stream.contents.length > most) return null;
  const contents = Uint8Array.from(stream.contents);
  if (filter.length === 0) return contents;
  if (filter.length > 1 || filter[0] !== "FlateDecode") return null;
  const { parts, length, isWhole } = unfolded(contents, most);
  if (length > most) return null;
  // What other readers forgive, pdf-lib's own does too; it is small by now.
  return isWhole ? joined(parts) : Uint8Array.from(decodePDFRawStream(stream).decode());
}

/** The names of what a stream is packed by, outermost first. */
export function filtersOf(stream: PDFRawStream): readonly string[] {
  const filter = stream.dict.lookup(PDFName.of("Filter"));
  if (filter instanceof PDFName) return [filter.decodeText()];
  if (!(filter instanceof PDFArray)) return [];
  return filter.asArray().map((name) => (name instanceof PDFName ? name.decodeText() : ""));
}

/** The entry of a dictionary, where it leads to. */
export function entry(dict: PDFDict, key: string): PDFObject | undefined {
  return dict.lookup(PDFName.of(key));
}

/** The entry of a dictionary that is a name. */
export function nameAt(dict: PDFDict, key: string): string | null {
  const value = entry(dict, key);
  return value instanceof PDFName ? value.decodeText() : null;
}

/** The words of a string, null of anything else. */
export function wordsOf(value: PDFObject | undefined): string | null {
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return null;
  try {
    return value.decodeText();
  } catch {
    return value.asString();
  }
}

/** The entry of a dictionary that is a string. */
export function wordsAt(dict: PDFDict, key: string): string | null {
  return wordsOf(entry(dict, key));
}
