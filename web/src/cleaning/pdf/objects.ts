/** What is taken out of the objects of a PDF (ISO 32000), one dictionary or stream at a time. */
import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFObject } from "@cantoo/pdf-lib";
import { joined } from "../bytes.ts";
import { isPath } from "../document/names.ts";
import type { Findings } from "../findings.ts";
import type { What } from "../inspection.ts";
import { examineJpeg } from "../picture/jpeg.ts";
import { readXmp } from "../xmp.ts";
import { contentOf, entry, filtersOf, nameAt, wordsAt } from "./reading.ts";

/** What is gathered while objects are looked at. */
export interface Gathering {
  readonly findings: Findings;
  readonly stays: Findings;
}

// What programs keep for themselves, signatures' promises, threads of articles, portfolios, what was crawled.
const GOES: Readonly<Record<string, What>> = {
  LastModified: "time",
  PieceInfo: "hidden",
  Thumb: "thumbnail",
  AA: "script",
  AF: "embedded",
  EF: "embedded",
  RF: "embedded",
  Collection: "embedded",
  Perms: "signature",
  DSS: "signature",
  SpiderInfo: "other",
  Threads: "other",
};

/** Annotations that hold a file, or play or run one. */
const FILES = /^(?:FileAttachment|Sound|Movie|Screen|RichMedia|3D)$/;

/** Actions that lead to a place in the document or on the web; every other runs, sends, opens or plays something. */
const LEADS = /^(?:GoTo|URI|Named|SetOCGState|Hide|Thread|GoToDp)$/;

/**
 * Whether a dictionary gives names of its own to things (fonts, pictures, glyphs, states of a button): a key there may
 * be called anything, and has no meaning. Whatever else is in a file says something of itself in a word or a number.
 */
function isMap(dict: PDFDict): boolean {
  return dict.values().every((value) => value instanceof PDFRef || value instanceof PDFDict || value instanceof PDFArray || value instanceof PDFStream);
}

/** Takes out of the document's root what gives somebody away, and is in maps of its own. */
export function takeFromRoot(root: PDFDict, gathering: Gathering): void {
  const names = entry(root, "Names");
  if (!(names instanceof PDFDict)) return;
  for (const [key, what] of [["JavaScript", "script"], ["EmbeddedFiles", "embedded"]] as const) {
    if (names.has(PDFName.of(key))) takeKey(names, key, what, gathering);
  }
}

/** Takes out of a dictionary what gives somebody away. */
export function takeFromDict(dict: PDFDict, gathering: Gathering): void {
  const { findings } = gathering;
  // Lists of properties, by which programs hang the XMP of placed pictures into a page, look like maps.
  if (isMetadata(entry(dict, "Metadata"))) takeMetadata(dict, gathering);
  takeFiles(dict, gathering);
  if (isMap(dict)) return;
  takeMetadata(dict, gathering);
  for (const [key, what] of Object.entries(GOES)) if (dict.has(PDFName.of(key))) takeKey(dict, key, what, gathering);
  for (const key of ["A", "OpenAction", "Next", "PA"]) takeAction(dict, key, gathering);
  if (dict.has(PDFName.of("Annots"))) takeAnnotations(dict, gathering);
  if (isAnnotation(dict)) takeRemarks(dict, gathering);
  if (nameAt(dict, "FT") === "Sig" && dict.has(PDFName.of("V"))) {
    const signature = entry(dict, "V");
    findings.add("signature", signature instanceof PDFDict ? wordsAt(signature, "Name") : null);
    dict.delete(PDFName.of("V"));
  }
  if (nameAt(dict, "Type") === "OCG") gathering.stays.add("hidden", wordsAt(dict, "Name"));
  const address = wordsAt(dict, "URI");
  if (address !== null && isPath(address)) gathering.stays.add("path", address);
}

// What a list of embedded files calls them: by the system that they are for.
const SYSTEMS = /^(?:F|UF|DOS|Mac|Unix)$/;
/** What describes an embedded file beside the file itself. */
const OF_FILES = ["RF", "F", "UF", "DOS", "Mac", "Unix", "Desc", "ID"];

/** Takes embedded files out of whatever they hang on: a description of a file may be made of references alone, as maps are. */
function takeFiles(dict: PDFDict, gathering: Gathering): void {
  const associated = entry(dict, "AF");
  const lists = associated instanceof PDFArray ? associated.asArray().map((_, index) => associated.lookup(index)) : [associated];
  if (lists.some((file) => file instanceof PDFDict && holdsFiles(file))) takeKey(dict, "AF", "embedded", gathering);
  if (!holdsFiles(dict)) return;
  takeKey(dict, "EF", "embedded", gathering);
  for (const key of OF_FILES) dict.delete(PDFName.of(key));
}

/** Whether a dictionary is the description of an embedded file: a font or a picture called so is none. */
function holdsFiles(dict: PDFDict): boolean {
  const files = entry(dict, "EF");
  if (!(files instanceof PDFDict) || files.keys().length === 0) return false;
  return files.keys().every((name) => SYSTEMS.test(name.decodeText()) && files.lookup(name) instanceof PDFStream);
}

/** Whether a value is a block of metadata by its own words. */
function isMetadata(value: PDFObject | undefined): value is PDFRawStream {
  return value instanceof PDFRawStream && (nameAt(value.dict, "Type") === "Metadata" || nameAt(value.dict, "Subtype") === "XML");
}

function takeMetadata(dict: PDFDict, { findings }: Gathering): void {
  const metadata = entry(dict, "Metadata");
  if (metadata === undefined) return;
  tellMetadata(metadata, findings);
  dict.delete(PDFName.of("Metadata"));
}

function tellMetadata(metadata: PDFObject, findings: Findings): void {
  const content = metadata instanceof PDFRawStream ? contentOf(metadata) : null;
  if (content === null) findings.add("other", "XMP");
  else readXmp(content, findings);
}

function takeKey(dict: PDFDict, key: string, what: What, { findings }: Gathering): void {
  const time = key === "LastModified" ? wordsAt(dict, key) : null;
  if (key === "EF" || key === "RF") findings.add(what, wordsAt(dict, "UF") ?? wordsAt(dict, "F"));
  else if (key === "EmbeddedFiles" || key === "AF") tellFiles(entry(dict, key), findings);
  else findings.add(what, time ?? key);
  dict.delete(PDFName.of(key));
}

/** Adds the names of the files that a list, or a tree of names, leads to; and that there are some where none is named. */
function tellFiles(value: PDFObject | undefined, findings: Findings): void {
  const before = findings.size;
  const open = [value];
  for (let looked = 0; open.length > 0 && looked < 10_000; looked += 1) {
    const next = open.pop();
    if (next instanceof PDFArray) for (let index = 0; index < Math.min(next.size(), 1000); index += 1) open.push(next.lookup(index));
    if (!(next instanceof PDFDict)) continue;
    if (next.has(PDFName.of("EF"))) findings.add("embedded", wordsAt(next, "UF") ?? wordsAt(next, "F"));
    else open.push(entry(next, "Names"), entry(next, "Kids"));
  }
  if (findings.size === before) findings.add("embedded");
}

function takeAction(dict: PDFDict, key: string, { findings }: Gathering): void {
  const actions = entry(dict, key);
  const all = actions instanceof PDFArray ? actions.asArray().map((_, index) => actions.lookup(index)) : [actions];
  const kinds = all.map((action) => (action instanceof PDFDict ? nameAt(action, "S") : null)).filter((kind) => kind !== null);
  const bad = kinds.find((kind) => !LEADS.test(kind));
  if (bad === undefined) return;
  findings.add("script", bad);
  dict.delete(PDFName.of(key));
}

function isAnnotation(dict: PDFDict): boolean {
  return nameAt(dict, "Type") === "Annot" || (dict.has(PDFName.of("Rect")) && nameAt(dict, "Subtype") !== null);
}

/** Takes annotations out of a page that hold a file. */
function takeAnnotations(page: PDFDict, { findings }: Gathering): void {
  const annotations = entry(page, "Annots");
  if (!(annotations instanceof PDFArray)) return;
  for (let index = annotations.size() - 1; index >= 0; index -= 1) {
    const annotation = annotations.lookup(index);
    if (!(annotation instanceof PDFDict) || !FILES.test(nameAt(annotation, "Subtype") ?? "")) continue;
    const file = entry(annotation, "FS");
    findings.add("embedded", (file instanceof PDFDict ? (wordsAt(file, "UF") ?? wordsAt(file, "F")) : null) ?? nameAt(annotation, "Subtype"));
    annotations.remove(index);
  }
}

/** Takes out who wrote a remark and when; what it says stays. A field of a form has its name where a remark has its writer's. */
function takeRemarks(annotation: PDFDict, { findings, stays }: Gathering): void {
  const isField = nameAt(annotation, "Subtype") === "Widget";
  const keys: readonly (readonly [string, What])[] = [["M", "time"], ["CreationDate", "time"], ["NM", "identifier"], ...(isField ? [] : [["T", "author"] as const])];
  for (const [key, what] of keys) {
    if (!annotation.has(PDFName.of(key))) continue;
    findings.add(what, wordsAt(annotation, key));
    annotation.delete(PDFName.of(key));
  }
  const words = wordsAt(annotation, "Contents");
  if (words !== null && words.trim() !== "" && !isField && nameAt(annotation, "Subtype") !== "Link") stays.add("comment", words);
}

/** Empties a block of metadata that is reached by another name than its own. */
function emptyMetadata(stream: PDFRawStream, findings: Findings): void {
  if (stream.contents.length === 0) return;
  tellMetadata(stream, findings);
  for (const key of ["Filter", "DecodeParms"]) stream.dict.delete(PDFName.of(key));
  stream.updateContents(new Uint8Array(0));
}

/** Empties an embedded file that is reached otherwise than as one. */
function emptyFile(stream: PDFRawStream, findings: Findings): void {
  if (stream.contents.length === 0) return;
  findings.add("embedded");
  for (const key of ["Filter", "DecodeParms", "Subtype", "Params"]) stream.dict.delete(PDFName.of(key));
  stream.updateContents(new Uint8Array(0));
}

/** Takes out of a picture what it says of its own; the picture itself stays byte for byte. */
export function takeFromStream(stream: PDFRawStream, { findings, stays }: Gathering): void {
  if (isMetadata(stream)) emptyMetadata(stream, findings);
  if (nameAt(stream.dict, "Type") === "EmbeddedFile") emptyFile(stream, findings);
  const filters = filtersOf(stream);
  if (filters.at(-1) === "JPXDecode") stays.add("other", "JPEG 2000");
  if (filters.at(-1) !== "DCTDecode") return;
  try {
    if (filters.length > 1) throw new RangeError("packed twice");
    const picture = examineJpeg(Uint8Array.from(stream.contents));
    findings.addAll(picture.findings);
    if (picture.findings.length > 0) stream.updateContents(joined(picture.write()));
  } catch {
    stays.add("embedded", "JPEG");
  }
}
