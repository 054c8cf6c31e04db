/** What people call a case, the same on both sides: it opens nothing, orders nothing, and two cases may share one. */
import { caseIdBytes, type CaseId } from "./case_id.ts";
import { leadingSymbols } from "./code.ts";
import { digestBytes, labelledDigest } from "./digest.ts";

const SYMBOLS = 7;

/** The first seven symbols of SHA-256(`sigill/v1/reference` 0x00 ‖ case id), written `K3M-9TX2`. */
export function referenceOf(id: CaseId): string {
  const symbols = leadingSymbols(digestBytes(labelledDigest("reference", caseIdBytes(id))), SYMBOLS);
  return `${symbols.slice(0, 3)}-${symbols.slice(3)}`;
}
