/** Where the focus goes in a record: into the field of a term. */
import type { TermName } from "./terms.ts";

/** The id of a term's control, or of the group of them. */
export function controlOf(name: TermName): string {
  return `record-term-${name}`;
}

/** Puts the focus in a term's field. */
export function focusOn(name: TermName): void {
  const control = document.getElementById(controlOf(name));
  // Of several controls it is the one that is chosen, else the first.
  const inner = control?.querySelector<HTMLElement>("input:checked, input");
  (control instanceof HTMLFieldSetElement && inner !== null ? inner : control)?.focus();
  control?.scrollIntoView({ block: "center" });
}
