import fc from "fast-check";
import { Unzlib, zlibSync } from "fflate";
import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, test, vi } from "vitest";
import { bytesOf, joined, type Bytes } from "../../src/cleaning/bytes.ts";
import { inspect } from "../../src/cleaning/cleaning.ts";
import { unfolded } from "../../src/cleaning/unfolding.ts";
import { cleaned, holds, indexOf, lines, refusalOf } from "./making/looking.ts";
import { charactersOf, compactPdf, pdf, quietPdf, revision, type PdfObject } from "./making/pdfs.ts";
import { JPEG_PIXELS, XMP } from "./making/pictures.ts";
import { CANARIES } from "./making/tiff.ts";

async function inspected(file: Bytes): Promise<readonly string[]> {
  const { can, findings, format } = await inspect(new Blob([file]));
  expect([format, can]).toEqual(["pdf", "clean"]);
  return lines(findings);
}

describe("a PDF", () => {
  test("tells who wrote it, when and with what, what hangs on it and what it would run", async () => {
    expect(await inspected(pdf())).toEqual(
      expect.arrayContaining([
        "author: Canaria Skrivare",
        "software: Canary PDF 1.0",
        "company: Canary AB",
        "other: Diarienummer: Canary 1/26",
        "identifier: [ <ca9a> <ca9b> ]",
        "author: Xmp Canaria",
        "embedded: canary.xlsx",
        "script: JavaScript",
        "script: Launch",
        "script: AA",
        "hidden: XFA",
        "hidden: PieceInfo",
        "thumbnail: Thumb",
        "author: Canaria Granskare",
        "signature: Canaria Signatär",
        "revisions: 2",
        "place: 59.32933° N, 18.06867° E",
      ]),
    );
  });

  test("has nothing left of an earlier revision, of what nothing leads to, and of what was told", async () => {
    const bytes = await cleaned(pdf());
    for (const canary of [...CANARIES, "earlier", "Secret", "/Info", "/ID", "JavaScript", "20260517", "ca9a"]) expect(holds(bytes, canary), canary).toBe(false);
  });

  test("keeps its pages' words, its pictures' pixels, its fonts by any name, and says what stays", async () => {
    const bytes = await cleaned(pdf());
    const text = charactersOf(bytes);
    expect(text).toContain("(Kept words) Tj");
    expect(indexOf(bytes, JPEG_PIXELS)).toBeGreaterThan(0);
    expect(text.replaceAll(/\s+/g, " ")).toContain("/Font << /F1 5 0 R /AA 5 0 R /AF 5 0 R >> /XObject << /Im1 6 0 R /Thumb 6 0 R >>");
    expect(text).toContain("(Underskrift)");
    expect([...lines((await inspect(new Blob([pdf()]))).stays)].sort()).toEqual(["comment: a remark", "hidden: Dolt lager"]);
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBe(1);
    expect(document.getAuthor()).toBeUndefined();
  });

  describe("with a file within it", () => {
    const file = (hanging: string, more: readonly PdfObject[] = []): Bytes =>
      revision(
        quietPdf(hanging),
        [
          [10, "<</F 12 0 R /UF 12 0 R /EF 15 0 R>>"],
          [11, "/Type /EmbeddedFile", bytesOf("canary attachment")],
          [12, "(canary.xlsx)"],
          [13, "", bytesOf("canary of no type")],
          [14, "<</EF <</F 13 0 R>>>>"],
          [15, "<</F 11 0 R /UF 11 0 R>>"],
          ...more,
        ],
        "/Size 30 /Root 1 0 R /Prev 1",
      );

    const places: readonly [where: string, hanging: string, more?: PdfObject][] = [
      ["in the names of the document", " /Names <</EmbeddedFiles <</Kids [<</Names [(a) 10 0 R (b) 14 0 R]>>]>>>>"],
      ["beside the document", " /AF [10 0 R 14 0 R]"],
      ["in a list of properties of a page's words", " /Marked <</MC0 <</AF [10 0 R 14 0 R]>> /MC1 <</AF 14 0 R>>>>"],
      ["under a name of somebody's own", " /Canaria [10 0 R 14 0 R]"],
      ["under a name of somebody's own, as what it is made of", " /Canaria <</Own 11 0 R /Other 14 0 R>>"],
      ["in a remark, on a page that does not say that it is one", " /Own <</Parent 2 0 R /Annots [20 0 R]>>", [20, "<</Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 10 0 R>>"]],
      ["in a structure", " /StructTreeRoot <</Type /StructTreeRoot /K <</S /Formula /AF [10 0 R]>>>>"],
    ];

    test.each(places)("%s is told, and has it no more", async (_, hanging, object) => {
      const more = object === undefined ? [] : [object];
      expect((await inspected(file(hanging, more))).filter((line) => line.startsWith("embedded"))).not.toEqual([]);
      const bytes = await cleaned(file(hanging, more));
      for (const canary of ["canary attachment", "canary of no type", "canary.xlsx"]) expect(holds(bytes, canary), canary).toBe(false);
    });

    test("a font called as files are is none", async () => {
      const fonts = " /Fonts <</EF 20 0 R /AF 20 0 R>>";
      const bytes = await cleaned(file(fonts, [[20, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"]]));
      expect(charactersOf(bytes).replaceAll(/\s+/g, " ")).toContain("<< /EF 20 0 R /AF 20 0 R >>");
    });
  });

  test("whose objects are compressed is cleaned and stays so", async () => {
    expect(await inspected(compactPdf())).toEqual(["author: Canaria Skrivare"]);
    const bytes = await cleaned(compactPdf());
    expect(charactersOf(bytes)).toContain("/XRef");
    expect((await PDFDocument.load(bytes)).getAuthor()).toBeUndefined();
    expect(charactersOf(bytes)).toContain("(Kept words) Tj");
  });

  test.each([
    ["behind a list of properties", "/MC0 9 0 R", "<</Metadata 10 0 R>>", "/Type /Metadata /Subtype /XML"],
    ["behind a list of properties, compressed", "/MC0 9 0 R", "<</Metadata 10 0 R>>", "/Subtype /XML /Filter /FlateDecode"],
    ["by another name than its own", "/MC0 9 0 R", "<</Other 10 0 R>>", "/Type /Metadata /Subtype /XML"],
    ["by another name, compressed", "/MC0 9 0 R", "<</Other 10 0 R>>", "/Type /Metadata /Filter /FlateDecode"],
  ])("has no XMP left that hangs %s", async (_, properties, list, dictionary) => {
    const xmp = new TextEncoder().encode(XMP);
    const file = revision(
      bytesOf("%PDF-1.7\n"),
      [
        [1, "<</Type /Catalog /Pages 2 0 R>>"],
        [2, "<</Type /Pages /Kids [3 0 R] /Count 1>>"],
        [3, `<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <</Properties <<${properties}>> /Font <</Metadata 11 0 R>>>>>>`],
        [9, list],
        [10, dictionary, dictionary.includes("Filter") ? zlibSync(xmp) : xmp],
        [11, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"],
      ],
      "/Size 12 /Root 1 0 R",
    );
    expect(await inspected(file)).toEqual(expect.arrayContaining(["author: Xmp Canaria", "location-text: Canaryköping"]));
    const bytes = await cleaned(file);
    for (const canary of [...CANARIES, "FlateDecode"]) expect(holds(bytes, canary), canary).toBe(false);
    expect(charactersOf(bytes).replaceAll(/\s+/g, " ")).toContain("/Font << /Metadata 11 0 R >>");
  });

  test("with a place on a computer in any of its words names it among what stays", async () => {
    const file = quietPdf("/StructTreeRoot <</Type /StructTreeRoot /K <</S /Figure /Alt (C:\\\\Users\\\\canary\\\\a.png)>>>>");
    expect(lines((await inspect(new Blob([file]))).stays)).toEqual(["path: C:\\Users\\canary\\a.png"]);
  });

  test("that says nothing is said to have nothing to clean", async () => {
    expect(await inspect(new Blob([quietPdf()]))).toEqual({ format: "pdf", findings: [], stays: [], can: "nothing-to-clean" });
    expect(charactersOf(await cleaned(quietPdf()))).toContain("(Kept words) Tj");
  });

  test("with anything before, behind or between what can be reached is told to hide it", async () => {
    expect(await inspected(joined([bytesOf("canary\n"), quietPdf()]))).toEqual(["hidden: 7 B"]);
    expect(await inspected(joined([quietPdf(), bytesOf("canary")]))).toEqual(["hidden: 7 B"]);
    expect(await inspected(revision(quietPdf(), [[9, "(canary)"]], "/Size 10 /Root 1 0 R"))).toEqual(["revisions: 2"]);
  });

  test("that is locked, or is a form of another kind, is not cleaned", async () => {
    const locked = revision(quietPdf(), [[9, "<</Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4>>"]], "/Size 10 /Root 1 0 R /Encrypt 9 0 R");
    expect(await inspect(new Blob([locked]))).toEqual({ format: "pdf", findings: [], stays: [], can: "cannot" });
    expect(await refusalOf(locked)).toBe("cannot");
    expect(await refusalOf(quietPdf("/AcroForm <</XFA (x) /Fields []>>"))).toBe("cannot");
  });

  test("without a root, or cut, is damaged", async () => {
    expect(await refusalOf(bytesOf("%PDF-1.7\n%%EOF"))).toBe("damaged");
    expect(await refusalOf(pdf().subarray(0, 60))).toBe("damaged");
  });

  test("whose list of objects would unfold to more than a browser is trusted with is too large", async () => {
    const bomb = zlibSync(new Uint8Array(16 << 20));
    const lists = Array.from({ length: 9 }, (_, index) => [9 + index, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bomb] as const);
    const file = revision(quietPdf(), lists, "/Size 18 /Root 1 0 R");
    expect(await refusalOf(file)).toBe("too-large");
  });

  test("whose lists stand before much else is read to their end and no further", async () => {
    const listed = zlibSync(bytesOf("8 0 (x)"));
    const behind = new Uint8Array(6 << 20).fill(0x61);
    const file = revision(quietPdf(), [[7, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", listed], [9, "", behind]], "/Size 10 /Root 1 0 R");
    const pushed = vi.spyOn(Unzlib.prototype, "push");
    expect((await inspect(new Blob([file]))).can).toBe("clean");
    const bytes = pushed.mock.calls.reduce((sum, [chunk]) => sum + chunk.length, 0);
    pushed.mockRestore();
    expect(bytes).toBeLessThan(1 << 16);
  });

  test("that says nothing but where streams begin is too large", async () => {
    const decoded = vi.spyOn(TextDecoder.prototype, "decode");
    expect(await refusalOf(joined([quietPdf(), bytesOf("stream ".repeat(100_000))]))).toBe("too-large");
    const bytes = decoded.mock.calls.reduce((sum, [chunk]) => sum + (chunk?.byteLength ?? 0), 0);
    decoded.mockRestore();
    expect(bytes).toBeLessThan(40 << 20);
  });

  test("is counted by what is read for a list too, so that lists that lie over each other are bounded", () => {
    const empty = bytesOf("\0\0\0\xff\xff");
    const full = bytesOf("\0\x01\0\xfe\xffx");
    const blocks = Array.from({ length: 20_000 }, (_, index) => (index % 20 === 0 ? full : empty));
    const { length, taken } = unfolded(joined([bytesOf("\x78\x9c"), ...blocks]), 1 << 20);
    expect(length).toBeGreaterThan(900);
    expect(taken).toBeGreaterThan(90_000);
  });

  test("with any of its bytes changed is inspected, and cleaned whole or not at all", async () => {
    const files = [pdf(), compactPdf()];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (file, changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at % file.length] = byte;
        const { can, format } = await inspect(new Blob([changed]));
        if (format !== "pdf" || (can !== "clean" && can !== "nothing-to-clean")) await refusalOf(changed);
        else await cleaned(changed);
      }),
      { numRuns: 100 },
    );
  });
});
