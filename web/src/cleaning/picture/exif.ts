/**
 * What an Exif block says (a TIFF file within a picture), and the one that takes its place: nothing but how the picture
 * is to be turned, without which it would lie on its side.
 */
import * as ExifReader from "exifreader";
import { areSame, bytesOf, joined, latin1, type Bytes } from "../bytes.ts";
import type { Findings } from "../findings.ts";
import type { What } from "../inspection.ts";

/** The most bytes of Exif that are read; a camera's have room for 64 KiB in a JPEG. */
const MOST_BYTES = 8 << 20;

/** How a picture is turned, by Exif: 1 is as it lies. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

const TAGS: readonly (readonly [What, readonly string[]])[] = [
  ["camera", ["Make", "Model"]],
  ["camera", ["LensMake", "LensModel"]],
  ["identifier", ["BodySerialNumber"]],
  ["identifier", ["LensSerialNumber"]],
  ["identifier", ["ImageUniqueID"]],
  ["author", ["Artist"]],
  ["author", ["CameraOwnerName"]],
  ["author", ["Copyright"]],
  ["author", ["XPAuthor"]],
  ["software", ["Software"]],
  ["software", ["HostComputer"]],
  ["software", ["ProcessingSoftware"]],
  ["time", ["DateTimeOriginal"]],
  ["time", ["DateTimeDigitized"]],
  ["time", ["DateTime"]],
  ["title", ["ImageDescription"]],
  ["title", ["DocumentName"]],
  ["title", ["XPTitle"]],
  ["title", ["XPSubject"]],
  ["title", ["XPKeywords"]],
  ["comment", ["UserComment"]],
  ["comment", ["XPComment"]],
  ["hidden", ["MakerNote"]],
];

// What IPTC calls what it holds, as ExifReader names it.
const IPTC: Readonly<Record<string, What>> = {
  "By-line": "author",
  "Writer/Editor": "author",
  Contact: "author",
  Credit: "company",
  Source: "company",
  "Copyright Notice": "author",
  "Object Name": "title",
  Headline: "title",
  "Caption/Abstract": "title",
  Keywords: "title",
  City: "location-text",
  "Sub-location": "location-text",
  "Province/State": "location-text",
  "Country/Primary Location Name": "location-text",
  "Date Created": "time",
  "Time Created": "time",
  "Originating Program": "software",
  "Special Instructions": "comment",
};

/** An Exif block without its header, which says how to turn the picture and nothing else; empty where that is not needed. */
export function exifWith(orientation: Orientation): Bytes {
  if (orientation === 1) return new Uint8Array(0);
  // Big endian, one directory at 8, one entry (0x0112, one number of 16 bits), no further directory.
  return bytesOf(`MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`);
}

/** Adds what an Exif block says; returns how the picture is to be turned. */
export function readExif(tiff: Bytes, findings: Findings): Orientation {
  const bare = ORIENTATIONS.find((orientation) => areSame(tiff, exifWith(orientation)));
  if (bare !== undefined) return bare;
  const tags = tiff.length > MOST_BYTES ? null : load(tiff);
  const before = findings.size;
  if (tags !== null) addTags(tags, findings);
  if (findings.size === before) findings.add("other", "Exif");
  return ORIENTATIONS.find((orientation) => orientation === tags?.exif?.Orientation?.value) ?? 1;
}

/** Adds what a HEIC or AVIF file says of itself in Exif; false where nothing was found. */
export function readExifOfContainer(file: Bytes, findings: Findings): boolean {
  const tags = load(file);
  const before = findings.size;
  if (tags !== null) addTags(tags, findings);
  return findings.size > before;
}

/** Adds what Photoshop's segments of a JPEG say: IPTC, and else that they are there. */
export function readIptc(segments: readonly Bytes[], findings: Findings): void {
  const before = findings.size;
  const tags = load(joined([bytesOf("\xff\xd8"), ...segments, bytesOf("\xff\xda\0\x02\xff\xd9")]));
  for (const [name, tag] of Object.entries(tags?.iptc ?? {})) {
    const what = IPTC[name.replace(/ \(\d+\)$/, "")];
    for (const each of Array.isArray(tag) ? tag : [tag]) if (what !== undefined) findings.add(what, described(each));
  }
  if (findings.size === before) findings.add("other", "Photoshop, IPTC");
}

type Loaded = Partial<ExifReader.ExpandedTags>;

function load(bytes: Bytes): Loaded | null {
  try {
    return ExifReader.load(bytes.slice().buffer, { expanded: true });
  } catch {
    // Not to be read by this reader: it goes all the same, and is told as something that is there.
    return null;
  }
}

function addTags({ exif, gps, Thumbnail: thumbnail }: Loaded, findings: Findings): void {
  const tags: Readonly<Record<string, unknown>> = { ...exif };
  if (Object.keys(tags).some((name) => name.startsWith("GPS")) || gps !== undefined) findings.add("place", placeOf(gps));
  for (const [what, names] of TAGS) {
    const values = names.filter((name) => name in tags).map((name) => (name === "MakerNote" ? name : described(tags[name])));
    const shown = values.filter((value) => value.trim() !== "").join(" ");
    if (values.length > 0 && shown !== "") findings.add(what, shown);
  }
  if (thumbnail !== undefined) findings.add("thumbnail");
}

function placeOf(gps: ExifReader.GpsTags | undefined): string | null {
  const { Latitude: latitude, Longitude: longitude } = gps ?? {};
  if (typeof latitude !== "number" || typeof longitude !== "number") return null;
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  return `${degrees(latitude, "N", "S")}, ${degrees(longitude, "E", "W")}`;
}

/** Degrees as maps take them; five decimals are a metre. */
function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`;
}

function described(tag: unknown): string {
  if (typeof tag !== "object" || tag === null || !("description" in tag)) return "";
  const { description } = tag;
  return typeof description === "string" || typeof description === "number" ? String(description) : "";
}

/** The TIFF file within an Exif block that may have the header JPEG gives it. */
export function withoutExifHeader(block: Bytes): Bytes {
  return latin1(block, 0, 6) === "Exif\0\0" ? block.subarray(6) : block;
}
