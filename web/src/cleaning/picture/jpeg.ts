/**
 * JPEG (ITU T.81), cleaned by leaving segments out. Only what a decoder needs is taken over: everything else goes,
 * understood or not. What was compressed is taken over as it stands, byte for byte.
 */
import { areSame, bytesOf, joined, latin1, sliceOf, startsWith, viewOf, type Bytes } from "../bytes.ts";
import { Findings, type Examined } from "../findings.ts";
import { CleaningError } from "../inspection.ts";
import { readXmp } from "../xmp.ts";
import { exifWith, readExif, readIptc, type Orientation } from "./exif.ts";
import { levelProfile, MOST_PROFILE_BYTES, nameOfProfile } from "./icc.ts";

const EXIF = "Exif\0\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const MORE_XMP = "http://ns.adobe.com/xmp/extension/\0";
const ICC = "ICC_PROFILE\0";
/** A segment's bytes of profile: 64 KiB less its length, the name and the two numbers. */
const ICC_CHUNK = 65_519;

const EOI = 0xd9;
const SOS = 0xda;

/**
 * Looks into a JPEG.
 *
 * @throws {@link CleaningError} or a RangeError where it is damaged
 */
export function examineJpeg(file: Bytes): Examined {
  const reading = new Reading();
  const end = readSegments(file, reading);
  if (end < file.length) reading.findings.add("hidden", trailing(file.subarray(end)));
  const { findings, body } = reading;
  const head = reading.head();
  return { findings: findings.list(), stays: [], write: () => [bytesOf("\xff\xd8"), ...head, ...body] };
}

/** Reads all segments, and returns where the picture ends. */
function readSegments(file: Bytes, reading: Reading): number {
  const view = viewOf(file);
  if (view.getUint16(0) !== 0xffd8) throw new CleaningError("damaged");
  let hasScan = false;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new CleaningError("damaged");
    // A marker may have any number of fill bytes before it.
    while (view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    if (marker === EOI) {
      if (!hasScan) throw new CleaningError("damaged");
      reading.body.push(sliceOf(file, at, 2));
      return at + 2;
    }
    if (!hasLength(marker)) throw new CleaningError("damaged");
    const length = view.getUint16(at + 2);
    if (length < 2) throw new CleaningError("damaged");
    let end = at + 2 + length;
    if (marker === SOS) {
      hasScan = true;
      end = endOfScan(file, end);
    }
    reading.take(marker, sliceOf(file, at, end - at));
    at = end;
  }
}

/** Frames, tables, scans, application segments and comments; no restart, no extension of JPEG that is not known. */
function hasLength(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= SOS && marker <= 0xef) || marker === 0xfe || marker === 0xdb;
}

function endOfScan(file: Bytes, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) break;
    // A stuffed zero, a restart and a fill byte belong to the scan.
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new CleaningError("damaged");
}

class Reading {
  readonly findings = new Findings();
  /** What is taken over as it stands, in its order. */
  readonly body: Bytes[] = [];
  #jfif: Bytes | null = null;
  #orientation: Orientation = 1;
  readonly #profile: { readonly place: number; readonly of: number; readonly content: Bytes }[] = [];
  readonly #photoshop: Bytes[] = [];

  /** Takes one segment with its marker, and what was compressed with it. */
  take(marker: number, segment: Bytes): void {
    const content = segment.subarray(4);
    if (marker < 0xe0) this.body.push(segment);
    else if (marker === 0xe0) this.#takeJfif(content);
    else if (marker === 0xe1) this.#takeExifOrXmp(content);
    else if (marker === 0xe2) this.#takeProfile(content);
    else if (marker === 0xed && startsWith(content, "Photoshop ")) this.#photoshop.push(segment);
    else if (marker === 0xee && startsWith(content, "Adobe") && content.length >= 12) this.#takeAdobe(content);
    else if (marker === 0xfe) this.findings.add("comment", new TextDecoder().decode(content));
    else this.#takeUnknown(marker, content);
  }

  #takeJfif(content: Bytes): void {
    if (startsWith(content, "JFIF\0") && content.length >= 14 && this.#jfif === null) {
      if (content.length > 14) this.findings.add("thumbnail");
      this.#jfif = joined([bytesOf("\xff\xe0\0\x10"), content.subarray(0, 12), new Uint8Array(2)]);
    } else if (startsWith(content, "JFXX\0")) this.findings.add("thumbnail");
    else this.#takeUnknown(0xe0, content);
  }

  #takeExifOrXmp(content: Bytes): void {
    if (startsWith(content, EXIF)) {
      const orientation = readExif(content.subarray(EXIF.length), this.findings);
      if (orientation !== 1) this.#orientation = orientation;
    } else if (startsWith(content, XMP)) readXmp(content.subarray(XMP.length), this.findings);
    else if (startsWith(content, MORE_XMP)) this.findings.add("other", "XMP");
    else this.#takeUnknown(0xe1, content);
  }

  #takeProfile(content: Bytes): void {
    const [place, of] = content.subarray(ICC.length, ICC.length + 2);
    if (startsWith(content, ICC) && place !== undefined && of !== undefined) {
      this.#profile.push({ place, of, content: content.subarray(ICC.length + 2) });
    } else if (startsWith(content, "MPF\0")) this.findings.add("hidden", "MPF");
    else this.#takeUnknown(0xe2, content);
  }

  /** Says how colours are transformed; whatever follows the twelve bytes is not Adobe's. */
  #takeAdobe(content: Bytes): void {
    if (content.length > 12) this.findings.add("other", "Adobe");
    this.body.push(joined([bytesOf("\xff\xee\0\x0e"), content.subarray(0, 12)]));
  }

  #takeUnknown(marker: number, content: Bytes): void {
    const name = /^[\w.:/ -]{2,32}/.exec(latin1(content, 0, 32))?.[0] ?? "";
    this.findings.add("other", `APP${marker - 0xe0} ${name}`);
  }

  /** The segments that are written anew, and stand first. */
  head(): readonly Bytes[] {
    if (this.#photoshop.length > 0) readIptc(this.#photoshop, this.findings);
    const exif = exifWith(this.#orientation);
    return [
      ...(this.#jfif === null ? [] : [this.#jfif]),
      ...(exif.length > 0 ? [segmentOf(0xe1, joined([bytesOf(EXIF), exif]))] : []),
      ...this.#levelProfile(),
    ];
  }

  #levelProfile(): readonly Bytes[] {
    if (this.#profile.length === 0) return [];
    const chunks = [...this.#profile].sort((one, other) => one.place - other.place);
    const isWhole = chunks.every(({ place, of }, index) => place === index + 1 && of === chunks.length);
    const profile = joined(chunks.map(({ content }) => content));
    const levelled = isWhole && profile.length <= MOST_PROFILE_BYTES ? levelProfile(profile) : null;
    if (levelled === null || !areSame(levelled, profile)) this.findings.add("other", `ICC ${nameOfProfile(profile) ?? ""}`);
    if (levelled === null) return [];
    const count = Math.ceil(levelled.length / ICC_CHUNK);
    return [...Array(count).keys()].map((index) => {
      const chunk = levelled.subarray(index * ICC_CHUNK, (index + 1) * ICC_CHUNK);
      return segmentOf(0xe2, joined([bytesOf(ICC), Uint8Array.of(index + 1, count), chunk]));
    });
  }
}

function segmentOf(marker: number, content: Bytes): Bytes {
  const segment = joined([Uint8Array.of(0xff, marker, 0, 0), content]);
  viewOf(segment).setUint16(2, content.length + 2);
  return segment;
}

/** What lies behind the picture: a telephone's second picture or short film, or anything else. */
function trailing(bytes: Bytes): string {
  const kind = startsWith(bytes, "\xff\xd8") ? "JPEG" : latin1(bytes, 0, 4096).includes("ftyp") ? "MP4" : "";
  return `${kind} ${bytes.length} B`;
}
