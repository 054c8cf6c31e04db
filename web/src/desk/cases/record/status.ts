/** Where the filling in of a record stands, and what others changed meanwhile. */
import type { Unsent } from "../sending.ts";
import type { Change, Version } from "./versions.ts";

/** Where the filling in stands. */
export type EditingStatus =
  | { readonly is: "editing" }
  | { readonly is: "saving" }
  /** `changed` if it was an earlier wording, whose answer had been lost, that was saved. */
  | { readonly is: "saved"; readonly changed: boolean }
  | { readonly is: "unchanged" }
  /** Something is wrong with some of the terms. */
  | { readonly is: "wrong" }
  /** Somebody else was quicker: what they changed is shown first. */
  | { readonly is: "overtaken" }
  | { readonly is: "not-saved"; readonly outcome: Unsent };

/** What somebody else changed while this was being filled in. */
export interface News {
  readonly version: Version;
  /** What was taken in, because nothing was changed there. */
  readonly taken: readonly Change[];
}
