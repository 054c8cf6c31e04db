import { beforeEach, describe, expect, it } from "vitest";
import { changedBy } from "../../../../src/desk/cases/bulk/changing.ts";
import { recordOf, versionsOf } from "../../../../src/desk/cases/record/versions.ts";
import { newId } from "../../../../src/sealing/id.ts";
import { seat, show, type AtDesk } from "../support/at_desk.ts";
import { DeskServer, type Asked } from "../support/desk_server.ts";
import { day, given } from "../support/given.ts";
import { person, type StoredCase } from "../support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const isPost = ({ method, path }: Asked): boolean => method === "POST" && path.endsWith("/envelopes");

let server: DeskServer;
let cases: StoredCase[];
let desk: AtDesk;

beforeEach(async () => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
  cases = [];
  for (const what of ["Fakturor.", "Svåger.", "Mutor."]) {
    cases.push(await server.file({ answers: [{ question: "what", answer: what }] }, day("2026-11-20")));
  }
  desk = seat(server, me);
  await desk.cases.load();
});

const rowsOf = (stored: readonly StoredCase[]) => stored.map(({ row }) => row);
const recordIn = async (stored: StoredCase, at: AtDesk = seat(server, colleague)): Promise<Record<string, string>> =>
  Object.fromEntries(recordOf((await show(at.cases, stored.row)).opened.internal.entries));

describe("a change of many cases", () => {
  it("leaves everything else of a record as it was, and says where it would change nothing", () => {
    const [one, two] = [newId<"member">(), newId<"member">()].sort();
    if (one === undefined || two === undefined) throw new Error("no ids");
    const record = new Map([["tags", "skola"], ["assigned", two], ["zodiac", "Väduren"]]);
    expect(changedBy({ is: "assign", member: one }, record)).toEqual({
      is: "record",
      record: new Map([["tags", "skola"], ["assigned", `${one} ${two}`], ["zodiac", "Väduren"]]),
    });
    expect(changedBy({ is: "unassign", member: two }, record)).toEqual({
      is: "record",
      record: new Map([["tags", "skola"], ["zodiac", "Väduren"]]),
    });
    expect(changedBy({ is: "tag", tag: "skola" }, record).is).toBe("same");
    expect(changedBy({ is: "untag", tag: "bygg" }, record).is).toBe("same");
    const many = new Map([["tags", Array.from({ length: 20 }, (_, n) => `t${n}`).sort().join("\n")]]);
    expect(changedBy({ is: "tag", tag: "bygg" }, many).is).toBe("too-many-tags");
  });

  it("is a version in each that others read, and those that said so already are left alone", async () => {
    const editing = desk.recordIn(await show(desk.cases, given(cases[0]).row));
    editing.type("tags", "bygg");
    await editing.save();
    const posted = server.asked.filter(isPost).length;
    desk.bulk.choose(rowsOf(cases), true);
    await desk.bulk.change({ is: "tag", tag: "bygg" });
    expect(desk.bulk.status.value).toMatchObject({ is: "done", changed: 2, same: 1, failed: [], left: 0 });
    expect(server.asked.filter(isPost)).toHaveLength(posted + 2);
    for (const stored of cases) expect(await recordIn(stored)).toEqual({ tags: "bygg" });
    expect(desk.bulk.chosen.value.size).toBe(0);
    // The inbox knows it at once.
    expect(desk.cases.tags.value).toEqual(["bygg"]);
  });

  it("changes what a colleague saved in the same moment, and writes over nothing", async () => {
    const theirs = seat(server, colleague);
    const first = given(cases[0]);
    const other = theirs.recordIn(await show(theirs.cases, first.row));
    let isFirst = true;
    server.interrupt = async (asked) => {
      if (isFirst && isPost(asked)) {
        isFirst = false;
        other.type("tags", "skola");
        other.type("severity", "4");
        await other.save();
      }
      return null;
    };
    desk.bulk.choose([first.row], true);
    await desk.bulk.change({ is: "tag", tag: "bygg" });
    expect(desk.bulk.status.value).toMatchObject({ is: "done", changed: 1 });
    expect(await recordIn(first)).toEqual({ tags: "bygg\nskola", severity: "4" });
    const shown = await show(desk.cases, first.row);
    expect(versionsOf(shown.opened.internal.entries)).toHaveLength(2);
  });

  it("takes into a record that is being filled in what it changed there, and keeps what is unsaved", async () => {
    const first = given(cases[0]);
    const editing = desk.recordIn(await show(desk.cases, first.row));
    editing.type("summary", "Halvskrivet");
    desk.bulk.choose([first.row], true);
    await desk.bulk.change({ is: "assign", member: me.id });
    editing.follow(await show(desk.cases, first.row));
    expect(Object.fromEntries(editing.typed.value)).toEqual({ summary: "Halvskrivet", assigned: me.id });
    expect(editing.changed.value.map(({ term }) => term)).toEqual(["summary"]);
  });

  it("says which cases it could not change and why, keeps them chosen, and tries only those again", async () => {
    const kept = await server.file({}, day("2026-11-20"), [colleague.id]);
    await desk.cases.load();
    const [first, second] = [given(cases[0]), given(cases[1])];
    server.interrupt = (asked) => Promise.resolve(isPost(asked) && asked.path.includes(second.row) ? "offline" : null);
    desk.bulk.choose([first.row, second.row, kept.row], true);
    await desk.bulk.change({ is: "assign", member: colleague.id });
    const status = desk.bulk.status.value;
    if (status.is !== "done") throw new Error("not done");
    expect(status.changed).toBe(1);
    expect(Object.fromEntries(status.failed.map(({ row, why }) => [row, why.is]))).toEqual({ [kept.row]: "no-key", [second.row]: "unsent" });
    expect([...desk.bulk.chosen.value].sort()).toEqual([kept.row, second.row].sort());
    server.interrupt = () => Promise.resolve(null);
    await desk.bulk.change({ is: "assign", member: colleague.id });
    expect(desk.bulk.status.value).toMatchObject({ changed: 1, failed: [{ row: kept.row }] });
    expect(second.i).toHaveLength(1);
    expect(kept.i).toHaveLength(0);
  });

  it("stops after the case that is under way, and leaves the others chosen", async () => {
    desk.bulk.choose(rowsOf(cases), true);
    server.interrupt = (asked) => {
      if (isPost(asked)) desk.bulk.stop();
      return Promise.resolve(null);
    };
    await desk.bulk.change({ is: "tag", tag: "bygg" });
    expect(desk.bulk.status.value).toMatchObject({ is: "done", changed: 1, left: 2 });
    expect(desk.bulk.chosen.value.size).toBe(2);
    desk.bulk.end();
    expect([desk.bulk.status.value, desk.bulk.chosen.value.size]).toEqual([{ is: "idle" }, 0]);
  });
});
