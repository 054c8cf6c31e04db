/** What XMP says: Adobe's block of metadata in XML, which pictures and PDF carry. */
import type { Bytes } from "./bytes.ts";
import type { Findings } from "./findings.ts";
import type { What } from "./inspection.ts";
import { localName, readXml, xmlText } from "./xml.ts";

/** The most bytes of XMP that are read. */
const MOST_BYTES = 4 << 20;

const PROPERTIES: Readonly<Record<string, What>> = {
  creator: "author",
  Author: "author",
  OwnerName: "author",
  AuthorsPosition: "author",
  CaptionWriter: "author",
  rights: "author",
  Credit: "company",
  Source: "company",
  publisher: "company",
  Company: "company",
  CreatorTool: "software",
  Producer: "software",
  softwareAgent: "software",
  Software: "software",
  CreateDate: "time",
  ModifyDate: "time",
  MetadataDate: "time",
  DateCreated: "time",
  DateTimeOriginal: "time",
  when: "time",
  date: "time",
  DocumentID: "identifier",
  InstanceID: "identifier",
  OriginalDocumentID: "identifier",
  SerialNumber: "identifier",
  BodySerialNumber: "identifier",
  LensSerialNumber: "identifier",
  title: "title",
  description: "title",
  subject: "title",
  Headline: "title",
  Keywords: "title",
  UserComment: "comment",
  Make: "camera",
  Model: "camera",
  Lens: "camera",
  LensModel: "camera",
  GPSLatitude: "place",
  GPSLongitude: "place",
  City: "location-text",
  Location: "location-text",
  State: "location-text",
  Country: "location-text",
  filePath: "path",
  manifest: "path",
};
// Their items are told one by one; the property itself has no words.
const CONTAINERS = /^(?:Bag|Seq|Alt|li|Description|RDF|xmpmeta)$/;

/** Adds what XMP says, and that it is there where nothing of it is understood. */
export function readXmp(bytes: Bytes, findings: Findings): void {
  const before = findings.size;
  if (bytes.length <= MOST_BYTES) {
    try {
      readProperties(xmlText(bytes), findings);
    } catch {
      // Not well-formed: it goes all the same, and what was understood up to there is told.
    }
  }
  if (findings.size === before) findings.add("other", "XMP");
}

function readProperties(text: string, findings: Findings): void {
  const around: string[] = [];
  const tell = (name: string, value: string): void => {
    const what = PROPERTIES[name];
    if (what !== undefined && Object.hasOwn(PROPERTIES, name) && value.trim() !== "") findings.add(what, value);
  };
  readXml(text.replaceAll("\0", "").trim(), {
    start: ({ name, attributes }) => {
      around.push(localName(name));
      if (localName(name) === "History") findings.add("revisions");
      if (localName(name) === "Thumbnails") findings.add("thumbnail");
      for (const [key, value] of Object.entries(attributes)) tell(localName(key), value);
    },
    end: () => around.pop(),
    text: (part) => {
      const property = [...around].reverse().find((name) => !CONTAINERS.test(name));
      if (property !== undefined) tell(property, part);
    },
  });
}
