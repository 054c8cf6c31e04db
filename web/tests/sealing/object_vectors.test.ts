import { describe, expect, test } from "vitest";
import type { ThreadKind } from "../../src/sealing/body.ts";
import { continuedBy, readBody } from "../../src/sealing/body/rules.ts";
import { caseIdOf, type CaseId } from "../../src/sealing/case_id.ts";
import { readCode, readFingerprint } from "../../src/sealing/code.ts";
import type { Day } from "../../src/sealing/day.ts";
import { digestOf, type Digest } from "../../src/sealing/digest.ts";
import { base64, hex, utf8 } from "../../src/sealing/encoding.ts";
import { leafOf } from "../../src/sealing/filing.ts";
import { holders } from "../../src/sealing/holder.ts";
import { parseChannelId, type ChannelId, type MemberId } from "../../src/sealing/id.ts";
import { parseRecipient } from "../../src/sealing/identity.ts";
import { openIndexEntry, seenNames } from "../../src/sealing/index.ts";
import { readJoin, tagWelcome, verifyWelcome, writeJoin } from "../../src/sealing/invitation.ts";
import { fingerprintOf, KeyringChain, type Pin } from "../../src/sealing/keyring/chain.ts";
import { CLOCK_ERROR_DAYS, keyringStatus } from "../../src/sealing/keyring/status.ts";
import { readParcel } from "../../src/sealing/parcel.ts";
import { newPassphrase, readPassphrase, stretch } from "../../src/sealing/passphrase.ts";
import { referenceOf } from "../../src/sealing/reference.ts";
import { signChallenge, signChange, signRequest } from "../../src/sealing/request.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { parseVerifyingKey, SigningKey, verifyingKeyBytes } from "../../src/sealing/signature.ts";
import { parseJson, writeJson, type JsonObject } from "../../src/sealing/strict_json.ts";
import { isContinued } from "../../src/sealing/write.ts";
import { given } from "../support/channel.ts";
import { refusal } from "../support/refusals.ts";
import { fromBase64, fromHex, vectors } from "../support/vectors.ts";

describe("bodies.json", () => {
  const file = vectors("bodies") as {
    accepted: { name: string; kind: ThreadKind; body: string }[];
    refused: { why: string; kind: ThreadKind; body: string }[];
  };

  test.each(file.accepted)("$name is read, and says the same when it is written again", ({ kind, body }) => {
    const read = readBody(kind, parseJson(utf8(body)));
    expect(JSON.parse(new TextDecoder().decode(writeJson(read)))).toEqual(JSON.parse(body));
  });

  test("what no reader takes is refused", () => {
    expect(file.refused.length).toBeGreaterThan(300);
    for (const { why, kind, body } of file.refused) {
      expect(refusal(() => readBody(kind, parseJson(utf8(body)))), why).not.toBe("accepted");
    }
  });
});

describe("keyrings.json", () => {
  type WrittenPin = { owner_base64: string } | { fingerprint: string } | { epoch: number; hash: Digest } | null;
  const file = vectors("keyrings") as {
    channel: string;
    recipients: Record<string, string>;
    chains: { name: string; notes: string[]; pin: WrittenPin; expected: "ok" | "refused" }[];
    status: { issued: Day; expires: Day; day: Day; clock: "browser" | "server"; status: string }[];
  };
  const channel = given(parseChannelId(file.channel));
  const whole = (note: string): string =>
    Object.entries(file.recipients).reduce((text, [name, recipient]) => text.replaceAll(name, recipient), note);
  const pinOf = (pin: WrittenPin): Pin => {
    if (pin === null) return { by: "nothing" };
    if ("fingerprint" in pin) return { by: "fingerprint", fingerprint: readFingerprint(pin.fingerprint) };
    if ("hash" in pin) return { by: "note", epoch: pin.epoch, hash: pin.hash };
    return { by: "owner", owner: given(parseVerifyingKey<"owner">(pin.owner_base64)) };
  };

  test.each(file.chains)("a chain with $name: $expected", ({ notes, pin, expected }) => {
    const outcome = refusal(() => KeyringChain.verify(channel, notes.map(whole), pinOf(pin)));
    expect(outcome === "accepted" ? "ok" : "refused").toBe(expected);
  });

  test("a day decides whether a keyring is good", () => {
    const [first] = given(file.chains[0]).notes;
    const { keyring } = KeyringChain.verify(channel, [whole(given(first))], { by: "nothing" }).newest;
    for (const { issued, expires, day, clock, status } of file.status) {
      const error = clock === "browser" ? CLOCK_ERROR_DAYS : 0;
      expect(keyringStatus({ ...keyring, issued, expires }, day, error), `${day} by a ${clock}`).toBe(status);
    }
  });
});

describe("objects.json", () => {
  const file = vectors("objects") as {
    cases: (Record<"channel" | "recipient" | "reporter" | "verify_base64" | "case" | "reference" | "salt_hex" | "leaf", string> &
      Record<"wrapped" | "excluded", string[]>)[];
    fingerprints: { owner_base64: string; fingerprint: string }[];
    invitations: Record<"code" | "channel" | "owner_base64" | "join" | "join_tag_hex" | "welcome_tag_hex", string>[];
    passphrases: {
      typed: string;
      words: string;
      member: MemberId;
      memory_kib: number;
      passes: number;
      cost: string;
      stretched_hex: string;
    }[];
    refused_passphrases: string[];
    index: (Record<"self_hex" | "salt_hex" | "key_hex" | "view" | "ciphertext_base64" | "seen_hex", string> & {
      case: CaseId;
      counter: number;
    })[];
    claims: { old: CaseId; old_key_base64: string; new: CaseId; text: string }[];
    parcels: {
      wrap_base64: string;
      accepted: { name: string; content: string }[];
      refused: { why: string; content: string }[];
    };
  };

  test("parcels are read as written, and no others", () => {
    const { accepted, refused, wrap_base64: wrap } = file.parcels;
    const read = (content: string) => {
      const { locator, wraps } = readParcel(utf8(content.replaceAll("@wrap@", wrap)));
      return { v: 1, locator, wraps: wraps.map(({ holder, sealed }) => ({ holder, sealed: base64(sealed) })) };
    };
    for (const { name, content } of accepted) {
      expect(read(content), name).toEqual(JSON.parse(content.replaceAll("@wrap@", wrap)));
    }
    expect(refused.length).toBeGreaterThan(15);
    for (const { why, content } of refused) expect(refusal(() => read(content)), why).not.toBe("accepted");
  });

  test("case ids, references and leaves are those of both sides", () => {
    for (const { channel, recipient, reporter, verify_base64, wrapped, excluded, ...wanted } of file.cases) {
      const id = caseIdOf(
        given(parseChannelId(channel)),
        given(parseRecipient<"case">(recipient)),
        given(parseRecipient<"reporter">(reporter)),
        given(parseVerifyingKey<"author">(verify_base64)),
        { wrapped: holders(wrapped), excluded: holders(excluded) },
      );
      expect(id).toBe(wanted.case);
      expect(referenceOf(id)).toBe(wanted.reference);
      expect(leafOf(new Secret("receipt", fromHex(wanted.salt_hex)), id)).toBe(wanted.leaf);
    }
  });

  test("fingerprints are those of both sides", () => {
    for (const { owner_base64, fingerprint } of file.fingerprints) {
      expect(fingerprintOf(given(parseVerifyingKey<"owner">(owner_base64)))).toBe(fingerprint);
    }
  });

  test("invitations verify under their own code and for their own join", () => {
    for (const [index, each] of file.invitations.entries()) {
      const code = readCode("invitation", each.code);
      const owner = given(parseVerifyingKey<"owner">(each.owner_base64));
      const channel = each.channel as ChannelId;
      const join = utf8(each.join);
      const read = readJoin(join, each.join_tag_hex, code);
      expect(read.channel).toBe(channel);
      expect(writeJoin(read, code)).toEqual({ bytes: join, tag: each.join_tag_hex });
      expect(tagWelcome(code, channel, owner, join)).toBe(each.welcome_tag_hex);
      const other = given(file.invitations[(index + 1) % file.invitations.length]);
      const foreign = readCode("invitation", other.code);
      expect(refusal(() => readJoin(join, each.join_tag_hex, foreign))).toBe("foreign");
      expect(refusal(() => readJoin(utf8(other.join), each.join_tag_hex, code))).toBe("foreign");
      const welcome = (tag: string) => refusal(() => { verifyWelcome(code, channel, owner, join, tag); });
      expect([welcome(each.welcome_tag_hex), welcome(each.join_tag_hex)]).toEqual(["accepted", "foreign"]);
    }
  });

  test("passphrases read as typed and stretch to the same secret", () => {
    for (const { typed, words, member, memory_kib, passes, stretched_hex } of file.passphrases) {
      const read = readPassphrase(typed);
      expect(read).toBe(words);
      expect(hex(stretch(read, member, { memory: memory_kib, passes }).expose())).toBe(stretched_hex);
    }
    for (const typed of file.refused_passphrases) expect(refusal(() => readPassphrase(typed))).not.toBe("accepted");
    expect(file.passphrases.some(({ cost }) => cost === "protocol")).toBe(true);
    expect(refusal(() => readPassphrase(newPassphrase()))).toBe("accepted");
  });

  test("index entries open to what was cached, and are remembered under the same name", async () => {
    for (const { self_hex, salt_hex, ciphertext_base64, seen_hex, counter, view, ...each } of file.index) {
      const self = new Secret("self", fromHex(self_hex));
      const salt = fromHex(salt_hex);
      const opened = await openIndexEntry({ salt, ciphertext: fromBase64(ciphertext_base64) }, self);
      expect(opened).toEqual({ case: each.case, counter, view });
      expect(seenNames(self, salt)(each.case)).toBe(seen_hex);
    }
  });

  test("claims hold for their own two cases only", () => {
    const bodies = vectors("bodies") as { accepted: { name: string; body: string }[] };
    const act = given(bodies.accepted.find(({ name }) => name === "continues"));
    for (const { old, old_key_base64, text, ...claim } of file.claims) {
      const body = { ...(parseJson(utf8(act.body)) as JsonObject), text };
      const read = given(continuedBy(readBody("act", body)));
      const key = given(parseVerifyingKey<"author">(old_key_base64));
      expect(read.old).toBe(old);
      expect([isContinued(read, key, claim.new), isContinued(read, key, old)]).toEqual([true, false]);
    }
  });
});

describe("requests.json", () => {
  const file = vectors("requests") as {
    seed_hex: string;
    locator: Digest;
    requests: { method: string; path: string; body: string; nonce_hex: string; signature_base64: string }[];
    challenges: { origin: string; member: MemberId; challenge_hex: string; signature_base64: string }[];
    changes: { origin: string; member: MemberId; challenge_hex: string; change: string; signature_base64: string }[];
  };

  test("requests, challenges and changes get the signatures of both sides", () => {
    const access = new SigningKey<"access">(fromHex(file.seed_hex));
    const signIn = new SigningKey<"sign-in">(fromHex(file.seed_hex));
    expect(digestOf(verifyingKeyBytes(access.verifyingKey))).toBe(file.locator);
    for (const { method, path, body, nonce_hex, signature_base64 } of file.requests) {
      const proof = signRequest(access, { method, path, body: utf8(body), nonce: fromHex(nonce_hex) });
      expect(proof).toEqual({ key: access.verifyingKey, signature: signature_base64 });
    }
    for (const { origin, member, challenge_hex, signature_base64 } of file.challenges) {
      expect(signChallenge(signIn, origin, member, fromHex(challenge_hex))).toBe(signature_base64);
    }
    for (const { origin, member, challenge_hex, change, signature_base64 } of file.changes) {
      expect(signChange(signIn, origin, member, fromHex(challenge_hex), change)).toBe(signature_base64);
    }
  });
});
