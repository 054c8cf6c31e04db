import { describe, expect, it } from "vitest";
import { DRAFT_PAUSE, RETRY_PAUSE } from "../../../src/desk/cases/index_keeper.ts";
import { firstKind, hasDraft, openKinds, withDraft } from "../../../src/desk/cases/draft.ts";
import { NO_DRAFTS } from "../../../src/desk/cases/view.ts";
import { seat, show } from "./support/at_desk.ts";
import { day, DeskServer, person } from "./support/desk_server.ts";

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
    const { server, stored, desk, writing } = await seated();
    const old = stored.index.get(me.id);
    writing.type("Hej");
    await desk.ports.keeper.flush();
    expect(stored.index.get(me.id)).not.toEqual(old);
    const { server: wire, keeper } = desk.ports;
    server.lie = (asked, answer) =>
      asked.path === "/api/inbox"
        ? { ...(answer as object), cases: (answer as { cases: object[] }).cases.map((each) => ({ ...each, index: old })) } as never
        : answer;
    const [entry] = (await wire.inbox()).cases;
    expect(entry?.index === null || entry === undefined ? null : await keeper.open(stored.row, entry.index)).toBeNull();
  });
});

describe("what is written first", () => {
  const days = { received: day("2026-11-20"), acknowledged: null, fedBack: null, closed: null };

  it("the acknowledgement while it is due, then a reply, but always what was begun", () => {
    expect(firstKind(NO_DRAFTS, days)).toBe("acknowledge");
    expect(firstKind(NO_DRAFTS, { ...days, acknowledged: day("2026-11-21") })).toBe("reply");
    expect(firstKind(withDraft(NO_DRAFTS, "note", "Ring"), days)).toBe("note");
  });

  it("a draft of a step that has been taken since is not begun with", () => {
    const drafts = withDraft(NO_DRAFTS, "acknowledge", "Tack");
    expect(firstKind(drafts, { ...days, acknowledged: day("2026-11-21") })).toBe("reply");
  });

  it("a closed case takes replies and notes", () => {
    expect(openKinds({ ...days, closed: day("2026-11-21") })).toEqual(["reply", "note"]);
  });
});
