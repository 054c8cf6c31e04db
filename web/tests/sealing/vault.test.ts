import { describe, expect, test } from "vitest";
import { newCode } from "../../src/sealing/code.ts";
import { deriveIdentity } from "../../src/sealing/derive.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { newId } from "../../src/sealing/id.ts";
import { newIdentity, type Identity } from "../../src/sealing/identity.ts";
import { parseCaseId } from "../../src/sealing/case_id.ts";
import { openIndexEntry, sealIndexEntry, sealIndexEntryNow, seenNames } from "../../src/sealing/index.ts";
import { systemRandom } from "../../src/sealing/random.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { openVault, pinOf, sealVault, wipeVault, type Unlocking, type Vault } from "../../src/sealing/vault.ts";
import { FIRST_DAY, given } from "../support/channel.ts";
import { laterRefusal, refusal } from "../support/refusals.ts";

const channel = newId<"channel">();

function keys() {
  return { identity: newIdentity<"handler">(), signing: newSigningKey<"author">() };
}

function way(name: string, identity: Identity<"unlock">, changed: Partial<Unlocking> = {}): Unlocking {
  return { way: "recovery", name, recipient: identity.recipient, id: "", ...changed };
}

const code = newCode("vault-recovery");
const passkey = newIdentity<"unlock">();
const unlock = [
  way("Papper i kassaskåpet", deriveIdentity(code, "vault/unlock")),
  way("Telefonen", passkey, { way: "passkey", id: "q83v_-8" }),
] as const;

function vault(changed: Partial<Vault> = {}): Vault {
  return {
    counter: 7,
    member: newId<"member">(),
    keys: [keys(), keys()],
    self: new Secret("self", systemRandom(32)),
    owner: newSigningKey<"owner">(),
    pins: [
      {
        channel,
        owner: newSigningKey<"owner">().verifyingKey,
        epoch: 3,
        hash: digestOf(utf8("note")),
        next: [digestOf(utf8("the next note")), digestOf(utf8("another next note"))],
      },
    ],
    invitations: [
      { channel, member: newId<"member">(), role: "deputy", code: newCode("invitation"), day: FIRST_DAY },
    ],
    unlock,
    day: FIRST_DAY,
    ...changed,
  };
}

describe("a vault", () => {
  test("opens in each of its ways with everything it held", async () => {
    const own = vault();
    const sealed = await sealVault(own);
    for (const each of [deriveIdentity(code, "vault/unlock"), passkey]) {
      const opened = await openVault(sealed, each, 7);
      expect(opened.keys.map(({ identity }) => identity.expose())).toEqual(own.keys.map(({ identity }) => identity.expose()));
      expect(opened.keys.map(({ signing }) => signing.verifyingKey)).toEqual(own.keys.map(({ signing }) => signing.verifyingKey));
      expect(opened.self.expose()).toEqual(own.self.expose());
      expect(opened.owner?.verifyingKey).toBe(own.owner?.verifyingKey);
      expect(opened.invitations[0]?.code.expose()).toEqual(own.invitations[0]?.code.expose());
      expect([opened.counter, opened.member, opened.pins, opened.unlock]).toEqual([7, own.member, own.pins, own.unlock]);
      expect(pinOf(opened, channel)?.epoch).toBe(3);
    }
    expect(await laterRefusal(() => openVault(sealed, newIdentity<"unlock">()))).toBe("not-for-us");
  });

  test("is refused when the server gives an older one back", async () => {
    const sealed = await sealVault(vault());
    expect(await laterRefusal(() => openVault(sealed, passkey, 8))).toBe("older");
  });

  test("is not sealed in a form that it would not open from", async () => {
    const own = vault();
    const pin = given(own.pins[0]);
    const changes: readonly Partial<Vault>[] = [
      { pins: [pin, pin] },
      { unlock: [unlock[0], unlock[0]] },
      { unlock: [way("Nyckel", newIdentity<"unlock">(), { way: "passkey" })] },
      { unlock: [way("Papper", newIdentity<"unlock">(), { id: "abc" })] },
      { unlock: [way("", newIdentity<"unlock">())] },
      { unlock: [way("Nyckel", newIdentity<"unlock">(), { way: "passkey", id: "a+b" })] },
    ];
    for (const change of changes) expect(await laterRefusal(() => sealVault({ ...own, ...change }))).toBe("range");
    const crowded = { ...own, pins: [{ ...pin, next: Array.from({ length: 17 }, () => pin.hash) }] };
    expect(await laterRefusal(() => sealVault(crowded))).toBe("range");
  });

  test("forgets every key when it is locked", async () => {
    const opened = await openVault(await sealVault(vault()), passkey);
    wipeVault(opened);
    expect(refusal(() => opened.self.expose())).toBe("wiped");
    expect(refusal(() => opened.keys[1]?.identity.expose())).toBe("wiped");
    expect(refusal(() => opened.owner?.expose())).toBe("wiped");
  });
});

describe("an index entry", () => {
  const self = new Secret("self", systemRandom(32));
  const id = given(parseCaseId(digestOf(utf8("case"))));
  const entry = { case: id, counter: 4, view: '{"title":"Röd"}' };

  test("opens for its vault under its own salt, and is padded", async () => {
    const sealed = await sealIndexEntry(entry, self);
    expect(sealed.ciphertext).toHaveLength(4096 + 16);
    expect(await openIndexEntry(sealed, self)).toEqual(entry);
    const stranger = new Secret("self", systemRandom(32));
    expect(await laterRefusal(() => openIndexEntry(sealed, stranger))).toBe("unopened");
    const moved = { ...sealed, salt: systemRandom(32) };
    expect(await laterRefusal(() => openIndexEntry(moved, self))).toBe("unopened");
    const cut = { ...sealed, ciphertext: sealed.ciphertext.slice(0, -1) };
    expect(await laterRefusal(() => openIndexEntry(cut, self))).toBe("unopened");
  });

  test("opens alike where it was sealed at once, for a page that goes away", async () => {
    const sealed = sealIndexEntryNow(entry, self);
    expect(sealed.ciphertext).toHaveLength(4096 + 16);
    expect(await openIndexEntry(sealed, self)).toEqual(entry);
    expect(sealIndexEntryNow(entry, self).salt).not.toEqual(sealed.salt);
  });

  test("has another salt at every writing", async () => {
    const [one, other] = [await sealIndexEntry(entry, self), await sealIndexEntry(entry, self)];
    expect(one.salt).not.toEqual(other.salt);
  });

  test("is remembered under a name that differs by case, vault and salt", () => {
    const salt = systemRandom(32);
    const other = given(parseCaseId(digestOf(utf8("other"))));
    const names = [
      seenNames(self, salt)(id),
      seenNames(self, salt)(other),
      seenNames(self, systemRandom(32))(id),
      seenNames(new Secret("self", systemRandom(32)), salt)(id),
    ];
    expect(new Set(names).size).toBe(4);
    expect(seenNames(self, salt)(id)).toBe(names[0]);
  });
});
