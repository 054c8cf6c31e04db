/**
 * The keyring: whom a channel's reports are sealed to, one epoch after another, signed by the channel's owner.
 *
 * This file holds what an epoch says (PROTOCOL.md section 8), `keyring/lines.ts` its text, `keyring/note.ts` the
 * signatures under it, `keyring/chain.ts` which epochs to trust, `keyring/status.ts` how long one may be used, and
 * `keyring/sign.ts` how the owner's desk signs the next.
 */

import { daysBetween, type Day } from "./day.ts";
import { ZERO_DIGEST, type Digest } from "./digest.ts";
import { SealingError } from "./failure.ts";
import type { Holder } from "./holder.ts";
import type { ChannelId, MemberId } from "./id.ts";
import type { Recipient } from "./identity.ts";
import type { Role } from "./role.ts";
import type { VerifyingKey } from "./signature.ts";
import { isShortText } from "./text.ts";

/** What every line of a person has. `recipient` and `verify` are theirs alone. */
export interface Line<R extends Role = Role> {
  /** The function they hold, and their name where the owner says so: what the reporter reads. */
  readonly title: string;
  readonly recipient: Recipient<R>;
  readonly verify: VerifyingKey<"author">;
}

/** The line of a handler, deputy or custodian. */
export interface Designated<R extends Role = "handler" | "custodian"> extends Line<R> {
  /** One person's for good in this channel, through new keys and roles. */
  readonly id: MemberId;
}

/** What the owner has decided for the channel, in the epoch so that the server cannot decide it. */
export interface Policy {
  /** Whether reporters see their own earlier words again. */
  readonly showOwn: boolean;
  /** Whether contact details open to one handler, or to a handler and a custodian together. */
  readonly contact: "one" | "two";
  /** Whether reports are taken, and followed up, without JavaScript. */
  readonly serverPath: boolean;
}

/** What one epoch says. Parsing proves its form, not its author: only `keyring/chain.ts` does that. */
export interface Keyring {
  readonly channel: ChannelId;
  /** From 1, without gaps. */
  readonly epoch: number;
  /** Digest of the whole previous note; zeros for epoch 1. */
  readonly previous: Digest;
  readonly issued: Day;
  /** The last day of its life. */
  readonly expires: Day;
  readonly owner: VerifyingKey<"owner">;
  readonly settings: Digest;
  readonly policy: Policy;
  readonly handlers: readonly Designated<"handler">[];
  readonly deputies: readonly Designated<"handler">[];
  readonly custodians: readonly Designated<"custodian">[];
  /** The channel recovery key, which its holder keeps offline. */
  readonly recovery: Line<"recovery">;
}

/** Why a keyring is refused. */
export type KeyringErrorKind =
  /** Not the lines of section 8, in their order. */
  | "form"
  /** Too many or too few lines of a role, or not sorted by id. */
  | "roles"
  /** An id, recipient or key that stands twice. */
  | "distinct"
  /** An expiry before the issue, or more than a life after it. */
  | "days"
  /** A signature that is missing, wrong, or one too many. */
  | "signature"
  /** An epoch that does not follow the one before it. */
  | "chain"
  /** Another recovery key than in the epoch before it. */
  | "recovery"
  /** Not the owner key that the link, the anchor or the vault names. */
  | "owner"
  /** Not the epoch that the anchor or the vault names. */
  | "pin";

const MESSAGES: Readonly<Record<KeyringErrorKind, string>> = {
  form: "not the lines of a keyring",
  roles: "a role has too many lines, too few, or they are not in order",
  distinct: "an id or a key stands twice",
  days: "the days of issue and expiry do not fit",
  signature: "not signed as it must be",
  chain: "does not follow the epoch before it",
  recovery: "has another recovery key than the epoch before it",
  owner: "another owner than the one that is trusted",
  pin: "not the epoch that was pinned",
};

/** A keyring that nothing may be sealed to. */
export class KeyringError extends SealingError<KeyringErrorKind> {
  constructor(kind: KeyringErrorKind) {
    super("KeyringError", kind, MESSAGES[kind]);
  }
}

/** How many days an epoch lives: what lies at most between its issue and its expiry. */
export const LIFETIME_DAYS = 120;

/** Every designated person: handlers, deputies, custodians. */
export function everyone(keyring: Keyring): readonly Designated[] {
  return [...keyring.handlers, ...keyring.deputies, ...keyring.custodians];
}

/** Everybody who may hold a case's key: handlers and deputies, and recovery. */
export function keepers(keyring: Keyring): readonly Holder[] {
  return [...[...keyring.handlers, ...keyring.deputies].map(({ id }) => id), "recovery"];
}

/** Everybody whom a report can name: those, and the custodians. */
export function nameable(keyring: Keyring): readonly Holder[] {
  return [...everyone(keyring).map(({ id }) => id), "recovery"];
}

/** The line of a handler or deputy: those who can be given a case. */
export function memberOf(keyring: Keyring, id: MemberId): Designated<"handler"> | null {
  return [...keyring.handlers, ...keyring.deputies].find((person) => person.id === id) ?? null;
}

/** The line under which a holder can hold a case's key: a handler's, a deputy's, or recovery's. */
export function lineOf(keyring: Keyring, holder: Holder): Line<"handler" | "recovery"> | null {
  return holder === "recovery" ? keyring.recovery : memberOf(keyring, holder);
}

/** The handler, deputy or recovery that signs with that key. */
export function holderOf(keyring: Keyring, verify: VerifyingKey<"author">): Holder | null {
  if (keyring.recovery.verify === verify) return "recovery";
  return [...keyring.handlers, ...keyring.deputies].find((person) => person.verify === verify)?.id ?? null;
}

/**
 * Checks the rules of section 8 that are about what an epoch says, not about how it is written or by whom.
 *
 * @throws {@link KeyringError}
 */
export function checkKeyring(keyring: Keyring): void {
  const { handlers, deputies, custodians, recovery } = keyring;
  const leastCustodians = keyring.policy.contact === "two" ? 1 : 0;
  if (!isRole(handlers, 1, 50) || !isRole(deputies, 0, 50) || !isRole(custodians, leastCustodians, 10)) {
    throw new KeyringError("roles");
  }
  const people = everyone(keyring);
  const lines = [...people, recovery];
  if (
    !areDistinct(people.map((person) => person.id)) ||
    !areDistinct(lines.map((line) => line.recipient)) ||
    !areDistinct([keyring.owner, ...lines.map((line) => line.verify)])
  ) {
    throw new KeyringError("distinct");
  }
  if (lines.some((line) => !isShortText(line.title))) throw new KeyringError("form");
  const isNumber = Number.isSafeInteger(keyring.epoch) && keyring.epoch >= 1;
  if (!isNumber || (keyring.epoch === 1) !== (keyring.previous === ZERO_DIGEST)) throw new KeyringError("chain");
  const life = daysBetween(keyring.issued, keyring.expires);
  if (life < 0 || life > LIFETIME_DAYS) throw new KeyringError("days");
}

/** Whether there are as many people as a role may have, in the order of their ids. */
function isRole(people: readonly Designated[], least: number, most: number): boolean {
  const inOrder = people.every((person, index) => (people[index - 1]?.id ?? "") <= person.id);
  return people.length >= least && people.length <= most && inOrder;
}

function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
