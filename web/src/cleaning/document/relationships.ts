/** How the parts of an Office Open XML package hang together (ECMA-376 part 2): which parts go, and who named them. */
import type { Bytes } from "../bytes.ts";
import type { Entries } from "../zip.ts";
import { localName, readXml, xmlText } from "../xml.ts";
import { isPath } from "./names.ts";
import type { Looking } from "./parts.ts";
import { tellPlaces } from "./places.ts";
import type { Rules } from "./rewriting.ts";

// Properties and their picture, printers, what SharePoint and add-ins attach, who took part, signatures, and what
// PowerPoint remembers of who changed what.
const GOES =
  /^(?:docProps\/|customXml\/|docMetadata\/|_xmlsignatures\/|\[trash\]\/|(?:word|xl|ppt)\/printerSettings\/|word\/people\d*\.xml|ppt\/changesInfos\/|ppt\/revisionInfo\.xml)/i;

const MAIL = /^mailto:/i;

/** What is asked of a part, by its name in the package. */
export type Goes = (name: string) => boolean;

const PROPERTIES = /[/.](?:core|extended|custom)-properties(?:\+xml)?$/;

/** Which parts are taken out, and with them the parts that list what they refer to: by their names, and as the package says what they are. */
export function goesOf(entries: Entries): Goes {
  const byType = propertiesOf(entries);
  return (name) => {
    const owner = isRelationships(name) ? name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, "$1$2") : name;
    return [name, owner].some((part) => GOES.test(part) || /thumbnail/i.test(part.slice(part.lastIndexOf("/") + 1)) || byType(part));
  };
}

/** Which parts hold properties, whatever they are called. */
function propertiesOf(entries: Entries): Goes {
  const parts = new Set<string>();
  const endings = new Set<string>();
  tellElements(entries.get("_rels/.rels"), "Relationship", (read) => {
    const { type, target, isExternal } = lineOf(read);
    if (!isExternal && PROPERTIES.test(type)) parts.add(decoded(resolved("", target)).toLowerCase());
  });
  const types = entries.get("[Content_Types].xml");
  const isOfProperties = (read: (key: string) => string): boolean => PROPERTIES.test(read("ContentType"));
  tellElements(types, "Override", (read) => {
    if (isOfProperties(read)) parts.add(decoded(resolved("", read("PartName"))).toLowerCase());
  });
  tellElements(types, "Default", (read) => {
    if (isOfProperties(read)) endings.add(read("Extension").toLowerCase());
  });
  // Where all XML were properties, the document would be too.
  endings.delete("xml");
  return (name) => {
    const part = decoded(name).toLowerCase();
    return parts.has(part) || endings.has(part.slice(part.lastIndexOf(".") + 1));
  };
}

function tellElements(content: Bytes | undefined, local: string, tell: (read: (key: string) => string) => void): void {
  if (content === undefined) return;
  readXml(xmlText(content), {
    start: ({ name, attributes }) => {
      if (localName(name) === local) tell((key) => attributes[key] ?? "");
    },
    end: () => undefined,
    text: () => undefined,
  });
}

/** Whether a part lists what another refers to. */
export function isRelationships(name: string): boolean {
  return /(?:^|\/)_rels\/[^/]*\.rels$/.test(name);
}

/** The part that lists what another refers to. */
function relationshipsOf(name: string): string {
  const last = name.lastIndexOf("/") + 1;
  return `${name.slice(0, last)}_rels/${name.slice(last)}.rels`;
}

/** One line of such a list. */
interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
}

/** Whether a line is taken out: what it names goes, or is a template on somebody's computer. */
function isTakenOut(source: string, goes: Goes, { type, target, isExternal }: Relationship): boolean {
  return isExternal ? type.endsWith("/attachedTemplate") : goes(resolved(source, target));
}

/** The ids by which a part refers to what goes. */
export function takenOut(name: string, entries: Entries, goes: Goes): ReadonlySet<string> {
  const ids = new Set<string>();
  tellElements(entries.get(relationshipsOf(name)), "Relationship", (read) => {
    const line = lineOf(read);
    if (isTakenOut(sourceOf(relationshipsOf(name)), goes, line)) ids.add(line.id);
  });
  return ids;
}

/** What is done with a list: lines go with what they name, and paths to others' computers are told. */
export function relationshipRules(name: string, goes: Goes, { findings, stays }: Looking): Rules {
  const source = sourceOf(name);
  return {
    element: (element) => {
      if (element.local !== "Relationship") return true;
      const line = lineOf((key) => element.get(key) ?? "");
      const isOut = isTakenOut(source, goes, line);
      if (line.isExternal && (isOut || isPath(line.target))) (isOut ? findings : stays).add("path", decoded(line.target));
      // Where a link leads is content, and an address of mail in it is somebody's.
      else if (line.isExternal || MAIL.test(line.target)) tellPlaces(spelt(line.target), stays);
      return !isOut;
    },
  };
}

/** What is done with the list of the parts' types. */
export function typeRules(goes: Goes): Rules {
  return { element: (element) => element.local !== "Override" || !goes((element.get("PartName") ?? "").replace(/^\//, "")) };
}

function lineOf(read: (key: string) => string): Relationship {
  return { id: read("Id"), type: read("Type"), target: read("Target"), isExternal: read("TargetMode") === "External" };
}

/** The folder from which a list's targets are named. */
function sourceOf(name: string): string {
  return name.replace(/(?:^|\/)_rels\/[^/]*$/, "");
}

function resolved(folder: string, target: string): string {
  const path = target.startsWith("/") ? [] : folder.split("/").filter((part) => part !== "");
  for (const part of target.split("/")) {
    if (part === "..") path.pop();
    else if (part !== "" && part !== ".") path.push(part);
  }
  return path.join("/");
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

/** A target with every character spelt out, also those that have a meaning in an address. */
function spelt(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
