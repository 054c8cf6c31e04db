/**
 * Office Open XML (ECMA-376): documents, workbooks and presentations, cleaned by rewriting the package. What is content
 * stays, tracked changes and comments among it; who wrote them, and when, goes.
 */
import type { Bytes } from "../bytes.ts";
import type { Examined } from "../findings.ts";
import { CleaningError } from "../inspection.ts";
import { xmlText } from "../xml.ts";
import { writeZip, type Entries } from "../zip.ts";
import { Names } from "./names.ts";
import { officeRules } from "./office_rules.ts";
import { cleanedPart, type Looking } from "./parts.ts";
import { readProperties } from "./properties.ts";
import { goesOf, isRelationships, relationshipRules, takenOut, typeRules, type Goes } from "./relationships.ts";
import { rewriteXml, type Rules } from "./rewriting.ts";

/** The most bytes of one XML part; the text of a long book is some five million. */
const MOST_XML_BYTES = 64 << 20;

/** Looks into the entries of a package. */
export function examineOffice(entries: Entries, looking: Looking): Examined {
  const kept = new Map<string, Bytes>();
  const names = new Names(looking.findings);
  const goes = goesOf(entries);
  for (const [name, content] of inOrder(entries)) {
    if (goes(name)) readProperties(name, content, looking.findings);
    else kept.set(name, partOf(name, content, entries, goes, names, looking));
  }
  return { findings: looking.findings.list(), stays: looking.stays.list(), write: () => [writeZip(asBefore(entries, kept))] };
}

/** The parts in the order in which they stood. */
function asBefore(entries: Entries, kept: Entries): Entries {
  const parts = [...kept];
  const places = new Map([...entries.keys()].map((name, place) => [name, place]));
  return new Map(parts.sort(([one], [other]) => (places.get(one) ?? 0) - (places.get(other) ?? 0)));
}

/** Who took part is read before what they wrote, so that their names are known there. */
function inOrder(entries: Entries): readonly (readonly [string, Bytes])[] {
  const rank = (name: string): number => (/(?:people|persons?\/|authors?\.xml|commentAuthors)/i.test(name) ? 0 : 1);
  return [...entries].sort(([one], [other]) => rank(one) - rank(other));
}

function partOf(name: string, content: Bytes, entries: Entries, goes: Goes, names: Names, looking: Looking): Bytes {
  if (!/\.(?:xml|rels|vml)$/i.test(name)) return cleanedPart(name, content, looking);
  if (content.length > MOST_XML_BYTES) throw new CleaningError("too-large");
  try {
    const rewritten = rewriteXml(xmlText(content), rulesOf(name, entries, goes, names, looking), looking.findings);
    return rewritten === null ? content : new TextEncoder().encode(rewritten);
  } catch (error) {
    // Drawings of the old kind are not always XML: programs write what browsers once took.
    if (!name.endsWith(".vml")) throw error;
    looking.stays.add("embedded", name);
    return content;
  }
}

function rulesOf(name: string, entries: Entries, goes: Goes, names: Names, looking: Looking): Rules {
  if (name === "[Content_Types].xml") return typeRules(goes);
  if (isRelationships(name)) return relationshipRules(name, goes, looking);
  return officeRules(name, takenOut(name, entries, goes), names, looking);
}
