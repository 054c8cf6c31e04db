/** What a row's state and path are called. */
import type { Path } from "../../sealing/body.ts";
import type { Phrase } from "../words.ts";
import type { State } from "./summary.ts";

/** What a state is called. */
export const STATE_WORDS: Readonly<Record<State, Phrase>> = {
  received: "cases-state-received",
  acknowledged: "cases-state-acknowledged",
  closed: "cases-state-closed",
};

/** What the server says of a state that is not verified yet. */
export const CLAIMED_WORDS: Readonly<Record<State, Phrase>> = {
  received: "cases-state-received",
  acknowledged: "cases-claimed-acknowledged",
  closed: "cases-claimed-closed",
};

/** How a case came to be sealed, in words. */
export const PATH_WORDS: Readonly<Record<Path, Phrase>> = {
  browser: "cases-path-browser",
  server: "cases-path-server",
  desk: "cases-path-desk",
};

/** The same on one line of the inbox. */
export const SHORT_PATHS: Readonly<Record<Path, Phrase>> = {
  browser: "cases-path-short-browser",
  server: "cases-path-short-server",
  desk: "cases-path-short-desk",
};
