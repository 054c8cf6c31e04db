import { expect, test } from "vitest";
import { bundle, compress } from "../../bundle.mjs";
import { openEnvelope } from "../../src/sealing/envelope.ts";
import { parseIdentity } from "../../src/sealing/identity.ts";
import type * as Core from "../support/sealing_bundle.ts";

// The bundle leaves out what the age library has for recipients that the protocol does not have, and what libraries say.
const script = await bundle("tests/support/sealing_bundle.ts", {});
const core = (await import(
  /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(script).toString("base64")}`
)) as typeof Core;

test("the core of sealing weighs at most 30 kB over the wire", () => {
  expect(compress(script).length).toBeLessThanOrEqual(30_000);
});

test("all that the intake takes of sealing weighs at most 36 kB, and has nothing of the desk's", async () => {
  const intake = await bundle("tests/support/intake_bundle.ts", {});
  expect(compress(intake).length).toBeLessThanOrEqual(36_000);
  const text = Buffer.from(intake).toString();
  for (const desks of ["abdomen", "AES-GCM", "argon2", "VaultError", "invitation/access"]) expect(text).not.toContain(desks);
});

test("what a library refuses is refused in the bundle too, by our own name for it", async () => {
  const identity = core.newIdentity<"case">();
  const damaged = new TextEncoder().encode("age-encryption.org/v1\n-> mlkem768x25519 AAAA\n\n--- AAAA\n");
  await expect(core.openBytes(identity, damaged)).rejects.toMatchObject({ kind: "damaged" });
  const classical = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" as typeof identity.recipient;
  await expect(core.sealBytes([classical], new Uint8Array(1))).rejects.toThrow("not in this bundle");
  expect(core.parseRecipient(identity.recipient.replace(/.$/, (last) => (last === "q" ? "p" : "q")))).toBe(null);
});

test("what the bundle seals opens outside of it, and the other way around", async () => {
  const code = core.readCode("case", "000G4-0R40M-30E20-9185G-R38ED");
  const signer = core.deriveSigningKey(code, "signing");
  const identity = core.newIdentity<"case">();
  const reporter = core.deriveIdentity(code, "reporter");
  const sealed = await core.sealEnvelope("conversation", {
    body: { v: 1, kind: "message", text: "Hej" },
    signer,
    recipients: [identity.recipient, reporter.recipient],
  });
  const outside = parseIdentity(identity.expose());
  if (outside === null) throw new Error("an identity has another text in the bundle");
  for (const opened of [
    await openEnvelope("conversation", outside, sealed),
    await core.openEnvelope("conversation", reporter, sealed),
  ]) {
    expect(opened.verify(() => signer.verifyingKey).body["text"]).toBe("Hej");
  }
});
