import { expect, it } from "vitest";
import { seat } from "./support/at_desk.ts";
import { day, DeskServer, person } from "./support/desk_server.ts";

const me = person("chefsjurist");

/** A desk that has seen two cases on its computer. */
async function afterTwoCases() {
  const server = new DeskServer([me, person("kommunsekreterare")], day("2026-11-22"));
  const hidden = await server.file({}, day("2026-11-20"));
  const other = await server.file({}, day("2026-11-21"));
  const before = seat(server, me);
  await before.cases.load();
  await before.ports.keeper.flush();
  expect(before.cases.missing.peek()).toEqual([]);
  return { server, hidden, other, remembered: before.remembered };
}

it("a case that the server hides as a whole is told of by a computer that has seen it, until its member knows why", async () => {
  const { server, hidden, remembered } = await afterTwoCases();
  server.cases.delete(hidden.row);
  const { cases } = seat(server, me, remembered);
  await cases.load();
  const [name, ...more] = cases.missing.peek();
  if (name === undefined) throw new Error("nothing is told");
  expect(more).toEqual([]);
  cases.letGo(name);
  expect(cases.missing.peek()).toEqual([]);
  await cases.load();
  expect(cases.missing.peek()).toEqual([]);
});

it("nothing is called missing that is listed, or may be what could not be opened now", async () => {
  const { server, hidden, remembered } = await afterTwoCases();
  hidden.index.clear();
  server.interrupt = ({ path }) => Promise.resolve(path.includes(hidden.row) ? "offline" : null);
  const { cases } = seat(server, me, remembered);
  await cases.load();
  expect(cases.missing.peek()).toEqual([]);
});

it("an inbox that never came calls nothing missing", async () => {
  const { server, remembered } = await afterTwoCases();
  server.interrupt = () => Promise.resolve("offline");
  const { cases } = seat(server, me, remembered);
  await cases.load();
  expect(cases.missing.peek()).toEqual([]);
});
