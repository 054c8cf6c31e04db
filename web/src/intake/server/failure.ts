/** Why the server gave no answer that a page can go on with. */

/**
 * - `network`: it was not reached, or its answer did not come
 * - `not-found`: there is nothing there; for a signed request, no case for that code
 * - `expired`: the keyring that the report names is too old
 * - `key-replaced`: the server has another key than the one it was sealed to
 * - `conflict`: somebody was first
 * - `refused`: it does not take what was sent
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
  | "refused"
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
}

/** What a status says. */
export function kindOf(status: number): ServerErrorKind {
  switch (status) {
    case 404:
      return "not-found";
    case 409:
      return "conflict";
    case 410:
      return "expired";
    case 412:
      return "key-replaced";
    case 503:
    case 507:
      return "unavailable";
    default:
      return status >= 500 ? "unknown" : "refused";
  }
}
