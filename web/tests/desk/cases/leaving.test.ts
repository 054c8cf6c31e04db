import { describe, expect, it } from "vitest";
import { freshSignals } from "../../../src/desk/desk.ts";
import { Session } from "../../../src/desk/session.ts";
import { holdWhileOpen } from "../../../src/desk/cases/stand.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day } from "./support/given.ts";
import { person } from "./support/stored.ts";

/** Somebody with a case open and a note half written, before a server that never answers a keeping. */
async function withHangingServer() {
  // New each time: a vault that has closed is wiped.
  const me = person("Chefsjurist");
  const server = new DeskServer([me], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-11-20"));
  const at = seat(server, me);
  const session = new Session();
  session.unlocked({ id: me.id, name: "chefsjurist", designations: [] }, server.vaultOf(me));
  const desk = { session, ...freshSignals(null) };
  holdWhileOpen(desk, at);
  await at.cases.load();
  const writing = at.correspondenceIn(await show(at.cases, stored.row));
  await at.ports.keeper.flush();
  expect(at.ports.keeper.hasUnkeptDraft).toBe(false);
  server.interrupt = ({ method }) => (method === "PUT" ? new Promise(() => undefined) : Promise.resolve(null));
  writing.choose("note");
  writing.type("Ring revisorn.");
  return { me, server, stored, at, desk, writing };
}

const isEmpty = ({ cases }: AtDesk): boolean => cases.rows.peek().size === 0 && cases.current.peek() === null;

describe("the cases of an unlocked stretch", () => {
  it("hold nothing decrypted the moment the desk has locked, though the server never answers", async () => {
    const { at, desk } = await withHangingServer();
    expect([isEmpty(at), desk.cases.peek(), desk.duties.peek()]).toEqual([false, at, 1]);
    desk.going.value = "lock";
    desk.session.lockNow("idle");
    expect([isEmpty(at), desk.cases.peek(), desk.going.peek()]).toEqual([true, null, null]);
  });

  it("stand as they were after another page was shown, however long the server is silent", async () => {
    const { at, desk, stored, writing } = await withHangingServer();
    void at.ports.keeper.flush();
    await new Promise((done) => setTimeout(done, 10));
    const again = at.correspondenceIn(await show(at.cases, stored.row));
    expect([desk.cases.peek(), again]).toEqual([at, writing]);
    expect(again.texts.peek().note).toBe("Ring revisorn.");
  });
});

describe("a draft that is not kept", () => {
  it("is known from its first letter on, while it is being sent, and until the server has taken it", async () => {
    const { at, server, writing } = await withHangingServer();
    const { keeper } = at.ports;
    expect(keeper.hasUnkeptDraft).toBe(true);
    void keeper.flush();
    await new Promise((done) => setTimeout(done, 10));
    expect(keeper.hasUnkeptDraft).toBe(true);
    expect(server.asked.at(-1)?.method).toBe("PUT");
    writing.type("");
    expect(keeper.hasUnkeptDraft).toBe(false);
  });

  it("is none where only how far was read is not kept", async () => {
    const { me, at, server, stored } = await withHangingServer();
    await server.write(stored, "reporter", "act", { what: "meeting", refers: null, text: "" });
    const fresh = seat(server, me);
    server.interrupt = ({ method }) => Promise.resolve(method === "PUT" ? "offline" : null);
    await fresh.cases.load();
    await show(fresh.cases, stored.row);
    await fresh.ports.keeper.flush();
    expect(fresh.ports.keeper.failing.peek().size).toBe(1);
    expect(fresh.ports.keeper.hasUnkeptDraft).toBe(false);
    at.cases.stop();
  });
});
