/**
 * PDF (ISO 32000), cleaned by writing a new file of the current revision: only what can be reached from the document's
 * root is written, without what names people, programs, times and files. What pages show is not touched.
 */
import { PDFArray, PDFDict, PDFHexString, PDFInvalidObject, PDFName, PDFRawStream, PDFRef, PDFStream, PDFStreamWriter, PDFString, PDFWriter, type PDFContext, type PDFObject } from "@cantoo/pdf-lib";
import { latin1, type Bytes } from "./bytes.ts";
import { tellPlaces } from "./document/places.ts";
import { Findings, type Examined } from "./findings.ts";
import { CleaningError, type What } from "./inspection.ts";
import { takeFromDict, takeFromRoot, takeFromStream, type Gathering } from "./pdf/objects.ts";
import { countOf, entry, nameAt, readPdf, wordsAt, wordsOf } from "./pdf/reading.ts";

const INFO: Readonly<Record<string, What>> = {
  Author: "author",
  Creator: "software",
  Producer: "software",
  Title: "title",
  Subject: "title",
  Keywords: "title",
  CreationDate: "time",
  ModDate: "time",
  Company: "company",
};

/**
 * Looks into a PDF.
 *
 * @throws {@link CleaningError}
 */
export async function examinePdf(file: Bytes): Promise<Examined> {
  const findings = new Findings();
  const gathering: Gathering = { findings, stays: new Findings() };
  const context = await readPdf(file);
  const hasLists = context.enumerateIndirectObjects().some(([, object]) => object instanceof PDFStream && isOfTheFile(object));
  const root = context.lookup(context.trailerInfo.Root);
  if (!(root instanceof PDFDict) || nameAt(root, "Type") !== "Catalog" || !(entry(root, "Pages") instanceof PDFDict)) throw new CleaningError("damaged");
  takeTrailer(context, findings);
  takeForm(root, findings);
  takeFromRoot(root, gathering);
  const reached = walk(context, root, gathering);
  tellRest(file, context, reached, findings);
  const written = await write(context, reached, hasLists);
  return { findings: findings.list(), stays: gathering.stays.list(), write: () => [written] };
}

/** Takes out what the end of the file says of the whole. */
function takeTrailer(context: PDFContext, findings: Findings): void {
  const { trailerInfo } = context;
  const info = context.lookup(trailerInfo.Info);
  if (info instanceof PDFDict) tellInfo(info, findings);
  if (trailerInfo.ID !== undefined) findings.add("identifier", context.lookup(trailerInfo.ID)?.toString() ?? null);
  delete trailerInfo.Info;
  delete trailerInfo.ID;
}

function tellInfo(info: PDFDict, findings: Findings): void {
  for (const name of info.keys()) {
    const key = name.decodeText();
    const words = wordsAt(info, key) ?? nameAt(info, key);
    const what = Object.hasOwn(INFO, key) ? INFO[key] : undefined;
    if (words !== null && words.trim() !== "") findings.add(what ?? "other", what === undefined ? `${key}: ${words}` : words);
  }
}

/** A form's second writing in XML says the same as its fields, and more; a form that is nothing else cannot be cleaned. */
function takeForm(root: PDFDict, findings: Findings): void {
  const form = entry(root, "AcroForm");
  if (!(form instanceof PDFDict) || !form.has(PDFName.of("XFA"))) return;
  const fields = entry(form, "Fields");
  if (!(fields instanceof PDFArray) || fields.size() === 0) throw new CleaningError("cannot");
  findings.add("hidden", "XFA");
  form.delete(PDFName.of("XFA"));
}

/** Looks at all that can be reached from the root, and returns the numbers of the objects it stands in. */
function walk(context: PDFContext, root: PDFDict, gathering: Gathering): ReadonlySet<PDFRef> {
  const reached = new Set<PDFRef>();
  const open: PDFObject[] = [root];
  if (context.trailerInfo.Root instanceof PDFRef) reached.add(context.trailerInfo.Root);
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      const target = context.lookup(object);
      if (target !== undefined) open.push(target);
    } else if (object instanceof PDFString || object instanceof PDFHexString) tellPlaces(wordsOf(object) ?? "", gathering.stays);
    else if (object instanceof PDFInvalidObject) throw new CleaningError("damaged");
    else if (object instanceof PDFArray) open.push(...chunked(object.asArray()));
    else if (object instanceof PDFDict || object instanceof PDFStream) {
      const dict = object instanceof PDFDict ? object : object.dict;
      takeFromDict(dict, gathering);
      if (object instanceof PDFRawStream) takeFromStream(object, gathering);
      open.push(...dict.values());
    }
  }
  return reached;
}

/** At most as many as a call takes; a list of more is no list of a document. */
function chunked(list: readonly PDFObject[]): readonly PDFObject[] {
  if (list.length > 60_000) throw new CleaningError("too-large");
  return list;
}

/** Tells what is in the file and is not written: earlier revisions, objects that nothing leads to, bytes around it. */
function tellRest(file: Bytes, context: PDFContext, reached: ReadonlySet<PDFRef>, findings: Findings): void {
  const objects = context.enumerateIndirectObjects();
  const dicts = objects.map(([, object]) => (object instanceof PDFStream ? object.dict : object));
  const isLinearized = dicts.some((dict) => dict instanceof PDFDict && dict.has(PDFName.of("Linearized")));
  const ends = Math.max(countOf(file, "%%EOF", 1000), countOf(file, "startxref", 1000));
  const revisions = ends - (isLinearized ? 1 : 0);
  if (revisions > 1) findings.add("revisions", `${revisions}`);
  const left = objects.filter(([ref, object]) => !reached.has(ref) && !isOfTheFile(object)).length;
  if (left > 0 && findings.size === 0) findings.add("hidden", `${left}`);
  const tail = latin1(file, Math.max(0, file.length - 2048));
  const behind = tail.slice(tail.lastIndexOf("%%EOF") + 5);
  if (behind.trim() !== "") findings.add("hidden", `${behind.length} B`);
  const before = latin1(file, 0, 1024).indexOf("%PDF-");
  if (before > 0) findings.add("hidden", `${before} B`);
}

/** Lists by which objects are found are written anew. */
function isOfTheFile(object: PDFObject): boolean {
  const dict = object instanceof PDFStream ? object.dict : object;
  return dict instanceof PDFDict && (/^(?:ObjStm|XRef)$/.test(nameAt(dict, "Type") ?? "") || dict.has(PDFName.of("Linearized")));
}

/** Objects that stood in lists are written into lists again, for they are small there. */
async function write(context: PDFContext, reached: ReadonlySet<PDFRef>, hasLists: boolean): Promise<Bytes> {
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
  context.largestObjectNumber = largest(reached);
  const writer = hasLists ? PDFStreamWriter.forContext(context, Infinity) : PDFWriter.forContext(context, Infinity);
  return Uint8Array.from(await writer.serializeToBuffer());
}

function largest(reached: ReadonlySet<PDFRef>): number {
  let most = 0;
  for (const { objectNumber } of reached) most = Math.max(most, objectNumber);
  return most;
}
