/** What a member is told when something did not work: what happened and what to do. */
import type { CodeError } from "../sealing/code.ts";
import type { PassphraseError } from "../sealing/passphrase.ts";
import { ApiError } from "./api.ts";
import type { Words } from "./words.ts";
import { WorkerError } from "./worker.ts";

/** An error in words; what no one foresaw is told as that. */
export function inWords(error: unknown, words: Words): string {
  const { say } = words;
  if (error instanceof WorkerError) return say("desk-problem-worker");
  if (!(error instanceof ApiError)) return say("desk-problem-unforeseen");
  switch (error.kind) {
    case "offline":
      return say("desk-problem-offline");
    case "locked":
      return say("desk-problem-locked");
    case "unreadable":
    case "problem-malformed":
    case "problem-wrong-method":
    case "problem-wrong-type":
    case "problem-cross-site":
    case "problem-address-too-long":
    case "problem-not-sealed":
    case "problem-key-replaced":
    case "problem-other-version":
      return say("desk-problem-version");
    case "problem-not-found":
      return say("desk-problem-not-found");
    case "problem-not-authenticated":
      return say("desk-problem-not-authenticated");
    case "problem-nonce-expired":
      return say("desk-problem-nonce-expired");
    case "problem-forbidden":
      return say("desk-problem-forbidden");
    case "problem-slow-down":
      return say("desk-problem-slow-down", { wait: waitInWords(error.retryAfter, words) });
    case "problem-conflict":
      return say("desk-problem-conflict");
    case "problem-wrong-day":
      return say("desk-problem-wrong-day");
    case "problem-out-of-turn":
      return say("desk-problem-out-of-turn");
    case "problem-too-large":
      return say("desk-problem-too-large");
    case "problem-case-full":
      return say("desk-problem-case-full");
    case "problem-file-too-large":
      return say("desk-problem-file-too-large");
    case "problem-files-full":
      return say("desk-problem-files-full");
    case "problem-files-tomorrow":
      return say("desk-problem-files-tomorrow");
    case "problem-no-room-for-files":
      return say("desk-problem-no-room-for-files");
    case "problem-files":
      return say("desk-problem-files");
    case "problem-sending":
      return say("desk-problem-sending");
    case "problem-file-lost":
      return say("desk-problem-file-lost");
    case "problem-too-slow":
      return say("desk-problem-too-slow");
    case "problem-expired":
      return say("desk-problem-expired");
    case "problem-closed":
      return say("desk-problem-closed");
    case "problem-no-space":
      return say("desk-problem-no-space");
    case "problem-busy":
      return say("desk-problem-busy");
    case "problem-unavailable":
      return say("desk-problem-unavailable");
    case "problem-unknown":
      return say("desk-problem-unknown");
  }
}

/** How long to wait, in seconds or whole minutes. */
function waitInWords(seconds: number | null, { say }: Words): string {
  const known = seconds ?? 60;
  return known < 60 ? say("desk-seconds", { count: known }) : say("desk-minutes", { count: Math.ceil(known / 60) });
}

/** What to mend in a passphrase. */
export function passphraseInWords(error: PassphraseError, { say, number }: Words): string {
  return error.kind === "length"
    ? say("desk-passphrase-length", { count: error.at })
    : say("desk-passphrase-word", { place: number(error.at) });
}

/** What to mend in a code. */
export function codeInWords(error: CodeError, { say, number }: Words): string {
  switch (error.kind) {
    case "symbol":
      return say("desk-code-symbol", { place: number(error.at) });
    case "length":
      return say("desk-code-length", { count: error.at });
    case "check":
      return say("desk-code-check");
  }
}
