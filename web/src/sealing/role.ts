/** Whose key it is, as a type: a `Recipient<"handler">` is not a `Recipient<"case">`. */

/**
 * The role of an age identity:
 *
 * - `case`: one generation of a case's key
 * - `reporter`: the reporter, from the case code
 * - `handler`: a handler or a deputy
 * - `custodian`: a custodian of contact details under `contact=two`
 * - `recovery`: the holder of a channel's recovery code
 * - `file`: one file
 * - `intake`: the server's own, for the wraps of a filing on their way
 * - `unlock`: one way of unlocking a vault
 * - `throw-away`: nobody, the second stanza where the reporter is no recipient
 */
export type Role =
  | "case"
  | "reporter"
  | "handler"
  | "custodian"
  | "recovery"
  | "file"
  | "intake"
  | "unlock"
  | "throw-away";

/**
 * The role of an Ed25519 key:
 *
 * - `access`: signs a reporter's requests; its digest is the case's locator
 * - `author`: signs envelopes: a reporter, a member or recovery
 * - `sign-in`: signs the challenge at a member's sign-in
 * - `owner`: signs a channel's keyring
 * - `invitee`: signs the requests of somebody invited
 * - `desk`: signs what a member asks the desk to change; it comes from an open vault alone
 */
export type Signer = "access" | "author" | "sign-in" | "owner" | "invitee" | "desk";
