import { x25519 } from "@noble/curves/ed25519.js";
import { bech32 } from "@scure/base";
import { identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBytes, sealBytes } from "../../src/sealing/hybrid.ts";
import { Identity, newIdentity, parseIdentity, parseRecipient, recipientBytes } from "../../src/sealing/identity.ts";
import { isLowOrder } from "../../src/sealing/identity/points.ts";
import { laterRefusal } from "../support/refusals.ts";

const FIELD = 2n ** 255n - 19n;

/** 32 bytes, least significant first. */
function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

const written = (prefix: string, bytes: Uint8Array): string => bech32.encode(prefix, bech32.toWords(bytes), false);
const changed = (bytes: Uint8Array, at: number, value: Uint8Array): Uint8Array => {
  const copy = bytes.slice();
  copy.set(value, at);
  return copy;
};

/** All encodings of the points of low order, the highest bit set and clear. */
const LOW_ORDER = [
  0n,
  1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  FIELD - 1n,
  FIELD,
  FIELD + 1n,
].flatMap((u) => [littleEndian(u), littleEndian(u | (1n << 255n))]);

describe("an identity", () => {
  test("and its recipient are those the age library makes of the same text", async () => {
    const identity = newIdentity();
    expect(identity.recipient).toBe(await identityToRecipient(identity.expose()));
    expect(parseIdentity(identity.expose())?.recipient).toBe(identity.recipient);
    expect(parseRecipient(identity.recipient)).toBe(identity.recipient);
    expect(recipientBytes(identity.recipient)).toHaveLength(1216);
  });

  test("has one spelling, and none of another type is taken", () => {
    const text = newIdentity().expose();
    const x25519Identity = written("age-secret-key-", new Uint8Array(32)).toUpperCase();
    for (const other of [
      text.toLowerCase(),
      ` ${text}`,
      `${text}\n`,
      text.slice(0, -1),
      x25519Identity,
      written("age-secret-key-pq-", new Uint8Array(31)).toUpperCase(),
      "",
    ]) {
      expect(parseIdentity(other), other).toBeNull();
    }
  });

  test("of any text is read or refused, never both", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parseIdentity(`AGE-SECRET-KEY-PQ-1${text.toUpperCase()}`)).toBeNull();
        expect(parseRecipient(`age1pq1${text.toLowerCase()}`)).toBeNull();
      }),
    );
  });

  test("opens nothing once it is wiped", async () => {
    const seed = new Uint8Array(32).fill(9);
    const identity = new Identity(seed);
    const sealed = await sealBytes([identity.recipient], new Uint8Array(10));
    identity.wipe();
    expect(seed).toEqual(new Uint8Array(32));
    expect(await laterRefusal(() => openBytes(identity, sealed))).toBe("wiped");
  });
});

describe("a recipient", () => {
  const good = newIdentity().recipient;
  const bytes = recipientBytes(good);

  test("has one spelling, and none of another type is taken", async () => {
    for (const other of [
      good.toUpperCase(),
      `${good} `,
      good.slice(0, -1),
      good.replace("age1pq1", "age1"),
      await identityToRecipient(written("age-secret-key-", new Uint8Array(32).fill(1)).toUpperCase()),
      written("age1tagpq", new Uint8Array(1249).fill(4)),
      written("age1pq", bytes.subarray(1)),
    ]) {
      expect(parseRecipient(other), other.slice(0, 30)).toBeNull();
    }
    expect(parseRecipient(written("age1pq", bytes))).toBe(good);
  });

  test.each(LOW_ORDER.map((point, i) => [i, point] as const))("whose X25519 half has low order is refused: %d", (_i, point) => {
    expect(() => x25519.getSharedSecret(new Uint8Array(32).fill(7), point)).toThrow();
    expect(isLowOrder(point)).toBe(true);
    expect(parseRecipient(written("age1pq", changed(bytes, 1184, point)))).toBeNull();
  });

  test("is of low order exactly where X25519 gives zero", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (point) => {
        expect(isLowOrder(point)).toBe(false);
        expect(() => x25519.getSharedSecret(new Uint8Array(32).fill(7), point)).not.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  // FIPS 203 section 7.2 wants this of whoever encapsulates; the library seals to such keys all the same.
  test.each([
    ["first", 0, [0x01, 0x0d]],
    ["second", 1, [0x10, 0xd0]],
    ["last", 1150, [0xd0, 0xff]],
  ])("whose ML-KEM half has a coefficient that is not reduced is refused: the %s", (_which, at, coefficient) => {
    const text = written("age1pq", changed(bytes, at, Uint8Array.from(coefficient)));
    expect(parseRecipient(text)).toBeNull();
  });
});

describe("an encapsulated key", () => {
  test.each(LOW_ORDER.slice(0, 10).map((point, i) => [i, point] as const))(
    "whose X25519 half has low order does not open: %d",
    async (_i, point) => {
      const identity = newIdentity();
      const sealed = Buffer.from(await sealBytes([identity.recipient], new Uint8Array(16)));
      const [version, stanza = "", ...rest] = sealed.toString("latin1").split("\n");
      const share = Buffer.from(stanza.split(" ")[2] ?? "", "base64");
      expect(share).toHaveLength(1120);
      share.set(point, 1088);
      const lines = [version, `-> mlkem768x25519 ${share.toString("base64").replaceAll("=", "")}`, ...rest];
      const file = Uint8Array.from(Buffer.from(lines.join("\n"), "latin1"));
      expect(await laterRefusal(() => openBytes(identity, file))).toBe("damaged");
    },
  );
});
