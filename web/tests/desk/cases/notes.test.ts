import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Digest } from "../../../src/sealing/digest.ts";
import type { Entry } from "../../../src/sealing/thread.ts";
import type { Correspondence } from "../../../src/desk/cases/correspondence.ts";
import { isNote, noteThreads, referenceTo, type Note } from "../../../src/desk/cases/notes/threads.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");

let server: DeskServer;
let stored: StoredCase;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.lie = (_asked, answer) => answer;
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-20"));
});

async function at(who: typeof me): Promise<{ desk: AtDesk; writing: Correspondence; internal: () => readonly Entry[] }> {
  const desk = seat(server, who);
  await desk.cases.load();
  const shown = await show(desk.cases, stored.row);
  const internal = (): readonly Entry[] => {
    const current = desk.cases.current.peek();
    return current?.is === "open" ? current.opened.internal.entries : [];
  };
  return { desk, writing: desk.correspondenceIn(shown), internal };
}

function noteAt(internal: readonly Entry[], n: number): Note {
  const entry = given(internal[n]);
  if (!isNote(entry)) throw new Error(`number ${n} is no note`);
  return entry;
}

async function write(writing: Correspondence, text: string, to: Note | null = null): Promise<void> {
  writing.answerNote(to === null ? null : referenceTo(to));
  writing.type(text);
  await writing.send();
  expect(writing.status.value.is).toBe("sent");
}

describe("notes", () => {
  it("stand with their answers beneath them, an answer to an answer one step in as well", async () => {
    const mine = await at(me);
    await write(mine.writing, "Vem ringer revisorn?");
    await write(mine.writing, "En annan sak.");
    const theirs = await at(colleague);
    await write(theirs.writing, "Jag.", noteAt(theirs.internal(), 0));
    const again = await at(me);
    await write(again.writing, "När?", noteAt(again.internal(), 2));
    const threads = noteThreads(again.internal());
    expect([...threads.answers.keys()]).toEqual([0]);
    const answers = given(threads.answers.get(0));
    expect(answers.map(({ note }) => note.body.text)).toEqual(["Jag.", "När?"]);
    expect(answers.map(({ to }) => to?.n ?? null)).toEqual([null, 2]);
    expect([...threads.beneath]).toEqual([2, 3]);
    expect(threads.lost.size).toBe(0);
  });

  it("that answer what does not verify, was struck or is no note stand by themselves and say so", async () => {
    const mine = await at(me);
    await write(mine.writing, "Vem ringer revisorn?");
    await write(mine.writing, "Jag.", noteAt(mine.internal(), 0));
    const [first, second] = mine.internal();
    const answer = noteAt(mine.internal(), 1);
    const lostOver = (parent: Entry): unknown => {
      const threads = noteThreads([parent, answer]);
      expect(threads.beneath.size).toBe(0);
      return threads.lost.get(1);
    };
    const parent = noteAt(mine.internal(), 0);
    expect(lostOver({ status: "damaged", n: 0, hash: parent.hash, day: parent.day, reason: "signature" })).toBe("unverified");
    expect(lostOver({ ...parent, hash: "0".repeat(64) as Digest })).toBe("unverified");
    expect(lostOver({ status: "struck", n: 0, hash: parent.hash, day: parent.day, proposal: 2, confirmation: 3, isThere: false })).toBe("struck");
    const triage = { ...parent.body, kind: "triage", terms: [], counted: null } as const;
    expect(lostOver({ ...parent, body: triage })).toBe("no-note");
    // What names itself, or what comes later, answers nothing.
    const itself = { ...answer, body: { ...answer.body, refers: referenceTo(answer) } };
    expect(noteThreads([given(first), itself]).lost.get(1)).toBe("unverified");
    expect(noteThreads([given(second)]).beneath.size).toBe(0);
  });

  it("keep over a lock what was half written, and which note it answers", async () => {
    const mine = await at(me);
    await write(mine.writing, "Vem ringer revisorn?");
    mine.writing.answerNote(referenceTo(noteAt(mine.internal(), 0)));
    mine.writing.type("Jag kan ringa på måndag");
    await mine.desk.ports.keeper.flush();
    mine.desk.cases.stop();
    const again = await at(me);
    expect(again.writing.kind.value).toBe("note");
    expect(again.writing.texts.value.note).toBe("Jag kan ringa på måndag");
    expect(again.writing.noteTo.value).toEqual(referenceTo(noteAt(again.internal(), 0)));
    await again.writing.send();
    expect(noteThreads(again.internal()).answers.get(0)).toHaveLength(1);
    expect(again.writing.noteTo.value).toBeNull();
    await again.desk.ports.keeper.flush();
    const later = await at(me);
    expect(later.writing.texts.value.note).toBe("");
    expect(later.writing.noteTo.value).toBeNull();
  });

  it("count as unread one by one, answers too", async () => {
    const mine = await at(me);
    await write(mine.writing, "Vem ringer revisorn?");
    const theirs = await at(colleague);
    await write(theirs.writing, "Jag.", noteAt(theirs.internal(), 0));
    await write(theirs.writing, "På måndag.", noteAt(theirs.internal(), 1));
    await mine.desk.cases.load();
    expect(mine.desk.cases.rows.value.get(stored.row)?.view?.unread).toBe(2);
  });
});
