/**
 * OpenDocument (OASIS, ISO/IEC 26300): texts, tables and presentations, cleaned by rewriting the package. What is
 * content stays, tracked changes and comments among it; who wrote them, and when, goes.
 */
import type { Bytes } from "../bytes.ts";
import type { Examined, Findings } from "../findings.ts";
import { CleaningError } from "../inspection.ts";
import { localName, readXml, xmlText } from "../xml.ts";
import { writeZip, type Entries } from "../zip.ts";
import { isPath, Names } from "./names.ts";
import { cleanedPart, type Looking } from "./parts.ts";
import { tellPlaces } from "./places.ts";
import { readProperties, tellProperties } from "./properties.ts";
import { rewriteXml, type Element, type Rules } from "./rewriting.ts";

/** The most bytes of one XML part. */
const MOST_XML_BYTES = 64 << 20;

/** A moment for what must have one. */
const NO_MOMENT = "1980-01-01T00:00:00";

// A picture of the first page, how a person has set up the program, how it was last laid out, signatures, earlier versions.
const GOES = /^(?:Thumbnails\/|Configurations2\/|layout-cache$|META-INF\/\w*signatures\.xml$|Versions\/|VersionList\.xml$)/;
const SETTINGS_GO = /^(?:Printer\w*|Rsid\w*|CurrentDatabase\w*|ModifyPasswordInfo)$/;

/** Looks into the entries of a package. */
export function examineOpenDocument(entries: Entries, looking: Looking): Examined {
  const kept = new Map<string, Bytes>();
  const names = new Names(looking.findings);
  // Readers look for the type in the first bytes of the package.
  const type = entries.get("mimetype");
  if (type !== undefined) kept.set("mimetype", type);
  for (const [name, content] of entries) {
    if (GOES.test(name)) tellGone(name, content, looking);
    else if (name !== "mimetype") kept.set(name, partOf(name, content, names, looking));
  }
  return { findings: looking.findings.list(), stays: looking.stays.list(), write: () => [writeZip(kept)] };
}

function tellGone(name: string, content: Bytes, { findings }: Looking): void {
  if (name.endsWith("signatures.xml")) findings.add("signature");
  else if (name.startsWith("Version")) findings.add("revisions", name);
  else readProperties(name, content, findings);
}

function partOf(name: string, content: Bytes, names: Names, looking: Looking): Bytes {
  if (/^(?:Basic|Scripts)\//.test(name)) looking.stays.add("script", name);
  if (!/\.(?:xml|rdf)$/i.test(name)) return cleanedPart(name, content, looking);
  if (content.length > MOST_XML_BYTES) throw new CleaningError("too-large");
  if (isCalled(name, "meta.xml")) tellProperties(content, looking.findings);
  if (isCalled(name, "settings.xml")) tellSettings(content, looking.findings);
  const rewritten = rewriteXml(withoutOwnType(xmlText(content)), rulesOf(name, names, looking), looking.findings);
  return rewritten === null ? content : new TextEncoder().encode(rewritten);
}

/** OpenOffice names its own document types in macros and lists; they declare nothing. */
function withoutOwnType(text: string): string {
  return text.replace(/<!DOCTYPE [\w:-]+ PUBLIC "-\/\/OpenOffice\.org\/\/[^"<>[\]]*" "[\w.-]+">/, "");
}

/** Whether a part is the document's, or that of a document within it, by that name. */
function isCalled(name: string, last: string): boolean {
  return name === last || name.endsWith(`/${last}`);
}

function rulesOf(name: string, names: Names, looking: Looking): Rules {
  if (name === "META-INF/manifest.xml") return MANIFEST_RULES;
  if (isCalled(name, "meta.xml")) return PROPERTY_RULES;
  if (isCalled(name, "settings.xml")) return SETTING_RULES;
  return contentRules(names, looking);
}

const MANIFEST_RULES: Rules = {
  element: (element) => {
    // What is locked by a password cannot be looked into.
    if (element.local === "encryption-data") throw new CleaningError("cannot");
    return element.local !== "file-entry" || !GOES.test(element.get("full-path") ?? "");
  },
};

/** Of the properties, how many pages and words there are is all that stays. */
const PROPERTY_RULES: Rules = {
  element: (element) => element.around.at(-1) !== "meta" || element.local === "document-statistic",
};

const SETTING_RULES: Rules = {
  element: (element) => !element.local.startsWith("config-item") || !SETTINGS_GO.test(element.get("name") ?? ""),
};

/** Adds what is said by the settings that are taken out: the printer's name, numbers of editing sessions. */
function tellSettings(content: Bytes, findings: Findings): void {
  let setting = "";
  readXml(xmlText(content), {
    start: ({ name, attributes }) => {
      if (localName(name).startsWith("config-item")) setting = attributes["config:name"] ?? "";
    },
    end: () => {
      setting = "";
    },
    text: (text) => {
      if (!SETTINGS_GO.test(setting) || text.trim() === "") return;
      // What the printer is set to is not to be read.
      if (setting === "PrinterSetup") findings.add("path", setting);
      else findings.add(setting.startsWith("Rsid") ? "revisions" : "path", text);
    },
  });
}

function contentRules(names: Names, looking: Looking): Rules {
  return {
    element: (element) => {
      for (const attribute of ["rsid", "paragraph-rsid"]) {
        if (element.get(attribute) === null) continue;
        looking.findings.add("revisions", "rsid");
        element.remove(attribute);
      }
      tellWhatStays(element, looking);
      for (const [, value] of element.attributes()) tellPlaces(value, looking.stays);
      return true;
    },
    text: (text, around) => exchanged(text, around, names, looking),
  };
}

/** Who changed or commented, and when. */
function exchanged(text: string, around: readonly string[], names: Names, { findings, stays }: Looking): string {
  const isAside = around.includes("change-info") || around.includes("annotation");
  const name = around.at(-1);
  if (isAside && name === "creator") return names.exchange(text);
  if (isAside && (name === "creator-initials" || name === "sender-initials")) return names.exchangeInitials(text);
  if (isAside && name === "date" && text !== NO_MOMENT) {
    findings.add("time", text);
    return NO_MOMENT;
  }
  if (around.includes("notes") && text.trim() !== "") stays.add("hidden", text);
  return text;
}

function tellWhatStays(element: Element, { stays }: Looking): void {
  const { local } = element;
  if (local === "changed-region" || local === "cell-content-change" || local === "insertion" || local === "deletion") stays.add("tracked-changes");
  else if (local === "annotation") stays.add("comment");
  else if (local === "hidden-text" || local === "hidden-paragraph") stays.add("hidden");
  else if (element.get("display") === "none" && local === "text-properties") stays.add("hidden");
  else if (element.get("display") === "false" && local === "table-properties") stays.add("hidden");
  else if (/^(?:collapse|filter)$/.test(element.get("visibility") ?? "")) stays.add("hidden");
  const href = element.get("href") ?? "";
  if (isPath(href)) stays.add("path", href);
}
