/** Parts of a document that are files themselves: pictures and documents within it are cleaned by the same code. */
import { joined, type Bytes } from "../bytes.ts";
import type { Findings } from "../findings.ts";
import { sniff } from "../format.ts";
import { PICTURES } from "../picture.ts";
import { examinePackage } from "../package.ts";

/** How deep documents within documents are looked into. */
const DEEPEST = 3;

// Fonts are of whoever made the font; white lists of buttons, and what a program lays out by, hold no words.
const SILENT = /(?:\.(?:odttf|fntdata|ttf|otf)|\/)$/i;
const SCRIPT = /vbaProject[^/]*\.bin$|vbaData\.xml$/i;

/** What a document's parts are looked into with. */
export interface Looking {
  readonly findings: Findings;
  readonly stays: Findings;
  /** 0 for the file itself. */
  readonly depth: number;
}

/** What takes the place of a part that is no XML. What is not understood stays, and is named. */
export function cleanedPart(name: string, content: Bytes, { findings, stays, depth }: Looking): Bytes {
  const sniffed = sniff(content.subarray(0, 4096));
  try {
    if (sniffed === "jpeg" || sniffed === "png" || sniffed === "webp") {
      const picture = PICTURES[sniffed](content);
      findings.addAll(picture.findings);
      return picture.findings.length > 0 ? joined(picture.write()) : content;
    }
    if (sniffed === "zip" && depth < DEEPEST) {
      const inner = examinePackage(content, depth + 1);
      findings.addAll(inner.findings);
      stays.addAll(inner.stays);
      return inner.findings.length > 0 ? joined(inner.write()) : content;
    }
  } catch {
    // A part that is damaged or not understood leaves the rest as it is.
  }
  if (!SILENT.test(name)) stays.add(SCRIPT.test(name) ? "script" : "embedded", name);
  return content;
}
