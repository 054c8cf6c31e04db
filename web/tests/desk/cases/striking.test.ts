import { beforeEach, describe, expect, it } from "vitest";
import { warningsOf } from "../../../src/desk/cases/case_pane.tsx";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { Exporting } from "../../../src/desk/cases/exports/exporting.ts";
import { htmlOf } from "../../../src/desk/cases/exports/html.ts";
import { makingIn } from "../../../src/desk/cases/exports/parts.ts";
import { piecesOf } from "../../../src/desk/cases/exports/disclosure_copy.ts";
import { sendIn } from "../../../src/desk/cases/sending_in.ts";
import { versionsOf } from "../../../src/desk/cases/record/versions.ts";
import { sayingTheSame, whatKeepsVersions } from "../../../src/desk/cases/striking/record_versions.ts";
import { isKeptFromReporter, isStrikable, textOf, whatKeeps, type Strikable } from "../../../src/desk/cases/striking/strikable.ts";
import { remainsOf } from "../../../src/desk/cases/striking/struck.ts";
import { Striking, type Wanted } from "../../../src/desk/cases/striking/striking.ts";
import { Words } from "../../../src/desk/words.ts";
import type { Entry } from "../../../src/sealing/thread.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { stagedFile } from "./support/files_here.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const words = new Words("sv");
const IRRELEVANT = "Grannens dotter är sjukskriven.";
const TOLD = `Bygglovet såldes. ${IRRELEVANT}`;
const LEFT = "Bygglovet såldes.";

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;

beforeEach(async () => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
  const answers = [{ question: "what", answer: TOLD }];
  stored = await server.file({ answers }, day("2026-11-20"));
  const files = [stagedFile(server, "lista.pdf", "Namn och diagnoser."), stagedFile(server, "ritning.pdf", "Ett hus.")];
  for (const { id } of files) {
    const file = given(server.staged.get(id));
    stored.files.set(id, { ...file, place: { thread: "c", n: 2 } });
  }
  await server.write(stored, "reporter", "message", { text: TOLD, language: "sv", files, step: null });
  desk = seat(server, me);
  await desk.cases.load();
  await show(desk.cases, stored.row);
});

function shownAt(at: AtDesk): Shown {
  const now = at.cases.current.peek();
  if (now?.is !== "open") throw new Error("no case is open");
  return now;
}

function strikable(entries: readonly Entry[], n: number): Strikable {
  const entry = given(entries[n]);
  if (!isStrikable(entry)) throw new Error(`number ${n} cannot be struck`);
  return entry;
}

function wanted(shown: Shown, n: number, over: Partial<Wanted> = {}): Wanted {
  const entry = strikable(shown.opened.conversation.entries, n);
  return { thread: "c", entry, ground: "Hör inte hit.", left: LEFT, kept: [], note: "Kvar efter ett brev.", ...over };
}

/** Everything that a desk holds of the case, in memory and in what it has written. */
function held(at: AtDesk): string {
  const shown = shownAt(at);
  return JSON.stringify([shown.opened, at.cases.rows.peek().get(stored.row)]);
}

describe("striking", () => {
  it("leaves what remains, the files that stay and a chain that verifies, and nothing of the rest", async () => {
    const shown = shownAt(desk);
    expect(held(desk)).toContain(IRRELEVANT);
    const { body } = strikable(shown.opened.conversation.entries, 2);
    const [gone, stays] = body.files;
    const struck = given(stored.c[2]).sealed;
    const done = await new Striking(desk).strike(shown, wanted(shown, 2, { kept: [given(stays)] }));
    expect(done).toBeNull();
    const posts = server.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/envelopes"));
    expect(posts.map(({ body: sent }) => (sent as { thread: string }).thread)).toEqual(["i", "c"]);
    expect(posts.at(-1)?.body).toMatchObject({ step: null, strikes: { n: 2, files: [given(gone).id] } });
    expect(JSON.stringify(posts)).not.toContain('"files":[{');

    const now = shownAt(desk);
    const { conversation, internal } = now.opened;
    expect(conversation.entries[2]).toMatchObject({ status: "struck", by: 3 });
    expect(remainsOf(conversation.entries, conversation.entries[2])).toBe(LEFT);
    expect(internal.entries[0]).toMatchObject({ status: "shown", body: { kind: "note", files: [{ id: given(stays).id }] } });
    expect([...stored.files.keys()]).toEqual([given(stays).id]);
    expect(warningsOf(now)).toEqual([]);
    expect(struck.length).toBeGreaterThan(0);
    expect(given(desk.cases.rows.peek().get(stored.row)?.view).words).toContain(LEFT);
    // The report says it still; the letter does not.
    expect(held(desk).split(IRRELEVANT).length).toBe(3);
  });

  it("of a report leaves a title, a way to go on, and no warning at anybody's desk", async () => {
    const shown = shownAt(desk);
    expect(textOf(strikable(shown.opened.conversation.entries, 0), shown, words)).toContain(TOLD);
    expect(await new Striking(desk).strike(shown, wanted(shown, 0))).toBeNull();
    expect(await new Striking(desk).strike(shownAt(desk), wanted(shownAt(desk), 2))).toBeNull();
    const other = seat(server, colleague);
    await other.cases.load();
    await show(other.cases, stored.row);
    for (const at of [desk, other]) {
      const now = shownAt(at);
      expect(now.opened.conversation.entries[0]?.status).toBe("struck");
      expect(warningsOf(now)).toEqual([]);
      expect(given(at.cases.rows.peek().get(stored.row)?.view).title).toBe("Bygglovet såldes");
      expect(held(at)).not.toContain(IRRELEVANT);
    }
    await server.write(stored, "reporter", "message", { text: "Tack.", language: "sv", files: [], step: null });
    await other.cases.refresh("member");
    expect(shownAt(other).opened.conversation.entries.at(-1)?.status).toBe("shown");
  });

  it("takes the words from a desk that had the case open, and from one whose server still hands the letter out", async () => {
    const other = seat(server, colleague);
    await other.cases.load();
    await show(other.cases, stored.row);
    const letter = { ...given(stored.c[2]) };
    const shown = shownAt(desk);
    for (const n of [0, 2]) expect(await new Striking(desk).strike(shownAt(desk), wanted(shown, n))).toBeNull();
    await other.cases.refresh("desk");
    expect(held(other)).not.toContain(IRRELEVANT);
    stored.c[2] = letter;
    const late = seat(server, colleague);
    await late.cases.load();
    await show(late.cases, stored.row);
    expect(shownAt(late).opened.conversation.entries[2]?.status).toBe("struck");
    expect(held(late)).not.toContain(IRRELEVANT);
  });

  it("tells the second of two at once what the first has done", async () => {
    const other = seat(server, colleague);
    await other.cases.load();
    await show(other.cases, stored.row);
    const [mine, theirs] = [shownAt(desk), shownAt(other)];
    expect(await new Striking(desk).strike(mine, wanted(mine, 2))).toBeNull();
    const count = stored.c.length;
    expect(await new Striking(other).strike(theirs, wanted(theirs, 2))).toEqual({ is: "contradicted", by: "struck" });
    expect(stored.c.length).toBe(count);
    expect(shownAt(other).opened.conversation.entries[2]?.status).toBe("struck");
  });

  it("carries nothing on twice where the page died, or the answer was lost, in between", async () => {
    const shown = shownAt(desk);
    const kept = strikable(shown.opened.conversation.entries, 2).body.files;
    const striking = new Striking(desk);
    server.interrupt = ({ body }) => Promise.resolve(JSON.stringify(body ?? "").includes('"strikes"') ? "offline" : null);
    expect(await striking.strike(shown, wanted(shown, 2, { kept }))).toMatchObject({ is: "unknown" });
    server.interrupt = () => Promise.resolve(null);
    expect(await new Striking(desk).strike(shownAt(desk), wanted(shown, 2, { kept }))).toBeNull();
    expect(stored.i.length).toBe(1);
    expect([...stored.files.keys()]).toEqual(kept.map(({ id }) => id));
  });

  it("keeps what the law's days turn on, what says where the work stands, and all of a case that is held", async () => {
    const send = async (step: "acknowledge" | "assess" | "investigate"): Promise<number> => {
      const letter = { kind: "message", text: "Vi läser.", language: "sv", step, files: [] } as const;
      const sent = await sendIn(shownAt(desk), letter, null, desk);
      if (sent.is !== "sent") throw new Error(sent.is);
      return sent.n;
    };
    const keeps = (n: number): unknown => whatKeeps(shownAt(desk), strikable(shownAt(desk).opened.conversation.entries, n));
    const [acknowledged, assessed] = [await send("acknowledge"), await send("assess")];
    expect([keeps(0), keeps(2), keeps(acknowledged), keeps(assessed)]).toEqual([null, null, "step", "phase"]);
    const investigated = await send("investigate");
    expect([keeps(assessed), keeps(investigated)]).toEqual([null, "phase"]);
    const shown = shownAt(desk);
    const summary = { ...shown.answer.summary, ending: { ...shown.answer.summary.ending, held: day("2026-11-21") } };
    expect(whatKeeps({ ...shown, answer: { ...shown.answer, summary } }, strikable(shown.opened.conversation.entries, 2))).toBe("held");
    // Contact details, and what is no letter.
    expect(shown.opened.conversation.entries.map(isStrikable)).toEqual([true, false, true, true, true, true]);
  });

  it("takes from the record's earlier versions what was taken out of the newest, all in one go", async () => {
    const write = async (values: Readonly<Record<string, string>>): Promise<void> => {
      const record = desk.recordIn(shownAt(desk));
      for (const [term, value] of Object.entries(values)) record.type(term as "summary", value);
      await record.save();
      expect(record.status.peek().is).toBe("saved");
    };
    const versions = () => versionsOf(shownAt(desk).opened.internal.entries);
    await write({ summary: TOLD });
    await write({ severity: "3" });
    expect(sayingTheSame(versions(), given(versions()[0]))).toEqual([]);
    await write({ summary: LEFT });
    await write({ tags: "bygg" });
    const same = sayingTheSame(versions(), given(versions()[0]));
    expect(same.map(({ n }) => n)).toEqual([0, 1]);
    expect(whatKeepsVersions(shownAt(desk), same)).toBeNull();
    expect(sayingTheSame(versions(), given(versions()[2]))).toEqual([]);
    expect(await new Striking(desk).strikeVersions(shownAt(desk), same, "Hör inte hit.")).toBeNull();
    expect(stored.i.map(({ struck }) => struck !== undefined)).toEqual([true, true, false, false, false, false]);
    expect(versions().map(({ record }) => record.get("summary"))).toEqual([LEFT, LEFT]);
    expect(JSON.stringify(shownAt(desk).opened.internal)).not.toContain(IRRELEVANT);
    expect(warningsOf(shownAt(desk))).toEqual([]);
    // Where a version took a step of which the server has the day, it stays.
    await write({ "waiver-feedback": "declined", "waiver-feedback-reason": "Sa det.", summary: TOLD });
    server.today = day("2026-11-23");
    await write({ summary: LEFT });
    const waived = sayingTheSame(versions(), given(versions()[2]));
    expect([waived.length, whatKeepsVersions(shownAt(desk), waived)]).toEqual([1, "record"]);
  });

  it("seals no word of a reporter's to them in a channel that hides those", () => {
    const shown = shownAt(desk);
    const entry = strikable(shown.opened.conversation.entries, 2);
    const [epoch] = shown.channel.chain.epochs;
    const { keyring } = given(epoch);
    const hiding = { ...shown.channel, chain: { epochs: [{ keyring: { ...keyring, policy: { ...keyring.policy, showOwn: false } } }] } };
    const channel = hiding as unknown as Shown["channel"];
    expect([isKeptFromReporter("c", entry, shown), isKeptFromReporter("c", entry, { channel })]).toEqual([false, true]);
    expect(isKeptFromReporter("i", entry, { channel })).toBe(false);
  });

  it("is told in the case file and in a copy to hand out, in both languages", async () => {
    const shown = shownAt(desk);
    for (const n of [0, 2]) expect(await new Striking(desk).strike(shownAt(desk), wanted(shown, n))).toBeNull();
    const now = shownAt(desk);
    for (const [language, name] of [["sv", "Struket"], ["en", "Struck out"]] as const) {
      const exporting = new Exporting(desk, desk.filesIn(now), warningsOf);
      const making = makingIn(now, me.id, day("2026-11-22"));
      const inIt = new Words(language);
      const pieces = JSON.stringify(piecesOf(now, making, inIt));
      const asked = { language, parts: new Set(["record", "events"] as const), purpose: "Arkivet", contactReason: null };
      const made = await exporting.caseFile(shownAt(desk), asked, words, inIt, making, () => undefined);
      if (made.is === "failed") throw new Error(made.failure.why);
      const file = htmlOf(made.sheet);
      for (const told of [pieces, file]) {
        expect(told).toContain(name);
        expect(told).toContain(LEFT);
        expect(told).not.toContain(IRRELEVANT);
      }
    }
  });
});
