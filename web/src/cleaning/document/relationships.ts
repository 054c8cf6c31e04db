/** How the parts of an Office Open XML package hang together (ECMA-376 part 2): which parts go, and who named them. */
import type { Entries } from "../zip.ts";
import { localName, readXml, xmlText } from "../xml.ts";
import { isPath } from "./names.ts";
import type { Looking } from "./parts.ts";
import type { Rules } from "./rewriting.ts";

// Properties and their picture, printers, what SharePoint and add-ins attach, who took part, signatures, and what
// PowerPoint remembers of who changed what.
const GOES =
  /^(?:docProps\/|customXml\/|docMetadata\/|_xmlsignatures\/|\[trash\]\/|(?:word|xl|ppt)\/printerSettings\/|word\/people\d*\.xml|ppt\/changesInfos\/|ppt\/revisionInfo\.xml|.*thumbnail[^/]*$)/i;

/** Whether a part is taken out, and with it the part that lists what it refers to. */
export function goes(name: string): boolean {
  return GOES.test(name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, "$1$2")) || GOES.test(name);
}

/** Whether a part lists what another refers to. */
export function isRelationships(name: string): boolean {
  return /(?:^|\/)_rels\/[^/]*\.rels$/.test(name);
}

/** The part that lists what another refers to. */
export function relationshipsOf(name: string): string {
  return name.replace(/([^/]*)$/, "_rels/$1.rels");
}

/** One line of such a list. */
interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
}

/** Whether a line is taken out: what it names goes, or is a template on somebody's computer. */
function isTakenOut(source: string, { type, target, isExternal }: Relationship): boolean {
  return isExternal ? type.endsWith("/attachedTemplate") : goes(resolved(source, target));
}

/** The ids by which a part refers to what goes. */
export function takenOut(name: string, entries: Entries): ReadonlySet<string> {
  const list = entries.get(relationshipsOf(name));
  const ids = new Set<string>();
  if (list === undefined) return ids;
  readXml(xmlText(list), {
    start: ({ name: element, attributes }) => {
      if (localName(element) !== "Relationship") return;
      const line = lineOf((key) => attributes[key] ?? "");
      if (isTakenOut(sourceOf(relationshipsOf(name)), line)) ids.add(line.id);
    },
    end: () => undefined,
    text: () => undefined,
  });
  return ids;
}

/** What is done with a list: lines go with what they name, and paths to others' computers are told. */
export function relationshipRules(name: string, { findings, stays }: Looking): Rules {
  const source = sourceOf(name);
  return {
    element: (element) => {
      if (element.local !== "Relationship") return true;
      const line = lineOf((key) => element.get(key) ?? "");
      const isOut = isTakenOut(source, line);
      if (line.isExternal && (isOut || isPath(line.target))) (isOut ? findings : stays).add("path", decoded(line.target));
      return !isOut;
    },
  };
}

/** What is done with the list of the parts' types. */
export const TYPE_RULES: Rules = {
  element: (element) => element.local !== "Override" || !goes((element.get("PartName") ?? "").replace(/^\//, "")),
};

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
