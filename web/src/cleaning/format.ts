/** Which format a file has, by its first bytes; what it is called is not asked. */
import { latin1, startsWith, viewOf, type Bytes } from "./bytes.ts";
import type { Format } from "./inspection.ts";

/** How many of a file's first bytes tell its format. */
export const FIRST_BYTES = 4096;

/** A format as the first bytes tell it; a `zip` may be a document, which its list of entries tells. */
export type Sniffed = Exclude<Format, "office" | "opendocument"> | "zip";

const HEIC = /^(?:hei[cxms]|hev[cmx]|mif1|msf1)$/;

/** The format that the first bytes of a file tell. */
export function sniff(first: Bytes): Sniffed {
  if (startsWith(first, "\xff\xd8\xff")) return "jpeg";
  if (startsWith(first, "\x89PNG\r\n\x1a\n")) return "png";
  if (startsWith(first, "RIFF") && startsWith(first, "WEBP", 8)) return "webp";
  if (startsWith(first, "PK\x03\x04") || startsWith(first, "PK\x05\x06")) return "zip";
  if (startsWith(first, "ftyp", 4)) return brandsOf(first).some((brand) => HEIC.test(brand)) && !brandsOf(first).includes("avif") ? "heic" : "other";
  // Readers take a PDF whose first line stands within the first kilobyte.
  if (latin1(first, 0, 1024).includes("%PDF-")) return "pdf";
  return "other";
}

function brandsOf(first: Bytes): readonly string[] {
  const end = Math.min(viewOf(first).getUint32(0), first.length);
  const brands: string[] = [];
  // Behind the first brand stands its version, which is none.
  for (let at = 8; at + 4 <= end; at += at === 8 ? 8 : 4) brands.push(latin1(first, at, 4));
  return brands;
}
