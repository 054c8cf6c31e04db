/**
 * What a file is, by its first bytes and not by what its sender calls it. Nothing is decoded here, for it runs in the
 * desk's page: bytes are compared, and names are read.
 */
import type { Phrase } from "../words.ts";
import { directoryOfOle, directoryOfZip, isWholeDirectory, latin, namesInOle, namesInZip } from "./containers.ts";
import { endingOf, TYPES, typesOfClaim, typesOfName, type Danger, type FileType } from "./types.ts";

/** What a file was found to be. */
export interface Found {
  readonly type: FileType;
  /** What people call it. */
  readonly label: Phrase;
}

/** How many bytes of its beginning tell a file's type. */
export const HEAD = 64 * 1024;
/** How many bytes of a package's directory are looked at. */
const DIRECTORY = 256 * 1024;
/** As many where a package says itself where its directory is; no office document has a longer one. */
const WHOLE_DIRECTORY = 4 * 1024 * 1024;

/**
 * Whether a file is what its name and its sender say:
 *
 * - `agrees`: nothing speaks against it
 * - `differs`: it is another type than its name or its sender says
 * - `unknown`: it has no mark by which it could be told
 */
export type Agreement = "agrees" | "differs" | "unknown";

/** What a file's bytes say that it is; `directory` is where a package has its names, if not in its beginning. */
export function sniff(bytes: Uint8Array, directory?: Uint8Array): Found {
  return of(typeOf(bytes, directory));
}

/** As {@link sniff}, of a file of any size: reads its beginning, and a package's directory. */
export async function sniffBlob(blob: Blob): Promise<Found> {
  const head = await bytesOf(blob.slice(0, HEAD));
  if (has(head, 0, ZIP)) return sniffPackage(blob, head);
  const start = has(head, 0, OLE) ? directoryOfOle(head) : null;
  if (start !== null) return sniff(head, await bytesOf(blob.slice(start, start + DIRECTORY)));
  return sniff(head);
}

/**
 * A package by all the names in its directory. Whoever writes one can put names where neither its beginning nor its end is,
 * and what opens it finds them all the same: a document whose directory is not all there is told as one with macros.
 */
async function sniffPackage(blob: Blob, head: Uint8Array): Promise<Found> {
  const start = Math.max(0, blob.size - DIRECTORY);
  const tail = await bytesOf(blob.slice(start));
  const place = directoryOfZip(tail, start);
  const isReadable = place !== null && place.from <= place.end && place.end - place.from <= WHOLE_DIRECTORY;
  const directory = isReadable ? await bytesOf(blob.slice(place.from, place.end)) : new Uint8Array();
  const found = [sniff(head, tail), sniff(head, directory)];
  const withMacros = found.find(({ type }) => type === "office-macros");
  const [first = of("zip")] = found.filter(({ type }) => type !== "zip");
  const isDocument = DOCUMENTS.includes(first.type);
  if (isDocument && !(isReadable && isWholeDirectory(directory, place.count))) return of("office-macros");
  return withMacros ?? first;
}

/** Packages that programs open as documents, with whatever macros they hold. */
const DOCUMENTS: readonly FileType[] = ["word", "excel", "powerpoint", "opendocument"];

/** Whether what a file was found to be agrees with what its sender's computer called it (may be empty) and its name. */
export function agrees(claimed: string, name: string, found: Found): Agreement {
  if (found.type === "unknown") return "unknown";
  const said = [typesOfClaim(claimed), typesOfName(name)].filter((types) => types.length > 0);
  return said.every((types) => types.some((type) => isLike(type, found.type))) ? "agrees" : "differs";
}

/** What a file can do when it is opened outside of the desk, by its content or its name; the worst first. */
export function dangersOf(found: Found, name: string): readonly Danger[] {
  const disguise: readonly Danger[] = DISGUISED.test(name) ? ["name"] : [];
  const danger = TYPES[found.type].danger;
  if (danger !== undefined) return [danger, ...disguise];
  // A computer goes by the name: what runs by it is dangerous whatever it holds, and so is a document's that is none.
  const named = typesOfName(name).map((type) => TYPES[type].danger);
  const byName = named.find((each) => each !== undefined && (each !== "macros" || !MAY_HOLD_MACROS.includes(endingOf(name))));
  return byName === undefined ? disguise : [byName, ...disguise];
}

/** The worst of {@link dangersOf}; null: none. */
export function dangerOf(found: Found, name: string): Danger | null {
  return dangersOf(found, name)[0] ?? null;
}

/** Names that a bidirectional mark turns round, and those in which a space hides the end. */
const DISGUISED = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\s{8,}\.|\.(?:pdf|docx?|xlsx?|jpe?g|png|txt|mp3|mp4)\s*\.(?:exe|scr|com|pif|bat|cmd|js|jse|vbs|vbe|hta|lnk|ps1|msi|iso|html?)$/iu;
/** Endings that a document has with macros and without. */
const MAY_HOLD_MACROS = ["doc", "xls", "ppt"];

/** What is called so and may be told as the other: what is text has no mark of its own. */
function isLike(said: FileType, found: FileType): boolean {
  if (said === found) return true;
  const alike = ALIKE[found];
  return alike?.includes(said) ?? false;
}

const ALIKE: Readonly<Partial<Record<FileType, readonly FileType[]>>> = {
  // A script has no mark of its own; nor has a shortcut that is text, or a letter without its first lines.
  text: ["script", "message", "shortcut", "xml"],
  script: ["text"],
  xml: ["text"],
  message: ["text"],
  "office-old": ["office-macros"],
  "office-macros": ["office-old", "word", "excel", "powerpoint", "opendocument"],
  m4a: ["video", "amr"],
  video: ["m4a", "ogg"],
  ogg: ["video"],
};

function of(type: FileType): Found {
  return { type, label: TYPES[type].label };
}

async function bytesOf(part: Blob): Promise<Uint8Array> {
  return new Uint8Array(await part.arrayBuffer());
}

function typeOf(bytes: Uint8Array, directory: Uint8Array | undefined): FileType {
  if (bytes.length === 0) return "empty";
  if (has(bytes, 0, ZIP) || has(bytes, 0, [0x50, 0x4b, 0x05, 0x06])) return ofZip(bytes, directory);
  if (has(bytes, 0, OLE)) return ofOle(bytes, directory);
  return MAGIC.find(({ at, bytes: mark }) => has(bytes, at, mark))?.type ?? ofMedia(bytes) ?? ofText(bytes) ?? "unknown";
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

interface Magic {
  readonly type: FileType;
  readonly at: number;
  readonly bytes: readonly number[];
}

/** A mark of letters, or of bytes. */
function magic(type: FileType, mark: string | readonly number[], at = 0): Magic {
  return { type, at, bytes: typeof mark === "string" ? letters(mark) : mark };
}

const MAGIC: readonly Magic[] = [
  magic("jpeg", [0xff, 0xd8, 0xff]),
  magic("png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  magic("gif", "GIF87a"),
  magic("gif", "GIF89a"),
  magic("tiff", [0x49, 0x49, 0x2a, 0x00]),
  magic("tiff", [0x4d, 0x4d, 0x00, 0x2a]),
  magic("rtf", "{\\rtf"),
  magic("outlook-store", "!BDN"),
  magic("shortcut", [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0]),
  magic("elf", [0x7f, 0x45, 0x4c, 0x46]),
  magic("mac", [0xcf, 0xfa, 0xed, 0xfe]),
  magic("mac", [0xce, 0xfa, 0xed, 0xfe]),
  magic("archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  magic("archive", "Rar!\x1a\x07"),
  magic("archive", [0x1f, 0x8b]),
  magic("archive", "BZh"),
  magic("archive", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  magic("archive", [0x28, 0xb5, 0x2f, 0xfd]),
  magic("archive", "MSCF"),
  magic("archive", "ustar", 257),
  magic("disk", "CD001", 32_769),
  magic("disk", "BEA01", 32_769),
  magic("disk", "conectix"),
  magic("disk", "vhdxfile"),
  magic("flac", "fLaC"),
  magic("amr", "#!AMR"),
  magic("mp3", "ID3"),
  magic("video", [0x1a, 0x45, 0xdf, 0xa3]),
  magic("video", [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]),
  magic("video", "FLV\x01"),
  magic("video", [0, 0, 0x01, 0xba]),
  magic("video", [0, 0, 0x01, 0xb3]),
  magic("database", "SQLite format 3\0"),
  magic("script", "#!"),
];

/** What is told by more than one mark. */
function ofMedia(bytes: Uint8Array): FileType | null {
  if (has(bytes, 0, [0x4d, 0x5a])) return "windows";
  if (has(bytes, 0, [0xca, 0xfe, 0xba, 0xbe])) return (bytes[7] ?? 0) < 0x20 && (bytes[6] ?? 0) === 0 ? "mac" : "java";
  if (has(bytes, 0, letters("BM")) && has(bytes, 6, [0, 0, 0, 0])) return "bmp";
  if (has(bytes, 0, letters("RIFF"))) return { WEBP: "webp", WAVE: "wav", "AVI ": "video" }[latin(bytes.subarray(8, 12))] as FileType | undefined ?? null;
  if (has(bytes, 0, letters("OggS"))) return latin(bytes.subarray(0, 256)).includes("\x80theora") ? "video" : "ogg";
  if (has(bytes, 4, letters("ftyp"))) return ofBrand(bytes);
  if (has(bytes, 4, letters("moov")) || has(bytes, 4, letters("mdat"))) return "video";
  // A PDF may begin anywhere in its first kilobyte.
  if (latin(bytes.subarray(0, 1024)).includes("%PDF-")) return "pdf";
  return isMpegAudio(bytes) ? "mp3" : isAdts(bytes) ? "aac" : null;
}

/** An ISO base media file by its brands (ISO/IEC 14496-12, section 4.3). */
function ofBrand(bytes: Uint8Array): FileType {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const brands = latin(bytes.subarray(8, Math.min(size, 128)));
  if (/avi[fs]/.test(brands)) return "avif";
  if (/hei[cxs]|hev[cx]|mif1|msf1/.test(brands)) return "heic";
  return /^M4[AB] /.test(brands) ? "m4a" : "video";
}

/** A frame of MPEG audio layer III: the eleven bits of its beginning, and no value that is reserved. */
function isMpegAudio(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  return first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08 && third >> 4 !== 15 && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
}

/** AAC in frames of its own (ADTS). */
function isAdts(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  return first === 0xff && (second & 0xf6) === 0xf0 && (third & 0x3c) >> 2 < 13;
}

function ofZip(bytes: Uint8Array, directory: Uint8Array | undefined): FileType {
  const names = [...namesInZip(bytes), ...(directory === undefined ? [] : namesInZip(directory))];
  const holds = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (holds(/(?:^|\/)vbaProject\.bin$/i) || holds(/^xl\/workbook\.bin$/i)) return "office-macros";
  if (holds(/^word\//)) return "word";
  if (holds(/^xl\//)) return "excel";
  if (holds(/^ppt\//)) return "powerpoint";
  const kind = names[0] === "mimetype" ? latin(bytes.subarray(30, 120)) : "";
  if (kind.includes("application/epub+zip")) return "epub";
  if (kind.includes("application/vnd.oasis.opendocument.")) {
    // Macros of LibreOffice lie in folders of their own.
    return holds(/^(?:Basic|Scripts)\/./) ? "office-macros" : "opendocument";
  }
  if (holds(/^AndroidManifest\.xml$/)) return "android";
  if (holds(/^META-INF\/MANIFEST\.MF$/)) return "java";
  return "zip";
}

function ofOle(bytes: Uint8Array, directory: Uint8Array | undefined): FileType {
  const start = directoryOfOle(bytes);
  const names = namesInOle(directory ?? (start === null ? new Uint8Array() : bytes.subarray(start)));
  const holds = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (holds(/^__(?:properties_version1\.0|substg1\.0_)/)) return "outlook";
  if (holds(/^(?:Macros|_VBA_PROJECT|_VBA_PROJECT_CUR|VBA)$/)) return "office-macros";
  if (holds(/^(?:WordDocument|Workbook|Book|PowerPoint Document)$/)) return "office-old";
  // An installer's streams have names of one letter of a private alphabet each (U+4840).
  return holds(/^\u4840/) ? "installer" : "unknown";
}

/** Text by what stands in it first; null if it is none. */
function ofText(bytes: Uint8Array): FileType | null {
  const text = readable(bytes);
  if (text === null) return null;
  const start = text.replace(/^\ufeff/, "").trimStart().slice(0, 4096);
  // A page may begin with anything that browsers skip.
  const markup = start.replace(/^(?:<\?xml[^>]*\?>|<!--[^]*?-->|\s+)+/i, "");
  if (/^<!doctype svg|^<svg[\s>]/i.test(markup)) return "svg";
  if (/^<!doctype html|^<(?:html|head|body|script|iframe|meta|title|style|div|p|a|img|table|h1)[\s>/]/i.test(markup)) return "html";
  if (/<(?:script|html)[\s>]/i.test(start)) return /<svg[\s>]/i.test(start) ? "svg" : "html";
  if (/<svg[\s>]/i.test(markup) && markup.startsWith("<")) return "svg";
  if (/^<\?xml[\s]/.test(start)) return "xml";
  if (/^(?:\[InternetShortcut\]|\[Desktop Entry\])/i.test(start)) return "shortcut";
  if (start.startsWith("<?php")) return "script";
  return /^From [^\s@]+@\S+ /.test(start) || isMessage(start) ? "message" : "text";
}

/** A letter's first lines: at least two of the headers that letters have. */
function isMessage(start: string): boolean {
  const headers = start.split(/\r?\n\r?\n/, 1)[0]?.match(/^(?:from|to|subject|date|message-id|received|return-path|mime-version|delivered-to):/gim);
  return (headers?.length ?? 0) >= 2 && /^[\w-]+:/.test(start);
}

/** The text of these bytes, in UTF-8, UTF-16 or Latin-1; null if there are control characters as no text has. */
function readable(bytes: Uint8Array): string | null {
  const part = bytes.subarray(0, HEAD);
  const wide = has(part, 0, [0xff, 0xfe]) ? "utf-16le" : has(part, 0, [0xfe, 0xff]) ? "utf-16be" : null;
  const text = wide === null ? latin(part) : new TextDecoder(wide).decode(part);
  return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text;
}

function letters(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function has(bytes: Uint8Array, at: number, mark: readonly number[]): boolean {
  return bytes.length >= at + mark.length && mark.every((byte, index) => bytes[at + index] === byte);
}
