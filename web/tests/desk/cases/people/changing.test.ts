import { expect, test } from "vitest";
import { changeAccess } from "../../../../src/desk/cases/people/changing_access.ts";
import { leaveReason } from "../../../../src/desk/cases/people/reason.ts";
import { Words } from "../../../../src/desk/words.ts";
import { show, seat } from "../support/at_desk.ts";
import { DeskServer } from "../support/desk_server.ts";
import { day, given } from "../support/given.ts";
import { person } from "../support/stored.ts";

const anna = person("Chefsjurist");
const bertil = person("HR-direktör");
const { say } = new Words("sv");

async function opened() {
  const server = new DeskServer([anna, bertil], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Det gäller Annas bror." }] }, day("2026-11-20"));
  const desk = seat(server, anna);
  await desk.cases.load();
  await show(desk.cases, stored.row);
  return { server, stored, desk };
}

test("who steps aside and gets no answer does so once, and the desk of who remains makes another key by itself", async () => {
  const { server, stored, desk } = await opened();
  const change = (pending: Parameters<typeof changeAccess>[2]) =>
    changeAccess(stored.row, { what: "step-aside", to: null }, pending, desk.cases, desk.ports);
  server.lie = ({ method }, answer) => {
    if (method === "POST") throw new TypeError("offline");
    return answer;
  };
  const lost = await change(null);
  if (lost.is !== "unknown") throw new Error(lost.is);
  server.lie = (_asked, answer) => answer;
  expect(await change(lost.pending)).toEqual({ is: "done" });
  expect([stored.c.length, [...stored.wraps.keys()].sort()]).toEqual([3, [bertil.id, "recovery"].sort()]);
  expect([...desk.cases.rows.value.keys()]).toEqual([]);

  const remains = seat(server, bertil);
  await remains.cases.load();
  expect([stored.c.length, remains.cases.keysMade]).toEqual([4, 1]);
  const shown = await show(remains.cases, stored.row);
  expect(shown.opened.conversation.alarms).toEqual([]);
  expect(shown.opened.conversation.standing.generation).toBe(2);
  // Once is enough.
  await remains.cases.load();
  expect(stored.c.length).toBe(4);
});

test("who steps aside, gets no answer and is then asked to wait keeps the very bytes", async () => {
  const { server, stored, desk } = await opened();
  const change = (pending: Parameters<typeof changeAccess>[2]) =>
    changeAccess(stored.row, { what: "step-aside", to: null }, pending, desk.cases, desk.ports);
  server.lie = ({ method }, answer) => {
    if (method === "POST") throw new TypeError("offline");
    return answer;
  };
  const lost = await change(null);
  if (lost.is !== "unknown") throw new Error(lost.is);
  server.lie = (_asked, answer) => answer;
  server.interrupt = ({ method }) =>
    Promise.resolve(
      method === "POST" ? new Response(JSON.stringify({ problem: "problem-busy" }), { status: 503 }) : null,
    );
  expect(await change(lost.pending)).toEqual(lost);
  server.interrupt = () => Promise.resolve(null);
  expect(await change(lost.pending)).toEqual({ is: "done" });
  expect(stored.c.length).toBe(3);
});

test("the reason stands once, however often somebody begins to step aside", async () => {
  const { server, stored, desk } = await opened();
  const leave = (reason: string) => leaveReason(stored.row, reason, say, desk.cases, desk.ports);
  expect(await leave("Annas bror är min granne.")).toBeNull();
  expect(await leave("Annas bror är min granne.")).toBeNull();
  expect(stored.i.length).toBe(1);
  server.interrupt = ({ method }) => Promise.resolve(method === "POST" ? "offline" : null);
  expect((await leave("Och min kusin."))?.is).toBe("unknown");
  expect(stored.i.length).toBe(1);
});

test("a note that was on its way when the key was replaced is sealed to the new one", async () => {
  const { server, stored, desk } = await opened();
  const other = seat(server, bertil);
  await other.cases.load();
  await show(other.cases, stored.row);
  let isFirst = true;
  server.interrupt = async ({ method, body }) => {
    if (method !== "POST" || !isFirst || !JSON.stringify(body).includes('"thread":"i"')) return null;
    isFirst = false;
    const left = await changeAccess(stored.row, { what: "step-aside", to: null }, null, desk.cases, desk.ports);
    expect(left).toEqual({ is: "done" });
    return null;
  };
  const writing = other.correspondenceIn(await show(other.cases, stored.row));
  writing.choose("note");
  writing.type("Hon får inte läsa det här.");
  await writing.send();
  expect(writing.status.value.is).toBe("sent");
  const { opened: now } = await show(other.cases, stored.row);
  expect(given(now.internal.entries[0])).toMatchObject({ status: "shown", body: { gen: 2 } });
});
