import { expect, it } from "vitest";
import type { Row } from "../../../src/desk/cases/inbox.ts";
import type { Content } from "../../../src/sealing/write.ts";
import { seat, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const message = (text: string, step: Content<"message">["step"] = null): Content<"message"> => ({
  text,
  language: "sv",
  files: [],
  step,
});
const rowOf = ({ cases }: AtDesk, { row }: StoredCase): Row => given(cases.rows.peek().get(row));

it("a case that goes back as a whole, entry, thread and counts alike, is told of in the inbox", async () => {
  const server = new DeskServer([me, person("Kommunsekreterare")], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-09-20"));
  await server.write(stored, me, "message", message("Tack.", "acknowledge"), day("2026-09-21"));
  await server.write(stored, me, "message", message("Avslutat.", "close"), day("2026-09-22"));
  const one = seat(server, me);
  await one.cases.load();
  await one.ports.keeper.flush();
  const entry = { ...given(stored.index.get(me.id)) };
  const letters = [...stored.c];
  await server.write(stored, me, "message", message("Öppnas igen.", "reopen"), day("2026-11-01"));
  await server.write(stored, "reporter", "message", message("De hotar mig."), day("2026-11-02"));
  const two = seat(server, me, one.remembered);
  await two.cases.load();
  expect(rowOf(two, stored).wentBack).toBe(false);

  const now = [...stored.c];
  stored.c.splice(letters.length);
  stored.index.set(me.id, entry);
  const three = seat(server, me, one.remembered);
  await three.cases.load();
  expect([rowOf(three, stored).wentBack, rowOf(three, stored).view?.damaged]).toEqual([true, true]);

  // An entry alone that is behind, as after a keeping that failed, accuses nobody.
  stored.c.splice(0, stored.c.length, ...now);
  stored.index.set(me.id, entry);
  const four = seat(server, me, one.remembered);
  await four.cases.load();
  expect([rowOf(four, stored).wentBack, rowOf(four, stored).view?.damaged]).toEqual([false, false]);
});
