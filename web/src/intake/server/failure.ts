/** Why the server gave no answer that a page can go on with. */

/**
 * - `network`: it was not reached, or its answer did not come
 * - `not-found`: there is nothing there; for a signed request, no case for that code
 * - `expired`: the keyring that the report names is too old
 * - `key-replaced`: the server has another key than the one it was sealed to
 * - `conflict`: somebody was first
 * - `too-large`: it does not take so much at once
 * - `case-full`: the case has no more room
 * - `files`: some of the files that it names are not with the server, and nothing was stored
 * - `closed`: the channel takes no reports
 * - `refused`: it does not take what was sent, for another reason
 * - `no-space`, `busy`: it has no room, or too much to do, and nothing was stored
 * - `unavailable`: something is wrong on its side, and nothing was stored
 * - `unknown`: something is wrong on its side, or on the way, and it may have stored what was sent
 * - `answer`: what came is no answer of this protocol
 */
export type ServerErrorKind =
  | "network"
  | "not-found"
  | "expired"
  | "key-replaced"
  | "conflict"
  | "too-large"
  | "case-full"
  | "files"
  | "closed"
  | "refused"
  | "no-space"
  | "busy"
  | "unavailable"
  | "unknown"
  | "answer";

/** No answer that a page can go on with. It never quotes what was sent. */
export class ServerError extends Error {
  readonly kind: ServerErrorKind;

  constructor(kind: ServerErrorKind) {
    super(`the server's answer: ${kind}`);
    this.name = "ServerError";
    this.kind = kind;
  }

  /** Whether the request that failed so has surely left nothing behind. */
  get isSure(): boolean {
    return !["network", "unknown", "answer"].includes(this.kind);
  }
}

/** What the server says of itself, as the problem that its answer names (src/http/failure.rs). */
const SAID = [
  "not-found",
  "conflict",
  "expired",
  "key-replaced",
  "too-large",
  "case-full",
  "files",
  "closed",
  "no-space",
  "busy",
  "unavailable",
] as const;

/** What an answer that is none says. Where somebody on the way answers for the server, what became of the request is not known. */
export function failureOf(status: number, body: string): ServerError {
  const said = SAID.find((kind) => body.includes(`"problem-${kind}"`));
  return new ServerError(said ?? (status < 500 ? "refused" : "unknown"));
}
