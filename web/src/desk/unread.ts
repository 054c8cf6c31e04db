/**
 * What an epoch changes that came into force without its owner's knowing. They may have believed that it failed, and have
 * thought better of it since; or it is signed with their key and their vault knows nothing of it. Before it counts they
 * read whom it lets in.
 */
import type { Day } from "../sealing/day.ts";
import type { Keyring } from "../sealing/keyring.ts";

/** What somebody is in a keyring. */
export type LineRole = "handler" | "deputy" | "custodian" | "recovery";

/** A line of a keyring, as people tell it. */
export interface NamedLine {
  readonly title: string;
  readonly role: LineRole;
}

/**
 * An epoch that its owner has to read before it is pinned, and before anything is signed:
 *
 * - `unconfirmed`: the vault knows that they signed it; the server's answer was lost
 * - `forgotten`: it is signed with their key, and the vault does not know it: an earlier vault was put back, or somebody else
 *   has the key. It stays an alarm until they have held it against the lists of all who stand in it
 */
export interface Unread extends Changes {
  readonly was: "unconfirmed" | "forgotten";
}

/** What one epoch changes of another. */
export interface Changes {
  /** Whether it says the very same, but for its number and days. */
  readonly isSame: boolean;
  /** The day on which it was signed. */
  readonly signed: Day;
  /** Lines that the other does not have, as they stand: somebody new, or with another title, role or key. */
  readonly letsIn: readonly NamedLine[];
  /** Lines of the other that it does not have. */
  readonly shutsOut: readonly NamedLine[];
}

/** What `now` changes of `before`. */
export function changesBetween(before: Keyring, now: Keyring): Changes {
  const [former, latter] = [linesOf(before), linesOf(now)];
  const without = (lines: Lines, others: Lines): readonly NamedLine[] =>
    [...lines].filter(([key]) => !others.has(key)).map(([, line]) => line);
  const isSame = decidedIn(before) === decidedIn(now);
  return { isSame, signed: now.issued, letsIn: without(latter, former), shutsOut: without(former, latter) };
}

/** Every line of a keyring. */
export function linesIn(keyring: Keyring): readonly NamedLine[] {
  return [...linesOf(keyring).values()];
}

/** Lines by everything that stands in them. */
type Lines = ReadonlyMap<string, NamedLine>;

function linesOf({ handlers, deputies, custodians, recovery }: Keyring): Lines {
  const entries = (lines: readonly { readonly title: string }[], role: LineRole) =>
    lines.map((line) => [JSON.stringify([role, line]), { title: line.title, role }] as const);
  return new Map([
    ...entries(handlers, "handler"),
    ...entries(deputies, "deputy"),
    ...entries(custodians, "custodian"),
    ...entries([recovery], "recovery"),
  ]);
}

/** What an owner decides of a keyring: everything but its number, its place in the chain and its days. */
function decidedIn(keyring: Keyring): string {
  return JSON.stringify({ ...keyring, epoch: null, previous: null, issued: null, expires: null });
}
