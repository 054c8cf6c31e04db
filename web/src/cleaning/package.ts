/** Documents that are zip packages: which kind one is, and what looks into it. */
import type { Bytes } from "./bytes.ts";
import { examineOffice } from "./document/office.ts";
import { examineOpenDocument } from "./document/opendocument.ts";
import { Findings, type Examined } from "./findings.ts";
import { CleaningError } from "./inspection.ts";
import { readZip } from "./zip.ts";

/** A document of a package and its format. */
export interface ExaminedPackage extends Examined {
  readonly format: "office" | "opendocument";
}

// The main part of a document, a workbook or a presentation; of a workbook in the binary form nothing is understood.
const OFFICE = /^(?:word\/document\d*\.xml|xl\/workbook\.xml|ppt\/presentation\.xml)$/;

/**
 * Looks into a package, `depth` documents deep within others.
 *
 * @throws {@link CleaningError} `cannot` where it is no document that is known
 */
export function examinePackage(file: Bytes, depth: number): ExaminedPackage {
  const findings = new Findings();
  const entries = readZip(file, findings);
  const looking = { findings, stays: new Findings(), depth };
  const type = new TextDecoder().decode(entries.get("mimetype")?.subarray(0, 200));
  if (type.startsWith("application/vnd.oasis.opendocument.")) return { format: "opendocument", ...examineOpenDocument(entries, looking) };
  const isOffice = entries.has("[Content_Types].xml") && [...entries.keys()].some((name) => OFFICE.test(name));
  if (isOffice) return { format: "office", ...examineOffice(entries, looking) };
  throw new CleaningError("cannot");
}
