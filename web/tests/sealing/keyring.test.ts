import { describe, expect, test } from "vitest";
import { digestOf, ZERO_DIGEST } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { newId } from "../../src/sealing/id.ts";
import type { Keyring } from "../../src/sealing/keyring.ts";
import { fingerprintOf, KeyringChain, type Pin } from "../../src/sealing/keyring/chain.ts";
import { readLines, writeLines } from "../../src/sealing/keyring/lines.ts";
import { firstEpoch, nextEpoch, renewEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { isRenewalDue, keyringStatus } from "../../src/sealing/keyring/status.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { channel, decided, FIRST_DAY, given, later, line, lines, person, publish } from "../support/channel.ts";
import { refusal } from "../support/refusals.ts";

const made = channel();
const [note] = made.notes as [string];
const { keyring } = made.chain.newest;
const nothing: Pin = { by: "nothing" };

/** The note of an epoch whose lines were changed and that its owner signed all the same. */
function signedText(change: (text: string) => string): string {
  const text = change(writeLines(keyring));
  const signed = signKeyring(keyring, made.owner);
  const [, line] = signed.split("\n\n");
  const [dash, name, blob] = given(line).trimEnd().split(" ");
  const bytes = Uint8Array.from(atob(given(blob)), (symbol) => symbol.charCodeAt(0));
  bytes.set(made.owner.signNote(utf8(text)), 4);
  return `${text}\n${given(dash)} ${given(name)} ${btoa(String.fromCharCode(...bytes))}\n`;
}

describe("the lines of a keyring", () => {
  test("read back as they were written", () => {
    expect(readLines(writeLines(keyring))).toEqual(keyring);
  });

  test("are refused in any other spelling, order or number", () => {
    const title = given(/handler [0-9a-f]{32} ([^ ]+)/.exec(writeLines(keyring))?.[1]);
    const changes: readonly (readonly [string, (text: string) => string])[] = [
      ["another version", (text) => text.replace("keyring v1", "keyring v2")],
      ["an unknown line", (text) => text.replace("\nsettings", "\nnote hello\nsettings")],
      ["a line missing", (text) => text.replace(/settings .*\n/, "")],
      ["two lines exchanged", (text) => text.replace(/(issued .*\n)(expires .*\n)/, "$2$1")],
      ["a leading zero", (text) => text.replace("epoch 1", "epoch 01")],
      ["epoch 0", (text) => text.replace("epoch 1", "epoch 0")],
      ["upper-case hex", (text) => text.replace(/channel [0-9a-f]+/, (whole) => whole.toUpperCase())],
      ["a day there is not", (text) => text.replace("2026-11-22", "2026-11-31")],
      ["two spaces", (text) => text.replace("policy show-own", "policy  show-own")],
      ["an unknown policy", (text) => text.replace("contact=one", "contact=three")],
      ["a policy more", (text) => text.replace("server-path=yes", "server-path=yes x=no")],
      ["carriage returns", (text) => text.replaceAll("\n", "\r\n")],
      ["something behind the last line", (text) => `${text}more\n`],
      ["a title with a line feed", (text) => text.replace(title, btoa("Anna\nBertil"))],
      ["no title", (text) => text.replace(` ${title} `, "  ")],
      ["a title that is not UTF-8", (text) => text.replace(title, btoa("\xff\xfe"))],
      ["base64 without padding", (text) => text.replace(/(owner .*)=\n/, "$1\n")],
    ];
    for (const [what, change] of changes) {
      expect(change(writeLines(keyring)), what).not.toBe(writeLines(keyring));
      expect(refusal(() => KeyringChain.verify(made.id, [signedText(change)], nothing)), what).toBe("form");
    }
  });

  test("keep to their bounds", () => {
    const crowd = Array.from({ length: 51 }, (_, index) => ({
      ...given(keyring.handlers[0]),
      id: index.toString(16).padStart(32, "0") as Keyring["handlers"][0]["id"],
    }));
    const kinds: readonly (readonly [Partial<Keyring>, string])[] = [
      [{ handlers: [] }, "roles"],
      [{ handlers: crowd }, "roles"],
      [{ handlers: [...keyring.handlers].reverse() }, "roles"],
      [{ custodians: [], policy: { ...keyring.policy, contact: "two" } }, "roles"],
      [{ deputies: keyring.handlers.slice(0, 1) }, "distinct"],
      [{ deputies: [{ ...line(made.cecilia), recipient: made.anna.identity.recipient }] }, "distinct"],
      [{ deputies: [{ ...line(made.cecilia), verify: made.anna.signing.verifyingKey }] }, "distinct"],
      [{ recovery: { ...keyring.recovery, verify: made.anna.signing.verifyingKey } }, "distinct"],
      [{ expires: later(FIRST_DAY, -1) }, "days"],
      [{ expires: later(FIRST_DAY, 121) }, "days"],
      [{ previous: digestOf(utf8("x")) }, "chain"],
      [{ epoch: 2 }, "chain"],
    ];
    for (const [change, kind] of kinds) {
      expect(refusal(() => writeLines({ ...keyring, ...change })), Object.keys(change).join()).toBe(kind);
    }
    expect(refusal(() => writeLines({ ...keyring, expires: later(FIRST_DAY, 120) }))).toBe("accepted");
  });
});

describe("a chain of keyrings", () => {
  test("is trusted by the fingerprint of a link, the owner's key, or the very note", () => {
    const pins: readonly Pin[] = [
      { by: "fingerprint", fingerprint: fingerprintOf(made.owner.verifyingKey) },
      { by: "owner", owner: made.owner.verifyingKey },
      { by: "note", epoch: 1, hash: digestOf(utf8(note)) },
      nothing,
    ];
    for (const pin of pins) expect(KeyringChain.verify(made.id, [note], pin).newest.keyring).toEqual(keyring);
  });

  test("is refused when it is not what is trusted", () => {
    const other = newSigningKey<"owner">().verifyingKey;
    const verify = (pin: Pin) => refusal(() => KeyringChain.verify(made.id, [note], pin));
    expect(verify({ by: "fingerprint", fingerprint: fingerprintOf(other) })).toBe("owner");
    expect(verify({ by: "owner", owner: other })).toBe("owner");
    expect(verify({ by: "note", epoch: 1, hash: ZERO_DIGEST })).toBe("pin");
    expect(refusal(() => KeyringChain.verify(newId<"channel">(), [note], nothing))).toBe("chain");
    expect(refusal(() => KeyringChain.verify(made.id, [], nothing))).toBe("form");
  });

  test("is refused when a line was changed after signing", () => {
    const changed = note.replace("contact=one", "contact=two");
    expect(refusal(() => KeyringChain.verify(made.id, [changed], nothing))).toBe("signature");
  });

  test("grows by renewal, and only by what follows from its newest", () => {
    const own = channel();
    const first = own.chain.newest;
    const renewed = renewEpoch(first.reference, first, later(FIRST_DAY, 30));
    const renewal = signKeyring(renewed, own.owner);
    const chain = KeyringChain.verify(own.id, [...own.notes, renewal], nothing);
    expect(chain.newest.keyring).toEqual({
      ...first.keyring,
      epoch: 2,
      previous: first.hash,
      issued: later(FIRST_DAY, 30),
      expires: later(FIRST_DAY, 150),
    });
    const refused = (change: Partial<Keyring>) =>
      refusal(() => KeyringChain.verify(own.id, [...own.notes, signKeyring({ ...renewed, ...change }, own.owner)], nothing));
    expect(refused({ epoch: 3 })).toBe("chain");
    expect(refused({ previous: digestOf(utf8("another")) })).toBe("chain");
    expect(refused({ issued: later(FIRST_DAY, -1), expires: FIRST_DAY })).toBe("days");
    expect(refusal(() => KeyringChain.verify(own.id, [renewal, ...own.notes], nothing))).toBe("chain");
  });

  test("signs nothing by itself when the server shows another newest epoch", () => {
    const own = channel();
    const pinned = own.chain.newest.reference;
    publish(own, { settings: digestOf(utf8("new texts")) }, later(FIRST_DAY, 1));
    expect(refusal(() => renewEpoch(pinned, own.chain.newest, later(FIRST_DAY, 31)))).toBe("pin");
  });

  test("changes its owner by two signatures and by nothing less", () => {
    const own = channel();
    const [before] = own.chain.epochs;
    const heir = newSigningKey<"owner">();
    const handed = nextEpoch(given(before), { ...decided(own), owner: heir.verifyingKey }, later(FIRST_DAY, 9));
    const verify = (last: string, pin: Pin = nothing) =>
      refusal(() => KeyringChain.verify(own.id, [...own.notes, last], pin));
    const former: Pin = { by: "fingerprint", fingerprint: fingerprintOf(own.owner.verifyingKey) };
    expect(verify(signKeyring(handed, heir, own.owner), former)).toBe("accepted");
    expect(verify(signKeyring(handed, heir, own.recovery.signing), former)).toBe("accepted");
    expect(verify(signKeyring(handed, heir))).toBe("signature");
    expect(verify(signKeyring(handed, heir, newSigningKey<"owner">()))).toBe("signature");
    expect(verify(signKeyring(handed, heir, own.anna.signing))).toBe("signature");
    expect(refusal(() => signKeyring(handed, own.owner, heir))).toBe("owner");
    const kept = nextEpoch(given(before), decided(own), later(FIRST_DAY, 9));
    expect(verify(signKeyring(kept, own.owner, own.recovery.signing))).toBe("signature");
  });

  test("says when a key was gone", () => {
    const own = channel();
    const doris = person("Doris");
    publish(own, { handlers: lines(own.anna, doris) }, later(FIRST_DAY, 5));
    expect(own.chain.goneSince(1, own.bertil.id, own.bertil.signing.verifyingKey)).toBe(later(FIRST_DAY, 5));
    expect(own.chain.goneSince(1, own.anna.id, own.anna.signing.verifyingKey)).toBeNull();
    expect(own.chain.goneSince(2, own.bertil.id, own.bertil.signing.verifyingKey)).toBeNull();
    expect(own.chain.usedLate(1, later(FIRST_DAY, 7))).toBe(false);
    expect(own.chain.usedLate(1, later(FIRST_DAY, 8))).toBe(true);
  });
});

describe("the status of a keyring", () => {
  test("allows a browser's clock two days, then sixty of grace", () => {
    const status = (days: number) => keyringStatus(keyring, later(FIRST_DAY, days));
    expect([-3, -2, 0, 122, 123, 182, 183].map(status)).toEqual([
      "not-yet",
      "valid",
      "valid",
      "valid",
      "grace",
      "grace",
      "expired",
    ]);
  });

  test("has the owner's desk renew after thirty days", () => {
    expect(isRenewalDue(keyring, later(FIRST_DAY, 29))).toBe(false);
    expect(isRenewalDue(keyring, later(FIRST_DAY, 30))).toBe(true);
  });

  test("begins a life of 120 days with each epoch", () => {
    const first = firstEpoch(decided(made), FIRST_DAY);
    expect([first.issued, first.expires]).toEqual([FIRST_DAY, "2027-03-22"]);
  });
});
