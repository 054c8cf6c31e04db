import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasDraft } from "../../../../src/desk/cases/draft.ts";
import type { RecordEditing } from "../../../../src/desk/cases/record/editing.ts";
import { readUnsaved } from "../../../../src/desk/cases/record/unsaved.ts";
import { NO_DRAFTS, type Drafts } from "../../../../src/desk/cases/view.ts";
import { seat, show, type AtDesk } from "../support/at_desk.ts";
import { DeskServer } from "../support/desk_server.ts";
import { day } from "../support/given.ts";
import { digestOf } from "../../../../src/sealing/digest.ts";
import { utf8 } from "../../../../src/sealing/encoding.ts";
import { person, type StoredCase } from "../support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let editing: RecordEditing;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-20"));
  desk = seat(server, me);
  editing = await recordAt(desk);
});

const recordAt = async (at: AtDesk): Promise<RecordEditing> => at.recordIn(await show(at.cases, stored.row));

/** Locks, and comes back: only what the server keeps is left. */
async function comeBack(): Promise<RecordEditing> {
  await desk.ports.keeper.flush();
  desk.stop();
  desk = seat(server, me);
  editing = await recordAt(desk);
  return editing;
}

/** What the server keeps of drafts, as another computer of the member's opens it. */
async function kept(): Promise<Drafts> {
  await desk.ports.keeper.flush();
  const other = seat(server, me);
  await other.cases.load();
  return other.cases.rows.peek().get(stored.row)?.view?.drafts ?? NO_DRAFTS;
}

async function colleagueSaves(terms: Parameters<RecordEditing["type"]>[]): Promise<void> {
  const theirs = await recordAt(seat(server, colleague));
  for (const [name, value] of terms) theirs.type(name, value);
  await theirs.save();
  expect(theirs.status.peek().is).toBe("saved");
}

describe("a record that is not saved", () => {
  it("stands in the fields again after the desk has locked, as it was typed", async () => {
    editing.type("severity", "2");
    await editing.save();
    editing.type("severity", "");
    editing.type("next-step", "Ring revi");
    editing.type("damage", "12 000 k");
    await comeBack();
    expect(Object.fromEntries(editing.typed.value)).toEqual({ "next-step": "Ring revi", damage: "12 000 k" });
    expect(editing.changed.value.map(({ term }) => term)).toEqual(["next-step", "severity", "damage"]);
    expect(hasDraft(await kept())).toBe(true);
  });

  it("is kept no longer once it is saved, or thrown away, or typed back to what it was", async () => {
    editing.type("severity", "3");
    expect(readUnsaved((await kept()).record)?.terms).toEqual([{ term: "severity", value: "3" }]);
    await editing.save();
    expect(await kept()).toEqual(NO_DRAFTS);
    editing.type("severity", "4");
    editing.discard();
    expect(await kept()).toEqual(NO_DRAFTS);
    editing.type("severity", "4");
    await desk.ports.keeper.flush();
    editing.type("severity", "3");
    expect(await kept()).toEqual(NO_DRAFTS);
  });

  it("was saved if its answer was lost and the page closed: then nothing of it is left to save", async () => {
    const reply = server.fetchFor(me);
    server.interrupt = async ({ method, path, body }) => {
      if (method !== "POST" || !path.endsWith("/envelopes")) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(path, { method: "POST", body: JSON.stringify(body) });
      return "offline";
    };
    editing.type("severity", "3");
    await editing.save();
    expect(editing.status.value.is).toBe("not-saved");
    await comeBack();
    expect(stored.i).toHaveLength(1);
    expect([editing.isUnsaved, editing.news.value]).toEqual([false, []]);
    expect(await kept()).toEqual(NO_DRAFTS);
  });

  it("takes in what a colleague saved meanwhile, and asks where both changed the same", async () => {
    editing.type("severity", "2");
    editing.type("summary", "Inköp");
    await desk.ports.keeper.flush();
    await colleagueSaves([["severity", "4"], ["tags", "skola"]]);
    await comeBack();
    expect(Object.fromEntries(editing.typed.value)).toEqual({ severity: "2", summary: "Inköp", tags: "skola" });
    expect([...editing.conflicts.value.values()]).toEqual([{ term: "severity", before: "", mine: "2", theirs: "4" }]);
    expect(editing.news.value).toHaveLength(1);
    // What was asked is asked again: locking settles nothing by itself.
    await comeBack();
    expect([...editing.conflicts.value.values()]).toEqual([{ term: "severity", before: "", mine: "2", theirs: "4" }]);
    await editing.save();
    expect(editing.problems.value.get("severity")).toBe("unsettled");
    editing.settle("severity", "theirs");
    await comeBack();
    expect(editing.changed.value).toEqual([{ term: "summary", before: "", after: "Inköp" }]);
    await editing.save();
    expect(editing.status.value.is).toBe("saved");
  });

  it("writes over nothing where the server no longer shows the version that was edited", async () => {
    await colleagueSaves([["severity", "4"], ["tags", "skola"]]);
    editing = await recordAt(desk);
    await desk.cases.refresh("member");
    editing.follow(await show(desk.cases, stored.row));
    editing.type("severity", "1");
    await desk.ports.keeper.flush();
    const draft = (await kept()).record;
    const other = { ...readUnsaved(draft), base: { n: 7, hash: readUnsaved(draft)?.base?.hash ?? "" } };
    desk.cases.change(stored.row, (view) => ({ ...view, drafts: { ...view.drafts, record: JSON.stringify(other) } }), "now");
    await comeBack();
    expect([...editing.conflicts.value.values()]).toEqual([{ term: "severity", before: "", mine: "1", theirs: "4" }]);
    expect(editing.typed.value.get("tags")).toBe("skola");
  });

  it("comes to the member's other computer, where nothing was being filled in", async () => {
    const other = seat(server, me);
    const there = await recordAt(other);
    await other.ports.keeper.flush();
    editing.type("next-step", "Ring revisorn");
    await desk.ports.keeper.flush();
    const writing = other.correspondenceIn(await show(other.cases, stored.row));
    writing.choose("note");
    writing.type("Kom ihåg");
    await other.ports.keeper.flush();
    expect(there.typed.value.get("next-step")).toBe("Ring revisorn");
    expect((await kept()).note).toBe("Kom ihåg");
  });
});

describe("every draft", () => {
  it("is there again after the desk has locked, with where a reply says that the work stands", async () => {
    const writing = desk.correspondenceIn(await show(desk.cases, stored.row));
    for (const kind of ["reply", "acknowledge", "feedback", "close", "note"] as const) {
      writing.choose(kind);
      writing.type(`Halvskrivet: ${kind}`);
    }
    writing.moveTo("investigate");
    const noted = { n: 0, hash: digestOf(utf8("a note")) };
    writing.answerNote(noted);
    await comeBack();
    const again = desk.correspondenceIn(await show(desk.cases, stored.row));
    expect(again.texts.value).toMatchObject({ reply: "Halvskrivet: reply", feedback: "Halvskrivet: feedback", note: "Halvskrivet: note" });
    expect([again.move.value, again.noteTo.value]).toEqual(["investigate", noted]);
    again.choose("reply");
    await again.send();
    expect((await kept()).move).toBe("");
  });
});
