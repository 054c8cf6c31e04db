import { beforeEach, describe, expect, it } from "vitest";
import { warningsOf } from "../../../src/desk/cases/case_pane.tsx";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { Exporting } from "../../../src/desk/cases/exports/exporting.ts";
import { htmlOf } from "../../../src/desk/cases/exports/html.ts";
import { makingIn } from "../../../src/desk/cases/exports/parts.ts";
import { piecesOf } from "../../../src/desk/cases/exports/pieces.ts";
import type { Unsent } from "../../../src/desk/cases/sending.ts";
import { sendIn } from "../../../src/desk/cases/sending_in.ts";
import { versionsOf } from "../../../src/desk/cases/record/versions.ts";
import { sayingTheSame, whatKeepsVersions } from "../../../src/desk/cases/striking/record_versions.ts";
import { isKeptFromReporter, isStrikable, textOf, whatKeeps, type Strikable } from "../../../src/desk/cases/striking/strikable.ts";
import { pendingIn, remainsOf } from "../../../src/desk/cases/striking/struck.ts";
import { Striking, type Confirming, type Done, type Partly, type Wanted } from "../../../src/desk/cases/striking/striking.ts";
import { Words } from "../../../src/desk/words.ts";
import { proposedIn } from "../../../src/sealing/struck.ts";
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
  return { thread: "c", entry, ground: "Hör inte hit.", left: LEFT, kept: [], ...over };
}

/** Another member's desk, with the case open. */
async function seatColleague(): Promise<AtDesk> {
  const other = seat(server, colleague);
  await other.cases.load();
  await show(other.cases, stored.row);
  return other;
}

/** The proposals of the conversation, and what each strikes, as a desk sees it. */
function confirmingIn({ opened }: Shown): readonly Confirming[] {
  const { entries } = opened.conversation;
  return pendingIn(entries).map((proposed) => ({ proposed, target: entries[proposed.entry.body.refers.n] as Strikable }));
}

/** Agrees to the newest. */
async function agree(at: AtDesk): Promise<Done | Partly | Unsent> {
  await at.cases.refresh("desk");
  return new Striking(at).confirm(shownAt(at), "c", confirmingIn(shownAt(at)).slice(-1));
}

/** One proposes to strike a number of the conversation, the other agrees. */
async function strike(other: AtDesk, n: number, over: Partial<Wanted> = {}): Promise<void> {
  expect(await new Striking(desk).propose(shownAt(desk), wanted(shownAt(desk), n, over))).toEqual({ is: "done" });
  expect(await agree(other)).toEqual({ is: "done" });
  await desk.cases.refresh("desk");
}

/** Everything that a desk holds of the case, in memory and in what it has written. */
function held(at: AtDesk): string {
  const shown = shownAt(at);
  return JSON.stringify([shown.opened, at.cases.rows.peek().get(stored.row)]);
}

describe("striking", () => {
  it("deletes nothing by one member's word", async () => {
    const shown = shownAt(desk);
    expect(await new Striking(desk).propose(shown, wanted(shown, 2))).toEqual({ is: "done" });
    const { entries } = shownAt(desk).opened.conversation;
    expect(entries[2]?.status).toBe("shown");
    expect(pendingIn(entries).map(({ entry }) => entry.n)).toEqual([3]);
    expect(stored.files.size).toBe(2);
    // Nor if they agree with themselves.
    expect(await agree(desk)).not.toEqual({ is: "done" });
    expect(shownAt(desk).opened.conversation.entries[2]?.status).toBe("shown");
  });

  it("leaves what remains, the files that stay and a chain that verifies, and nothing of the rest", async () => {
    const other = await seatColleague();
    const shown = shownAt(desk);
    expect(held(desk)).toContain(IRRELEVANT);
    const { body } = strikable(shown.opened.conversation.entries, 2);
    if (body.kind !== "message") throw new Error(body.kind);
    const [gone, stays] = body.files;
    await strike(other, 2, { kept: [given(stays)] });
    const posts = server.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/envelopes"));
    expect(posts.map(({ body: sent }) => sent)).toMatchObject([
      { thread: "c", step: null, strike: { proposes: { n: 2, files: [given(gone).id] } } },
      { thread: "c", step: null, strike: { confirms: { proposal: 3, n: 2, files: [given(gone).id] } } },
    ]);
    expect(JSON.stringify(posts)).not.toContain('"files":[{');
    for (const at of [desk, other]) {
      const now = shownAt(at);
      const { conversation } = now.opened;
      expect(conversation.entries[2]).toMatchObject({ status: "struck", proposal: 3, confirmation: 4 });
      expect(remainsOf(conversation.entries, conversation.entries[2])).toBe(LEFT);
      expect(proposedIn(conversation.entries[3])?.proposes.files.map(({ id }) => id)).toEqual([given(stays).id]);
      expect(warningsOf(now)).toEqual([]);
      expect(given(at.cases.rows.peek().get(stored.row)?.view).words).toContain(LEFT);
      const named = piecesOf(now, makingIn(now, me.id, day("2026-11-22")), new Words("sv"), new Set(["files"])).filter(({ key }) => key === "fc-2");
      expect(named.map(({ heading, paragraphs }) => [heading, paragraphs.length])).toEqual([[expect.stringContaining("Struket"), 1]]);
      expect(named[0]?.paragraphs[0]).toContain("ritning.pdf");
      // The report says it still; the letter does not.
      expect(held(at).split(IRRELEVANT).length).toBe(3);
    }
    expect([...stored.files.keys()]).toEqual([given(stays).id]);
  });

  it("takes more of what remains, its words and files, and shows the newest alone", async () => {
    const other = await seatColleague();
    const { body } = strikable(shownAt(desk).opened.conversation.entries, 2);
    if (body.kind !== "message") throw new Error(body.kind);
    await strike(other, 2, { left: TOLD.slice(0, -1), kept: body.files });
    const remains = given(proposedIn(shownAt(desk).opened.conversation.entries[3])).entry;
    expect(await new Striking(desk).propose(shownAt(desk), { ...wanted(shownAt(desk), 0), entry: remains })).toEqual({ is: "done" });
    expect(await agree(other)).toEqual({ is: "done" });
    await desk.cases.refresh("desk");
    const { entries } = shownAt(desk).opened.conversation;
    expect([remainsOf(entries, entries[2]), remainsOf(entries, entries[3])]).toEqual([LEFT, ""]);
    expect(warningsOf(shownAt(desk))).toEqual([]);
    expect(stored.files.size).toBe(0);
    expect(held(desk).split(IRRELEVANT.slice(0, -1)).length).toBe(3);
  });

  it("deletes no more than whoever agrees has read, and finds nothing of what was only proposed", async () => {
    const other = await seatColleague();
    expect(await new Striking(desk).propose(shownAt(desk), wanted(shownAt(desk), 2, { left: "Grannens sjukdom." }))).toEqual({ is: "done" });
    expect(given(desk.cases.rows.peek().get(stored.row)?.view).words).not.toContain("Grannens sjukdom.");
    // What the proposer told the server is another letter than the one that they signed.
    stored.proposed.set("c3", { n: 0, files: [] });
    expect(await agree(other)).toMatchObject({ is: "refused" });
    expect([stored.c[0]?.struck, stored.c[2]?.struck]).toEqual([undefined, undefined]);
  });

  it("of a report leaves a title, a way to go on, and no warning at anybody's desk", async () => {
    const other = await seatColleague();
    const shown = shownAt(desk);
    expect(textOf(strikable(shown.opened.conversation.entries, 0), shown, words)).toContain(TOLD);
    for (const n of [0, 2]) await strike(other, n);
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

  it("takes the words from a desk whose server still hands the letter out", async () => {
    const other = await seatColleague();
    const letter = { ...given(stored.c[2]) };
    for (const n of [0, 2]) await strike(other, n);
    stored.c[2] = letter;
    const late = await seatColleague();
    // It says so, and goes on to when something else comes.
    await late.cases.refresh("desk");
    expect(shownAt(late).opened.conversation.entries[2]).toMatchObject({ status: "struck", isThere: true });
    expect(shownAt(desk).opened.conversation.entries[2]).toMatchObject({ status: "struck", isThere: false });
    expect(held(late)).not.toContain(IRRELEVANT);
  });

  it("tells who agrees second what the first has done, and says nothing twice", async () => {
    const other = await seatColleague();
    expect(await new Striking(desk).propose(shownAt(desk), wanted(shownAt(desk), 2))).toEqual({ is: "done" });
    await other.cases.refresh("desk");
    const [pending] = confirmingIn(shownAt(other));
    const before = shownAt(other);
    expect(await agree(other)).toEqual({ is: "done" });
    const count = stored.c.length;
    expect(await new Striking(other).confirm(before, "c", [given(pending)])).toEqual({ is: "done" });
    // Who still sees the letter, and wants more of it struck, is told first.
    const late = await new Striking(desk).propose(before, wanted(before, 2, { left: "" }));
    expect(late).toEqual({ is: "contradicted", by: "struck" });
    expect(stored.c.length).toBe(count);
  });

  it("says so where an earlier wording arrived whose answer was lost", async () => {
    const striking = new Striking(desk);
    const shown = shownAt(desk);
    const reply = server.fetchFor(me);
    server.interrupt = async ({ method, path, body: sent }) => {
      if (method !== "POST" || !path.endsWith("/envelopes")) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(path, { method: "POST", body: JSON.stringify(sent) });
      return "offline";
    };
    expect(await striking.propose(shown, wanted(shown, 2))).toMatchObject({ is: "unknown" });
    expect(await striking.propose(shown, wanted(shown, 2, { left: "Bygglovet." }))).toEqual({ is: "earlier" });
    const { entries } = shownAt(desk).opened.conversation;
    expect(pendingIn(entries).map(({ proposes }) => proposes.text)).toEqual([LEFT]);
    // The very same again is what was asked for.
    expect(await striking.propose(shownAt(desk), wanted(shown, 2, { left: "Bygglovet." }))).toEqual({ is: "done" });
    expect(pendingIn(shownAt(desk).opened.conversation.entries)).toHaveLength(2);
  });

  it("keeps what the law's days turn on, what says where the work stands, and all of a case that is held", async () => {
    const send = async (step: "acknowledge" | "assess"): Promise<number> => {
      const letter = { kind: "message", text: "Vi läser.", language: "sv", step, files: [] } as const;
      const sent = await sendIn(shownAt(desk), letter, null, desk);
      if (sent.is !== "sent") throw new Error(sent.is);
      return sent.n;
    };
    const keeps = (n: number): unknown => whatKeeps(shownAt(desk), strikable(shownAt(desk).opened.conversation.entries, n));
    const [acknowledged, assessed] = [await send("acknowledge"), await send("assess")];
    expect([keeps(0), keeps(2), keeps(acknowledged), keeps(assessed)]).toEqual([null, null, "step", "step"]);
    const shown = shownAt(desk);
    const summary = { ...shown.answer.summary, ending: { ...shown.answer.summary.ending, held: day("2026-11-21") } };
    expect(whatKeeps({ ...shown, answer: { ...shown.answer, summary } }, strikable(shown.opened.conversation.entries, 2))).toBe("held");
    // Contact details, and what is no letter.
    expect(shown.opened.conversation.entries.map(isStrikable)).toEqual([true, false, true, true, true]);
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
    expect(await new Striking(desk).proposeVersions(shownAt(desk), same, "Hör inte hit.")).toEqual({ is: "done" });
    // A second try proposes none of them again.
    expect(await new Striking(desk).proposeVersions(shownAt(desk), same, "Hör inte hit.")).toEqual({ is: "done" });
    const other = await seatColleague();
    const pending = pendingIn(shownAt(other).opened.internal.entries).map((proposed): Confirming => ({ proposed, target: null }));
    expect(pending.map(({ proposed }) => proposed.entry.body.refers.n)).toEqual([0, 1]);
    expect(await new Striking(other).confirm(shownAt(other), "i", pending)).toEqual({ is: "done" });
    await desk.cases.refresh("desk");
    expect(stored.i.map(({ struck }) => struck !== undefined)).toEqual([true, true, false, false, false, false, false, false]);
    expect(versions().map(({ followsStruck }) => followsStruck)).toEqual([true, false]);
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

  it("of a note is told to nobody who gets a case file without notes", async () => {
    const other = await seatColleague();
    const sent = await sendIn(shownAt(desk), { kind: "note", text: TOLD, files: [], refers: null }, null, desk);
    if (sent.is !== "sent") throw new Error(sent.is);
    const entry = strikable(shownAt(desk).opened.internal.entries, sent.n);
    const proposed = await new Striking(desk).propose(shownAt(desk), { thread: "i", entry, ground: "Grannens sak.", left: LEFT, kept: [] });
    expect(proposed).toEqual({ is: "done" });
    await other.cases.refresh("desk");
    const [pending] = pendingIn(shownAt(other).opened.internal.entries);
    const confirming = { proposed: given(pending), target: entry };
    expect(await new Striking(other).confirm(shownAt(other), "i", [confirming])).toEqual({ is: "done" });
    await desk.cases.refresh("desk");
    const now = shownAt(desk);
    expect(now.opened.internal.entries[sent.n]?.status).toBe("struck");
    const made = async (parts: readonly ("record" | "events" | "notes")[]): Promise<string> => {
      const exporting = new Exporting(desk, desk.filesIn(now), warningsOf);
      const asked = { language: "sv", parts: new Set(parts), for: { is: "inside", purpose: "Arkivet" } as const, contactReason: null } as const;
      const sheet = await exporting.caseFile(shownAt(desk), asked, words, makingIn(now, me.id, day("2026-11-22")), () => undefined);
      if (sheet.is === "failed") throw new Error(sheet.failure.why);
      return htmlOf(sheet.sheet);
    };
    const without = await made(["record", "events"]);
    expect(without).not.toContain("Grannens sak.");
    expect(without).not.toContain("Struket");
    expect(await made(["record", "events", "notes"])).toContain("Grannens sak.");
  });

  it("is told in the case file and in a copy to hand out, in both languages", async () => {
    const other = await seatColleague();
    for (const n of [0, 2]) await strike(other, n);
    const now = shownAt(desk);
    for (const [language, name] of [["sv", "Struket"], ["en", "Struck out"]] as const) {
      const exporting = new Exporting(desk, desk.filesIn(now), warningsOf);
      const making = makingIn(now, me.id, day("2026-11-22"));
      const inIt = new Words(language);
      const pieces = JSON.stringify(piecesOf(now, making, inIt));
      const asked = { language, parts: new Set(["record", "events"] as const), for: { is: "inside", purpose: "Arkivet" } as const, contactReason: null };
      const made = await exporting.caseFile(shownAt(desk), asked, inIt, making, () => undefined);
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
