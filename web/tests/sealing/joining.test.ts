import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { newCode } from "../../src/sealing/code.ts";
import { deriveSigningKey } from "../../src/sealing/derive.ts";
import { digestBytes, digestOf } from "../../src/sealing/digest.ts";
import { concatenate, utf8 } from "../../src/sealing/encoding.ts";
import { idBytes, newId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import {
  inviteeKey,
  invitationLocator,
  readJoin,
  tagWelcome,
  verifyWelcome,
  writeJoin,
  type Join,
} from "../../src/sealing/invitation.ts";
import { newPassphrase, PASSPHRASE_WORDS, PassphraseError, readPassphrase, stretch } from "../../src/sealing/passphrase.ts";
import { WORD_LIST } from "../../src/sealing/passphrase/words.ts";
import { signChallenge, signRequest } from "../../src/sealing/request.ts";
import { systemRandom } from "../../src/sealing/random.ts";
import { newSigningKey, verifies, verifyingKeyBytes } from "../../src/sealing/signature.ts";
import { refusal } from "../support/refusals.ts";

describe("an invitation", () => {
  const code = newCode("invitation");
  const other = newCode("invitation");
  const channel = newId<"channel">();
  const owner = newSigningKey<"owner">().verifyingKey;
  const join: Join = {
    channel,
    member: newId<"member">(),
    role: "handler",
    recipient: newIdentity<"handler">().recipient,
    verify: newSigningKey<"author">().verifyingKey,
  };

  test("carries the invitee's keys to the owner, and the owner's key back", () => {
    const { bytes, tag } = writeJoin(join, code);
    expect({ ...readJoin(bytes, tag, code) }).toEqual(join);
    verifyWelcome(code, channel, owner, bytes, tagWelcome(code, channel, owner, bytes));
    expect(invitationLocator(code)).toBe(digestOf(verifyingKeyBytes(inviteeKey(code).verifyingKey)));
  });

  test("cannot be answered by who has not the code", () => {
    const { bytes, tag } = writeJoin(join, code);
    const substituted = writeJoin({ ...join, recipient: newIdentity<"handler">().recipient }, other);
    expect(refusal(() => readJoin(substituted.bytes, substituted.tag, code))).toBe("foreign");
    expect(refusal(() => readJoin(substituted.bytes, tag, code))).toBe("foreign");
    expect(refusal(() => readJoin(bytes, tag.toUpperCase(), code))).toBe("foreign");
    expect(refusal(() => readJoin(bytes, tag.slice(2), code))).toBe("foreign");
    const stranger = newSigningKey<"owner">().verifyingKey;
    const welcome = tagWelcome(code, channel, owner, bytes);
    const welcomes = (...parts: Parameters<typeof verifyWelcome>) => refusal(() => { verifyWelcome(...parts); });
    expect(welcomes(code, channel, stranger, bytes, welcome)).toBe("foreign");
    expect(welcomes(code, newId<"channel">(), owner, bytes, welcome)).toBe("foreign");
    expect(welcomes(code, channel, owner, substituted.bytes, welcome)).toBe("foreign");
    expect(welcomes(other, channel, owner, bytes, welcome)).toBe("foreign");
  });
});

describe("a passphrase", () => {
  test("is drawn from the one list", () => {
    const list = readFileSync(new URL("../../../sealing/words/eff-large.txt", import.meta.url), "utf8");
    expect(WORD_LIST.split(" ")).toEqual(list.trimEnd().split("\n"));
    expect(new Set(WORD_LIST.split(" ")).size).toBe(7776);
  });

  test("reads back however it is typed", () => {
    for (let round = 0; round < 50; round += 1) {
      const words = newPassphrase();
      expect(words.split(" ")).toHaveLength(PASSPHRASE_WORDS);
      expect(readPassphrase(`  ${words.toUpperCase().replaceAll(" ", "\t \n")} `)).toBe(words);
    }
  });

  test("draws again what would favour a word", () => {
    const drawn = [0xff, 0xff, ...Array<number>(7).fill(0).flatMap((_, index) => [0, index])];
    const random = (length: number) => Uint8Array.from(drawn.splice(0, length));
    expect(newPassphrase(random)).toBe(WORD_LIST.split(" ").slice(0, 7).join(" "));
  });

  test("says what to mend", () => {
    const error = (text: string): unknown => {
      try {
        return readPassphrase(text);
      } catch (caught) {
        return caught instanceof PassphraseError ? [caught.kind, caught.at] : caught;
      }
    };
    expect(error("abacus abdomenn")).toEqual(["word", 2]);
    expect(error("abacus abdomen")).toEqual(["length", 2]);
    expect(error("")).toEqual(["length", 0]);
  });

  test("is stretched by the member's id, and signs in", () => {
    const [words, member] = [newPassphrase(), newId<"member">()];
    const cost = { memory: 64, passes: 1 };
    const one = stretch(words, member, cost);
    expect(stretch(words, member, cost).expose()).toEqual(one.expose());
    expect(stretch(words, newId<"member">(), cost).expose()).not.toEqual(one.expose());
    const key = deriveSigningKey(one, "sign-in");
    const challenge = systemRandom(32);
    const signature = signChallenge(key, "http://localhost:8081", member, challenge);
    const signed = concatenate(utf8("http://localhost:8081\0"), idBytes(member), challenge);
    expect(verifies(key.verifyingKey, "sign-in", signed, signature)).toBe(true);
    expect(() => signChallenge(key, "http://localhost:8081", member, challenge.slice(1))).toThrow(RangeError);
  });
});

describe("a request", () => {
  test("is proven by a signature over method, path, body and nonce", () => {
    const key = newSigningKey<"access">();
    const [body, nonce] = [utf8("{}"), systemRandom(24)];
    const proof = signRequest(key, { method: "POST", path: "/api/cases?x=1", body, nonce });
    const signed = concatenate(utf8("POST\0/api/cases?x=1\0"), digestBytes(digestOf(body)), nonce);
    expect(verifies(proof.key, "request", signed, proof.signature)).toBe(true);
  });
});
