import { expect, it } from "vitest";
import type { Row } from "../../../src/desk/cases/inbox.ts";
import { base64 } from "../../../src/sealing/encoding.ts";
import type { Json } from "../../../src/sealing/strict_json.ts";
import type { Content } from "../../../src/sealing/write.ts";
import { seat, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const message = (text: string): Content<"message"> => ({ text, language: "sv", files: [], step: null });
const rowOf = ({ cases }: AtDesk, { row }: StoredCase): Row => given(cases.rows.peek().get(row));

async function filed() {
  const server = new DeskServer([me, person("Kommunsekreterare")], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-11-20"));
  const desk = seat(server, me);
  await desk.cases.load();
  await desk.ports.keeper.flush();
  return { server, stored, remembered: desk.remembered };
}

/** From now on the server hands out bytes of its own making at a number of the conversation, and counts them. */
function junkAt(server: DeskServer, n: number): void {
  server.lie = ({ path }, answer) => {
    if (path.includes("thread=c")) {
      const { envelopes, ...rest } = answer as { envelopes: Json[] };
      return { ...rest, envelopes: [...envelopes, { n, day: "2026-11-22", sealed: base64(new Uint8Array(100)) }] };
    }
    if (!path.endsWith("/inbox")) return answer;
    const { cases, ...rest } = answer as { cases: Record<string, Json>[] };
    return { ...rest, cases: cases.map((each) => ({ ...each, counts: { c: n + 1, i: 0 } })) };
  };
}

it.each([2, 900])("bytes made up once at number %i are shown as damaged, and forgotten with the lie", async (n) => {
  const { server, stored, remembered } = await filed();
  junkAt(server, n);
  const lied = seat(server, me, remembered);
  await lied.cases.load();
  await lied.cases.open(stored.row);
  await lied.ports.keeper.flush();
  expect(rowOf(lied, stored).view?.damaged).toBe(true);
  expect([...remembered.values()]).toEqual([{ c: 2, i: 0 }]);

  server.lie = (_asked, answer) => answer;
  for (const memory of [remembered, undefined]) {
    const honest = seat(server, me, memory);
    await honest.cases.load();
    await honest.ports.keeper.flush();
    const row = rowOf(honest, stored);
    expect([row.wentBack, row.view?.damaged, row.view?.heads.c?.n]).toEqual([false, false, 1]);
  }
  // Nor does what comes there later count as read.
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  const later = seat(server, me, remembered);
  await later.cases.load();
  expect(rowOf(later, stored).view?.unread).toBe(1);
});

it("a damaged end is verified once, and not anew at each loading", async () => {
  const { server, stored, remembered } = await filed();
  junkAt(server, 2);
  const first = seat(server, me, remembered);
  await first.cases.load();
  await first.ports.keeper.flush();
  server.asked.length = 0;
  await seat(server, me, remembered).cases.load();
  expect(server.asked.map(({ path }) => path)).toEqual(["/api/inbox", `/api/index?cases=${stored.row}`]);
  expect(stored.c).toHaveLength(2);
});
