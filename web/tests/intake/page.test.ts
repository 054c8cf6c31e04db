import { expect, test, vi } from "vitest";
import { digestOf } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { isLastGroup, newCode, writeCode, writeFingerprint } from "../../src/sealing/code.ts";
import { changeSince, differsForGood, type Draft } from "../../src/intake/filing/draft.ts";
import { fetchShown, read } from "../../src/intake/case/labels.ts";
import { readFragment } from "../../src/intake/page/carry.ts";
import { Presses } from "../../src/intake/page/leave.ts";
import { fill } from "../../src/intake/page/messages.ts";
import { holdsIdentityNumber } from "../../src/intake/page/words.ts";

test("Shift three times within their seconds is a wish to leave, and nothing else is", () => {
  const presses = (keys: readonly (readonly [string, number])[]): boolean => {
    const watched = new Presses();
    return keys.map(([key, at]) => watched.take(key, false, at)).includes(true);
  };
  expect(presses([["Shift", 0], ["Shift", 300], ["Shift", 600]])).toBe(true);
  expect(presses([["Shift", 0], ["A", 100], ["Shift", 300], ["Shift", 600]])).toBe(false);
  expect(presses([["Shift", 0], ["Shift", 900], ["Shift", 1800]])).toBe(false);
  const held = new Presses();
  expect([0, 10, 20, 30].map((at) => held.take("Shift", true, at))).not.toContain(true);
});

test("a fragment is a fingerprint in any spelling, nothing, or unreadable, which is never taken for nothing", () => {
  const fingerprint = writeFingerprint(new Uint8Array(15).map((_, place) => place));
  for (const typed of [fingerprint, fingerprint.toLowerCase(), fingerprint.replaceAll("-", ""), fingerprint.replaceAll("0", "o")]) {
    expect(readFragment(`#k=${typed}`), typed).toEqual({ kind: "fingerprint", fingerprint });
  }
  const kindOf = (hash: string): string => readFragment(hash).kind;
  expect(["", "#main"].map(kindOf)).toEqual(["nothing", "nothing"]);
  const changed = fingerprint.slice(0, -1) + (fingerprint.endsWith("0") ? "1" : "0");
  const caseCode = "000G4-0R40M-30E20-9185G-R38ED";
  expect(["#k=", "#k=000G4-0R40M", `#k=${changed}`, `#k=${caseCode}`].map(kindOf)).toEqual(Array<string>(4).fill("unreadable"));
});

test("a personal identity number is noticed in each spelling, and other numbers are not", () => {
  for (const number of ["19811218-9876", "811218-9876", "8112189876", "811218+9876", "198112789873"]) {
    expect(holdsIdentityNumber(`Det var ${number}.`), number).toBe(true);
  }
  for (const number of ["811218-9875", "811318-9876", "08-123 456 78", "faktura 202600012345678", "2026-11-22"]) {
    expect(holdsIdentityNumber(`Det var ${number}.`), number).toBe(false);
  }
});

test("the last five symbols are read as tolerantly as a whole code, of each type", () => {
  const recovery = writeCode(newCode("vault-recovery"));
  expect(isLastGroup("vault-recovery", recovery, `\u200b${recovery.slice(-5).toLowerCase()}\u2011`)).toBe(true);
  expect(isLastGroup("case", recovery, recovery.slice(-5))).toBe(false);
  const code = writeCode(newCode("case"));
  const last = code.slice(-5);
  for (const typed of [last, last.toLowerCase(), ` ${last.slice(0, 2)} ${last.slice(2)} `, `-${last}`]) {
    expect(isLastGroup("case", code, typed), typed).toBe(true);
  }
  for (const typed of ["", last.slice(1), `${last}0`, code.slice(0, 5) === last ? "00000" : code.slice(0, 5), "UUUUU"]) {
    expect(isLastGroup("case", code, typed), typed).toBe(false);
  }
});

const draft = (what: string, contact = "", excluded: Draft["excluded"] = []): Draft => ({
  report: { language: "sv", answers: [{ question: "what", answer: what }], files: [], contact },
  excluded,
  shown: new Map([["Vad har hänt?", what], ["När?", "I våras"]]),
});

test("what was changed between tries is told by its question, and nothing else", () => {
  expect(changeSince(draft("Ett"), draft("Ett"))).toBe("");
  expect(changeSince(draft("Ett"), draft("Två"))).toBe("Vad har hänt?\nTvå");
  expect(changeSince(draft("Ett"), draft(""))).toBe("Vad har hänt?\n–");
});

test("no message can mend who is shut out, or who the reporter says to be", () => {
  expect(differsForGood(draft("Ett"), draft("Två"))).toBeNull();
  expect(differsForGood(draft("Ett"), draft("Ett", "", ["recovery"]))).toEqual({ excluded: true, contact: false });
  expect(differsForGood(draft("Ett"), draft("Ett", "070"))).toEqual({ excluded: false, contact: true });
});

test("a sentence is filled by name, and what it has no value for stays", () => {
  expect(fill("Steg {step} av {count}, {other}", { step: "1", count: "$&" })).toBe("Steg 1 av $&, {other}");
});

test("whatever settings hold, their words are labels and nothing more", () => {
  expect(read(null, "sv")).toMatchObject({ zone: "Europe/Stockholm", receiptAcknowledges: false });
  expect(read({ acknowledgement: "receipt" }, "sv").receiptAcknowledges).toBe(true);
  expect(read({ read_marks: true }, "sv")).toMatchObject({ receiptAcknowledges: false, readMarks: true });
  // How long a case is kept is told by what can be read whole, or not at all.
  const company = { organisation: { kind: "company" }, retention_months: 6 };
  expect(read(company, "sv").keeping).toEqual({ months: 6, isPublic: false });
  expect(read({ ...company, organisation: { kind: "municipality" } }, "sv").keeping).toEqual({ months: 6, isPublic: true });
  for (const months of [0, 25, 1.5, "6", null]) expect(read({ ...company, retention_months: months }, "sv").keeping).toBeNull();
  const settings = {
    zone: "Europe/Helsinki",
    steps: [{ questions: [{ id: "what", label: { sv: "Vad?", en: "" }, options: [{ id: "yes", label: { sv: "Ja" } }] }, 7] }],
  };
  const { labels, zone } = read(settings, "en");
  const category = { steps: [{ questions: [{ id: "about", kind: "category", label: { sv: "Vad gäller det?" }, options: [] }] }] };
  const named = read(category, "sv", new Map([["conf", "Jäv"]])).labels.get("about");
  expect([named?.label, named?.options.get("conf"), named?.options.get("none")]).toEqual(["Vad gäller det?", "Jäv", undefined]);
  expect([zone, labels.get("what")?.label, labels.get("what")?.options.get("yes")]).toEqual(["Europe/Helsinki", "Vad?", "Ja"]);
});

test("a zone that is missing, or that this browser does not know, gives way to Sweden's", () => {
  const zones = ["Europe/Helsinki", "Nowhere/None", "", "\u0000"].map((zone) => read({ zone }, "sv").zone);
  expect([...zones, read(null, "sv").zone]).toEqual(["Europe/Helsinki", ...Array<string>(4).fill("Europe/Stockholm")]);
});

test("a report is shown with the settings that it was filed under, held to their digests", async () => {
  const asks = (label: string, more: object): string =>
    JSON.stringify({ ...more, steps: [{ questions: [{ id: "what", label: { sv: label, en: "" }, options: [] }] }] });
  const [then, now] = [asks("Då?", { acknowledgement: "receipt" }), asks("Nu?", { acknowledgement: "handler", read_marks: true })];
  const [filed, newest] = [digestOf(utf8(then)), digestOf(utf8(now))];
  let earlier = then;
  const channel = { channel: "1".repeat(32), address: "lund", published: true, today: "2026-11-22", keyring: "", filing_recipient: newIdentity<"intake">().recipient };
  vi.stubGlobal("HTMLTemplateElement", Object);
  vi.stubGlobal("document", { querySelectorAll: () => [] });
  vi.stubGlobal("fetch", (path: string) => {
    const body = path.endsWith(`/settings/${filed}`) ? { settings: earlier } : { ...channel, settings: now };
    return Promise.resolve(new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } }));
  });
  const shown = async () => {
    const { labels, receiptAcknowledges, readMarks } = await fetchShown("lund", newest, filed, "sv");
    return [labels.get("what")?.label, receiptAcknowledges, readMarks];
  };
  expect(await shown()).toEqual(["Då?", true, true]);
  earlier = asks("Annat?", { acknowledgement: "receipt" });
  expect(await shown()).toEqual([undefined, false, true]);
  expect((await fetchShown("lund", newest, newest, "sv")).labels.get("what")?.label).toBe("Nu?");
  vi.unstubAllGlobals();
});
