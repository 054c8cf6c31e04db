/** Reading PDF within bounds: pdf-lib parses, and is stopped where what is compressed unfolds to too much. */
import { decodePDFRawStream, PDFArray, PDFDict, PDFHexString, PDFName, PDFParser, PDFRawStream, PDFString, type PDFContext, type PDFObject } from "@cantoo/pdf-lib";
import { Unzlib } from "fflate";
import { joined, startsWith, type Bytes } from "../bytes.ts";
import { CleaningError } from "../inspection.ts";

/** The most objects of a file; a book of a thousand pages has some ten thousand. */
export const MOST_OBJECTS = 300_000;

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

/**
 * Unfolds each list of objects (`ObjStm`, `XRef`) once and throws it away: the parser unfolds them with no bound of its
 * own, and a few kilobytes could become as many gigabytes.
 */
function checkLists(file: Bytes): void {
  let left = MOST_UNFOLDED;
  for (let at = file.indexOf(0x73); at >= 0; at = file.indexOf(0x73, at + 1)) {
    if (!startsWith(file, "stream", at) || file[at - 1] === 0x64) continue;
    // The dictionary before it says what the stream is; names may be written by number, so any that is unclear counts.
    const dictionary = LATIN1.decode(file.subarray(Math.max(0, at - 4096), at));
    const own = dictionary.slice(dictionary.lastIndexOf(" obj") + 1);
    if (!/ObjStm|XRef|#/.test(own)) continue;
    if (OTHERWISE.test(own)) throw new CleaningError("cannot");
    if (!own.includes("Fl")) continue;
    let start = at + 6;
    while (file[start] === 0x0d || file[start] === 0x0a) start += 1;
    left -= unfoldedLength(file.subarray(start), left);
  }
}

/** How long zlib's bytes are when they are unfolded, up to their end or their first fault. */
function unfoldedLength(bytes: Bytes, most: number): number {
  const reached = { length: 0, end: false };
  const inflate = new Unzlib((part, final) => {
    reached.length += part.length;
    reached.end = final;
  });
  try {
    for (let at = 0; at < bytes.length && !reached.end; at += 4096) {
      inflate.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length);
      if (reached.length > most) throw new CleaningError("too-large");
    }
  } catch (error) {
    if (error instanceof CleaningError) throw error;
  }
  return reached.length;
}

/** What a stream holds that is compressed by zlib or not at all; null where it is packed otherwise, or too much. */
export function contentOf(stream: PDFRawStream, most = MOST_METADATA): Bytes | null {
  const filter = filtersOf(stream);
  const contents = Uint8Array.from(stream.contents);
  if (filter.length === 0) return contents.length <= most ? contents : null;
  if (filter.length > 1 || filter[0] !== "FlateDecode") return null;
  const parts: Uint8Array[] = [];
  const reached = { length: 0 };
  const inflate = new Unzlib((part) => {
    reached.length += part.length;
    parts.push(part);
  });
  try {
    for (let at = 0; at < contents.length; at += 4096) {
      inflate.push(contents.subarray(at, at + 4096), at + 4096 >= contents.length);
      if (reached.length > most) return null;
    }
    return joined(parts);
  } catch {
    // What other readers forgive, pdf-lib's own does too; it is small by now.
    return reached.length < most ? Uint8Array.from(decodePDFRawStream(stream).decode()) : null;
  }
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
