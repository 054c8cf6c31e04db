/** PDF files as programs write them: two revisions, lists of objects, attachments, scripts, remarks, a picture. */
import { zlibSync } from "fflate";
import { bytesOf, joined, latin1, type Bytes } from "../../../src/cleaning/bytes.ts";
import { jpeg, XMP } from "./pictures.ts";

/** One object: what stands in it, and what a stream holds. */
export type PdfObject = readonly [number: number, dictionary: string, stream?: Bytes];

const streamOf = (dictionary: string, stream: Bytes): Bytes =>
  joined([bytesOf(`<<${dictionary} /Length ${stream.length}>>\nstream\n`), stream, bytesOf("\nendstream")]);

/** The text of a page. */
export const page = (text: string): Bytes => bytesOf(`BT /F1 12 Tf 72 720 Td (${text}) Tj ET`);

/** Adds a revision to a file, or begins one. */
export function revision(before: Bytes, objects: readonly PdfObject[], trailer: string): Bytes {
  const parts: Bytes[] = [before];
  let at = before.length;
  const places: (readonly [number, number])[] = [];
  for (const [number, dictionary, stream] of objects) {
    const body = stream === undefined ? bytesOf(dictionary) : streamOf(dictionary, stream);
    const whole = joined([bytesOf(`${number} 0 obj\n`), body, bytesOf("\nendobj\n")]);
    places.push([number, at]);
    parts.push(whole);
    at += whole.length;
  }
  const lines = places.map(([number, place]) => `${number} 1\n${String(place).padStart(10, "0")} 00000 n \n`);
  parts.push(bytesOf(`xref\n0 1\n0000000000 65535 f \n${lines.join("")}trailer\n<<${trailer}>>\nstartxref\n${at}\n%%EOF\n`));
  return joined(parts);
}

const HEADER = bytesOf("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");

/** The picture in {@link pdf}. */
const PICTURE = jpeg();

/** A file of two revisions, whose first had other words, with all that a file can say. */
export function pdf(): Bytes {
  const first = revision(
    HEADER,
    [
      [1, "<</Type /Catalog /Pages 2 0 R /Metadata 8 0 R /OpenAction 9 0 R /Names <</EmbeddedFiles <</Names [(a) 10 0 R]>> /JavaScript <</Names [(j) 9 0 R]>>>> /AcroForm <</Fields [16 0 R] /XFA (canary xfa)>> /PieceInfo <</Canary <</Private (canary)>>>> /OCProperties <</OCGs [15 0 R] /D <<>>>>>>"],
      [2, "<</Type /Pages /Kids [3 0 R] /Count 1>>"],
      [3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /LastModified (D:20260517134500Z) /Thumb 17 0 R /AA <</O 9 0 R>> /Annots [12 0 R 13 0 R 14 0 R 16 0 R] /Resources <</Font <</F1 5 0 R /AA 5 0 R /AF 5 0 R>> /XObject <</Im1 6 0 R /Thumb 6 0 R>>>>>>"],
      [4, "", page("earlier canary words")],
      [5, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"],
      [6, "/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Metadata 8 0 R", PICTURE],
      [7, "<</Author (Canaria Skrivare) /Producer (Canary PDF 1.0) /CreationDate (D:20260517134500Z) /Company (Canary AB) /Diarienummer (Canary 1/26)>>"],
      [8, "/Type /Metadata /Subtype /XML", new TextEncoder().encode(XMP)],
      [9, "<</S /JavaScript /JS (canary\\(\\))>>"],
      [10, "<</Type /Filespec /F (canary.xlsx) /UF (canary.xlsx) /EF <</F 11 0 R>>>>"],
      [11, "/Type /EmbeddedFile", bytesOf("canary attachment")],
      [12, "<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Canaria Granskare) /M (D:20260517134500Z) /NM (canary-1) /Contents (a remark)>>"],
      [13, "<</Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 10 0 R /Contents (canary)>>"],
      [14, "<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /Launch /F (C:\\\\canary.exe)>>>>"],
      [15, "<</Type /OCG /Name (Dolt lager)>>"],
      [16, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Underskrift) /Rect [0 0 9 9] /V <</Type /Sig /Name (Canaria Signatär) /Contents <00>>>>>"],
      [17, "/Width 1 /Height 1", bytesOf("canary thumbnail")],
      [18, "<</Secret (canary that nothing leads to)>>"],
    ],
    "/Size 19 /Root 1 0 R /Info 7 0 R /ID [<ca9a> <ca9a>]",
  );
  return revision(first, [[4, "", page("Kept words")]], "/Size 19 /Root 1 0 R /Info 7 0 R /ID [<ca9a> <ca9b>] /Prev 1");
}

/** A file whose objects stand in a compressed list, and are found by a compressed list. */
export function compactPdf(list = '<</Type /Catalog /Pages 2 0 R>> <</Type /Pages /Kids [3 0 R] /Count 1>> <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R>> <</Author (Canaria Skrivare)>>'): Bytes {
  const bodies = list.split(/ (?=<<\/(?:Type|Author))/);
  let offset = 0;
  const index = bodies.map((body, at) => {
    const line = `${at + 1} ${offset}`;
    offset += body.length + 1;
    return line;
  });
  const table = `${index.join(" ")} `;
  const objects = zlibSync(bytesOf(table + bodies.join(" ")));
  const head = joined([HEADER, bytesOf("5 0 obj\n"), streamOf("", page("Kept words")), bytesOf("\nendobj\n")]);
  const lists = joined([bytesOf("6 0 obj\n"), streamOf(`/Type /ObjStm /N ${bodies.length} /First ${table.length} /Filter /FlateDecode`, objects), bytesOf("\nendobj\n")]);
  const at = head.length + lists.length;
  const entries = [[0, 0, 255], [2, 6, 0], [2, 6, 1], [2, 6, 2], [2, 6, 3], [1, HEADER.length, 0], [1, head.length, 0], [1, at, 0]] as const;
  const rows = entries.map(([type, place, generation]) => Uint8Array.of(type, place >> 8, place & 255, generation));
  const found = streamOf("/Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Info 4 0 R /Filter /FlateDecode", zlibSync(joined(rows)));
  return joined([head, lists, bytesOf("7 0 obj\n"), found, bytesOf(`\nendobj\nstartxref\n${at}\n%%EOF\n`)]);
}

/** A file of the fewest objects that says nothing. */
export function quietPdf(more = ""): Bytes {
  return revision(
    HEADER,
    [[1, `<</Type /Catalog /Pages 2 0 R${more}>>`], [2, "<</Type /Pages /Kids [3 0 R] /Count 1>>"], [3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>"], [4, "", page("Kept words")]],
    "/Size 5 /Root 1 0 R",
  );
}

/** The characters of a file, to look for words in it. */
export const charactersOf = (file: Bytes): string => latin1(file);
