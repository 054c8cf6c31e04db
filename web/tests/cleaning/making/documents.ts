/** Documents as offices write them, with all that they say of whoever wrote them. */
import { zipSync, type Zippable } from "fflate";
import type { Bytes } from "../../../src/cleaning/bytes.ts";
import { bytesOf } from "../../../src/cleaning/bytes.ts";
import { jpeg } from "./pictures.ts";

/** Parts of a package by name. */
export type Parts = Readonly<Record<string, string | Bytes>>;

/** A package as a program writes it today, with times and with an extra field. */
export function zip(parts: Parts, mtime = new Date(2026, 4, 17, 13, 45)): Bytes {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts)) {
    files[name] = [typeof content === "string" ? new TextEncoder().encode(content) : content, { level: name === "mimetype" ? 0 : 6 }];
  }
  return zipSync(files, { mtime });
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function relationships(...lines: readonly (readonly [id: string, type: string, target: string, mode?: string])[]): string {
  const list = lines.map(([id, type, target, mode]) => `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"${mode === undefined ? "" : ` TargetMode="${mode}"`}/>`);
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
}

const PROPERTIES: Parts = {
  "docProps/core.xml": `${XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>Canaria Skrivare</dc:creator><cp:lastModifiedBy>Canaria Ändrare</cp:lastModifiedBy><cp:revision>17</cp:revision><dcterms:created>2026-05-17T13:45:00Z</dcterms:created></cp:coreProperties>`,
  "docProps/app.xml": `${XML}<Properties><Template>Canary.dotm</Template><TotalTime>42</TotalTime><Application>Canary Office</Application><Company>Canary AB</Company></Properties>`,
  "docProps/custom.xml": `${XML}<Properties xmlns:vt="v"><property fmtid="x" pid="2" name="Diarienummer"><vt:lpwstr>Canary 1/26</vt:lpwstr></property></Properties>`,
  "docProps/thumbnail.jpeg": bytesOf("\xff\xd8canary\xff\xd9"),
  "customXml/item1.xml": `${XML}<canary/>`,
  "_rels/.rels": relationships(
    ["rId1", "officeDocument", "main.xml"],
    ["rId2", "extended-properties", "docProps/app.xml"],
    ["rId3", "metadata/thumbnail", "docProps/thumbnail.jpeg"],
  ),
};

const TYPES = `${XML}<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="c"/><Override PartName="/kept.xml" ContentType="k"/></Types>`;

/** A document of Word's. */
export function docx(more: Parts = {}): Bytes {
  return zip({
    "[Content_Types].xml": TYPES,
    ...PROPERTIES,
    "word/document.xml": `${XML}<w:document xmlns:w="w" xmlns:wp="wp" xmlns:pic="pic" ${R}><w:body><w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD" w:val="a &amp; b &lt; &quot;c&quot;">
<w:r><w:t xml:space="preserve"> Kept &amp; words </w:t></w:r>
<w:ins w:id="1" w:author="Canaria Ändrare" w:date="2026-05-17T13:45:00Z"><w:r><w:t>added words</w:t></w:r></w:ins>
<w:del w:id="2" w:author="Second Canary" w:date="2026-05-17T13:46:00Z"><w:r><w:delText>removed words</w:delText></w:r></w:del>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r>
<wp:docPr id="1" name="IMG_canary.jpg" descr="C:\\Users\\canary\\IMG.jpg"/>
</w:p><w:sectPr><w:printerSettings r:id="rId9"/><w:pgSz w:w="11906"/></w:sectPr></w:body></w:document>`,
    "word/_rels/document.xml.rels": relationships(["rId9", "printerSettings", "printerSettings/printerSettings1.bin"], ["rId1", "image", "media/image1.jpeg"], ["rId5", "people", "people.xml"]),
    "word/printerSettings/printerSettings1.bin": bytesOf("Canary printer".split("").join("\0").concat("\0\0\0")),
    "word/people.xml": `${XML}<w15:people xmlns:w15="w15"><w15:person w15:author="Second Canary"><w15:presenceInfo w15:providerId="AD" w15:userId="S::second@canary.example"/></w15:person></w15:people>`,
    "word/comments.xml": `${XML}<w:comments xmlns:w="w"><w:comment w:id="0" w:author="Canaria Ändrare" w:date="2026-05-17T13:47:00Z" w:initials="CÄ"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment><w:comment w:id="1" w:author="Second Canary" w:initials="SC"/></w:comments>`,
    "word/settings.xml": `${XML}<w:settings xmlns:w="w" xmlns:w15="w15" ${R}><w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w15:docId w15:val="{CANARY}"/></w:settings>`,
    "word/_rels/settings.xml.rels": relationships(["rId1", "attachedTemplate", "file:///C:/Users/canary/Canary.dotm", "External"]),
    "word/media/image1.jpeg": jpeg(),
    ...more,
  });
}

/** A workbook of Excel's. */
export function xlsx(): Bytes {
  return zip({
    "[Content_Types].xml": TYPES,
    ...PROPERTIES,
    "xl/workbook.xml": `${XML}<workbook xmlns:x15ac="x" xmlns:xr="xr" xmlns:mc="mc" ${R}><fileSharing userName="Canaria Delare"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\canary\\"/></mc:Choice></mc:AlternateContent><xr:revisionPtr documentId="8_{CANARY}"/><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/><sheet name="Dolt blad" sheetId="2" state="veryHidden" r:id="rId2"/></sheets></workbook>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns:xr="xr" xr:uid="{CANARY}" ${R}><sheetData><row r="1"><c r="A1"><v>42</v></c></row></sheetData><pageSetup paperSize="9" r:id="rId1"/></worksheet>`,
    "xl/worksheets/_rels/sheet1.xml.rels": relationships(["rId1", "printerSettings", "../printerSettings/printerSettings1.bin"]),
    "xl/printerSettings/printerSettings1.bin": bytesOf("Canary printer".split("").join("\0").concat("\0\0\0")),
    "xl/comments1.xml": `${XML}<comments xmlns:xr="xr"><authors><author>Canaria Räknare</author><author>tc={0001}</author></authors><commentList><comment ref="A1" authorId="0" xr:uid="{0001}"><text><r><t>Canaria Räknare:</t></r><r><t>a remark</t></r></text></comment></commentList></comments>`,
    "xl/persons/person.xml": `${XML}<personList><person displayName="Canaria Räknare" id="{0002}" userId="S::canary@canary.example" providerId="AD"/></personList>`,
    "xl/threadedComments/threadedComment1.xml": `${XML}<ThreadedComments><threadedComment ref="A1" dT="2026-05-17T13:45:00" personId="{0002}" id="{0001}"><text>a thread</text></threadedComment></ThreadedComments>`,
    "xl/pivotCache/pivotCacheDefinition1.xml": `${XML}<pivotCacheDefinition refreshedBy="Canaria Räknare" refreshedDate="46159.5"/>`,
    "xl/externalLinks/externalLink1.xml": `${XML}<externalLink/>`,
    "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(["rId1", "externalLinkPath", "file:///\\\\server\\share\\Other.xlsx", "External"]),
  });
}

/** A presentation of PowerPoint's. */
export function pptx(more: Parts = {}): Bytes {
  return zip({
    "[Content_Types].xml": TYPES,
    ...PROPERTIES,
    "ppt/presentation.xml": `${XML}<p:presentation xmlns:p="p" ${R}><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:custDataLst><p:custData r:id="rId1"/></p:custDataLst></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": relationships(["rId1", "customXml", "../customXml/item1.xml"], ["rId2", "slide", "slides/slide1.xml"], ["rId3", "changesInfo", "changesInfos/changesInfo1.xml"]),
    "ppt/slides/slide1.xml": `${XML}<p:sld xmlns:p="p" show="0"><p:t>slide words</p:t></p:sld>`,
    "ppt/notesSlides/notesSlide1.xml": `${XML}<p:notes xmlns:p="p"><p:t>spoken words</p:t></p:notes>`,
    "ppt/commentAuthors.xml": `${XML}<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="Canaria Talare" initials="CT" lastIdx="1"/></p:cmAuthorLst>`,
    "ppt/comments/comment1.xml": `${XML}<p:cmLst xmlns:p="p"><p:cm authorId="0" dt="2026-05-17T13:45:00" idx="1"><p:text>a remark</p:text></p:cm></p:cmLst>`,
    "ppt/authors.xml": `${XML}<p188:authorLst xmlns:p188="q"><p188:author id="{0003}" name="Canaria Talare" initials="CT" userId="S::talare@canary.example" providerId="AD"/></p188:authorLst>`,
    "ppt/comments/modernComment_1.xml": `${XML}<p188:cmLst xmlns:p188="q"><p188:cm id="{0004}" authorId="{0003}" created="2026-05-17T13:45:00"/></p188:cmLst>`,
    "ppt/changesInfos/changesInfo1.xml": `${XML}<p1510:chgInfo xmlns:p1510="q"><p1510:chgData name="Canaria Talare" userId="canary"/></p1510:chgInfo>`,
    "ppt/media/media1.mp4": bytesOf("\0\0\0\x18ftypmp42 film"),
    ...more,
  });
}

const OFFICE = 'xmlns:office="o" xmlns:text="t" xmlns:dc="d" xmlns:meta="m" xmlns:config="c" xmlns:xlink="x" xmlns:style="s" xmlns:officeooo="oo" xmlns:manifest="mf" xmlns:table="tb"';

/** A text of LibreOffice's, or a table with the same. */
export function opendocument(kind: "text" | "spreadsheet", more: Parts = {}): Bytes {
  return zip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    "Thumbnails/thumbnail.png": bytesOf("canary thumbnail"),
    "Configurations2/accelerator/current.xml": "",
    "meta.xml": `${XML}<office:document-meta ${OFFICE} office:version="1.3"><office:meta><meta:initial-creator>Canaria Skrivare</meta:initial-creator><dc:creator>Canaria Ändrare</dc:creator><meta:creation-date>2026-05-17T13:45:00</meta:creation-date><meta:editing-duration>PT42M</meta:editing-duration><meta:generator>CanaryOffice/26.2</meta:generator><meta:template xlink:href="file:///home/canary/mall.ott" xlink:title="Canary"/><meta:user-defined meta:name="Diarienummer">Canary 1/26</meta:user-defined><meta:document-statistic meta:page-count="1"/></office:meta></office:document-meta>`,
    "settings.xml": `${XML}<office:document-settings ${OFFICE}><config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="PrinterName" config:type="string">Canary printer</config:config-item><config:config-item config:name="PrinterSetup">Y2FuYXJ5</config:config-item><config:config-item config:name="Rsid">1701canary</config:config-item><config:config-item config:name="Zoom">100</config:config-item></config:config-item-set></office:document-settings>`,
    "content.xml": `${XML}<office:document-content ${OFFICE}><style:text-properties officeooo:rsid="0017canary" text:display="none"/><text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info><dc:creator>Canaria Ändrare</dc:creator><dc:date>2026-05-17T13:45:00</dc:date></office:change-info><text:p>removed words</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Kept &amp; words<office:annotation><dc:creator>Second Canary</dc:creator><dc:date>2026-05-17T13:46:00</dc:date><meta:creator-initials>SC</meta:creator-initials><text:p>a remark</text:p></office:annotation></text:p></office:document-content>`,
    "Pictures/1.jpg": jpeg(),
    "META-INF/manifest.xml": `${XML}<manifest:manifest ${OFFICE}><manifest:file-entry manifest:full-path="/" manifest:media-type="a"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="b"/></manifest:manifest>`,
    ...more,
  });
}
