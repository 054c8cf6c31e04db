import { describe, expect, test } from "vitest";
import { readCode, readFingerprint, writeCode, writeFingerprint, type CodeType } from "../../src/sealing/code.ts";
import { deriveIdentity, deriveSalted, deriveSecret, deriveSigningKey } from "../../src/sealing/derive.ts";
import { base64, hex, parseBase64, utf8 } from "../../src/sealing/encoding.ts";
import { openEnvelope } from "../../src/sealing/envelope.ts";
import { checkShape, gate, readHeader } from "../../src/sealing/gate.ts";
import { openBytes, sealBytes } from "../../src/sealing/hybrid.ts";
import { Identity, newIdentity, parseIdentity, parseRecipient } from "../../src/sealing/identity.ts";
import { keyIdOf } from "../../src/sealing/key_id.ts";
import { SHAPES, type EnvelopePlace, type Kind, type Place } from "../../src/sealing/kind.ts";
import { padWithSpaces, paddedFileSize, paddedSize, withoutSpaces } from "../../src/sealing/padding.ts";
import { readParcel } from "../../src/sealing/parcel.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { SigningKey, parseVerifyingKey, verifiesNote } from "../../src/sealing/signature.ts";
import { parseJson, writeJsonText } from "../../src/sealing/strict_json.ts";
import { laterRefusal, refusal } from "../support/refusals.ts";
import { fromBase64, fromHex, vectors } from "../support/vectors.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

type AnyType = CodeType | "owner-fingerprint";

/** The bytes of a code of any type, the public one included. */
function read(type: AnyType, text: string): Uint8Array {
  if (type !== "owner-fingerprint") return readCode(type, text).expose();
  // Its spelling stands for its bytes: those of a case code of the same symbols, whose check is another.
  const symbols = readFingerprint(text).replaceAll("-", "").slice(0, 24);
  const check = Array.from(ALPHABET).find((each) => refusal(() => readCode("case", symbols + each)) === "accepted");
  return readCode("case", symbols + (check ?? "")).expose();
}

function write(type: AnyType, bytes: Uint8Array): string {
  return type === "owner-fingerprint" ? writeFingerprint(bytes) : writeCode(new Secret(type, bytes));
}

describe("codes.json", () => {
  const file = vectors("codes") as {
    types: { name: AnyType; number: number }[];
    codes: { type: AnyType; bytes_hex: string; written: string }[];
    read: { type: AnyType; text: string; bytes_hex: string }[];
    dropped: string;
    refused: { type: AnyType; text: string; error: string; position?: number; symbols?: number }[];
  };

  test.each(file.codes)("$type $written and all its errors", ({ type, bytes_hex, written }) => {
    expect(write(type, fromHex(bytes_hex))).toBe(written);
    expect(read(type, written)).toEqual(fromHex(bytes_hex));
    const symbols = written.replaceAll("-", "").split("");
    const kind = (changed: readonly string[], as: AnyType = type): string =>
      refusal(() => (as === "owner-fingerprint" ? readFingerprint(changed.join("")) : readCode(as, changed.join(""))));
    let errors = 0;
    for (const [at, right] of symbols.entries()) {
      for (const wrong of ALPHABET.replace(right, "")) {
        expect(kind(symbols.map((symbol, i) => (i === at ? wrong : symbol)))).toBe("check");
        errors += 1;
      }
      for (let other = at + 1; other < symbols.length; other += 1) {
        const swapped = symbols.slice();
        swapped[at] = symbols[other] ?? "";
        swapped[other] = right;
        if (swapped.join("") !== symbols.join("")) expect(kind(swapped)).toBe("check");
      }
    }
    expect(errors).toBe(25 * 31);
    for (const { name } of file.types) expect(kind(symbols, name)).toBe(name === type ? "accepted" : "check");
  });

  test("other spellings, and every character that reading drops", () => {
    for (const { type, text, bytes_hex } of file.read) expect(read(type, text), text).toEqual(fromHex(bytes_hex));
    const [code] = file.codes;
    if (code === undefined) throw new Error("there are no codes");
    for (const dropped of file.dropped) {
      const { type, written } = code;
      for (const text of [dropped + written, written.slice(0, 9) + dropped + written.slice(9), written + dropped]) {
        expect(read(type, text), JSON.stringify(dropped)).toEqual(fromHex(code.bytes_hex));
      }
    }
  });

  test.each(file.refused)("refused: $text", ({ type, text, error, position, symbols }) => {
    let told: unknown;
    try {
      read(type, text);
    } catch (thrown) {
      told = thrown;
    }
    expect(told).toMatchObject({ kind: error, at: position ?? symbols ?? 0 });
  });
});

describe("derivations.json", () => {
  const file = vectors("derivations") as { from: string; info: string; input_hex: string; salt_hex: string; output_hex: string }[];
  const identity = (output: Uint8Array): string => new Identity(output).expose();

  test.each(file)("$info from $from", ({ from, info, input_hex, salt_hex, output_hex }) => {
    const input = fromHex(input_hex);
    const output = fromHex(output_hex);
    const made: Readonly<Record<string, (() => string) | undefined>> = {
      "case-code access": () => hex(deriveSigningKey(new Secret("case", input), "access").expose()),
      "case-code signing": () => hex(deriveSigningKey(new Secret("case", input), "signing").expose()),
      "case-code reporter": () => deriveIdentity(new Secret("case", input), "reporter").expose(),
      "case-code receipt": () => hex(deriveSecret(new Secret("case", input), "receipt").expose()),
      "case-code retry": () => hex(deriveSecret(new Secret("case", input), "retry").expose()),
      "passphrase sign-in": () => hex(deriveSigningKey(new Secret("passphrase", input), "sign-in").expose()),
      "passphrase vault/unlock": () => deriveIdentity(new Secret("passphrase", input), "vault/unlock").expose(),
      "vault-recovery-code sign-in": () => hex(deriveSigningKey(new Secret("vault-recovery", input), "sign-in").expose()),
      "vault-recovery-code vault/unlock": () => deriveIdentity(new Secret("vault-recovery", input), "vault/unlock").expose(),
      "passkey vault/unlock": () => deriveIdentity(new Secret("passkey", input), "vault/unlock").expose(),
      "self desk/access": () => hex(deriveSigningKey(new Secret("self", input), "desk/access").expose()),
      "self index": () => hex(deriveSalted(new Secret("self", input), "index", fromHex(salt_hex)).expose()),
      "self seen": () => hex(deriveSalted(new Secret("self", input), "seen", fromHex(salt_hex)).expose()),
      "invitation-code invitation/access": () => hex(deriveSigningKey(new Secret("invitation", input), "invitation/access").expose()),
      "invitation-code invitation/mac": () => hex(deriveSecret(new Secret("invitation", input), "invitation/mac").expose()),
      "channel-recovery-code recovery/identity": () => deriveIdentity(new Secret("channel-recovery", input), "recovery/identity").expose(),
      "channel-recovery-code recovery/signing": () => hex(deriveSigningKey(new Secret("channel-recovery", input), "recovery/signing").expose()),
    };
    const name = `${from} ${info.replace("sigill/v1/", "")}`;
    expect([output_hex, identity(output)]).toContain(made[name]?.());
  });

  test("holds every row of the protocol's table", () => {
    expect(new Set(file.map(({ from, info }) => `${from} ${info}`)).size).toBe(17);
  });
});

describe("keys.json", () => {
  const file = vectors("keys") as {
    identities: { seed_hex: string; identity: string; recipient: string }[];
    refused_identities: string[];
    refused_recipients: string[];
    verifying_keys: { seed_hex: string; key_base64: string; id: string }[];
    refused_verifying_keys: string[];
  };

  test.each(file.identities)("$identity", ({ seed_hex, identity, recipient }) => {
    expect(new Identity(fromHex(seed_hex)).expose()).toBe(identity);
    expect(parseIdentity(identity)?.recipient).toBe(recipient);
    expect(parseRecipient(recipient)).toBe(recipient);
  });

  test.each(file.verifying_keys)("$key_base64", ({ seed_hex, key_base64, id }) => {
    const key = new SigningKey(fromHex(seed_hex)).verifyingKey;
    expect(key).toBe(key_base64);
    expect(parseVerifyingKey(key_base64)).toBe(key);
    expect(keyIdOf(key)).toBe(id);
  });

  const refused: readonly (readonly [what: string, texts: readonly string[], parse: (text: string) => unknown])[] = [
    ["identities", file.refused_identities, (text) => parseIdentity(text)],
    ["recipients", file.refused_recipients, (text) => parseRecipient(text)],
    ["verifying keys", file.refused_verifying_keys, (text) => parseVerifyingKey(text)],
  ];
  test.each(refused)("refused %s", (_what, texts, parse) => {
    expect(texts).not.toHaveLength(0);
    for (const text of texts) expect(parse(text), text.slice(0, 100)).toBeNull();
  });
});

test("padding.json", () => {
  const file = vectors("padding") as {
    envelopes: { unit: 1024 | 4096; length: number; size: number | null }[];
    files: { length: string; size: string | null }[];
  };
  for (const { unit, length, size } of file.envelopes) {
    if (size === null) expect(refusal(() => paddedSize(length, unit))).toBe("too-large");
    else expect(paddedSize(length, unit)).toBe(size);
  }
  for (const { length, size } of file.files) {
    // A number holds 2^53 exactly and no browser a longer file: those are refused, never rounded.
    const exact = size !== null && BigInt(size) <= BigInt(Number.MAX_SAFE_INTEGER);
    if (exact) expect(paddedFileSize(Number(length)).toString()).toBe(size);
    else expect(refusal(() => paddedFileSize(Number(length)))).toMatch(/^(?:too-large|bad-length)$/);
  }
  expect(file.envelopes.length * file.files.length).toBeGreaterThan(0);
});

describe("strict-json.json", () => {
  const file = vectors("strict-json") as {
    accepted: { document: string; canonical: string }[];
    refused: { why: string; document?: string; document_base64?: string }[];
    deepest: number;
  };

  test.each(file.accepted)("$document", ({ document, canonical }) => {
    expect(writeJsonText(parseJson(utf8(document)))).toBe(canonical);
  });

  test.each(file.refused)("refused: $why", ({ document, document_base64 }) => {
    const bytes = document === undefined ? fromBase64(document_base64 ?? "") : utf8(document);
    expect(refusal(() => parseJson(bytes))).not.toBe("accepted");
  });

  test("is taken as deep as it says, and no deeper", () => {
    const nested = (depth: number): Uint8Array => utf8("[".repeat(depth) + "]".repeat(depth));
    expect(refusal(() => parseJson(nested(file.deepest)))).toBe("accepted");
    expect(refusal(() => parseJson(nested(file.deepest + 1)))).toBe("depth");
  });
});

describe("ed25519.json", () => {
  interface Case {
    name: string;
    message_hex: string;
    key_hex: string;
    signature_hex: string;
  }
  const file = vectors("ed25519") as { accepted: Case[]; refused: Case[] };
  const verdict = ({ message_hex, key_hex, signature_hex }: Case): boolean => {
    const key = parseVerifyingKey(base64(fromHex(key_hex)));
    return key !== null && verifiesNote(key, fromHex(message_hex), fromHex(signature_hex));
  };

  test.each(file.accepted)("$name", (each) => {
    expect(verdict(each)).toBe(true);
  });

  test.each(file.refused)("refused: $name", (each) => {
    expect(verdict(each)).toBe(false);
  });
});

describe("gate.json", () => {
  const file = vectors("gate") as {
    parts: Record<string, string>;
    cases: { name: string; place: Place; header: string[]; payload: number; expected: string }[];
  };

  test.each(file.cases)("$name", ({ place, header, payload, expected }) => {
    const beginning = utf8(header.map((part) => file.parts[part] ?? part).join(""));
    const length = beginning.length + payload;
    const judge = (): void => {
      // Nobody holds a file of gigabytes: its header and its length are judged apart.
      if (place === "file") {
        checkShape(place, readHeader(beginning), length);
        return;
      }
      const bytes = new Uint8Array(length);
      bytes.set(beginning);
      gate(place, bytes);
    };
    expect(refusal(judge)).toBe(expected === "ok" ? "accepted" : expected);
  });
});

describe("envelopes.json", () => {
  const file = vectors("envelopes") as {
    written: { place: EnvelopePlace; kind: Kind; seed_hex: string; body: string; object: string; size: number }[];
    refused: { why: string; place: EnvelopePlace; content: string; error: string }[];
    seed_hex: string;
  };
  const identity = newIdentity();

  /** Content sealed to as many recipients as the place wants, of whom the identity is one. */
  async function sealed(place: EnvelopePlace, content: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const others = Array.from({ length: SHAPES[place].least - 1 }, () => newIdentity().recipient);
    return sealBytes([identity.recipient, ...others], content);
  }

  test.each(file.written)("$place $kind", async ({ place, kind, seed_hex, body, object, size }) => {
    const author = new SigningKey<"author">(fromHex(seed_hex));
    const outer = { v: 1, kind, by: keyIdOf(author.verifyingKey), sig: author.sign(kind, utf8(body)), signed: body };
    expect(writeJsonText(outer)).toBe(object);
    const unit = place === "wrap" ? 1024 : 4096;
    const content = padWithSpaces(utf8(object), unit);
    expect(content).toHaveLength(size);
    const opened = await openEnvelope(place, identity, await sealed(place, content));
    expect(writeJsonText(opened.verify(() => author.verifyingKey).body)).toBe(writeJsonText(parseJson(utf8(body))));
  });

  test.each(file.refused)("refused: $why", async ({ place, content, error }) => {
    const { verifyingKey } = new SigningKey<"author">(fromHex(file.seed_hex));
    const bytes = await sealed(place, padWithSpaces(utf8(content), 4096));
    const kind = await laterRefusal(async () => (await openEnvelope(place, identity, bytes)).verify(() => verifyingKey));
    // The outer object can fail as JSON already.
    const outer = ["outer", "syntax", "duplicate", "surrogate", "number", "depth", "length", "encoding"];
    expect(error === "outer" ? outer : [error]).toContain(kind);
  });
});

describe.each(["sealed-by-rust", "sealed-by-typescript"])("%s.json", (name) => {
  const file = vectors(name) as {
    files: { name: string; place: Place; identities: string[]; content: Content; sealed_base64: string }[];
    envelopes: {
      place: EnvelopePlace;
      kind: Kind;
      identity: string;
      verifying_key_base64: string;
      body: string;
      sealed_base64: string;
    }[];
    parcels: {
      identity: string;
      locator: string;
      wraps: { holder: string; sealed_base64: string }[];
      sealed_base64: string;
    }[];
    stranger: string;
  };
  interface Content {
    readonly length: number;
    readonly text?: string;
    readonly counting?: number;
  }
  const identityOf = (text: string): Identity => {
    const identity = parseIdentity(text);
    if (identity === null) throw new Error("an identity of the vectors is none");
    return identity;
  };

  test.each(file.files)("$name", async ({ place, identities, content, sealed_base64 }) => {
    const sealed = gate(place, fromBase64(sealed_base64));
    const { text, counting = 1, length } = content;
    for (const identity of identities) {
      const opened = await openBytes(identityOf(identity), sealed);
      expect(opened).toHaveLength(length);
      if (text === undefined) expect(opened.every((byte, i) => byte === i % counting)).toBe(true);
      else expect(withoutSpaces(opened)).toEqual(utf8(text));
    }
    expect(await laterRefusal(() => openBytes(identityOf(file.stranger), sealed))).toBe("not-for-us");
  });

  test.each(file.envelopes)("$place $kind", async ({ place, kind, identity, verifying_key_base64, body, sealed_base64 }) => {
    const sealed = parseBase64(sealed_base64) ?? new Uint8Array();
    const opened = await openEnvelope(place, identityOf(identity), sealed);
    const verified = opened.verify(() => parseVerifyingKey(verifying_key_base64));
    expect(verified.kind).toBe(kind);
    expect(writeJsonText(verified.body)).toBe(body);
    expect(await laterRefusal(() => openEnvelope(place, identityOf(file.stranger), sealed))).toBe("not-for-us");
  });

  test("the wraps of a filing on their way", async () => {
    expect(file.parcels.length).toBeGreaterThan(0);
    for (const { identity, locator, wraps, sealed_base64 } of file.parcels) {
      const sealed = gate("parcel", fromBase64(sealed_base64));
      const expected = wraps.map((wrap) => ({ holder: wrap.holder, sealed: fromBase64(wrap.sealed_base64) }));
      expect(readParcel(await openBytes(identityOf(identity), sealed))).toEqual({ locator, wraps: expected });
    }
  });
});
