/**
 * PNG (W3C, third edition) and animated PNG, cleaned by leaving chunks out. Only what a decoder needs is taken over; a
 * chunk that a decoder must know and that is not known here is a reason not to clean.
 */
import { zlibSync } from "fflate";
import { areSame, bytesOf, joined, latin1, sliceOf, startsWith, viewOf, type Bytes } from "../bytes.ts";
import { crc32 } from "../crc.ts";
import { Findings, type Examined } from "../findings.ts";
import { CleaningError } from "../inspection.ts";
import { unfolded } from "../unfolding.ts";
import { readXmp } from "../xmp.ts";
import { exifWith, readExif, withoutExifHeader } from "./exif.ts";
import { levelProfile, MOST_PROFILE_BYTES, nameOfProfile } from "./icc.ts";

const SIGNATURE = "\x89PNG\r\n\x1a\n";
const KEPT = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS"],
  ...["gAMA", "cHRM", "sRGB", "sBIT", "cICP", "mDCV", "cLLI"],
  ...["bKGD", "pHYs", "acTL", "fcTL", "fdAT"],
]);
/** The most bytes that a compressed text or profile is opened to. */
const MOST_TEXT_BYTES = 1 << 20;
const PROFILE_NAME = "ICC\0\0";

interface Chunk {
  readonly type: string;
  readonly content: Bytes;
  readonly whole: Bytes;
}

/**
 * Looks into a PNG.
 *
 * @throws {@link CleaningError} `damaged` or `cannot`, or a RangeError where it is damaged
 */
export function examinePng(file: Bytes): Examined {
  if (!startsWith(file, SIGNATURE)) throw new CleaningError("damaged");
  const findings = new Findings();
  const parts: Bytes[] = [bytesOf(SIGNATURE)];
  let at = SIGNATURE.length;
  let count = 0;
  for (let type = ""; type !== "IEND"; count += 1) {
    const chunk = chunkAt(file, at);
    type = chunk.type;
    if ((count === 0) !== (type === "IHDR")) throw new CleaningError("damaged");
    at += chunk.whole.length;
    const kept = KEPT.has(type) ? chunk.whole : replaced(chunk, findings);
    if (kept !== null) parts.push(kept);
  }
  if (at < file.length) findings.add("hidden", `${file.length - at} B`);
  return { findings: findings.list(), stays: [], write: () => parts };
}

function chunkAt(file: Bytes, at: number): Chunk {
  const length = viewOf(file).getUint32(at);
  const whole = sliceOf(file, at, length + 12);
  const checked = whole.subarray(4, length + 8);
  if (crc32(checked) !== viewOf(whole).getUint32(length + 8)) throw new CleaningError("damaged");
  return { type: latin1(whole, 4, 4), content: whole.subarray(8, length + 8), whole };
}

/** What takes the place of a chunk that is not taken over; null where nothing does. */
function replaced({ type, content }: Chunk, findings: Findings): Bytes | null {
  // A capital first letter: whoever does not know the chunk cannot show the picture.
  if (/^[^a-z]/.test(type)) throw new CleaningError("cannot");
  if (type === "eXIf") {
    const exif = exifWith(readExif(withoutExifHeader(content), findings));
    return exif.length > 0 ? chunkOf("eXIf", exif) : null;
  }
  if (type === "iCCP") return levelProfileOf(content, findings);
  if (type === "tIME") findings.add("time", timeOf(content));
  else if (type === "tEXt" || type === "zTXt" || type === "iTXt") readText(type, content, findings);
  else findings.add("other", type);
  return null;
}

function timeOf(content: Bytes): string | null {
  if (content.length !== 7) return null;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = content.subarray(2);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${viewOf(content).getUint16(0)}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

function readText(type: "tEXt" | "zTXt" | "iTXt", content: Bytes, findings: Findings): void {
  const [key, rest] = split(content);
  const text = textOf(type, rest);
  if (text === null) findings.add("other", key);
  else if (key === "XML:com.adobe.xmp") readXmp(text, findings);
  else {
    const words = new TextDecoder(type === "iTXt" ? "utf-8" : "latin1").decode(text);
    const what = Object.entries(KEYS).find(([, names]) => names.includes(key))?.[0] ?? "";
    if (what === "author" || what === "software" || what === "time" || what === "title") findings.add(what, words);
    else if (key === "Comment") findings.add("comment", words);
    else findings.add("other", `${key}: ${words}`);
  }
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  author: ["Author", "Copyright"],
  software: ["Software", "Source"],
  time: ["Creation Time", "date:create", "date:modify", "date:timestamp"],
  title: ["Title", "Description", "Disclaimer", "Warning"],
};

function textOf(type: "tEXt" | "zTXt" | "iTXt", rest: Bytes): Bytes | null {
  if (type === "tEXt") return rest;
  if (type === "zTXt") return inflated(rest.subarray(1), MOST_TEXT_BYTES);
  // A flag and a method, then the language and the key in it, each up to a zero.
  const text = split(split(rest.subarray(2))[1])[1];
  return rest[0] === 1 ? inflated(text, MOST_TEXT_BYTES) : text;
}

/** The Latin-1 up to the first zero, and the bytes behind it. */
function split(bytes: Bytes): readonly [string, Bytes] {
  const end = bytes.indexOf(0);
  return end < 0 ? [latin1(bytes, 0, 80), new Uint8Array(0)] : [latin1(bytes, 0, Math.min(end, 80)), bytes.subarray(end + 1)];
}

function levelProfileOf(content: Bytes, findings: Findings): Bytes | null {
  const [name, rest] = split(content);
  const profile = inflated(rest.subarray(1), MOST_PROFILE_BYTES);
  const levelled = profile === null ? null : levelProfile(profile);
  const isLevel = profile !== null && levelled !== null && areSame(profile, levelled) && startsWith(content, PROFILE_NAME);
  if (!isLevel) findings.add("other", `ICC ${(profile === null ? null : nameOfProfile(profile)) ?? name}`);
  return levelled === null ? null : chunkOf("iCCP", joined([bytesOf(PROFILE_NAME), zlibSync(levelled, { level: 9 })]));
}

/** What zlib's bytes hold; null where they are none, or hold more. */
function inflated(bytes: Bytes, most: number): Bytes | null {
  if (bytes.length === 0) return null;
  try {
    const { parts, length, isWhole } = unfolded(bytes, most);
    return isWhole && length <= most ? joined(parts) : null;
  } catch {
    return null;
  }
}

function chunkOf(type: string, content: Bytes): Bytes {
  const whole = joined([new Uint8Array(4), bytesOf(type), content, new Uint8Array(4)]);
  viewOf(whole).setUint32(0, content.length);
  viewOf(whole).setUint32(content.length + 8, crc32(whole.subarray(4, content.length + 8)));
  return whole;
}
