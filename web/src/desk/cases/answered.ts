/** What a refusal says of bytes that were sent: whether they may stand at the server all the same. */
import type { ApiErrorKind } from "../api.ts";

/** Without an answer of the server's own, or with one that does not know, it may have stored them. */
const NO_ANSWER: ReadonlySet<ApiErrorKind> = new Set(["offline", "unreadable", "problem-unknown"]);

/** What a server says only once it has looked whether the very bytes stand already, or of bytes that it never takes. */
const FOR_GOOD: ReadonlySet<ApiErrorKind> = new Set([
  "problem-malformed",
  "problem-wrong-method",
  "problem-wrong-type",
  "problem-not-found",
  "problem-conflict",
  "problem-wrong-day",
  "problem-out-of-turn",
  "problem-too-large",
  "problem-case-full",
  "problem-files",
  "problem-not-sealed",
  "problem-closed",
]);

/** Whether what was sent for the first time may be stored. */
export function mayBeStored(kind: ApiErrorKind): boolean {
  return NO_ANSWER.has(kind);
}

/**
 * Whether what was sent once more, after an answer was lost, may be stored. Who is asked to wait, to unlock or to sign in
 * learns nothing of the try before.
 */
export function mayStillBeStored(kind: ApiErrorKind): boolean {
  return !FOR_GOOD.has(kind);
}
