import { describe, expect, test } from "vitest";
import type { ThreadKind } from "../../src/sealing/body.ts";
import { continuedBy, readBody, writerOf } from "../../src/sealing/body/rules.ts";
import { parseCaseId } from "../../src/sealing/case_id.ts";
import { digestOf, ZERO_DIGEST } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { shareCase, concernable } from "../../src/sealing/exclusion.ts";
import { asFileName, isFileName } from "../../src/sealing/file.ts";
import type { Holder } from "../../src/sealing/holder.ts";
import { newId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { keyIdOf } from "../../src/sealing/key_id.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import type { Json, JsonObject } from "../../src/sealing/strict_json.ts";
import { asText, characters, isShortText, isText } from "../../src/sealing/text.ts";
import { continuesText, isContinued } from "../../src/sealing/write.ts";
import { channel, given } from "../support/channel.ts";
import { refusal } from "../support/refusals.ts";

const hash = digestOf(utf8("x"));
const [one, other] = [newId<"member">(), newId<"member">()].sort();
const signing = newSigningKey<"author">();
const identity = newIdentity<"case">();

function head(thread: "c" | "i", n: number): JsonObject {
  const prev = n === 0 ? ZERO_DIGEST : hash;
  const seen = thread === "i" ? { n: 1, hash } : null;
  const keyring = { epoch: 1, hash };
  return { v: 1, case: hash, thread, n, prev, seen, gen: 0, keyring, day: "2026-11-22", path: "browser" };
}

const file = {
  id: newId<"file">(),
  name: "faktura.pdf",
  type: "application/pdf",
  size: 1,
  key: newIdentity<"file">().expose(),
  digest: hash,
};
const standing = {
  reporter: identity.recipient,
  verify: signing.verifyingKey,
  wrapped: [given(one), "recovery"],
  excluded: [given(other)],
};

/** One good body of each kind. */
const GOOD: Readonly<Record<ThreadKind, JsonObject>> = {
  report: {
    ...head("c", 0),
    kind: "report",
    channel: newId<"channel">(),
    ...standing,
    language: "sv",
    answers: [{ question: "what", answer: "…" }],
    files: [file],
  },
  contact: { ...head("c", 1), kind: "contact", sealed: "AAAA" },
  message: { ...head("c", 2), kind: "message", text: "Hej\n", language: "sv", files: [], step: null },
  act: { ...head("c", 2), kind: "act", what: "meeting", refers: null, text: "" },
  grant: { ...head("c", 2), kind: "grant", member: given(one), key: keyIdOf(signing.verifyingKey), title: "Jurist" },
  rekey: {
    ...head("c", 2),
    kind: "rekey",
    gen: 1,
    recipient: identity.recipient,
    from: 0,
    members: [given(one), "recovery"],
    cause: "left",
  },
  strike: {
    ...head("c", 2),
    kind: "strike",
    refers: { n: 1, hash },
    proposes: { ground: "Dom", of: [], prev: [hash], text: "", files: [], report: null },
    confirms: null,
  },
  note: { ...head("i", 1), kind: "note", text: "Obs", refers: { n: 0, hash }, files: [], counted: null },
  triage: { ...head("i", 0), kind: "triage", terms: [{ term: "severity", value: "hög" }], counted: "2026-Q4" },
};

const answers = (count: number): Json =>
  Array.from({ length: count }, (_, index) => ({ question: `q${index}`, answer: "" }));

/** What each kind refuses; every change makes a good body bad. */
const BAD: Readonly<Record<ThreadKind, readonly JsonObject[]>> = {
  report: [
    { n: 1 },
    { gen: 1 },
    { prev: hash },
    { thread: "i" },
    { seen: { n: 0, hash } },
    { wrapped: [] },
    { wrapped: [given(other)] },
    { wrapped: ["recovery", given(one)] },
    { wrapped: [given(one), given(one)] },
    { excluded: ["everybody"] },
    { language: "sv-SE" },
    { answers: answers(201) },
    { answers: [{ question: "what", answer: "" }, { question: "what", answer: "" }] },
    { answers: [{ question: "What", answer: "" }] },
    { answers: [{ question: "what", answer: "\u0007" }] },
    { answers: [{ question: "what", answer: "x".repeat(100_001) }] },
    { files: [file, file] },
    { files: [{ ...file, name: "../x" }] },
    { files: [{ ...file, type: "text plain" }] },
    { files: [{ ...file, key: identity.recipient }] },
    { verify: "AAAA" },
    { reporter: "age1pq1x" },
  ],
  contact: [{ n: 2 }, { gen: 1 }, { sealed: "AAA" }, { sealed: "AA-_" }],
  message: [{ n: 1 }, { v: 2 }, { step: "done" }, { text: "\r\n" }, { day: "2026-02-30" }, { gen: 1000 }, { path: "post" }],
  act: [
    { what: "wave" },
    { what: "read" },
    { what: "approve", refers: { n: 2, hash } },
    { what: "contact-opened", refers: { n: 0, hash }, text: "?" },
    { what: "contact-opened", refers: { n: 1, hash }, text: "" },
    { what: "allow", text: "Bertil" },
    { what: "allow", text: given(one), refers: { n: 1, hash } },
    { what: "continues", text: hash },
  ],
  grant: [{ title: "" }, { title: "a\nb" }, { key: hash }, { member: "recovery" }],
  rekey: [{ from: 1 }, { gen: 0 }, { members: [] }, { cause: "boredom" }],
  strike: [{ refers: { n: 2, hash } }, { proposes: null }, { confirms: { n: 1, hash } }, { proposes: { ground: "", of: [], prev: [hash], text: "", files: [], report: null } }, { proposes: { ground: "Dom", of: [], prev: [], text: "", files: [], report: null } }],
  note: [{ seen: null }, { thread: "c" }, { refers: { n: 1, hash } }, { counted: "2026-Q5" }, { counted: "26" }],
  triage: [{ terms: [{ term: "a", value: "" }, { term: "a", value: "" }] }, { terms: [{ term: "", value: "" }] }],
};

describe("a body", () => {
  test.each(Object.keys(GOOD) as ThreadKind[])("of kind %s reads back in the order of the protocol", (kind) => {
    const body = readBody(kind, GOOD[kind]);
    expect(body).toEqual(GOOD[kind]);
    expect(Object.keys(body).slice(0, 11).join()).toBe("v,kind,case,thread,n,prev,seen,gen,keyring,day,path");
  });

  test.each(Object.keys(GOOD) as ThreadKind[])("of kind %s refuses what the protocol does not allow", (kind) => {
    for (const change of BAD[kind]) {
      expect(refusal(() => readBody(kind, { ...GOOD[kind], ...change })), JSON.stringify(change).slice(0, 80)).not.toBe(
        "accepted",
      );
    }
    expect(refusal(() => readBody(kind, { ...GOOD[kind], more: 1 }))).toBe("unknown-name");
    for (const name of Object.keys(GOOD[kind])) {
      const without = Object.fromEntries(Object.entries(GOOD[kind]).filter(([each]) => each !== name));
      expect(refusal(() => readBody(kind, without)), name).not.toBe("accepted");
    }
  });

  test("is written by whom the protocol says", () => {
    const writer = (kind: ThreadKind, change: JsonObject = {}) => writerOf(readBody(kind, { ...GOOD[kind], ...change }));
    expect(writer("message")).toBe("either");
    expect(writer("message", { step: "close" })).toBe("member");
    expect(writer("act")).toBe("either");
    expect(writer("act", { what: "withdraw" })).toBe("reporter");
    expect(writer("act", { what: "read", refers: { n: 0, hash } })).toBe("either");
    expect(["report", "grant", "rekey", "strike", "note", "triage"].map((kind) => writer(kind as ThreadKind))).toEqual([
      "reporter",
      "member",
      "member",
      "member",
      "member",
      "member",
    ]);
  });

  test("that continues an old case proves it by the old case's key", () => {
    const [old, now] = [given(parseCaseId(hash)), given(parseCaseId(ZERO_DIGEST))];
    const text = continuesText(old, signing, now);
    const claim = given(continuedBy(readBody("act", { ...GOOD.act, what: "continues", text })));
    expect(isContinued(claim, signing.verifyingKey, now)).toBe(true);
    expect(isContinued(claim, newSigningKey<"author">().verifyingKey, now)).toBe(false);
    expect(isContinued(claim, signing.verifyingKey, old)).toBe(false);
  });
});

describe("text", () => {
  test("has no control character but LF and no half of a character", () => {
    for (const good of ["", "å\nä", "\u{1F4C4}", "a".repeat(100_000), "\u{1F4C4}".repeat(100_000)]) {
      expect(isText(good)).toBe(true);
    }
    for (const bad of ["\t", "\r", "\0", "\u007f", "\u0085", "\ud83d", "a".repeat(100_001)]) expect(isText(bad)).toBe(false);
    expect([isShortText(""), isShortText("å".repeat(128)), isShortText("å".repeat(129)), isShortText("a\nb")]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test("is made of what was typed", () => {
    expect(asText("a\r\nb\rc\td\u0007e\u0301")).toBe("a\nb\nc dé");
    expect(characters("\u{1F4C4}å")).toBe(2);
  });

  test("is a file's name only if it stays on its line and in its folder", () => {
    const names = ["../../etc/passwd", "a\u202efdp.exe", "", "..", `${"å".repeat(200)}.pdf`, "fil.txt"];
    for (const name of names) expect(isFileName(asFileName(name)), name).toBe(true);
    expect(asFileName("fil.txt")).toBe("fil.txt");
    expect(asFileName(`${"å".repeat(200)}.pdf`).endsWith(".pdf")).toBe(true);
  });
});

describe("exclusion", () => {
  const made = channel();
  const { keyring } = made.chain.newest;
  const wrapped = (...excluded: readonly Holder[]) => new Set(shareCase(keyring, excluded).wrapped);
  const [anna, bertil, cecilia] = [made.anna.id, made.bertil.id, made.cecilia.id];

  test("wraps handlers and recovery, and deputies if and only if every handler is excluded", () => {
    expect(wrapped()).toEqual(new Set([anna, bertil, "recovery"]));
    expect(wrapped(anna)).toEqual(new Set([bertil, "recovery"]));
    expect(wrapped(anna, bertil)).toEqual(new Set([cecilia, "recovery"]));
    expect(wrapped(anna, bertil, "recovery")).toEqual(new Set([cecilia]));
    expect(shareCase(keyring, [anna, bertil, cecilia])).toMatchObject({ wrapped: ["recovery"], recoveryAlone: true });
    expect(shareCase(keyring, []).recoveryAlone).toBe(false);
  });

  test("files nothing when nobody is left, or for somebody unknown", () => {
    expect(refusal(() => shareCase(keyring, [anna, bertil, cecilia, "recovery"]))).toBe("nobody-left");
    expect(refusal(() => shareCase(keyring, [newId<"member">()]))).toBe("unknown");
  });

  test("can name everybody that the page lists", () => {
    const listed = concernable(keyring).map(({ holder }) => holder);
    expect(new Set(listed)).toEqual(new Set([anna, bertil, cecilia, made.custodian.id, "recovery"]));
    expect(shareCase(keyring, [made.custodian.id]).custodians).toEqual([]);
  });
});
