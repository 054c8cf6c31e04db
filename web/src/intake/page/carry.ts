/** What stands after `#k=` in a link from the intranet or a poster: it stays in the browser, and goes on from page to page. */
import { CodeError, readFingerprint, type OwnerFingerprint } from "../../sealing/code.ts";
import { all } from "./elements.ts";

const NAME = "k=";

/** What the link says of the owner: nothing, a fingerprint, or something that is none. */
export type Linked =
  | { readonly kind: "nothing" }
  | { readonly kind: "fingerprint"; readonly fingerprint: OwnerFingerprint }
  | { readonly kind: "unreadable" };

/** Reads the fragment of an address. */
export function readFragment(fragment: string): Linked {
  const part = fragment
    .replace(/^#/, "")
    .split("&")
    .find((each) => each.startsWith(NAME));
  if (part === undefined) return { kind: "nothing" };
  try {
    return { kind: "fingerprint", fingerprint: readFingerprint(part.slice(NAME.length)) };
  } catch (error) {
    if (error instanceof CodeError) return { kind: "unreadable" };
    throw error;
  }
}

/** Carries the fragment on to every page of the same channel that this one leads to. */
export function carry(fragment: string): void {
  if (readFragment(fragment).kind === "nothing") return;
  for (const link of all(document, "a[data-carry]", HTMLAnchorElement)) link.hash = fragment;
}

/** Shows the one paragraph that says what became of the fingerprint. */
export function tellKey(told: "unchecked" | "fits" | "checked" | "mismatch"): void {
  for (const paragraph of all(document, "[data-key]", HTMLElement)) {
    paragraph.hidden = paragraph.dataset["key"] !== told;
  }
}
