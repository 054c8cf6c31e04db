import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Shown } from "../../../src/desk/cases/current.ts";
import { deedsIn, type Outside } from "../../../src/desk/cases/exports/deeds.ts";
import { deedInWords } from "../../../src/desk/cases/exports/deed_words.ts";
import { missingIn, NO_DISCLOSURE, type Disclosing, type Disclosure } from "../../../src/desk/cases/exports/disclosing.ts";
import { standardNotice } from "../../../src/desk/cases/exports/disclosure_fields.tsx";
import { Words } from "../../../src/desk/words.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer, type Asked } from "./support/desk_server.ts";
import { day } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const words = new Words("sv");
const WHOLE: Disclosure = { ...NO_DISCLOSURE, recipient: "Polisen", basis: "5 kap. 10 §", what: "Namn", tells: true, notice: "Vi lämnar ut ditt namn." };
const WITHHELD: Disclosure = { ...WHOLE, tells: false, notice: "", withheld: "Det skulle motverka utredningen." };

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let disclosing: Disclosing;

beforeAll(() => {
  server = new DeskServer([me], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  stored = await server.file({ language: "en", answers: [{ question: "what", answer: "Something." }], contact: "Anna Ek" }, day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  await show(desk.cases, stored.row);
  disclosing = desk.disclosingIn(shown(), "disclosure");
});

function shown(): Shown {
  const now = desk.cases.current.peek();
  if (now?.is !== "open") throw new Error("no case is open");
  return now;
}

const messages = () => shown().opened.conversation.entries.flatMap((entry) => (entry.status === "shown" && entry.body.kind === "message" ? [entry.body.text] : []));
/** What stands in the case of what left it, in words. */
const notes = () => deedsIn(shown().opened.internal.entries).map(({ deed }) => deedInWords(deed, words));
const isPostTo = (thread: string) => ({ method, body }: Asked) => method === "POST" && (body as { readonly thread?: string }).thread === thread;

describe("a disclosure of who the reporter is", () => {
  it("cannot be completed without a recipient, a ground, and a notice or the reason why there is none", async () => {
    expect([...missingIn(NO_DISCLOSURE)].sort()).toEqual(["basis", "recipient", "tells", "what"]);
    expect([...missingIn({ ...WHOLE, notice: " \n" })]).toEqual(["notice"]);
    expect([...missingIn({ ...WHOLE, what: "" })]).toEqual(["what"]);
    expect(missingIn({ ...WHOLE, what: "" }, true).size).toBe(0);
    expect([...missingIn({ ...WITHHELD, withheld: "\u00a0" })]).toEqual(["withheld"]);
    for (const lacking of [{ ...WHOLE, recipient: " " }, { ...WHOLE, basis: "" }, { ...WHOLE, tells: null }, { ...WITHHELD, withheld: "" }]) {
      expect((await disclosing.complete(shown(), lacking)).is).toBe("incomplete");
    }
    expect([messages(), notes()]).toEqual([[], []]);
  });

  it("tells the reporter first, in their language, and then stands in the case with the number of the message", async () => {
    const notice = standardNotice(shown(), WHOLE);
    expect(notice).toContain("We are going to give details that can show who you are to Polisen.");
    expect(await disclosing.complete(shown(), { ...WHOLE, notice })).toMatchObject({ is: "done" });
    expect(messages()).toEqual([notice]);
    expect(notes()).toEqual(["Utlämnande. Till: Polisen. Stöd: 5 kap. 10 §. Vad: Namn. Rapportören fick veta det i nummer 3 i samtalet."]);
  });

  it("says why the reporter is not told, among handlers alone", async () => {
    expect(await disclosing.complete(shown(), WITHHELD)).toMatchObject({ is: "done" });
    expect(messages()).toEqual([]);
    expect(notes()).toEqual(["Utlämnande. Till: Polisen. Stöd: 5 kap. 10 §. Vad: Namn. Rapportören har inte fått veta det: Det skulle motverka utredningen."]);
  });

  it("is not written down where the reporter could not be told, and tells nobody twice", async () => {
    server.interrupt = (asked) => Promise.resolve(isPostTo("c")(asked) ? "offline" : null);
    expect((await disclosing.complete(shown(), WHOLE)).is).toBe("untold");
    expect(notes()).toEqual([]);
    server.interrupt = (asked) => Promise.resolve(isPostTo("i")(asked) ? "offline" : null);
    expect((await disclosing.complete(shown(), WHOLE)).is).toBe("not-logged");
    expect(disclosing.hasTold(WHOLE)).toBe(true);
    // Of somebody else they have been told nothing.
    expect(disclosing.hasTold({ ...WHOLE, recipient: "Åklagaren" })).toBe(false);
    server.interrupt = () => Promise.resolve(null);
    expect(await disclosing.complete(shown(), WHOLE)).toMatchObject({ is: "done" });
    expect([messages().length, notes().length]).toEqual([1, 1]);
  });

  it("goes on where it was for whoever closed it before an answer came, and tells nobody twice", async () => {
    const reply = server.fetchFor(me);
    server.interrupt = async (asked) => {
      if (!isPostTo("c")(asked)) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
      return "offline";
    };
    expect((await disclosing.complete(shown(), WHOLE)).is).toBe("untold");
    // Another case is looked at in between, and this one again.
    const other = await server.file({ answers: [{ question: "what", answer: "Annat." }] }, day("2026-11-21"));
    await desk.cases.load();
    await show(desk.cases, other.row);
    expect(desk.disclosingIn(shown(), "disclosure").unfinished).toBeNull();
    await show(desk.cases, stored.row);
    const again = desk.disclosingIn(shown(), "disclosure");
    expect(again.unfinished).toEqual(WHOLE);
    expect(await again.complete(shown(), WHOLE)).toMatchObject({ is: "done" });
    expect([messages().length, notes().length]).toEqual([1, 1]);
    expect(desk.disclosingIn(shown(), "disclosure").unfinished).toBeNull();
  });

  it("tells the reporter of another recipient too, where only the first was told and nothing written down", async () => {
    server.interrupt = (asked) => Promise.resolve(isPostTo("i")(asked) ? "offline" : null);
    expect((await disclosing.complete(shown(), WHOLE)).is).toBe("not-logged");
    server.interrupt = () => Promise.resolve(null);
    const other = { ...WHOLE, recipient: "Åklagaren", notice: "Vi lämnar ut ditt namn till åklagaren." };
    expect(await disclosing.complete(shown(), other)).toMatchObject({ is: "done" });
    expect(messages()).toEqual([WHOLE.notice, other.notice]);
    // The first try was sent and is stored now: both stand, each with its own message.
    const whom = deedsIn(shown().opened.internal.entries).map(({ deed }) => deed.to as Outside);
    expect(whom.map(({ recipient, told }) => [recipient, told])).toEqual([["Polisen", 2], ["Åklagaren", 3]]);
  });

  it("that is too long to stand in the case is told to nobody", async () => {
    const long = { ...WHOLE, what: "x".repeat(100_001) };
    expect(await disclosing.complete(shown(), long)).toEqual({ is: "not-logged", outcome: { is: "refused", because: "too-long" } });
    expect([messages(), notes()]).toEqual([[], []]);
  });

  it("stands once, and is told once, though an answer was lost and the next try was refused for now", async () => {
    const reply = server.fetchFor(me);
    const loseTo = (thread: string) => async (asked: Asked) => {
      if (!isPostTo(thread)(asked)) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
      return "offline" as const;
    };
    const refuse = (thread: string) => (asked: Asked) =>
      Promise.resolve(
        isPostTo(thread)(asked) ? new Response(JSON.stringify({ problem: "problem-busy" }), { status: 503 }) : null,
      );
    for (const thread of ["c", "i"]) {
      server.interrupt = loseTo(thread);
      expect((await disclosing.complete(shown(), WHOLE)).is).toBe(thread === "c" ? "untold" : "not-logged");
      server.interrupt = refuse(thread);
      expect(await disclosing.complete(shown(), WHOLE)).toMatchObject({ outcome: { is: "unknown", because: "problem-busy" } });
    }
    server.interrupt = () => Promise.resolve(null);
    expect(await disclosing.complete(shown(), WHOLE)).toMatchObject({ is: "done" });
    expect([messages().length, notes().length]).toEqual([1, 1]);
  });

  it("tells the reporter the new wording too where it turns out that an earlier one had arrived", async () => {
    const reply = server.fetchFor(me);
    server.interrupt = async (asked) => {
      if (!isPostTo("c")(asked)) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
      return "offline";
    };
    expect((await disclosing.complete(shown(), WHOLE)).is).toBe("untold");
    const other = { ...WHOLE, recipient: "Åklagaren", notice: "Vi lämnar ut ditt namn till åklagaren." };
    expect(await disclosing.complete(shown(), other)).toMatchObject({ is: "done" });
    expect(messages()).toEqual([WHOLE.notice, other.notice]);
    expect(notes()).toEqual(["Utlämnande. Till: Åklagaren. Stöd: 5 kap. 10 §. Vad: Namn. Rapportören fick veta det i nummer 4 i samtalet."]);
  });
});
