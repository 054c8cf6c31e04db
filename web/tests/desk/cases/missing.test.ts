import { expect, it } from "vitest";
import type { Json } from "../../../src/sealing/strict_json.ts";
import { parseCaseRow } from "../../../src/desk/router.ts";
import { seat } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person } from "./support/stored.ts";

const me = person("chefsjurist");

/** A desk that has seen two cases on its computer. */
async function afterTwoCases() {
  const server = new DeskServer([me, person("kommunsekreterare")], day("2026-11-22"));
  const hidden = await server.file({}, day("2026-11-20"));
  const other = await server.file({}, day("2026-11-21"));
  const before = seat(server, me);
  await before.cases.load();
  await before.ports.keeper.flush();
  expect(before.cases.missing.names.peek()).toEqual([]);
  return { server, hidden, other, remembered: before.remembered };
}

it("a case that the server hides as a whole is told of by a computer that has seen it, until its member knows why", async () => {
  const { server, hidden, remembered } = await afterTwoCases();
  server.cases.delete(hidden.row);
  const { cases } = seat(server, me, remembered);
  await cases.load();
  expect(cases.missing.names.peek()).toHaveLength(1);
  cases.missing.letGo();
  expect(cases.missing.names.peek()).toEqual([]);
  await cases.load();
  expect(cases.missing.names.peek()).toEqual([]);
});

it("a row that never answers covers no hidden case: both are told, and the row is marked", async () => {
  const { server, hidden, remembered } = await afterTwoCases();
  server.cases.delete(hidden.row);
  const fake = given(parseCaseRow("ab".repeat(16)));
  server.lie = (asked, answer) => {
    if (asked.path !== "/api/inbox") return answer;
    const { cases } = answer as unknown as { readonly cases: readonly Record<string, Json>[] };
    return { ...(answer as object), cases: [...cases, { ...cases[0], id: fake, index: null }] };
  };
  server.interrupt = ({ path }) =>
    Promise.resolve(path.includes(fake) ? new Response(JSON.stringify({ problem: "problem-unavailable" }), { status: 503 }) : null);
  const { cases } = seat(server, me, remembered);
  await cases.load();
  expect([cases.missing.names.peek().length, cases.missing.unopened.peek()]).toEqual([1, 1]);
  expect(cases.rows.peek().get(fake)?.trouble).toBe("unfetched");
});

it("a row that could not be fetched is tried again, and then nothing is missing", async () => {
  const { server, hidden, remembered } = await afterTwoCases();
  hidden.index.clear();
  server.interrupt = ({ path }) => Promise.resolve(path.includes(hidden.row) ? "offline" : null);
  const { cases } = seat(server, me, remembered);
  await cases.load();
  expect([cases.missing.names.peek().length, cases.missing.unopened.peek()]).toEqual([1, 1]);
  server.interrupt = () => Promise.resolve(null);
  await cases.load();
  expect([cases.missing.names.peek().length, cases.missing.unopened.peek()]).toEqual([0, 0]);
  expect(cases.rows.peek().get(hidden.row)?.trouble).toBeNull();
});

it("an inbox is not loaded twice at once, and again once it has been", async () => {
  const { server, remembered } = await afterTwoCases();
  const { cases } = seat(server, me, remembered);
  const inboxes = (): number => server.asked.filter(({ path }) => path === "/api/inbox").length;
  const before = inboxes();
  await Promise.all([cases.load(), cases.load()]);
  expect(inboxes() - before).toBe(1);
  expect(cases.opening.peek()).toBe(0);
  await cases.load();
  expect(inboxes() - before).toBe(2);
});

it("an inbox that never came calls nothing missing", async () => {
  const { server, remembered } = await afterTwoCases();
  server.interrupt = () => Promise.resolve("offline");
  const { cases } = seat(server, me, remembered);
  await cases.load();
  expect(cases.missing.names.peek()).toEqual([]);
});
