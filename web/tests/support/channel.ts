/** A channel with its people, made as an owner's desk makes it. */
import { newCode, writeCode } from "../../src/sealing/code.ts";
import { dayPlus, parseDay, type Day } from "../../src/sealing/day.ts";
import { deriveIdentity, deriveSigningKey } from "../../src/sealing/derive.ts";
import { ZERO_DIGEST } from "../../src/sealing/digest.ts";
import { newId, type ChannelId, type MemberId } from "../../src/sealing/id.ts";
import { newIdentity, type Identity } from "../../src/sealing/identity.ts";
import type { Designated, Policy } from "../../src/sealing/keyring.ts";
import { KeyringChain } from "../../src/sealing/keyring/chain.ts";
import { firstEpoch, nextEpoch, signKeyring, type Decided } from "../../src/sealing/keyring/sign.ts";
import { newSigningKey, type SigningKey } from "../../src/sealing/signature.ts";

/** A day, which the test is sure of. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

/** The day that many days later. */
export function later(from: Day, days: number): Day {
  const result = dayPlus(from, days);
  if (result === null) throw new Error("beyond the calendar");
  return result;
}

/** A value that the test knows to be there. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("it is not there");
  return value;
}

/** Somebody with a line in the keyring, and their keys. */
export interface Person<R extends "handler" | "custodian" = "handler"> {
  readonly id: MemberId;
  readonly title: string;
  readonly identity: Identity<R>;
  readonly signing: SigningKey<"author">;
}

/** Makes a person's keys. */
export function person<R extends "handler" | "custodian" = "handler">(title: string): Person<R> {
  return { id: newId<"member">(), title, identity: newIdentity<R>(), signing: newSigningKey<"author">() };
}

/** The line of a person. */
export function line<R extends "handler" | "custodian">(of: Person<R>): Designated<R> {
  return { id: of.id, title: of.title, recipient: of.identity.recipient, verify: of.signing.verifyingKey };
}

/** The lines of some people, by id. */
export function lines<R extends "handler" | "custodian">(...people: readonly Person<R>[]): readonly Designated<R>[] {
  return people.map(line).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** A channel: its keys, its people, and its notes so far. */
export interface Channel {
  readonly id: ChannelId;
  readonly owner: SigningKey<"owner">;
  readonly recovery: {
    readonly identity: Identity<"recovery">;
    readonly signing: SigningKey<"author">;
    /** The code as its holder types it. */
    readonly typed: string;
  };
  readonly anna: Person;
  readonly bertil: Person;
  readonly cecilia: Person;
  readonly custodian: Person<"custodian">;
  readonly notes: string[];
  readonly chain: KeyringChain;
}

/** The day on which every test's channel begins. */
export const FIRST_DAY = day("2026-11-22");

/** What the owner of a channel decides: Anna and Bertil handle, Cecilia is deputy. */
export function decided(channel: Omit<Channel, "notes" | "chain">, policy: Partial<Policy> = {}): Decided {
  return {
    channel: channel.id,
    owner: channel.owner.verifyingKey,
    settings: ZERO_DIGEST,
    policy: { showOwn: true, contact: "one", serverPath: true, ...policy },
    handlers: lines(channel.anna, channel.bertil),
    deputies: lines(channel.cecilia),
    custodians: lines(channel.custodian),
    recovery: {
      title: "Notarius publicus",
      recipient: channel.recovery.identity.recipient,
      verify: channel.recovery.signing.verifyingKey,
    },
  };
}

/** Makes a channel and signs its first epoch. */
export function channel(policy: Partial<Policy> = {}): Channel {
  const code = newCode("channel-recovery");
  const made = {
    id: newId<"channel">(),
    owner: newSigningKey<"owner">(),
    recovery: {
      identity: deriveIdentity(code, "recovery/identity"),
      signing: deriveSigningKey(code, "recovery/signing"),
      typed: writeCode(code),
    },
    anna: person("Chefsjurist Anna"),
    bertil: person("Upphandlare Bertil"),
    cecilia: person("Revisor Cecilia"),
    custodian: person<"custodian">("Säkerhetschef Ville"),
  };
  const note = signKeyring(firstEpoch(decided(made, policy), FIRST_DAY), made.owner);
  return { ...made, notes: [note], chain: KeyringChain.verify(made.id, [note], { by: "nothing" }) };
}

/** Signs the next epoch of a channel with other lines. */
export function publish(of: Channel, changed: Partial<Decided>, issued: Day): string {
  const { newest } = of.chain;
  const note = signKeyring(nextEpoch(newest, { ...newest.keyring, ...changed }, issued), of.owner);
  of.chain.extend(note);
  of.notes.push(note);
  return note;
}
