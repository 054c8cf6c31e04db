/** What went wrong with a recovery code, in words. */
import { CodeError } from "../../sealing/code.ts";
import { ApiError } from "../api.ts";
import { codeInWords, inWords } from "../problem.ts";
import type { Words } from "../words.ts";
import { UnusableKeyringError } from "./holding.ts";

/** Why nothing came of it. */
export function recoveryInWords(error: unknown, words: Words): string {
  const { say } = words;
  if (error instanceof CodeError) return codeInWords(error, words);
  if (error instanceof UnusableKeyringError) return keyringInWords(error, words);
  if (error instanceof ApiError && error.kind === "problem-not-authenticated") return say("recovery-unknown");
  return inWords(error, words);
}

/** Why nothing is given by the keyring that the server shows. */
function keyringInWords({ kind, until }: UnusableKeyringError, { say, fullDay }: Words): string {
  switch (kind) {
    case "foreign":
      return say("recovery-keyring");
    case "expired":
      return say("recovery-keyring-expired", { until: until === null ? "" : fullDay(until) });
    case "not-yet":
      return say("recovery-keyring-early");
  }
}
