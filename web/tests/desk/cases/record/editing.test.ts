import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authorOf } from "../../../../src/desk/cases/correspondence.ts";
import { checked } from "../../../../src/desk/cases/record/checking.ts";
import { factsOf } from "../../../../src/desk/cases/record/facts.ts";
import type { RecordEditing } from "../../../../src/desk/cases/record/editing.ts";
import { changesInWords } from "../../../../src/desk/cases/record/in_words.ts";
import { needsReason, phaseIn, phaseOfStep, phasesFrom, stepTo, toldPhase } from "../../../../src/desk/cases/record/moving.ts";
import { recordOf, versionsOf } from "../../../../src/desk/cases/record/versions.ts";
import { sealLetter, WORK_STEPS, type Letter } from "../../../../src/desk/cases/writing.ts";
import { Words } from "../../../../src/desk/words.ts";
import type { Shown } from "../../../../src/desk/cases/current.ts";
import { phaseAfter, WORK_PHASES } from "../../../../src/sealing/phase.ts";
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
let shown: Shown;
let editing: RecordEditing;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-11-20"));
  mine = seat(server, me);
  theirs = seat(server, colleague);
  shown = await show(mine.cases, stored.row);
  editing = mine.recordIn(shown);
});

const now = (desk: AtDesk): Shown => {
  const current = desk.cases.current.peek();
  if (current?.is !== "open") throw new Error("no case is open");
  return current;
};
const recordFor = (desk: AtDesk): Record<string, string> => Object.fromEntries(recordOf(now(desk).opened.internal.entries));

/** The same record as the colleague fills it in. */
const theirEditing = async (): Promise<RecordEditing> => theirs.recordIn(await show(theirs.cases, stored.row));

/** Stores a letter of the colleague's that no editor made. */
async function post(letter: Letter): Promise<void> {
  const { opened, channel } = await show(theirs.cases, stored.row);
  await theirs.ports.server.post(stored.row, await sealLetter(letter, opened, authorOf(theirs.ports, channel)));
}

/** The server stores what it is sent, and the answer is lost. */
function loseOneAnswer(): void {
  const reply = server.fetchFor(me);
  server.interrupt = async (asked) => {
    if (!isPost(asked)) return null;
    server.interrupt = () => Promise.resolve(null);
    await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
    return "offline";
  };
}

describe("filling in a record", () => {
  it("is saved as one version with every term, which others read, and the server is told of no step", async () => {
    editing.type("severity", "3");
    editing.type("next-step", " Ring revisorn ");
    expect(editing.isUnsaved).toBe(true);
    await editing.save();
    expect(editing.status.value).toEqual({ is: "saved", changed: false });
    expect(editing.isUnsaved).toBe(false);
    await show(theirs.cases, stored.row);
    expect(recordFor(theirs)).toEqual({ severity: "3", "next-step": "Ring revisorn" });
    expect(stored.i).toHaveLength(1);
    expect(server.asked.filter(isPost).at(-1)?.body).toMatchObject({ thread: "i", step: null });
  });

  it("keeps what this desk does not know, and values that are none", async () => {
    const terms = [
      { term: "severity", value: "6" },
      { term: "zodiac", value: "Väduren\n" },
    ];
    await post({ kind: "triage", terms, moves: false });
    await mine.cases.refresh("member");
    editing.follow(now(mine));
    expect(editing.isUnsaved).toBe(false);
    editing.type("summary", "Inköp");
    await editing.save();
    expect(recordFor(mine)).toEqual({ severity: "6", summary: "Inköp", zodiac: "Väduren\n" });
  });

  it("saves nothing where nothing was changed, or something is wrong, and says which", async () => {
    await editing.save();
    expect(editing.status.value.is).toBe("unchanged");
    editing.type("damage", "mycket");
    editing.type("next-by", "2026-12-01");
    await editing.save(["subject-told"]);
    expect(editing.status.value.is).toBe("wrong");
    expect(Object.fromEntries(editing.problems.value)).toEqual({
      damage: "not-an-amount",
      "next-step": "needs-step",
      "subject-told": "not-a-day",
    });
    expect(stored.i).toHaveLength(0);
    editing.type("damage", "12 000 kr");
    editing.type("next-step", "Ring");
    expect(editing.problems.value.has("damage")).toBe(false);
    await editing.save();
    expect(recordFor(mine)).toMatchObject({ damage: "12000" });
  });

  it("goes back to what was saved when the changes are thrown away", async () => {
    editing.type("severity", "2");
    await editing.save();
    editing.type("severity", "");
    editing.type("tags", "skola");
    editing.leave();
    expect(editing.isAsking.value).toBe(true);
    editing.discard();
    expect([...editing.typed.value]).toEqual([["severity", "2"]]);
  });

  it("stores nothing twice where an answer was lost, and does not lose what was changed since", async () => {
    loseOneAnswer();
    editing.type("severity", "2");
    await editing.save();
    expect(editing.status.value).toMatchObject({ is: "not-saved", outcome: { is: "unknown" } });
    editing.type("severity", "3");
    await editing.save();
    expect(editing.status.value).toEqual({ is: "saved", changed: true });
    expect(editing.conflicts.value.size).toBe(0);
    expect(editing.changed.value).toEqual([{ term: "severity", before: "2", after: "3" }]);
    await editing.save();
    expect(recordFor(mine)).toEqual({ severity: "3" });
    expect(stored.i).toHaveLength(2);
  });
});

describe("two who save at once", () => {
  it("the second is shown what the first changed, and saves with it", async () => {
    const other = await theirEditing();
    other.type("severity", "4");
    await other.save();
    editing.type("tags", "skola\ninköp");
    await editing.save();
    expect(editing.status.value.is).toBe("overtaken");
    expect(stored.i).toHaveLength(1);
    expect(editing.news.value.map(({ taken }) => taken)).toEqual([[{ term: "severity", before: "", after: "4" }]]);
    await editing.save();
    expect(recordFor(mine)).toEqual({ severity: "4", tags: "inköp\nskola" });
    expect(mine.cases.tags.value).toEqual(["inköp", "skola"]);
    expect(editing.news.value).toEqual([]);
  });

  it("even in the very moment: whoever comes second is not stored before they have seen it", async () => {
    const other = await theirEditing();
    editing.type("severity", "2");
    let isFirst = true;
    server.interrupt = async (asked) => {
      if (isFirst && isPost(asked)) {
        isFirst = false;
        other.type("severity", "4");
        other.type("summary", "Inköp");
        await other.save();
      }
      return null;
    };
    await editing.save();
    expect(editing.status.value.is).toBe("overtaken");
    expect(Object.fromEntries(editing.typed.value)).toEqual({ severity: "2", summary: "Inköp" });
    expect([...editing.conflicts.value.values()]).toEqual([{ term: "severity", before: "", mine: "2", theirs: "4" }]);
    await editing.save();
    expect(editing.status.value.is).toBe("wrong");
    expect(editing.problems.value.get("severity")).toBe("unsettled");
    expect(recordFor(mine)).toEqual({ severity: "4", summary: "Inköp" });
    editing.settle("severity", "mine");
    await editing.save();
    expect(recordFor(mine)).toEqual({ severity: "2", summary: "Inköp" });
  });

  it("may take the other's value, and then nothing is left to save", async () => {
    const other = await theirEditing();
    other.type("severity", "4");
    await other.save();
    editing.type("severity", "2");
    await editing.save();
    editing.settle("severity", "theirs");
    expect(editing.isUnsaved).toBe(false);
    await editing.save();
    expect(editing.status.value.is).toBe("unchanged");
    expect(stored.i).toHaveLength(1);
  });

  it("are not asked again about what a third version made the same, and are asked about what it changed once more", async () => {
    const other = await theirEditing();
    editing.type("severity", "2");
    editing.type("priority", "high");
    other.type("severity", "4");
    other.type("priority", "low");
    await other.save();
    await mine.cases.refresh("desk");
    editing.follow(now(mine));
    expect([...editing.conflicts.value.keys()].sort()).toEqual(["priority", "severity"]);
    other.type("severity", "2");
    other.type("priority", "normal");
    await other.save();
    await mine.cases.refresh("desk");
    editing.follow(now(mine));
    expect([...editing.conflicts.value.values()]).toEqual([{ term: "priority", before: "low", mine: "high", theirs: "normal" }]);
  });

  it("do not stop each other by notes", async () => {
    editing.type("severity", "2");
    await post({ kind: "note", text: "Jag ringer.", files: [], refers: null });
    await editing.save();
    expect(editing.status.value.is).toBe("saved");
  });
});

describe("the phase", () => {
  it("that a reply names is told to the reporter and to no server", async () => {
    const writing = mine.correspondenceIn(shown);
    writing.choose("reply");
    writing.moveTo("out-of-scope");
    await writing.send();
    expect(writing.status.value.is).toBe("empty");
    writing.type("Det rör den egna lönen. Vänd dig till facket.");
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    expect(writing.move.value).toBeNull();
    expect(toldPhase(now(mine))).toBe("out-of-scope");
    expect(stored.state).toBe("received");
    expect(server.asked.filter(isPost).at(-1)?.body).toMatchObject({ thread: "c", step: null });
  });

  it("that a colleague told the reporter of in the same moment is not told twice", async () => {
    const writing = mine.correspondenceIn(shown);
    writing.choose("reply");
    writing.moveTo("assess");
    writing.type("Vi bedömer.");
    const message = { kind: "message", text: "Vi bedömer nu.", language: "sv", step: "assess", files: [] } as const;
    let isFirst = true;
    server.interrupt = async (asked) => {
      if (isFirst && isPost(asked)) {
        isFirst = false;
        await post(message);
      }
      return null;
    };
    await writing.send();
    expect(writing.status.value).toMatchObject({ outcome: { is: "contradicted", by: "same-step" } });
  });

  it("moves among handlers alone by a record that keeps the rest, and what is being filled in stays", async () => {
    editing.type("severity", "3");
    await editing.save();
    editing.type("summary", "Halvskrivet");
    expect((await editing.move("referred", "Löneärende"))?.is).toBe("sent");
    expect(phaseIn(now(mine))).toBe("referred");
    expect(toldPhase(now(mine))).toBe("received");
    expect(recordFor(mine)).toEqual({ severity: "3", phase: "referred", "phase-reason": "Löneärende" });
    expect(editing.typed.value.get("summary")).toBe("Halvskrivet");
    expect(editing.changed.value.map(({ term }) => term)).toEqual(["summary"]);
    await editing.save();
    expect(recordFor(mine)).toMatchObject({ phase: "referred", summary: "Halvskrivet" });
  });

  it("moves to where the last record had it, though a message has moved it since", async () => {
    await editing.move("assessing", "");
    await post({ kind: "message", text: "Vi utreder.", language: "sv", step: "investigate", files: [] });
    await mine.cases.refresh("member");
    expect(phaseIn(now(mine))).toBe("investigating");
    expect((await editing.move("assessing", ""))?.is).toBe("sent");
    expect(phaseIn(now(mine))).toBe("assessing");
  });

  it("is moved by no edit of another term, whatever was said meanwhile", async () => {
    await editing.move("assessing", "");
    editing.type("severity", "3");
    await post({ kind: "message", text: "Vi utreder.", language: "sv", step: "investigate", files: [] });
    await editing.save();
    expect(editing.status.value.is).toBe("saved");
    expect(phaseIn(now(mine))).toBe("investigating");
  });

  it("does not move after somebody has closed the case or moved it in the same moment", async () => {
    const late = async (step: "close" | "conclude"): Promise<unknown> => {
      let isFirst = true;
      server.interrupt = async (asked) => {
        if (isFirst && isPost(asked)) {
          isFirst = false;
          await post({ kind: "note", text: "Strax.", files: [], refers: null });
          await post({ kind: "message", text: "Så är det.", language: "sv", step, files: [] });
        }
        return null;
      };
      return editing.move("assessing", "");
    };
    expect(await late("conclude")).toEqual({ is: "contradicted", by: "same-step" });
    expect(await late("close")).toEqual({ is: "contradicted", by: "closed" });
    expect(versionsOf(now(mine).opened.internal.entries)).toEqual([]);
  });

  it("is acknowledged from the beginning where the receipt is the acknowledgement", () => {
    const channel = { ...shown.channel, receiptEpochs: new Set([1]) };
    expect([phaseIn(shown), phaseIn({ ...shown, channel }), toldPhase({ ...shown, channel })]).toEqual([
      "received",
      "acknowledged",
      "acknowledged",
    ]);
  });

  it("has a step for each of work, and asks for a reason where somebody is sent away", () => {
    for (const step of WORK_STEPS) {
      expect(phaseAfter("received", step)).toBe(phaseOfStep(step));
      expect(stepTo(phaseOfStep(step))).toBe(step);
    }
    expect(WORK_PHASES.filter(needsReason)).toEqual(["out-of-scope", "referred"]);
    expect(phasesFrom("closed")).toEqual([]);
    expect(phasesFrom("assessing")).not.toContain("assessing");
  });
});

describe("closing", () => {
  it("waits for a finding and an outcome", async () => {
    const writing = mine.correspondenceIn(shown);
    writing.choose("close");
    await writing.send();
    expect(writing.status.value).toEqual({ is: "unrecorded", kind: "close" });
    editing.type("finding", "substantiated");
    await editing.save();
    await writing.send();
    expect(writing.status.value.is).toBe("unrecorded");
    expect(stored.closed).toBeNull();
    editing.type("outcomes", "corrective police");
    await editing.save();
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    expect(stored.closed).toBe("2026-11-22");
  });
});

describe("a record", () => {
  it("gives lists their facts", async () => {
    editing.type("severity", "4");
    editing.type("category", "proc");
    editing.type("assigned", [me.id, colleague.id].sort().join(" "));
    editing.type("tags", "skola");
    editing.type("next-step", "Ring");
    editing.type("next-by", "2026-12-01");
    editing.type("category-2", "fraud");
    editing.type("subject-tell-by", "2026-12-05");
    editing.type("protection-check", "2027-01-10");
    await editing.save();
    await editing.move("investigating", "");
    const { conversation, internal } = now(mine).opened;
    expect(factsOf(conversation.entries, internal.entries)).toEqual({
      phase: "investigating",
      severity: "4",
      category: "proc",
      categories: ["fraud"],
      linked: [],
      assigned: [me.id, colleague.id].sort(),
      tags: ["skola"],
      nextBy: "2026-12-01",
      tellBy: "2026-12-05",
      protectionBy: "2027-01-10",
      recommendationsBy: null,
      review: null,
      waived: { acknowledgement: "", feedback: "" },
      ending: { held: null, decided: null, proposed: null },
    });
    editing.type("subject-told", "2026-11-22");
    await editing.save();
    const told = now(mine).opened;
    expect(factsOf(told.conversation.entries, told.internal.entries).tellBy).toBeNull();
  });

  it("says in words what was changed, in both languages", async () => {
    editing.type("severity", "2");
    editing.type("summary", "Inköp");
    await editing.save();
    editing.type("severity", "3");
    editing.type("summary", "Inköp utan avtal");
    editing.type("assigned", colleague.id);
    editing.type("tags", "skola");
    editing.type("damage", "12000");
    await editing.save();
    const version = given(versionsOf(now(mine).opened.internal.entries).at(-1));
    const titleOf = (): string => "HR-direktör";
    const said = (locale: "sv" | "en"): string => changesInWords(version.changes, { words: new Words(locale), titleOf });
    expect(said("sv")).toBe(
      "Tilldelat: HR-direktör; Etiketter: skola; Sammanfattning: omskrivet; och 2 ändringar till",
    );
    expect(said("en")).toBe("Assigned to: HR-direktör; Tags: skola; Summary: rewritten; and 2 more changes");
    const severity = version.changes.filter(({ term }) => term === "severity");
    expect(changesInWords(severity, { words: new Words("sv"), titleOf })).toBe("Allvar: 2, måttligt → 3, allvarligt");
  });

  it.each([
    [{ scope: "out-of-scope" }, { "scope-reason": "needs-reason" }],
    [{ scope: "eu-law" }, {}],
    [{ decision: "refer" }, { "decision-reason": "needs-reason" }],
    [{ documented: "recording" }, { "recording-consent": "needs-consent" }],
    [{ documented: "recording", "recording-consent": "no" }, { "recording-consent": "needs-consent" }],
    [{ documented: "recording", "recording-consent": "unknown" }, { "recording-consent": "needs-consent" }],
    [{ documented: "recording", "recording-consent": "yes" }, {}],
    [{ documented: "minutes", "recording-consent": "no" }, {}],
    [{ category: "proc", "category-2": "conf", "category-3": "proc" }, { "category-3": "twice" }],
  ])("%j lacks %j", (filled, problems) => {
    expect(Object.fromEntries(checked(new Map(Object.entries(filled)), new Map()).problems)).toEqual(problems);
  });
});
