/** What a member is told of a change of their ways in that has not come to a good answer. */
import { ApiError } from "../api.ts";
import { inWords } from "../problem.ts";
import type { Phrase, Words } from "../words.ts";
import type { Change } from "./change.ts";

const UNKNOWN: Readonly<Record<Change, Phrase>> = {
  ways: "desk-change-unknown",
  recovery: "desk-change-unknown-recovery",
  "second-factor": "desk-change-unknown-second-factor",
};

const REFUSED: Readonly<Record<Change, Phrase>> = {
  ways: "desk-change-refused",
  recovery: "desk-change-refused",
  "second-factor": "desk-change-refused-second-factor",
};

/**
 * Why a change has no good answer, in words.
 *
 * @param isUnknown - whether this try or one before it may have been made all the same: after that no refusal says that
 *   nothing was changed, for it may be the change itself that refuses the old way in
 */
export function changeInWords(change: Change, error: unknown, isUnknown: boolean, words: Words): string {
  if (isUnknown) return words.say(UNKNOWN[change]);
  const isRefused = error instanceof ApiError && error.kind === "problem-not-authenticated";
  return isRefused ? words.say(REFUSED[change]) : inWords(error, words);
}
