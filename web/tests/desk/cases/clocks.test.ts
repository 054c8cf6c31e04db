import { describe, expect, it } from "vitest";
import { nearnessOf } from "../../../src/desk/cases/inbox.ts";
import { todayIn } from "../../../src/desk/cases/channel.ts";
import { seat } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person } from "./support/stored.ts";

const me = person("chefsjurist");

/** A server that says it is another day than this computer's clock does, which shows 22 November. */
async function loadedFrom(told: string) {
  const server = new DeskServer([me, person("kommunsekreterare")], day("2026-11-22"));
  const stored = await server.file({}, day("2026-11-10"));
  server.lie = ({ path }, answer) =>
    path === "/api/inbox" ? { ...(answer as object), today: { [server.channel]: told } } : answer;
  const { cases } = seat(server, me);
  await cases.load();
  return { row: given(cases.rows.peek().get(stored.row)), clocks: cases.clocks.peek() };
}

describe("the days that duties are reckoned by", () => {
  it("are this computer's: a server that turns back its clock hides nothing that is late, and is told of", async () => {
    const { row, clocks } = await loadedFrom("2026-11-12");
    expect([row.today, nearnessOf(row)]).toEqual(["2026-11-22", "late"]);
    expect(clocks).toEqual({ own: "2026-11-22", server: "2026-11-12" });
  });

  it("may be a day apart from the server's around midnight", async () => {
    expect((await loadedFrom("2026-11-21")).clocks).toBeNull();
    expect((await loadedFrom("2026-11-23")).clocks).toBeNull();
    expect((await loadedFrom("2026-11-24")).clocks).not.toBeNull();
  });

  it("are those of the signed zone, or of Sweden where the browser does not know it", () => {
    const late = new Date("2026-11-22T23:30:00Z");
    const today = day("2026-11-01");
    expect(todayIn({ zone: "Europe/London", today }, late)).toBe("2026-11-22");
    expect(todayIn({ zone: "Europe/Stockholm", today }, late)).toBe("2026-11-23");
    expect(todayIn({ zone: "Nowhere/None", today }, late)).toBe("2026-11-23");
  });
});
