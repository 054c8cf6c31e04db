import { describe, expect, it } from "vitest";
import { DRAFT_PAUSE, RETRY_PAUSE } from "../../../src/desk/cases/index_keeper.ts";
import { WORDS_MOST } from "../../../src/desk/cases/searchable.ts";
import { firstKind, hasDraft, openKinds, withDraft } from "../../../src/desk/cases/draft.ts";
import { NONE_WAIVED } from "../../../src/desk/cases/duties.ts";
import { NO_DRAFTS } from "../../../src/desk/cases/view.ts";
import type { CaseRow } from "../../../src/desk/router.ts";
import { MOST_CHARACTERS } from "../../../src/sealing/text.ts";
import { eventually } from "../../support/eventually.ts";
import { seat, show } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person } from "./support/stored.ts";

const me = person("Chefsjurist");

async function seated() {
  const server = new DeskServer([me], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Körjournaler skrivs om." }] }, day("2026-11-20"));
  const desk = seat(server, me);
  await desk.cases.load();
  const writing = desk.correspondenceIn(await show(desk.cases, stored.row));
  await desk.ports.keeper.flush();
  server.asked.length = 0;
  return { server, stored, desk, writing };
}

const puts = (server: DeskServer): number => server.asked.filter(({ method }) => method === "PUT").length;

describe("a draft", () => {
  it("is kept when nobody has typed for a moment, once for many letters", async () => {
    const { server, desk, writing } = await seated();
    writing.choose("reply");
    for (const text of ["H", "He", "Hej"]) {
      writing.type(text);
      desk.timers.pass(DRAFT_PAUSE / 2);
    }
    expect(puts(server)).toBe(0);
    desk.timers.pass(DRAFT_PAUSE);
    await desk.ports.keeper.flush();
    expect(puts(server)).toBe(1);
  });

  it("survives locking and reloading, and no word of it reaches the server in clear", async () => {
    const { server, stored, desk, writing } = await seated();
    writing.choose("note");
    writing.type("Ring revisorn på måndag");
    await desk.ports.keeper.flush();
    desk.cases.stop();
    expect(JSON.stringify(server.asked)).not.toContain("revisorn");
    const again = seat(server, me);
    await again.cases.load();
    const fresh = again.correspondenceIn(await show(again.cases, stored.row));
    expect(fresh.kind.value).toBe("note");
    expect(fresh.texts.value.note).toBe("Ring revisorn på måndag");
  });

  it("is kept in a case whose words are cut in the middle of a character", async () => {
    const server = new DeskServer([me], day("2026-11-22"));
    const answer = `${"a".repeat(WORDS_MOST - 1)}😀`;
    const stored = await server.file({ answers: [{ question: "what", answer }] }, day("2026-11-20"));
    const desk = seat(server, me);
    await desk.cases.load();
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.has(stored.row)).toBe(false);
    expect(stored.index.size).toBe(1);
  });

  it("that could not be kept is told, and tried again by itself", async () => {
    const { server, stored, desk, writing } = await seated();
    server.interrupt = ({ method }) => Promise.resolve(method === "PUT" ? "offline" : null);
    writing.type("Hej");
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.has(stored.row)).toBe(true);
    server.interrupt = () => Promise.resolve(null);
    desk.timers.pass(RETRY_PAUSE);
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.has(stored.row)).toBe(false);
  });

  it("is kept beside others that are long as well", async () => {
    const { server, stored, desk, writing } = await seated();
    const long = "å".repeat(MOST_CHARACTERS);
    for (const kind of ["reply", "feedback", "note"] as const) {
      writing.choose(kind);
      writing.type(long);
    }
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.size).toBe(0);
    expect(desk.ports.keeper.hasUnkeptDraft).toBe(false);
    const again = seat(server, me);
    await again.cases.load();
    expect(again.cases.rows.value.get(stored.row)?.view?.drafts).toMatchObject({ reply: long, feedback: long, note: long });
  });

  it("that is longer than can be kept is told as that, is asked after, and is kept once it is shorter", async () => {
    const { server, stored, desk, writing } = await seated();
    writing.choose("note");
    writing.type("å".repeat(600_000));
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.get(stored.row)).toBe("too-long");
    expect(desk.ports.keeper.hasUnkeptDraft).toBe(true);
    desk.timers.pass(RETRY_PAUSE);
    await desk.ports.keeper.flush();
    expect(puts(server)).toBe(0);
    writing.type("Ring revisorn");
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.size).toBe(0);
    expect(desk.ports.keeper.hasUnkeptDraft).toBe(false);
    expect(puts(server)).toBe(1);
  });

  it("of a case that others took over is not written again and again, nor asked after before one leaves", async () => {
    const { server, stored, desk, writing } = await seated();
    stored.wraps.delete(me.id);
    writing.type("Hej");
    await desk.ports.keeper.flush();
    expect(puts(server)).toBe(1);
    expect(desk.ports.keeper.hasUnkeptDraft).toBe(false);
    expect(desk.ports.keeper.failing.value.has(stored.row)).toBe(false);
    desk.timers.pass(RETRY_PAUSE);
    await desk.ports.keeper.flush();
    expect(puts(server)).toBe(1);
  });

  it("is gone with the case that its member leaves, which the list does not miss then", async () => {
    const { stored, desk, writing } = await seated();
    writing.type("Hej");
    desk.cases.left(stored.row);
    stored.wraps.delete(me.id);
    expect([...desk.cases.rows.value.keys()]).toEqual([]);
    expect(desk.cases.current.value).toBeNull();
    expect(desk.ports.keeper.hasUnkeptDraft).toBe(false);
    await desk.cases.load();
    expect(desk.cases.missing.names.value).toEqual([]);
  });

  it("standard texts are no drafts, and an emptied box stays empty", async () => {
    const { desk, stored, writing } = await seated();
    expect(writing.kind.value).toBe("acknowledge");
    expect(writing.isDraft).toBe(false);
    writing.type("");
    expect(writing.texts.value.acknowledge).toBe("");
    const view = desk.cases.rows.value.get(stored.row)?.view;
    expect(view === null || view === undefined ? null : hasDraft(view.drafts)).toBe(false);
  });

  it("an older entry than one seen in this stretch is not taken", async () => {
    const { stored, desk, writing } = await seated();
    const old = stored.index.get(me.id);
    writing.type("Hej");
    await desk.ports.keeper.flush();
    expect(stored.index.get(me.id)).not.toEqual(old);
    const { server: wire, keeper, opener } = desk.ports;
    stored.index.set(me.id, given(old));
    const entries = await wire.entries([stored.row]);
    const [opened] = await opener.openEntries(entries);
    expect(opened?.counter).toBe(1);
    expect(keeper.take(stored.row, given(entries[0]).salt, given(opened))).toBeNull();
    expect(await keeper.open(stored.row, given(await wire.findIndex(stored.row)))).toBeNull();
  });
});

describe("two tabs of one member", () => {
  async function twoTabs() {
    const first = await seated();
    const other = seat(first.server, me);
    await other.cases.load();
    const otherWriting = other.correspondenceIn(await show(other.cases, first.stored.row));
    await other.ports.keeper.flush();
    return { ...first, other, otherWriting };
  }

  async function drafts(server: DeskServer, row: CaseRow) {
    const again = seat(server, me);
    await again.cases.load();
    return again.cases.rows.value.get(row)?.view?.drafts;
  }

  it("neither loses the draft of the other", async () => {
    const { server, stored, desk, writing, other, otherWriting } = await twoTabs();
    writing.choose("note");
    writing.type("Ring revisorn");
    await desk.ports.keeper.flush();
    otherWriting.choose("reply");
    otherWriting.type("Tack för det du berättar");
    await other.ports.keeper.flush();
    expect(other.ports.keeper.failing.value.size).toBe(0);
    // The draft of the first has come to the other, and goes on being kept.
    expect(otherWriting.texts.value.note).toBe("Ring revisorn");
    writing.type("Ring revisorn på måndag");
    await desk.ports.keeper.flush();
    expect(await drafts(server, stored.row)).toMatchObject({
      note: "Ring revisorn på måndag",
      reply: "Tack för det du berättar",
    });
  });

  it("do not bring back a draft that one of them has sent", async () => {
    const { server, stored, desk, writing, other, otherWriting } = await twoTabs();
    writing.choose("note");
    writing.type("Ring revisorn");
    await desk.ports.keeper.flush();
    otherWriting.choose("reply");
    otherWriting.type("Tack");
    await other.ports.keeper.flush();
    await writing.send();
    await desk.ports.keeper.flush();
    otherWriting.type("Tack för det");
    await other.ports.keeper.flush();
    expect(await drafts(server, stored.row)).toMatchObject({ note: "", reply: "Tack för det" });
  });

  it("take a writing of their own, whose answer was lost, for their own", async () => {
    const { server, stored, desk, writing } = await twoTabs();
    writing.choose("reply");
    writing.type("Hej");
    server.lie = ({ method }, answer) => {
      if (method === "PUT") throw new TypeError("offline");
      return answer;
    };
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.has(stored.row)).toBe(true);
    server.lie = (_asked, answer) => answer;
    writing.type("");
    await desk.ports.keeper.flush();
    expect(desk.ports.keeper.failing.value.has(stored.row)).toBe(false);
    expect(await drafts(server, stored.row)).toMatchObject({ reply: "" });
  });
});

describe("a page that goes away", () => {
  it("sends what was typed last before it is gone", async () => {
    const { server, stored, desk, writing } = await seated();
    writing.choose("note");
    writing.type("Ring revisorn");
    const fetched = server.asked.length;
    desk.ports.keeper.leave();
    // Nothing but what is done already runs before the page is gone.
    await Promise.resolve();
    desk.cases.stop();
    for (let turn = 0; turn < 20 && puts(server) === 0; turn += 1) await Promise.resolve();
    expect(server.asked.slice(fetched).map(({ method }) => method)).toEqual(["PUT"]);
    await eventually(async () => {
      const again = seat(server, me);
      await again.cases.load();
      expect(again.cases.rows.value.get(stored.row)?.view?.drafts.note).toBe("Ring revisorn");
    });
  });
});

describe("a page that goes away with a draft too long to be kept", () => {
  it("sends those of other cases all the same", async () => {
    const { server, stored, desk, writing } = await seated();
    const other = await server.file({ answers: [] }, day("2026-11-21"));
    await desk.cases.load();
    writing.choose("note");
    writing.type("å".repeat(600_000));
    const second = desk.correspondenceIn(await show(desk.cases, other.row));
    await desk.ports.keeper.flush();
    server.asked.length = 0;
    second.choose("note");
    second.type("Ring revisorn");
    expect([stored.row, other.row].map((row) => desk.cases.rows.value.get(row)?.view?.drafts.note.length)).toEqual([600_000, 13]);
    desk.ports.keeper.leave();
    await eventually(() => {
      expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([`PUT /api/cases/${other.row}/index`]);
    });
  });
});

describe("what is written first", () => {
  const days = { received: day("2026-11-20"), acknowledged: null, fedBack: null, closed: null };

  it("the acknowledgement while it is due, then a reply, but always what was begun", () => {
    expect(firstKind(NO_DRAFTS, days, NONE_WAIVED)).toBe("acknowledge");
    expect(firstKind(NO_DRAFTS, { ...days, acknowledged: day("2026-11-21") }, NONE_WAIVED)).toBe("reply");
    expect(firstKind(withDraft(NO_DRAFTS, "note", "Ring"), days, NONE_WAIVED)).toBe("note");
  });

  it("a draft of a step that has been taken since is not begun with", () => {
    const drafts = withDraft(NO_DRAFTS, "acknowledge", "Tack");
    expect(firstKind(drafts, { ...days, acknowledged: day("2026-11-21") }, NONE_WAIVED)).toBe("reply");
    // Nor is one that has been waived since: an acknowledgement could reveal the reporter.
    const waived = { ...NONE_WAIVED, acknowledgement: true };
    expect(firstKind(drafts, days, waived)).toBe("reply");
    expect(openKinds(days, waived)).toEqual(["reply", "feedback", "minutes", "note"]);
    expect(openKinds(days, { acknowledgement: true, feedback: true })).toEqual(["reply", "minutes", "note"]);
  });

  it("a closed case takes replies, minutes and notes, and what the law still wants", () => {
    const closed = { ...days, closed: day("2026-11-21") };
    expect(openKinds(closed, NONE_WAIVED)).toEqual(["acknowledge", "reply", "feedback", "minutes", "note"]);
    const given = { acknowledged: day("2026-11-20"), fedBack: day("2026-11-20") };
    expect(openKinds({ ...closed, ...given }, NONE_WAIVED)).toEqual(["reply", "minutes", "note"]);
  });
});
