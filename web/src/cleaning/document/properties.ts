/** What the parts of a package say that are taken out: properties, and else that they are there. */
import type { Bytes } from "../bytes.ts";
import type { Findings } from "../findings.ts";
import type { What } from "../inspection.ts";
import { localName, readXml, xmlText } from "../xml.ts";

const PROPERTIES: Readonly<Record<string, What>> = {
  // docProps/core.xml
  creator: "author",
  lastModifiedBy: "author",
  created: "time",
  modified: "time",
  lastPrinted: "time",
  title: "title",
  subject: "title",
  keywords: "title",
  description: "comment",
  category: "title",
  revision: "revisions",
  // docProps/app.xml
  Company: "company",
  Manager: "author",
  Application: "software",
  Template: "path",
  TotalTime: "revisions",
  HyperlinkBase: "path",
  // meta.xml of OpenDocument
  "initial-creator": "author",
  "printed-by": "author",
  "creation-date": "time",
  date: "time",
  "print-date": "time",
  "editing-cycles": "revisions",
  "editing-duration": "revisions",
  generator: "software",
  keyword: "title",
};

/** Adds what a part says that is taken out. */
export function readProperties(name: string, content: Bytes, findings: Findings): void {
  const before = findings.size;
  if (/thumbnail/i.test(name)) findings.add("thumbnail");
  else if (/printerSettings/i.test(name)) findings.add("path", printerOf(content));
  else if (name.startsWith("_xmlsignatures/")) findings.add("signature");
  else if (/^ppt\/(?:changesInfos|revisionInfo)/.test(name)) findings.add("revisions");
  else if (!name.endsWith(".rels")) tellProperties(content, findings);
  if (findings.size === before && !name.endsWith(".rels")) findings.add(name.startsWith("customXml/") ? "hidden" : "other", name);
}

/** The name of a printer, which Windows writes first, in UTF-16. */
function printerOf(content: Bytes): string | null {
  return new TextDecoder("utf-16le").decode(content.subarray(0, 64)).split("\0")[0] ?? null;
}

/** Adds the properties that a part lists: of core, app and custom, of meta.xml, and the persons of a document. */
export function tellProperties(content: Bytes, findings: Findings): void {
  const around: string[] = [];
  let custom = "";
  try {
    readXml(xmlText(content), {
      start: ({ name, attributes }) => {
        const local = localName(name);
        around.push(local);
        if (local === "property" || local === "user-defined") custom = attributes["name"] ?? attributes["meta:name"] ?? "";
        if (local === "person") findings.add("author", attributes["w15:author"] ?? null);
        if (local === "presenceInfo") findings.add("identifier", attributes["w15:userId"] ?? null);
        if (local === "template") findings.add("path", attributes["xlink:href"] ?? attributes["xlink:title"] ?? null);
      },
      end: () => around.pop(),
      text: (text) => {
        const property = around.at(-1) ?? "";
        const what = Object.hasOwn(PROPERTIES, property) ? PROPERTIES[property] : undefined;
        if (text.trim() === "") return;
        if (around.includes("property") || property === "user-defined") findings.add("other", `${custom}: ${text}`);
        else if (what !== undefined) findings.add(what, text);
      },
    });
  } catch {
    // It goes all the same.
  }
}
