import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { base64 } from "../../src/sealing/encoding.ts";
import { MAX_HEADER, gate } from "../../src/sealing/gate.ts";
import { sealBytes } from "../../src/sealing/hybrid.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { contentSize, payloadSize } from "../../src/sealing/payload.ts";
import { refusal } from "../support/refusals.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const bytes = (from: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(from, "latin1"));
const passes = (from: string): string => refusal(() => gate("internal", bytes(from)));

let sealed: string;
let parts: { version: string; stanza: string; body: string; mac: string; payload: string };

beforeAll(async () => {
  sealed = text(await sealBytes([newIdentity().recipient], new Uint8Array(4096).fill(0x20)));
  const [version = "", stanza = "", body = "", mac = ""] = sealed.split("\n");
  const payload = sealed.slice([version, stanza, body, mac, ""].join("\n").length);
  parts = { version, stanza, body, mac, payload };
});

const rebuilt = (change: Partial<typeof parts>): string => {
  const { version, stanza, body, mac, payload } = { ...parts, ...change };
  return [version, stanza, body, mac, payload].join("\n");
};

describe("the gate", () => {
  test("lets a sealed thing in, and only to a place of its shape", () => {
    expect(rebuilt({})).toBe(sealed);
    expect(passes(sealed)).toBe("accepted");
    expect(refusal(() => gate("conversation", bytes(sealed)))).toBe("stanza-count");
    expect(refusal(() => gate("vault", bytes(sealed)))).toBe("accepted");
    expect(refusal(() => gate("file", bytes(sealed)))).toBe("accepted");
  });

  test("refuses every other spelling of a header", () => {
    const grease = `-> x-grease ab\n${base64(new Uint8Array(30)).slice(0, 40)}`;
    const x25519 = `-> X25519 ${"A".repeat(43)}\n${"A".repeat(43)}`;
    for (const [change, kind] of [
      [{ version: "age-encryption.org/v2" }, "header"],
      [{ version: "age-encryption.org/v1\r" }, "header"],
      [{ version: "" }, "header"],
      [{ stanza: `${parts.stanza} more` }, "stanza"],
      [{ stanza: parts.stanza.replace("-> ", "->  ") }, "stanza"],
      [{ stanza: `${parts.stanza}=` }, "stanza"],
      [{ stanza: `${parts.stanza.slice(0, -1)}B` }, "stanza"],
      [{ stanza: parts.stanza.replace("mlkem768x25519", "X25519") }, "stanza"],
      [{ stanza: parts.stanza.replace("mlkem768x25519", "MLKEM768X25519") }, "stanza"],
      [{ stanza: `${grease}\n${parts.stanza}` }, "stanza"],
      [{ body: `${parts.body}\n${grease}` }, "stanza"],
      [{ body: `${parts.body}\n${x25519}` }, "stanza"],
      [{ body: `${parts.body}\n` }, "header"],
      [{ body: `${parts.body.slice(0, -1)}B` }, "stanza"],
      [{ body: `${parts.body}A` }, "stanza"],
      [{ body: `${parts.body}=` }, "stanza"],
      [{ body: `${parts.body}\r` }, "stanza"],
      [{ mac: `${parts.mac.slice(0, -1)}B` }, "header"],
      [{ mac: `${parts.mac} ` }, "header"],
      [{ mac: parts.mac.replace("--- ", "---") }, "header"],
      [{ body: `${parts.body}\n${parts.stanza}\n${parts.body}` }, "stanza-count"],
    ] satisfies [Partial<typeof parts>, string][]) {
      expect(passes(rebuilt(change)), JSON.stringify(change).slice(0, 80)).toBe(kind);
    }
  });

  test("refuses plaintext and a header without end", () => {
    expect(passes("")).toBe("header");
    expect(passes("Det här är ingen fil som är förseglad.\n")).toBe("header");
    expect(passes("age-encryption.org/v1\n")).toBe("header-length");
    expect(passes(sealed.slice(0, 500))).toBe("header-length");
    expect(passes(rebuilt({ body: `${parts.body}\n${`${parts.stanza}\n${parts.body}\n`.repeat(50)}` }))).toBe(
      "header-length",
    );
    expect(50 * (parts.stanza.length + parts.body.length)).toBeGreaterThan(MAX_HEADER);
  });

  test("refuses content of a size that padding does not give", () => {
    for (const payload of [parts.payload.slice(1), `${parts.payload}x`, "", parts.payload.repeat(2)]) {
      expect(passes(rebuilt({ payload }))).toBe("size");
    }
  });

  test("refuses any header with one symbol of another kind", () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - parts.payload.length - 2), fc.constantFrom("\n", "\r", " ", "\t", "-", "=", "_", "\u0000", "\u00E5"), (at, other) => {
        fc.pre(sealed[at] !== other);
        expect(passes(sealed.slice(0, at) + other + sealed.slice(at + 1))).not.toBe("accepted");
      }),
    );
  });

  test("knows how much content a payload holds, and which payloads there are none of", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (content) => {
        expect(contentSize(payloadSize(content))).toBe(content);
      }),
    );
    for (const none of [0, 15, 16, 31, 32, 16 + 65536 + 32, 16 + 65552 + 3]) expect(contentSize(none), `${none}`).toBeNull();
    expect(contentSize(33)).toBe(1);
    expect(contentSize(16 + 65552)).toBe(65536);
    expect(contentSize(16 + 65568 + 1)).toBe(65537);
  });
});
