/** What a page and the worker that looks into files say to each other: one question, then one answer. */
import type { Can, Cleaned, CleaningErrorKind, Inspection } from "../cleaning/inspection.ts";
import { isObject, isOneOf } from "./shape.ts";

/** What the page sends. */
export interface ToInspecting {
  readonly is: "inspect" | "clean";
  readonly file: Blob;
}

/** What the worker sends. */
export type FromInspecting =
  | { readonly is: "inspected"; readonly inspection: Inspection }
  | { readonly is: "cleaned"; readonly cleaned: Cleaned }
  | { readonly is: "uncleaned"; readonly kind: CleaningErrorKind }
  | { readonly is: "failed"; readonly kind: "changed" | "worker" };

const CANS: readonly Can[] = ["clean", "nothing-to-clean", "cannot", "too-large", "damaged"];
const UNCLEANED: readonly CleaningErrorKind[] = ["cannot", "too-large", "damaged", "remains", "unfinished"];

/** What a worker sent, or null if it is none of {@link FromInspecting}. */
export function fromInspecting(data: unknown): FromInspecting | null {
  return isObject(data) && isFromInspecting(data) ? data : null;
}

function isFromInspecting(data: Record<string, unknown>): data is Record<string, unknown> & FromInspecting {
  switch (data["is"]) {
    case "inspected":
      return isObject(data["inspection"]) && isOneOf(CANS, data["inspection"]["can"]);
    case "cleaned":
      return isObject(data["cleaned"]) && data["cleaned"]["blob"] instanceof Blob;
    case "uncleaned":
      return isOneOf(UNCLEANED, data["kind"]);
    case "failed":
      return isOneOf(["changed", "worker"], data["kind"]);
    default:
      return false;
  }
}
