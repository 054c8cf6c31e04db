import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { warningsOf } from "../../../../src/desk/cases/case_pane.tsx";
import type { Shown } from "../../../../src/desk/cases/current.ts";
import { dutyOf, waivedOf } from "../../../../src/desk/cases/inbox.ts";
import type { RecordEditing } from "../../../../src/desk/cases/record/editing.ts";
import { recordOf } from "../../../../src/desk/cases/record/versions.ts";
import { seat, show, type AtDesk } from "../support/at_desk.ts";
import { DeskServer, type Asked } from "../support/desk_server.ts";
import { day, given } from "../support/given.ts";
import { person, type StoredCase } from "../support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const isPost = ({ method, path }: Asked): boolean => method === "POST" && path.endsWith("/envelopes");

let server: DeskServer;
let stored: StoredCase;
let mine: AtDesk;
let theirs: AtDesk;
let editing: RecordEditing;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-20"));
  mine = seat(server, me);
  theirs = seat(server, colleague);
  editing = mine.recordIn(await show(mine.cases, stored.row));
});

const now = ({ cases }: AtDesk): Shown => {
  const current = cases.current.peek();
  if (current?.is !== "open") throw new Error("no case is open");
  return current;
};
const recordFor = (desk: AtDesk): Record<string, string> => Object.fromEntries(recordOf(now(desk).opened.internal.entries));
const rowOf = ({ cases }: AtDesk) => given(cases.rows.peek().get(stored.row) ?? null);
const lastSteps = (): unknown => (server.asked.filter(isPost).at(-1)?.body as { steps?: unknown } | undefined)?.steps;

describe("a duty that is none", () => {
  it("is noted with its reason in one request that names the step, and taken back alike", async () => {
    editing.type("severity", "2");
    expect(await editing.waive("acknowledgement", "declined", "Sa det på telefon.")).toMatchObject({ is: "sent" });
    expect(lastSteps()).toEqual(["waive-acknowledgement"]);
    await show(theirs.cases, stored.row);
    expect(recordFor(theirs)).toEqual({ "waiver-acknowledgement": "declined", "waiver-acknowledgement-reason": "Sa det på telefon." });
    for (const desk of [mine, theirs]) {
      expect(warningsOf(now(desk))).toEqual([]);
      expect(dutyOf(rowOf(desk))).toMatchObject({ what: "feedback", by: "2027-02-27" });
    }
    // What stands unsaved in the fields stays there, and brings no step of its own.
    await editing.save();
    expect(recordFor(mine)).toMatchObject({ severity: "2", "waiver-acknowledgement": "declined" });
    expect(lastSteps()).toBeUndefined();
    await editing.waive("acknowledgement", null, "");
    expect([lastSteps(), recordFor(mine)]).toEqual([["unwaive-acknowledgement"], { severity: "2" }]);
    expect(dutyOf(rowOf(mine))).toMatchObject({ what: "acknowledge" });
  });

  it("is noted in the record's form too, with a reason or not at all", async () => {
    editing.type("waiver-feedback", "not-possible");
    await editing.save();
    expect(Object.fromEntries(editing.problems.value)).toEqual({ "waiver-feedback-reason": "needs-reason" });
    editing.type("waiver-feedback-reason", "Ingen kontakt sedan våren.");
    await editing.save();
    expect([editing.status.value.is, lastSteps()]).toEqual(["saved", ["waive-feedback"]]);
    expect(warningsOf(now(mine))).toEqual([]);
    // Another reason for the same is no other step.
    editing.type("waiver-feedback", "declined");
    await editing.save();
    expect([editing.status.value.is, lastSteps()]).toEqual(["saved", undefined]);
    expect(warningsOf(now(mine))).toEqual([]);
    editing.type("waiver-feedback", "");
    await editing.save();
    expect(Object.fromEntries(editing.problems.value)).toEqual({ "waiver-feedback": "needs-cause" });
  });

  it("is not written over where two note it at once: the second reads what the first noted", async () => {
    const other = theirs.recordIn(await show(theirs.cases, stored.row));
    await editing.waive("acknowledgement", "would-reveal", "Bara en kan ha sett det.");
    expect(await other.waive("acknowledgement", "declined", "Vill inte.")).toEqual({ is: "contradicted", by: "recorded" });
    expect(recordFor(theirs)).toMatchObject({ "waiver-acknowledgement": "would-reveal" });
    expect(await other.waive("acknowledgement", "declined", "Vill inte.")).toEqual({ is: "contradicted", by: "recorded" });
    // Another duty beside it stands with it.
    expect(await other.waive("feedback", "declined", "Vill inte.")).toMatchObject({ is: "sent" });
    expect(recordFor(theirs)).toMatchObject({ "waiver-acknowledgement": "would-reveal", "waiver-feedback": "declined" });
    expect(warningsOf(now(theirs))).toEqual([]);
  });

  it("stands once where the answer was lost", async () => {
    const reply = server.fetchFor(me);
    server.interrupt = async (asked) => {
      if (!isPost(asked)) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
      return "offline";
    };
    expect(await editing.waive("feedback", "declined", "Vill inte.")).toMatchObject({ is: "unknown" });
    await mine.cases.refresh("member");
    expect(await editing.waive("feedback", "declined", "Vill inte.")).toMatchObject({ is: "sent" });
    expect(stored.i).toHaveLength(1);
  });

  it("is one all the same where only the server says so, and that is told", async () => {
    stored.waived.acknowledgement = day("2026-11-21");
    await mine.cases.refresh("member");
    await show(mine.cases, stored.row);
    expect(warningsOf(now(mine))).toEqual(["waivers-column-acknowledgement"]);
    expect(dutyOf(rowOf(mine))).toMatchObject({ what: "acknowledge" });
    stored.waived.acknowledgement = null;
    // Hidden by the server it is told too, and stands as the record has it.
    await editing.waive("feedback", "declined", "Vill inte.");
    stored.waived.feedback = null;
    await show(mine.cases, stored.row);
    expect(warningsOf(now(mine))).toEqual(["waivers-column-feedback"]);
    expect(waivedOf(rowOf(mine))).toEqual({ acknowledgement: false, feedback: true });
    // What is newer and not read yet puts a duty back, and takes none away.
    const row = rowOf(mine);
    const newer = { ...row, summary: { ...row.summary, counts: { c: 2, i: 9 } } };
    expect(waivedOf(newer)).toEqual({ acknowledgement: false, feedback: false });
  });
});
