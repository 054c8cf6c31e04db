import { expect, it } from "vitest";
import { markRead, toMark } from "../../../src/desk/cases/acts/read_marks.ts";
import type { Shown } from "../../../src/desk/cases/current.ts";
import type { Content } from "../../../src/sealing/write.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("Kommunsekreterare");
const message = (text: string): Content<"message"> => ({ text, language: "sv", files: [], step: null });

/** What the desk would mark as read, where the channel's settings say that reporters see it, or that they do not. */
function due(desk: AtDesk, { row }: StoredCase, readMarks = true): { readonly shown: Shown; readonly to: ReturnType<typeof toMark> } {
  const current = desk.cases.current.peek();
  if (current?.is !== "open") throw new Error("no case is open");
  const shown = { ...current, channel: { ...current.channel, readMarks } };
  return { shown, to: toMark(shown, desk.cases.rows.peek().get(row)?.view ?? null, me.id) };
}

it("what a member has read is marked once, and what came by itself not before it is read", async () => {
  const server = new DeskServer([me, colleague], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-11-20"));
  const desk = seat(server, me);
  await desk.cases.load();
  await show(desk.cases, stored.row);
  expect(due(desk, stored, false).to).toBeNull();
  const { shown, to } = due(desk, stored);
  expect(to?.n).toBe(0);
  await markRead(given(to), shown, desk.cases, desk.ports);
  expect(due(desk, stored).to).toBeNull();
  const entry = due(desk, stored).shown.opened.conversation.entries[2];
  expect(entry).toMatchObject({ status: "shown", body: { kind: "act", what: "read", refers: { n: 0 } }, writer: { side: "member" } });

  // What comes in while the case is open has not been seen.
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  await desk.cases.load();
  expect(due(desk, stored).to).toBeNull();
  desk.cases.read(stored.row);
  expect(due(desk, stored).to?.n).toBe(3);

  // A colleague's mark is enough, and is nothing new to anybody.
  const other = seat(server, colleague);
  await other.cases.load();
  await show(other.cases, stored.row);
  await markRead(given(due(other, stored).to), due(other, stored).shown, other.cases, other.ports);
  await desk.cases.load();
  expect(due(desk, stored).to).toBeNull();
  expect(given(desk.cases.rows.peek().get(stored.row)?.view).unread).toBe(0);
});
