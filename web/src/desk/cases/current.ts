/** Where the inbox stands, the case that is open, and why either cannot be shown. */
import { KeyringError } from "../../sealing/keyring.ts";
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import type { Channel } from "./channel.ts";
import type { RowTrouble } from "./inbox.ts";
import { OpenerError } from "./opener.ts";
import type { OpenedCase } from "./opening.ts";
import type { CaseAnswer } from "./summary.ts";

/** Why something cannot be shown: for words, by `problem.ts`, or a keyring that does not verify. */
export type CasesProblem = ApiError | KeyringError | OpenerError;

/** Where the inbox stands. */
export type Loading =
  | { readonly is: "loading" }
  | { readonly is: "ready" }
  | { readonly is: "failed"; readonly because: CasesProblem };

/** The case that is open. */
export type CurrentCase = { readonly row: CaseRow } & (
  | { readonly is: "opening" }
  | { readonly is: "failed"; readonly because: CasesProblem }
  | { readonly is: "damaged"; readonly because: RowTrouble }
  | Shown
);

/** A case that is shown. */
export interface Shown {
  readonly is: "open";
  readonly row: CaseRow;
  readonly opened: OpenedCase;
  readonly answer: CaseAnswer;
  readonly channel: Channel;
  /** The numbers from which on everything is new since this member last looked. */
  readonly newFrom: { readonly c: number; readonly i: number };
  /** Whether the server shows less, or other, than this member has verified before. */
  readonly wentBack: boolean;
}

/** For those who only ask whether the server's answer was good. */
export function asApiError(error: CasesProblem): ApiError {
  return error instanceof ApiError ? error : new ApiError("unreadable");
}

/** Whether an error is one of these, and not a fault of the desk. */
export function isProblem(error: unknown): error is CasesProblem {
  return error instanceof ApiError || error instanceof KeyringError || error instanceof OpenerError;
}
