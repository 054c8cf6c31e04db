import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { deflateSync, Inflate, unzipSync, Zip, ZipDeflate, zipSync } from "fflate";
import { bytesOf, joined, viewOf, type Bytes } from "../../src/cleaning/bytes.ts";
import { clean, inspect } from "../../src/cleaning/cleaning.ts";
import { docx, opendocument, pptx, xlsx, zip, type Parts } from "./making/documents.ts";
import { cleaned, holds, indexOf, lines, refusalOf } from "./making/looking.ts";
import { JPEG_PIXELS } from "./making/pictures.ts";
import { CANARIES } from "./making/tiff.ts";

/** The text of each part of the cleaned copy. */
async function partsOf(file: Bytes): Promise<Readonly<Record<string, string>>> {
  const parts = unzipSync(await cleaned(file));
  return Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, new TextDecoder().decode(content)]));
}

async function found(file: Bytes): Promise<readonly string[]> {
  return lines((await inspect(new Blob([file]))).findings);
}

async function stays(file: Bytes): Promise<readonly string[]> {
  const inspected = await inspect(new Blob([file]));
  expect(inspected.can).toBe("clean");
  return lines(inspected.stays);
}

const DOCUMENTS: readonly (readonly [string, Bytes])[] = [
  ["a document of Word's", docx()],
  ["a workbook of Excel's", xlsx()],
  ["a presentation of PowerPoint's", pptx()],
  ["a text of OpenDocument", opendocument("text")],
  ["a table of OpenDocument", opendocument("spreadsheet")],
];

describe.each(DOCUMENTS)("%s", (_, file) => {
  test("is cleaned of its properties, of who wrote it, when and with what, in every part", async () => {
    expect(await found(file)).toEqual(
      expect.arrayContaining(["author: Canaria Skrivare", "author: Canaria Ändrare", "other: Diarienummer: Canary 1/26", "thumbnail", "time: 2026-05-17"]),
    );
    for (const [name, text] of Object.entries(await partsOf(file))) {
      for (const canary of [...CANARIES, "00AB12CD"]) expect(holds(bytesOf(name), canary) || holds(new TextEncoder().encode(text), canary), `${canary} in ${name}`).toBe(false);
    }
  });

  test("has entries of no time, no extra fields and no comments", async () => {
    const bytes = await cleaned(file);
    const view = viewOf(bytes);
    for (let at = 0; at >= 0; at = indexOf(bytes.subarray(at + 4), bytesOf("PK\x03\x04")) < 0 ? -1 : at + 4 + indexOf(bytes.subarray(at + 4), bytesOf("PK\x03\x04"))) {
      expect([view.getUint32(at + 10, true), view.getUint16(at + 28, true)]).toEqual([0x0021_0000, 0]);
    }
  });

  test("cut anywhere is called damaged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 12, max: file.length - 1 }), async (length) => {
        expect((await inspect(new Blob([file.subarray(0, length)]))).can).toBe("damaged");
      }),
      { numRuns: 30 },
    );
  });

  test("with any of its bytes changed is inspected, and cleaned whole or not at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        const { can } = await inspect(new Blob([changed]));
        if (can === "clean" || can === "nothing-to-clean") await cleaned(changed);
        else await refusalOf(changed);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a document of Word's", () => {
  test("keeps its words and its tracked changes, whose authors become numbers, and names what stays", async () => {
    const parts = await partsOf(docx());
    const text = parts["word/document.xml"] ?? "";
    expect(text).toContain('<w:t xml:space="preserve"> Kept &amp; words </w:t>');
    expect(text).toContain('<w:p w:val="a &amp; b &lt; &quot;c&quot;">');
    expect(text).toContain('<w:ins w:id="1" w:author="Author 1"><w:r><w:t>added words</w:t></w:r></w:ins>');
    expect(text).toContain('<w:del w:id="2" w:author="Author 2"><w:r><w:delText>removed words</w:delText></w:r></w:del>');
    expect(parts["word/comments.xml"]).toContain('<w:comment w:id="0" w:author="Author 1" w:initials="A">');
    expect(await stays(docx())).toEqual(["tracked-changes", "hidden: word/document.xml", "comment: word/comments.xml"]);
  });

  test("refers to nothing that is gone", async () => {
    const parts = await partsOf(docx());
    expect(Object.keys(parts).sort()).toEqual([
      ...["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"],
      ...["word/comments.xml", "word/document.xml", "word/media/image1.jpeg", "word/settings.xml"],
    ]);
    expect(parts["[Content_Types].xml"]).not.toContain("docProps");
    expect(parts["[Content_Types].xml"]).toContain("/kept.xml");
    expect(parts["_rels/.rels"]?.match(/<Relationship /g)).toHaveLength(1);
    expect(parts["word/document.xml"]).not.toContain("printerSettings");
    expect(parts["word/document.xml"]).toContain('<w:pgSz w:w="11906"/>');
    expect(parts["word/settings.xml"]).not.toContain("attachedTemplate");
    expect(parts["word/settings.xml"]).toContain('<w:zoom w:percent="100"/>');
  });

  test("tells its template's place, its printer, the editing and what its pictures say", async () => {
    expect(await found(docx())).toEqual(
      expect.arrayContaining([
        "path: file:///C:/Users/canary/Canary.dotm",
        "path: Canary printer",
        "path: C:\\Users\\canary\\IMG.jpg",
        "revisions: 17",
        "revisions: rsid",
        "company: Canary AB",
        "software: Canary Office",
        "author: Second Canary",
        "identifier: S::second@canary.example",
        "place: 59.32933° N, 18.06867° E",
      ]),
    );
  });

  test("has its pictures' pixels as they were", async () => {
    const picture = unzipSync(await cleaned(docx()))["word/media/image1.jpeg"];
    expect(picture && indexOf(Uint8Array.from(picture), JPEG_PIXELS)).toBeGreaterThan(0);
  });

  test("is cleaned within another, and named where it cannot be", async () => {
    const outer = docx({ "word/embeddings/inner.docx": docx(), "word/embeddings/old.bin": bytesOf("\xd0\xcf\x11\xe0"), "word/vbaProject.bin": bytesOf("macros") });
    expect(await stays(outer)).toEqual(expect.arrayContaining(["embedded: word/embeddings/old.bin", "script: word/vbaProject.bin"]));
    const inner = unzipSync(await cleaned(outer))["word/embeddings/inner.docx"];
    expect(Object.keys(unzipSync(inner ?? new Uint8Array(0)))).not.toContain("docProps/core.xml");
  });

  test("without anything to tell is left with the very parts it has", async () => {
    const quiet: Parts = { "[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document xmlns:w='w'><w:t>x</w:t></w:document>" };
    const file = zip(quiet, new Date(1980, 0, 1));
    expect(await inspect(new Blob([file]))).toEqual({ format: "office", findings: [], stays: [], can: "nothing-to-clean" });
    expect(await partsOf(file)).toEqual(quiet);
  });

  test("with a document type or entities in its XML is not read", async () => {
    const bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>';
    expect(await refusalOf(docx({ "word/document.xml": bomb }))).toBe("damaged");
    expect(await refusalOf(docx({ "word/document.xml": "<w>".repeat(100_000) }))).toBe("damaged");
  });
});

describe("a workbook of Excel's", () => {
  test("keeps its numbers and comments, and names hidden sheets and links to other files", async () => {
    const parts = await partsOf(xlsx());
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('<c r="A1"><v>42</v></c>');
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('<pageSetup paperSize="9"/>');
    expect(parts["xl/workbook.xml"]).toContain('<x15ac:absPath url=""/>');
    expect(parts["xl/workbook.xml"]).not.toContain("revisionPtr");
    expect(parts["xl/comments1.xml"]).toContain("<author>Author 1</author><author>tc={0001}</author>");
    expect(parts["xl/comments1.xml"]).toContain('xr:uid="{0001}"><text><r><t>Author 1:</t></r><r><t>a remark</t></r>');
    expect(parts["xl/persons/person.xml"]).toContain('<person displayName="Author 1" id="{0002}" userId="Author 1" providerId="None"/>');
    expect(await stays(xlsx())).toEqual(
      expect.arrayContaining(["hidden: Dolt blad", "hidden: xl/externalLinks/externalLink1.xml", "path: file:///\\\\server\\share\\Other.xlsx", "comment: xl/comments1.xml"]),
    );
  });

  test("of a hundred thousand cells is cleaned", async () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => `<row r="${row}">${'<c r="A1" s="1"><v>42</v></c>'.repeat(10)}</row>`).join("");
    const file = zip({ "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": `<worksheet>${rows}</worksheet>` });
    expect(await found(file)).toEqual(["time: 2026-05-17"]);
  });
});

describe("a presentation of PowerPoint's", () => {
  test("keeps its slides, and names hidden ones, notes, films and comments", async () => {
    const parts = await partsOf(pptx());
    expect(parts["ppt/slides/slide1.xml"]).toContain("slide words");
    expect(parts["ppt/presentation.xml"]).toContain('<p:sldId id="256" r:id="rId2"/>');
    expect(parts["ppt/presentation.xml"]).not.toContain("custData ");
    expect(parts["ppt/authors.xml"]).toContain('name="Author 1" initials="A" userId="Author 1" providerId="None"');
    expect(await stays(pptx())).toEqual(
      expect.arrayContaining(["hidden: ppt/slides/slide1.xml", "hidden: ppt/notesSlides/notesSlide1.xml", "embedded: ppt/media/media1.mp4", "comment: ppt/comments/comment1.xml"]),
    );
    expect(await found(pptx())).toEqual(expect.arrayContaining(["revisions", "author: Canaria Talare", "hidden: customXml/item1.xml"]));
  });
});

describe("what offices say in places of their own", () => {
  const TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata";
  const word = (body: string, more: Parts = {}): Bytes => zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": `<w:document xmlns:w='w'>${body}</w:document>`, ...more });
  const CORE = "<c><dc:creator xmlns:dc='d'>Canaria Skrivare</dc:creator></c>";

  test("accounts of those who commented on a presentation go", async () => {
    const authors = '<p:cmAuthorLst xmlns:p="p" xmlns:p15="q"><p:cmAuthor id="1" name="Canaria Talare" initials="CT"><p:ext uri="{1}"><p15:presenceInfo userId="S::canary@canary.example" providerId="AD"/></p:ext></p:cmAuthor></p:cmAuthorLst>';
    const file = pptx({ "ppt/commentAuthors.xml": authors });
    expect(await found(file)).toEqual(expect.arrayContaining(["identifier: S::canary@canary.example"]));
    expect((await partsOf(file))["ppt/commentAuthors.xml"]).toContain('<p15:presenceInfo userId="Author" providerId="None"/>');
  });

  test.each([
    ["relationship", { "_rels/.rels": `<Relationships><Relationship Id="r" Type="${TYPE}/core-properties" Target="package/canary.psmdcp"/></Relationships>` }],
    ["type", { "[Content_Types].xml": '<Types><Override PartName="/package/canary.psmdcp" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>' }],
    ["ending", { "[Content_Types].xml": '<Types><Default Extension="psmdcp" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>' }],
  ])("properties go wherever they stand, by their %s", async (_, more) => {
    const file = word("", { "package/canary.psmdcp": CORE, ...more });
    expect(await found(file)).toEqual(expect.arrayContaining(["author: Canaria Skrivare"]));
    const parts = await partsOf(file);
    expect(Object.keys(parts)).not.toContain("package/canary.psmdcp");
    expect(parts["_rels/.rels"] ?? "").not.toContain("canary");
  });

  test("views called by a person, who may edit and by which account become numbers or go", async () => {
    const book = zip({
      "[Content_Types].xml": "<Types/>",
      "xl/workbook.xml": '<workbook><customWorkbookViews><customWorkbookView name="Canaria Skrivare - Personal View"/></customWorkbookViews></workbook>',
      "xl/worksheets/sheet1.xml": '<worksheet><protectedRange name="r" securityDescriptor="O:WDG:WDD:(A;;CC;;;S-1-5-21-canary)"/></worksheet>',
    });
    expect(await found(book)).toEqual(expect.arrayContaining(["author: Canaria Skrivare - Personal View", "identifier: O:WDG:WDD:(A;;CC;;;S-1-5-21-canary)"]));
    const parts = await partsOf(book);
    expect(parts["xl/workbook.xml"]).toContain('<customWorkbookView name="Author 1"/>');
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('<protectedRange name="r"/>');
    expect((await partsOf(word('<w:permStart w:id="1" w:ed="LUND\\canary"/>')))["word/document.xml"]).toContain('w:ed="Author 1"');
  });

  test("paths and addresses in places that nobody expects are named among what stays", async () => {
    const file = word('<w:instrText>INCLUDEPICTURE "C:\\\\Users\\\\canary\\\\a.png" \\* MERGEFORMAT</w:instrText><w:x w:y="see https://canary.example/home/x"/>', {
      "word/webextensions/webextension1.xml": '<we xmlns="w"><p name="user" value="&quot;canary@canary.example&quot;"/></we>',
    });
    expect(await stays(file)).toEqual(["path: C:\\\\Users\\\\canary\\\\a.png\" \\* MERGEFORMAT", "author: canary@canary.example"]);
    expect(await stays(pptx({ "ppt/tags/tag1.xml": '<p:tagLst xmlns:p="p"><p:tag name="U" val="other@canary.example"/></p:tagLst>' }))).toEqual(expect.arrayContaining(["author: other@canary.example"]));
  });

  test("whom a link writes to is named among what stays, however it is spelt", async () => {
    const line = (id: number, target: string, mode = ' TargetMode="External"'): string => `<Relationship Id="r${id}" Type="t/hyperlink" Target="${target}"${mode}/>`;
    const lines = [
      line(1, "mailto:one@canary.example?subject=Hej"),
      line(2, "MAILTO:two%40canary.example"),
      line(3, "mailto:three@canary.example", ""),
      line(4, "https://canary.example/x"),
      line(5, "media/image@2x.png", ""),
    ];
    const file = word("", { "word/_rels/document.xml.rels": `<Relationships>${lines.join("")}</Relationships>` });
    expect(await stays(file)).toEqual(["author: one@canary.example", "author: two@canary.example", "author: three@canary.example"]);
  });

  test("a name that is long is looked at once", async () => {
    const name = `/${"thumbnail".repeat(60_000)}/x`;
    const file = word("", { "[Content_Types].xml": `<Types><Override PartName="${name}" ContentType="x"/></Types>` });
    // Work, not time: how many of its characters are given to patterns that would look for a word at each of them.
    let given = 0;
    const test = vi.spyOn(RegExp.prototype, "test").mockImplementation(function (this: RegExp, text) {
      if (text.length > 10_000 && !this.source.startsWith("^")) given += text.length;
      return this.exec(text) !== null;
    });
    const { can } = await inspect(new Blob([file]));
    test.mockRestore();
    expect(can).toBe("clean");
    expect(given).toBeLessThanOrEqual(2 * name.length);
  });
});

describe("a text of OpenDocument", () => {
  test("keeps its words and tracked changes, and begins with its type", async () => {
    const file = opendocument("text");
    const parts = await partsOf(file);
    expect(parts["content.xml"]).toContain("<dc:creator>Author 1</dc:creator><dc:date>1980-01-01T00:00:00</dc:date>");
    expect(parts["content.xml"]).toContain("<dc:creator>Author 2</dc:creator>");
    expect(parts["content.xml"]).toContain("<text:p>Kept &amp; words");
    expect(parts["meta.xml"]).toContain('<office:meta><meta:document-statistic meta:page-count="1"/></office:meta>');
    expect(parts["settings.xml"]).toContain('<config:config-item config:name="Zoom">100</config:config-item>');
    expect(parts["META-INF/manifest.xml"]).not.toContain("Thumbnails");
    expect(await stays(file)).toEqual(["hidden", "tracked-changes", "comment"]);
    expect(indexOf(await cleaned(file), bytesOf("mimetypeapplication/vnd.oasis.opendocument.text"))).toBe(30);
  });

  test("tells its printer, template and earlier versions", async () => {
    expect(await found(opendocument("text", { "Versions/Version1": "canary" }))).toEqual(
      expect.arrayContaining(["path: Canary printer", "path: file:///home/canary/mall.ott", "revisions: Versions/Version1", "revisions: PT42M", "software: CanaryOffice/26.2"]),
    );
  });

  test("locked by a password is not cleaned", async () => {
    const manifest = '<m:manifest xmlns:m="m"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>';
    expect(await refusalOf(opendocument("text", { "META-INF/manifest.xml": manifest, "content.xml": "x" }))).toMatch(/cannot|damaged/);
    const locked = { mimetype: "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": manifest };
    expect(await inspect(new Blob([zip(locked)]))).toMatchObject({ can: "cannot" });
  });
});

describe("a package", () => {
  test("of no document is not cleaned, and not said to hold nothing", async () => {
    const file = zip({ "a.txt": "canary" });
    expect(await inspect(new Blob([file]))).toEqual({ format: "other", findings: [], stays: [], can: "cannot" });
    expect(await refusalOf(file)).toBe("cannot");
  });

  test("that unfolds to more than a browser is trusted with is too large, whether it says so or not", async () => {
    const bomb = zipSync({ "[Content_Types].xml": new Uint8Array(16 << 20) }, { level: 9 });
    const directory = indexOf(bomb.subarray(bomb.length - 200), bytesOf("PK\x01\x02")) + bomb.length - 200;
    viewOf(bomb).setUint32(directory + 24, 257 << 20, true);
    expect(await refusalOf(bomb)).toBe("too-large");
    viewOf(bomb).setUint32(directory + 24, 1000, true);
    expect(await refusalOf(bomb)).toBe("damaged");
  });

  test("of more entries than documents have is too large", async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`e${index}`, new Uint8Array(0)])));
    expect(await refusalOf(many)).toBe("too-large");
  });

  test("with something before it is told to hide it, and has it no more", async () => {
    const shifted = joined([bytesOf("PK\x03\x04canary"), zip({})]);
    expect((await inspect(new Blob([shifted]))).can).toBe("cannot");
  });

  test("with entries of an earlier version between its own is told to hide them, and has them no more", async () => {
    const quiet = (words: string): Bytes => zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": `<w:document xmlns:w='w'><w:t>${words}</w:t></w:document>` }, new Date(1980, 0, 1));
    const file = quiet("kept");
    expect((await inspect(new Blob([file]))).can).toBe("nothing-to-clean");
    const directory = indexOf(file, bytesOf("PK\x01\x02"));
    const earlier = bytesOf("earlier canary");
    const appended = joined([file.subarray(0, directory), earlier, file.subarray(directory)]);
    viewOf(appended).setUint32(appended.length - 6, directory + earlier.length, true);
    expect(await found(appended)).toEqual(["hidden: 14 B"]);
    expect(holds(await cleaned(appended), "canary")).toBe(false);
  });

  test("written on a stream, with each entry's sizes behind it, is not said to hide them", async () => {
    const parts: Bytes[] = [];
    const stream = new Zip((error, part) => {
      if (error !== null) throw error;
      parts.push(Uint8Array.from(part));
    });
    for (const [name, text] of [["[Content_Types].xml", "<Types/>"], ["word/document.xml", "<w:document xmlns:w='w'/>"]] as const) {
      const entry = new ZipDeflate(name);
      entry.mtime = new Date(1980, 0, 1);
      stream.add(entry);
      entry.push(bytesOf(text), true);
    }
    stream.end();
    expect(await found(joined(parts))).toEqual([]);
  });

  test("whose entry goes on behind its end is damaged, and its rest is not read again and again", async () => {
    const content = bytesOf("<Types/>");
    const packed = joined([Uint8Array.from(deflateSync(content)), new Uint8Array(8 << 20)]);
    const file = zipSync({ "[Content_Types].xml": [packed, { level: 0 }] });
    const directory = indexOf(file, bytesOf("PK\x01\x02"));
    viewOf(file).setUint16(directory + 10, 8, true);
    viewOf(file).setUint32(directory + 24, content.length, true);
    const pushed = vi.spyOn(Inflate.prototype, "push");
    expect(await refusalOf(file)).toBe("damaged");
    const { length } = pushed.mock.calls;
    pushed.mockRestore();
    expect(length).toBeLessThan(20);
  });

  test("with a name that no document has is not cleaned", async () => {
    expect(await refusalOf(zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", ["a".repeat(1025)]: "x" }))).toBe("cannot");
  });

  test("with a comment is told so", async () => {
    const file = docx();
    const comment = joined([file, bytesOf("canary note")]);
    viewOf(comment).setUint16(file.length - 2, 11, true);
    expect(await found(comment)).toEqual(expect.arrayContaining(["comment: canary note"]));
    const { blob } = await clean(new Blob([comment]));
    expect(await blob.text()).not.toContain("canary note");
  });
});
