import { expect, test } from "vitest";
import { readCode } from "../../src/sealing/code.ts";
import { deriveIdentity, deriveSalted, deriveSecret, deriveSigningKey } from "../../src/sealing/derive.ts";
import { hex } from "../../src/sealing/encoding.ts";
import { Identity } from "../../src/sealing/identity.ts";
import { Secret } from "../../src/sealing/secret.ts";

const code = readCode("case", "000G4-0R40M-30E20-9185G-R38ED");

test("a case code's keys are those the protocol names", () => {
  expect(hex(deriveSigningKey(code, "access").expose())).toBe(
    "49835fb4e81afa9763335cebed15ef6f7b8359b7b8efcf2046f94c952c22c5af",
  );
  expect(hex(deriveSigningKey(code, "signing").expose())).toBe(
    "a33526ec1007d07076b1b28f242130430032d1215982a776570aa246257bd3e3",
  );
  const reporter = Uint8Array.from(
    Buffer.from("1bf7ac4cfeab657a8f1535aa1ec71f21bc57c4cc93759ff55cd5e4a4a8c1495b", "hex"),
  );
  expect(deriveIdentity(code, "reporter").expose()).toBe(new Identity(reporter).expose());
});

test("each label and each salt gives another secret", () => {
  const self = new Secret("self", new Uint8Array(32).fill(7));
  const salts = [new Uint8Array(32), new Uint8Array(32).fill(1)];
  const secrets = [
    deriveSecret(code, "receipt"),
    deriveSecret(code, "retry"),
    ...salts.flatMap((salt) => [deriveSalted(self, "index", salt), deriveSalted(self, "seen", salt)]),
  ].map((secret) => hex(secret.expose()));
  expect(new Set(secrets).size).toBe(6);
});
