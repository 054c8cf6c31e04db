import { describe, expect, test } from "vitest";
import { digestOf } from "../../src/sealing/digest.ts";
import { openEnvelope, sealEnvelope, type Draft } from "../../src/sealing/envelope.ts";
import { gate } from "../../src/sealing/gate.ts";
import { sealBytes } from "../../src/sealing/hybrid.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { keyIdOf } from "../../src/sealing/key_id.ts";
import { padWithSpaces } from "../../src/sealing/padding.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { writeJsonText, type JsonObject } from "../../src/sealing/strict_json.ts";
import { laterRefusal, refusal } from "../support/refusals.ts";

const identity = newIdentity<"case">();
const reporter = newIdentity<"reporter">();
const author = newSigningKey<"author">();
const stranger = newSigningKey<"author">();
const both = [identity.recipient, reporter.recipient] as const;

const draft: Draft = {
  body: { v: 1, kind: "message", text: "Fakturan är påhittad. \u{1F4C4}" },
  signer: author,
  recipients: both,
};

/** What anyone who knows the recipients could seal. */
async function forged(outer: JsonObject): Promise<Uint8Array<ArrayBuffer>> {
  return sealBytes(both, padWithSpaces(utf8(writeJsonText(outer)), 4096));
}

function outerOf(signed: string, changed: JsonObject = {}): JsonObject {
  const sig = author.sign("message", utf8(signed));
  return { v: 1, kind: "message", by: keyIdOf(author.verifyingKey), sig, signed, ...changed };
}

const BODY = writeJsonText(draft.body);

describe("an envelope", () => {
  test("opens for each recipient and verifies under a trusted key", async () => {
    const sealed = await sealEnvelope("conversation", draft);
    for (const each of [identity, reporter]) {
      const opened = await openEnvelope("conversation", each, sealed);
      const verified = opened.verify((by) => (by === keyIdOf(author.verifyingKey) ? author.verifyingKey : null));
      expect({ ...verified.body }).toEqual(draft.body);
      expect(verified).toMatchObject({ kind: "message", key: author.verifyingKey, digest: digestOf(sealed) });
    }
  });

  test("does not open for anybody else", async () => {
    const sealed = await sealEnvelope("conversation", draft);
    expect(await laterRefusal(() => openEnvelope("conversation", newIdentity(), sealed))).toBe("not-for-us");
  });

  test("does not open once a bit of it is changed", async () => {
    const sealed = await sealEnvelope("conversation", draft);
    for (const at of [40, 1600, 3200, sealed.length - 5000, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await laterRefusal(() => openEnvelope("conversation", identity, changed)), `${at}`).not.toBe("accepted");
    }
  });

  test("is refused in another place", async () => {
    const sealed = await sealEnvelope("conversation", draft);
    expect(refusal(() => gate("internal", sealed))).toBe("stanza-count");
    expect(await laterRefusal(() => sealEnvelope("internal", { ...draft, recipients: [identity.recipient] }))).toBe("kind");
    const wrongPlace = await sealEnvelope("internal", {
      ...draft,
      body: { v: 1, kind: "note" },
      recipients: [identity.recipient],
    });
    expect(await laterRefusal(() => openEnvelope("anchor", identity, wrongPlace))).toBe("kind");
  });

  test("needs as many recipients as its place has stanzas", async () => {
    const one = { ...draft, recipients: [identity.recipient] as const };
    expect(await laterRefusal(() => sealEnvelope("conversation", one))).toBe("stanza-count");
  });

  test("by an unknown author, or under a key that is not the named one, is refused", async () => {
    const opened = await openEnvelope("conversation", identity, await sealEnvelope("conversation", draft));
    expect(refusal(() => opened.verify(() => null))).toBe("unknown-author");
    expect(refusal(() => opened.verify(() => stranger.verifyingKey))).toBe("unknown-author");
    expect(refusal(() => opened.verifyUnderOwnKey(() => author.verifyingKey))).toBe("unknown-author");
  });

  test.each<[string, JsonObject]>([
    ["outer", { ...outerOf(BODY), extra: 1 }],
    ["outer", outerOf(BODY, { v: 2 })],
    ["outer", outerOf(BODY, { kind: "letter" })],
    ["outer", outerOf(BODY, { by: "0".repeat(31) })],
    ["outer", outerOf(BODY, { sig: "AAAA" })],
    ["outer", outerOf(BODY, { signed: draft.body })],
    ["kind", outerOf(BODY, { kind: "note" })],
  ])("with a wrong outer object does not open: %s", async (kind, outer) => {
    const bytes = await forged(outer);
    expect(await laterRefusal(() => openEnvelope("conversation", identity, bytes))).toBe(kind);
  });

  test("with anything but spaces around its outer object does not open", async () => {
    const json = writeJsonText(outerOf(BODY));
    for (const content of [` ${json}`, `${json}\n`, `${json}   \t`]) {
      const bytes = await sealBytes(both, padWithSpaces(utf8(content), 4096));
      expect(await laterRefusal(() => openEnvelope("conversation", identity, bytes))).toBe("outer");
    }
  });

  test.each<[string, JsonObject]>([
    ["signature", outerOf(BODY, { signed: `${BODY} ` })],
    ["signature", outerOf(BODY, { kind: "act" })],
    ["signature", outerOf(BODY, { sig: stranger.sign("message", utf8(BODY)) })],
    ["signature", outerOf(BODY, { sig: author.sign("act", utf8(BODY)) })],
    ["body", outerOf("[1]")],
    ["body", outerOf('{"v":2,"kind":"message"}')],
    ["kind", outerOf('{"v":1,"kind":"act"}')],
    ["syntax", outerOf("{")],
    ["duplicate", outerOf('{"v":1,"kind":"message","v":1}')],
  ])("that is not what its author signed, or no body, does not verify: %s", async (kind, outer) => {
    const opened = await openEnvelope("conversation", identity, await forged(outer));
    expect(refusal(() => opened.verify(() => author.verifyingKey))).toBe(kind);
  });

  test("of a wrap verifies under the key it carries, and under no other", async () => {
    const sealed = await sealEnvelope("wrap", {
      body: { v: 1, kind: "wrap", verify: author.verifyingKey },
      signer: author,
      recipients: [identity.recipient],
    });
    expect(sealed.length).toBeLessThan(1024 + 2048);
    const opened = await openEnvelope("wrap", identity, sealed);
    expect(opened.verifyUnderOwnKey((body) => (body["verify"] === author.verifyingKey ? author.verifyingKey : null)).by)
      .toBe(keyIdOf(author.verifyingKey));
    expect(refusal(() => opened.verifyUnderOwnKey(() => stranger.verifyingKey))).toBe("unknown-author");
  });

  test("too large for its padding, or with what strict JSON cannot hold, is not sealed", async () => {
    const large = { ...draft, body: { ...draft.body, text: "x".repeat(1_048_576) } };
    expect(await laterRefusal(() => sealEnvelope("conversation", large))).toBe("length");
    const torn = { ...draft, body: { ...draft.body, text: "\uD83D" } };
    expect(await laterRefusal(() => sealEnvelope("conversation", torn))).toBe("surrogate");
    const fraction = { ...draft, body: { ...draft.body, n: 0.5 } };
    expect(await laterRefusal(() => sealEnvelope("conversation", fraction))).toBe("number");
  });
});
