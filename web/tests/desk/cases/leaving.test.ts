import { expect, it } from "vitest";
import { leaveCases } from "../../../src/desk/cases/stand.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { day, DeskServer, person } from "./support/desk_server.ts";

const me = person("Chefsjurist");

/** Somebody with a case open and a draft in it, before a server that never answers a keeping. */
async function withHangingServer(): Promise<AtDesk> {
  const server = new DeskServer([me], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-11-20"));
  const desk = seat(server, me);
  await desk.cases.load();
  const writing = desk.correspondenceIn(await show(desk.cases, stored.row));
  await desk.ports.keeper.flush();
  server.interrupt = ({ method }) => (method === "PUT" ? new Promise(() => undefined) : Promise.resolve(null));
  writing.choose("note");
  writing.type("Ring revisorn.");
  return desk;
}

const isEmpty = ({ cases }: AtDesk): boolean => cases.rows.peek().size === 0 && cases.current.peek() === null;

it("a desk that has locked holds nothing decrypted, though the server never answers", async () => {
  const desk = await withHangingServer();
  expect(isEmpty(desk)).toBe(false);
  leaveCases(desk, true);
  expect(isEmpty(desk)).toBe(true);
});

it("a page that is left keeps a draft first, but waits for no server for ever", async () => {
  const desk = await withHangingServer();
  let over: () => void = () => undefined;
  leaveCases(desk, false, () => new Promise((done) => (over = done)));
  await Promise.resolve();
  expect(isEmpty(desk)).toBe(false);
  over();
  await new Promise((done) => setTimeout(done, 0));
  expect(isEmpty(desk)).toBe(true);
});
