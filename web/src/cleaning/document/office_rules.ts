/** What is taken out of the XML parts of Office Open XML, by the names that elements and attributes have there. */
import type { Findings } from "../findings.ts";
import { localName } from "../xml.ts";
import { isPath, type Names } from "./names.ts";
import type { Looking } from "./parts.ts";
import { tellPlaces } from "./places.ts";
import type { Element, Rules } from "./rewriting.ts";

/** An account of nobody. */
const NOBODY = "Author";

/** A moment for what must have one. */
const NO_MOMENT = "1980-01-01T00:00:00Z";

// Of settings.xml: numbers of editing sessions and of the document, templates and lists of addresses on a computer.
const SETTINGS_GO = /^(?:rsids|docId|attachedTemplate|docVars|mailMerge)$/;
const TRACKED = /^(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change|rrc|ris|rcc|rfmt)$/;

/** The rules for one part; `gone` are the ids by which it refers to parts that are taken out. */
export function officeRules(part: string, gone: ReadonlySet<string>, names: Names, looking: Looking): Rules {
  if (/^(?:word|ppt|xl)\/.*notesSlide\d+\.xml$/.test(part)) looking.stays.add("hidden", part);
  if (/^xl\/(?:pivotCache\/pivotCacheRecords|externalLinks\/externalLink\d|connections)/.test(part)) looking.stays.add("hidden", part);
  const isComments = /comments?/i.test(part);
  return {
    element: (element) => {
      if (refersToGone(element, gone)) return element.local === "pageSetup" && dropReferences(element, gone);
      if (part.endsWith("/settings.xml") && SETTINGS_GO.test(element.local)) {
        looking.findings.add(element.local === "attachedTemplate" ? "path" : element.local === "docVars" ? "hidden" : "revisions", element.local);
        return false;
      }
      if (element.local === "revisionPtr") {
        looking.findings.add("identifier", element.get("documentId"));
        return false;
      }
      if (element.local === "securityDescriptor") {
        looking.findings.add("identifier", element.local);
        return false;
      }
      takeIdentifiers(element, isComments, looking);
      takePaths(element, looking);
      takePersons(element, part, names, looking);
      tellWhatStays(element, part, looking);
      for (const [, value] of element.attributes()) tellPlaces(value, looking.stays);
      return true;
    },
    text: (text, around) => {
      if (around.at(-1) === "author" && around.at(-2) === "authors" && !text.startsWith("tc=")) return names.exchange(text);
      if (around.at(-1) === "instrText" || around.at(-1) === "delInstrText") tellPlaces(text, looking.stays);
      return isComments && part.startsWith("xl/") ? names.exchangeAtStart(text) : text;
    },
  };
}

const REFERENCE = /:(?:id|embed|link|pict|href)$/;

function refersToGone(element: Element, gone: ReadonlySet<string>): boolean {
  return gone.size > 0 && element.attributes().some(([name, value]) => REFERENCE.test(name) && gone.has(value));
}

/** A page's set-up names its printer; the rest of it stays. */
function dropReferences(element: Element, gone: ReadonlySet<string>): true {
  for (const [name, value] of element.attributes()) if (REFERENCE.test(name) && gone.has(value)) element.removeExactly(name);
  return true;
}

function takeIdentifiers(element: Element, isComments: boolean, { findings }: Looking): void {
  for (const [name, value] of element.attributes()) {
    const local = localName(name);
    if (local.startsWith("rsid") && name.includes(":")) {
      findings.add("revisions", "rsid");
      element.removeExactly(name);
      // By these, comments of two kinds name each other.
    } else if (local === "uid" && /^xr\d*:/.test(name) && !isComments) {
      findings.add("identifier", value);
      element.removeExactly(name);
    }
  }
}

function takePaths(element: Element, { findings, stays }: Looking): void {
  const take = (attribute: string): void => {
    const value = element.get(attribute) ?? "";
    if (value === "") return;
    findings.add("path", value);
    element.replace(attribute, "");
  };
  if (element.local === "absPath") take("url");
  // What a picture was called where it was taken from.
  if (element.local === "docPr" || element.local === "cNvPr") {
    for (const attribute of ["descr", "name", "title"]) if (isPath(element.get(attribute) ?? "")) take(attribute);
    if (/\.(?:jpe?g|png|heic|webp|gif|tiff?|bmp)$/i.test(element.get("name") ?? "")) take("name");
  }
  for (const attribute of ["sourceFile", "odcFile"]) {
    const value = element.get(attribute) ?? "";
    if (isPath(value)) stays.add("path", value);
  }
}

function takePersons(element: Element, part: string, names: Names, { findings }: Looking): void {
  const exchange = (attribute: string): void => {
    const name = element.get(attribute);
    if (name !== null) element.replace(attribute, names.exchange(name));
  };
  const takeTime = (attribute: string, instead?: string): void => {
    const time = element.get(attribute);
    if (time === null || time === instead) return;
    findings.add("time", time);
    if (instead === undefined) element.remove(attribute);
    else element.replace(attribute, instead);
  };
  if (part.startsWith("word/")) {
    if (element.get("author") !== null) takeTime("date");
    exchange("author");
    takeTime("dateUtc");
    if (element.local === "permStart") exchange("ed");
  }
  if (element.local === "presenceInfo") takePresence(element, findings);
  if (element.get("initials") !== null) element.replace("initials", names.exchangeInitials(element.get("initials") ?? ""));
  if (part.startsWith("ppt/")) takeReviewers(element, exchange, takeTime);
  if (part.startsWith("xl/")) {
    takeEditors(element, exchange, takeTime);
    takeDescriptor(element, findings);
  }
}

/** An account by which somebody is reached. What holds it may not be empty, so that it names nobody instead. */
function takePresence(element: Element, findings: Findings): void {
  const account = element.get("userId");
  if (account !== null && account !== NOBODY) findings.add("identifier", account);
  element.replace("userId", NOBODY);
  element.replace("providerId", "None");
}

/** The accounts that may change a range of a workbook. */
function takeDescriptor(element: Element, findings: Findings): void {
  const accounts = element.get("securityDescriptor");
  if (accounts === null) return;
  findings.add("identifier", accounts);
  element.remove("securityDescriptor");
}

type TakeTime = (attribute: string, instead?: string) => void;

/** Those who commented on a presentation. */
function takeReviewers(element: Element, exchange: (attribute: string) => void, takeTime: TakeTime): void {
  if (element.local === "cmAuthor" || element.local === "author") takeAccount(element, "name", exchange);
  if (element.local === "cm" || element.local === "reply") {
    takeTime("dt");
    takeTime("created", NO_MOMENT);
  }
}

/** Those who commented on a workbook, shared it, and computed its tables. */
function takeEditors(element: Element, exchange: (attribute: string) => void, takeTime: TakeTime): void {
  if (element.local === "person") takeAccount(element, "displayName", exchange);
  if (element.local === "threadedComment") takeTime("dT");
  exchange("userName");
  // A view is called by whose it is.
  if (element.local === "userInfo" || element.local === "customWorkbookView") exchange("name");
  takeTime("dateTime", NO_MOMENT);
  if (element.local === "pivotCacheDefinition") {
    exchange("refreshedBy");
    takeTime("refreshedDate");
    takeTime("refreshedDateIso");
  }
}

/** A name, and the account it has with whoever provides accounts. */
function takeAccount(element: Element, name: string, exchange: (attribute: string) => void): void {
  exchange(name);
  if (element.get("userId") !== null) element.replace("userId", element.get(name) ?? "");
  element.replace("providerId", "None");
}

function tellWhatStays(element: Element, part: string, { stays }: Looking): void {
  const { local } = element;
  if (TRACKED.test(local) && (element.get("author") !== null || part.startsWith("xl/revisions/"))) stays.add("tracked-changes");
  else if (isComment(local, part)) stays.add("comment", part);
  else if (local === "vanish" && !/^(?:0|false|off)$/.test(element.get("val") ?? "")) stays.add("hidden", part);
  else if (local === "sheet" && (element.get("state") ?? "visible") !== "visible") stays.add("hidden", element.get("name"));
  else if (local === "sld" && /^(?:0|false)$/.test(element.get("show") ?? "")) stays.add("hidden", part);
  else if ((local === "row" || local === "col") && /^(?:1|true)$/.test(element.get("hidden") ?? "")) stays.add("hidden", part);
}

function isComment(local: string, part: string): boolean {
  if (!/comments?/i.test(part)) return false;
  return local === "comment" || local === "cm" || local === "threadedComment";
}
