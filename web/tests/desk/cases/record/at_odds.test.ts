import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authorOf } from "../../../../src/desk/cases/correspondence.ts";
import type { Shown } from "../../../../src/desk/cases/current.ts";
import type { RecordEditing } from "../../../../src/desk/cases/record/editing.ts";
import { changeInWords, onLine } from "../../../../src/desk/cases/record/in_words.ts";
import { phaseIn } from "../../../../src/desk/cases/record/moving.ts";
import { MOST_TERMS } from "../../../../src/desk/cases/record/terms.ts";
import { recordOf } from "../../../../src/desk/cases/record/versions.ts";
import { sealLetter, type Letter } from "../../../../src/desk/cases/writing.ts";
import { Words } from "../../../../src/desk/words.ts";
import type { Entry } from "../../../../src/sealing/thread.ts";
import { seat, show, type AtDesk } from "../support/at_desk.ts";
import { DeskServer } from "../support/desk_server.ts";
import { day, given } from "../support/given.ts";
import { person, type StoredCase } from "../support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");

let server: DeskServer;
let stored: StoredCase;
let mine: AtDesk;
let theirs: AtDesk;
let editing: RecordEditing;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-20"));
  mine = seat(server, me);
  theirs = seat(server, colleague);
  editing = mine.recordIn(await show(mine.cases, stored.row));
});

const now = (desk: AtDesk): Shown => {
  const current = desk.cases.current.peek();
  if (current?.is !== "open") throw new Error("no case is open");
  return current;
};
const record = (): Record<string, string> => Object.fromEntries(recordOf(now(mine).opened.internal.entries));

async function follow(): Promise<void> {
  await mine.cases.refresh("desk");
  editing.follow(now(mine));
}

async function post(letter: Letter): Promise<void> {
  const { opened, channel } = await show(theirs.cases, stored.row);
  await theirs.ports.server.post(stored.row, await sealLetter(letter, opened, authorOf(theirs.ports, channel)));
}

/** The server stores what it is sent, and the answer is lost. */
function loseOneAnswer(): void {
  const reply = server.fetchFor(me);
  server.interrupt = async ({ method, path, body }) => {
    if (method !== "POST" || !path.endsWith("/envelopes")) return null;
    server.interrupt = () => Promise.resolve(null);
    await reply(path, { method: "POST", body: JSON.stringify(body) });
    return "offline";
  };
}

describe("a version whose answer was lost", () => {
  it("is known again when it comes with what is new, and nobody is at odds with themselves", async () => {
    loseOneAnswer();
    editing.type("severity", "2");
    await editing.save();
    editing.type("severity", "3");
    await follow();
    expect(editing.conflicts.value.size).toBe(0);
    expect(editing.news.value).toEqual([]);
    expect(editing.changed.value).toEqual([{ term: "severity", before: "2", after: "3" }]);
    await editing.save();
    expect(record()).toEqual({ severity: "3" });
  });

  it("is called saved, and is not stored twice, by whoever saves again", async () => {
    loseOneAnswer();
    editing.type("severity", "2");
    await editing.save();
    await mine.cases.refresh("desk");
    await editing.save();
    expect(editing.status.value).toEqual({ is: "saved", changed: false });
    expect(stored.i).toHaveLength(1);
  });

  it("hides nothing of what a colleague has written since", async () => {
    loseOneAnswer();
    editing.type("severity", "2");
    await editing.save();
    await post({ kind: "triage", terms: [{ term: "priority", value: "high" }, { term: "severity", value: "4" }], moves: false });
    editing.type("severity", "3");
    await editing.save();
    expect(editing.news.value.map(({ taken }) => taken)).toEqual([[{ term: "priority", before: "", after: "high" }]]);
    expect([...editing.conflicts.value.values()]).toEqual([{ term: "severity", before: "2", mine: "3", theirs: "4" }]);
  });

  it("that moved the work does not stand for a move to somewhere else", async () => {
    loseOneAnswer();
    expect(await editing.move("assessing", "")).toMatchObject({ is: "unknown" });
    expect(await editing.move("referred", "Löneärende")).toMatchObject({ is: "sent", changed: false });
    expect(phaseIn(now(mine))).toBe("referred");
    expect(record()).toEqual({ phase: "referred", "phase-reason": "Löneärende" });
  });
});

describe("a waiver whose answer was lost", () => {
  it("does not stand for another", async () => {
    loseOneAnswer();
    expect(await editing.waive("feedback", "declined", "Vill inte höras av.")).toMatchObject({ is: "unknown" });
    expect(await editing.waive("acknowledgement", "declined", "Sade det i samtalet.")).toMatchObject({ is: "sent", changed: false });
    expect(record()).toMatchObject({ "waiver-acknowledgement": "declined", "waiver-feedback": "declined" });
  });
});

describe("a version that was struck", () => {
  const struck = (): Shown => {
    const shown = now(mine);
    const entries = shown.opened.internal.entries.map((entry, n): Entry => {
      return n === 1 ? { status: "struck", n, hash: given(entry.hash), day: given(entry.day), proposal: 2, confirmation: 3, isThere: false } : entry;
    });
    return { ...shown, opened: { ...shown.opened, internal: { ...shown.opened.internal, entries } } };
  };

  it("is not written anew with the next one", async () => {
    editing.type("summary", "Fakturor");
    await editing.save();
    editing.type("roles", "Anna A.");
    await editing.save();
    editing.type("severity", "3");
    editing.follow(struck());
    expect(Object.fromEntries(editing.typed.value)).toEqual({ summary: "Fakturor", severity: "3" });
    expect(editing.changed.value.map(({ term }) => term)).toEqual(["severity"]);
  });

  it("is asked about where somebody was changing its words", async () => {
    editing.type("summary", "Fakturor");
    await editing.save();
    editing.type("summary", "Fakturor till Anna A.");
    await editing.save();
    editing.type("summary", "Fakturor till Anna A. och B.");
    editing.follow(struck());
    expect([...editing.conflicts.value.keys()]).toEqual(["summary"]);
    editing.settle("summary", "theirs");
    expect(editing.isUnsaved).toBe(false);
  });
});

describe("a record filled by somebody who means ill", () => {
  it("keeps nobody out: what this desk does not know can be taken away", async () => {
    const terms = Array.from({ length: MOST_TERMS }, (_, at) => ({ term: `zodiac-${String(at)}`, value: "Väduren" }));
    await post({ kind: "triage", terms, moves: false });
    await follow();
    editing.type("finding", "substantiated");
    await editing.save();
    expect(editing.status.value).toMatchObject({ is: "not-saved", outcome: { because: "too-long" } });
    editing.remove("zodiac-7");
    expect(editing.status.value).toEqual({ is: "editing" });
    await editing.save();
    expect(editing.status.value).toEqual({ is: "saved", changed: false });
    expect(Object.keys(record())).toHaveLength(MOST_TERMS);
    expect(record()).toMatchObject({ finding: "substantiated", "zodiac-8": "Väduren" });
  });

  it("turns round no words beside its own, and fills no line without end", () => {
    const saying = { words: new Words("sv"), titleOf: () => "" };
    const change = { term: "when", before: "i våras\u202e", after: "\u2069\u202eråv i\u2066" };
    expect(changeInWords(change, saying)).toBe("När: i våras → råv i");
    const long = onLine(`${"x".repeat(299)}😀${"y".repeat(100_000)}`);
    expect(long).toBe(`${"x".repeat(299)} …`);
  });
});
