import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base64, utf8 } from "../../src/sealing/encoding.ts";
import { keyIdOf, parseKeyId } from "../../src/sealing/key_id.ts";
import {
  SigningKey,
  newSigningKey,
  parseSignature,
  parseVerifyingKey,
  verifies,
  verifiesNote,
  verifyingKeyBytes,
  type Signature,
} from "../../src/sealing/signature.ts";

const ORDER = ed25519.Point.Fn.ORDER;
const FIELD = 2n ** 255n - 19n;
const key = newSigningKey<"author">();
const bytes = utf8("Grävlingen");

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

/** A point of order 8, so that its multiples are all points of low order. */
const TORSION = ed25519.Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const raw = (signature: Signature): Uint8Array => Uint8Array.from(Buffer.from(signature, "base64"));

describe("a signature", () => {
  test("verifies under its key, for its end and over its bytes, and for nothing else", () => {
    const signature = key.sign("message", bytes);
    expect(verifies(key.verifyingKey, "message", bytes, signature)).toBe(true);
    expect(verifies(key.verifyingKey, "act", bytes, signature)).toBe(false);
    expect(verifies(key.verifyingKey, "message", utf8("grävlingen"), signature)).toBe(false);
    expect(verifies(newSigningKey().verifyingKey, "message", bytes, signature)).toBe(false);
    expect(verifiesNote(key.verifyingKey, bytes, raw(signature))).toBe(false);
    expect(verifiesNote(key.verifyingKey, bytes, key.signNote(bytes))).toBe(true);
  });

  test("is over the bytes that the protocol names", () => {
    const signed = Buffer.concat([Buffer.from("sigill/v1/message\0"), bytes]);
    expect(raw(key.sign("message", bytes))).toEqual(ed25519.sign(Uint8Array.from(signed), key.expose()));
  });

  test("with any bit changed does not verify", () => {
    const good = raw(key.sign("message", bytes));
    fc.assert(
      fc.property(fc.nat(511), (bit) => {
        const bad = good.slice();
        bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verifies(key.verifyingKey, "message", bytes, base64(bad) as Signature)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test("whose S is not reduced does not verify", () => {
    const good = raw(key.sign("message", bytes));
    const s = BigInt(`0x${Buffer.from(good.slice(32)).reverse().toString("hex")}`);
    good.set(littleEndian(s + ORDER), 32);
    expect(verifies(key.verifyingKey, "message", bytes, base64(good) as Signature)).toBe(false);
  });

  test("whose R has a part of low order does not verify, though the cofactored equation holds", () => {
    const secret = ed25519.utils.getExtendedPublicKey(key.expose());
    const nonce = 12345n;
    const r = ed25519.Point.BASE.multiply(nonce).add(TORSION).toBytes();
    const message = Uint8Array.from(Buffer.concat([Buffer.from("sigill/v1/message\0"), bytes]));
    const challenge = ed25519.Point.Fn.create(hashToScalar(r, verifyingKeyBytes(key.verifyingKey), message));
    const s = ed25519.Point.Fn.create(nonce + challenge * secret.scalar);
    const signature = Uint8Array.from([...r, ...littleEndian(s)]);
    expect(ed25519.verify(signature, message, verifyingKeyBytes(key.verifyingKey), { zip215: true })).toBe(true);
    expect(verifies(key.verifyingKey, "message", bytes, base64(signature) as Signature)).toBe(false);
  });

  test("is canonical base64 of 64 bytes", () => {
    const signature = key.sign("message", bytes);
    expect(parseSignature(signature)).toBe(signature);
    for (const other of [signature.replace("==", ""), `${signature}\n`, signature.slice(4), ""]) {
      expect(parseSignature(other)).toBeNull();
    }
  });
});

describe("a verifying key", () => {
  test("reads back and has an id", () => {
    expect(parseVerifyingKey(key.verifyingKey)).toBe(key.verifyingKey);
    expect(parseKeyId(keyIdOf(key.verifyingKey))).toBe(keyIdOf(key.verifyingKey));
    expect(new SigningKey(key.expose()).verifyingKey).toBe(key.verifyingKey);
  });

  test("of low or mixed order, or the identity, is refused", () => {
    const torsion = Array.from({ length: 8 }, (_, i) => (i === 0 ? ed25519.Point.ZERO : TORSION.multiply(BigInt(i))));
    expect(new Set(torsion.map((point) => point.toHex())).size).toBe(8);
    for (const point of torsion) {
      expect(parseVerifyingKey(base64(point.toBytes())), point.toHex()).toBeNull();
      if (!point.is0()) {
        const mixed = ed25519.Point.BASE.multiply(777n).add(point);
        expect(parseVerifyingKey(base64(mixed.toBytes())), mixed.toHex()).toBeNull();
      }
    }
  });

  test("that is not the one encoding of a point is refused", () => {
    const negativeZero = littleEndian(1n | (1n << 255n));
    for (const other of [littleEndian(FIELD), littleEndian(FIELD + 1n), littleEndian(FIELD + 3n), negativeZero, littleEndian(2n)]) {
      expect(parseVerifyingKey(base64(other))).toBeNull();
    }
    expect(parseVerifyingKey(`${key.verifyingKey} `)).toBeNull();
    expect(parseVerifyingKey(base64(new Uint8Array(31)))).toBeNull();
  });
});

function hashToScalar(...parts: readonly Uint8Array[]): bigint {
  const digest = sha512(Uint8Array.from(Buffer.concat(parts)));
  return BigInt(`0x${Buffer.from(digest).reverse().toString("hex")}`);
}
