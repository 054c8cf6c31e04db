/** Whom a case is shared with, when it concerns some of them (PROTOCOL.md section 6). */
import { SealingError } from "./failure.ts";
import { inOrder, type Holder } from "./holder.ts";
import type { Recipient } from "./identity.ts";
import { everyone, type Designated, type Keyring } from "./keyring.ts";
import type { VerifyingKey } from "./signature.ts";

/** Why nothing can be filed. */
export type ExclusionErrorKind =
  /** Somebody is excluded whom the keyring does not list. */
  | "unknown"
  /** Nobody is left: the page shows the external authorities. */
  | "nobody-left";

/** Nothing is filed. */
export class ExclusionError extends SealingError<ExclusionErrorKind> {
  constructor(kind: ExclusionErrorKind) {
    const message =
      kind === "unknown" ? "somebody is excluded who is not in the keyring" : "nobody is left to share the case with";
    super("ExclusionError", kind, message);
  }
}

/** Somebody a wrap is made for. */
export interface Receiver {
  readonly holder: Holder;
  readonly recipient: Recipient<"handler" | "recovery">;
  /** The key they sign with, whose id names them in a wrap. */
  readonly verify: VerifyingKey<"author">;
}

/** Who gets what of a new case. */
export interface Sharing {
  /** Everybody a wrap is made for, recovery last. */
  readonly receivers: readonly Receiver[];
  /** The same, as the report names them. */
  readonly wrapped: readonly Holder[];
  /** Whom the reporter excludes. */
  readonly excluded: readonly Holder[];
  /** The custodians not excluded: with none left under `contact=two`, the page takes no contact details. */
  readonly custodians: readonly Designated<"custodian">[];
  /** Recovery alone is left: the page says so and shows the external authorities first. */
  readonly recoveryAlone: boolean;
}

/** Those a page lists when it asks whom a report concerns. */
export interface Concernable {
  readonly holder: Holder;
  readonly role: "handler" | "deputy" | "custodian" | "recovery";
  readonly title: string;
}

/** Every handler, deputy, custodian and the recovery holder, as the page lists them. */
export function concernable(keyring: Keyring): readonly Concernable[] {
  const listed = (role: Concernable["role"], people: readonly Designated[]): readonly Concernable[] =>
    people.map(({ id, title }) => ({ holder: id, role, title }));
  return [
    ...listed("handler", keyring.handlers),
    ...listed("deputy", keyring.deputies),
    ...listed("custodian", keyring.custodians),
    { holder: "recovery", role: "recovery", title: keyring.recovery.title },
  ];
}

/**
 * Works out who is wrapped: the handlers not excluded; the deputies not excluded if and only if every handler is
 * excluded; recovery unless excluded.
 *
 * @throws {@link ExclusionError}
 */
export function shareCase(keyring: Keyring, excluded: Iterable<Holder>): Sharing {
  const out = new Set(excluded);
  const known = new Set<Holder>(["recovery", ...everyone(keyring).map((person) => person.id)]);
  for (const holder of out) if (!known.has(holder)) throw new ExclusionError("unknown");

  const left = <P extends Designated>(people: readonly P[]): readonly P[] => people.filter(({ id }) => !out.has(id));
  const handlers = left(keyring.handlers);
  const members = handlers.length > 0 ? handlers : left(keyring.deputies);
  const receivers: Receiver[] = members.map(({ id, recipient, verify }) => ({ holder: id, recipient, verify }));
  if (!out.has("recovery")) {
    const { recipient, verify } = keyring.recovery;
    receivers.push({ holder: "recovery", recipient, verify });
  }
  if (receivers.length === 0) throw new ExclusionError("nobody-left");
  return {
    receivers,
    wrapped: inOrder(receivers.map(({ holder }) => holder)),
    excluded: inOrder(out),
    custodians: left(keyring.custodians),
    recoveryAlone: members.length === 0,
  };
}
