/**
 * Looking into a file before it is sealed, and cleaning it. Runs in a worker: it needs no page, no network and no clock,
 * and makes nothing run that stands in the file. A cleaned file is inspected in its turn before it is given out.
 */
import type { Bytes } from "./bytes.ts";
import type { Examined } from "./findings.ts";
import { Findings } from "./findings.ts";
import { FIRST_BYTES, sniff, type Sniffed } from "./format.ts";
import { CleaningError, type Can, type Cleaned, type CleaningErrorKind, type Finding, type Format, type Inspection } from "./inspection.ts";
import { examinePackage } from "./package.ts";
import { examinePdf } from "./pdf.ts";
import { PICTURES } from "./picture.ts";
import { readExifOfContainer } from "./picture/exif.ts";

const MIB = 1 << 20;

/** The most bytes of a file that is looked into, so that a telephone has the memory for it and for its cleaned copy. */
export const LARGEST: Readonly<Record<Exclude<Sniffed, "other">, number>> = {
  jpeg: 128 * MIB,
  png: 128 * MIB,
  webp: 128 * MIB,
  heic: 64 * MIB,
  zip: 128 * MIB,
  pdf: 64 * MIB,
};

/** A file whose format is cleaned. */
interface Cleanable extends Examined {
  readonly format: Format;
}

/** Says what a file gives away, and whether it can be cleaned. Never rejects for what stands in the file. */
export async function inspect(file: Blob): Promise<Inspection> {
  const sniffed = sniff(await bytesOf(file.slice(0, FIRST_BYTES)));
  if (sniffed === "other") return nothing("other", "cannot");
  if (file.size > LARGEST[sniffed]) return nothing(formatOf(sniffed), "too-large");
  if (sniffed === "heic") return { ...nothing("heic", "cannot"), findings: findingsOfHeic(await bytesOf(file)) };
  try {
    const { format, findings, stays } = await examined(sniffed, await bytesOf(file));
    return { format, findings, stays, can: findings.length > 0 ? "clean" : "nothing-to-clean" };
  } catch (error) {
    return nothing(formatOf(sniffed), asCleaningError(error).kind);
  }
}

/**
 * Makes a cleaned copy of a file.
 *
 * @throws {@link CleaningError}
 */
export async function clean(file: Blob): Promise<Cleaned> {
  const sniffed = sniff(await bytesOf(file.slice(0, FIRST_BYTES)));
  if (sniffed === "other" || sniffed === "heic") throw new CleaningError("cannot");
  if (file.size > LARGEST[sniffed]) throw new CleaningError("too-large");
  try {
    const { write, stays } = await examined(sniffed, await bytesOf(file));
    const blob = new Blob([...write()], { type: file.type });
    const again = await examined(sniffed, await bytesOf(blob));
    if (again.findings.length > 0) throw new CleaningError("remains");
    return { blob, stays };
  } catch (error) {
    throw asCleaningError(error);
  }
}

async function examined(sniffed: Exclude<Sniffed, "other" | "heic">, file: Bytes): Promise<Cleanable> {
  if (sniffed === "zip") return examinePackage(file, 0);
  if (sniffed === "pdf") return { format: "pdf", ...(await examinePdf(file)) };
  return { format: sniffed, ...PICTURES[sniffed](file) };
}

/** Reading past an end, and whatever a library throws, says that the file does not hold to its format. */
function asCleaningError(error: unknown): CleaningError {
  return error instanceof CleaningError ? error : new CleaningError("damaged", error);
}

function findingsOfHeic(file: Bytes): readonly Finding[] {
  const findings = new Findings();
  readExifOfContainer(file, findings);
  return findings.list();
}

function nothing(format: Format, can: Can | CleaningErrorKind): Inspection {
  return { format, findings: [], stays: [], can: can === "remains" || can === "unfinished" ? "damaged" : can };
}

function formatOf(sniffed: Sniffed): Format {
  return sniffed === "zip" ? "other" : sniffed;
}

async function bytesOf(blob: Blob): Promise<Bytes> {
  return new Uint8Array(await blob.arrayBuffer());
}
