import { beforeEach, describe, expect, it } from "vitest";
import { openContact } from "../../../src/desk/cases/contact_details.ts";
import type { Correspondence } from "../../../src/desk/cases/correspondence.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer, type Asked } from "./support/desk_server.ts";
import { day } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const isPost = ({ method, path }: Asked): boolean => method === "POST" && path.endsWith("/envelopes");

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let writing: Correspondence;

beforeEach(async () => {
  server = new DeskServer([me, person("Kommunsekreterare")], day("2026-11-22"));
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }], contact: "Anna Ek" }, day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  writing = desk.correspondenceIn(await show(desk.cases, stored.row));
  writing.choose("feedback");
  writing.type("Här är återkopplingen.");
});

/** The server answers every letter as stored, and stores none. */
function swallow(): void {
  server.interrupt = (asked) => {
    if (!isPost(asked)) return Promise.resolve(null);
    const { n } = asked.body as unknown as { readonly n: number };
    return Promise.resolve(new Response(JSON.stringify({ n, day: "2026-11-22" }), { status: 201 }));
  };
}

const draft = (): string | undefined => desk.cases.rows.peek().get(stored.row)?.view?.drafts.feedback;

describe("a server that says it has stored what it never hands out", () => {
  it("is not believed: nothing counts as sent, and the text stays in the box and among the drafts", async () => {
    swallow();
    await writing.send();
    expect(stored.c).toHaveLength(2);
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "unknown", because: "not-shown" } });
    expect(writing.texts.value.feedback).toBe("Här är återkopplingen.");
    expect(draft()).toBe("Här är återkopplingen.");
  });

  it("has the letter once when it behaves again", async () => {
    swallow();
    await writing.send();
    server.interrupt = () => Promise.resolve(null);
    await writing.send();
    expect(writing.status.value).toEqual({ is: "sent", kind: "feedback", changed: false });
    expect(stored.c).toHaveLength(3);
    expect(draft()).toBe("");
  });

  it("opens no contact details: the act must stand where the reporter sees it", async () => {
    swallow();
    const outcome = await openContact("Vi behöver ringa.", await show(desk.cases, stored.row), null, desk.cases, desk.ports);
    expect(outcome).toMatchObject({ is: "not-stored", outcome: { is: "unknown", because: "not-shown" } });
    expect(JSON.stringify(outcome)).not.toContain("Anna");
  });

  it("is no more believed when it hands out another letter in its place", async () => {
    server.interrupt = async (asked) => {
      if (!isPost(asked)) return null;
      await server.write(stored, "reporter", "message", { text: "Hallå?", language: "sv", files: [], step: null });
      return new Response(JSON.stringify({ n: 2, day: "2026-11-22" }), { status: 201 });
    };
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { because: "not-shown" } });
  });
});

describe("a server that stores a letter", () => {
  it("and calls that a conflict is not told it twice", async () => {
    const reply = server.fetchFor(me);
    server.interrupt = async (asked) => {
      if (!isPost(asked)) return null;
      server.interrupt = () => Promise.resolve(null);
      await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
      return new Response(JSON.stringify({ problem: "problem-conflict", count: 3 }), { status: 409 });
    };
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent" });
    expect(stored.c).toHaveLength(3);
  });

  it("but cannot be asked afterwards leaves it open whether it did", async () => {
    server.interrupt = (asked) => {
      if (isPost(asked)) server.interrupt = () => Promise.resolve("offline");
      return Promise.resolve(null);
    };
    await writing.send();
    expect(stored.c).toHaveLength(3);
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "unknown", because: "no-answer" } });
    expect(draft()).toBe("Här är återkopplingen.");
  });

  it("is asked although the member has gone on to another case", async () => {
    const other = await server.file({}, day("2026-11-21"));
    await desk.cases.load();
    server.interrupt = async (asked) => {
      if (isPost(asked)) await desk.cases.open(other.row);
      return null;
    };
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent" });
    expect(desk.cases.current.peek()?.row).toBe(other.row);
    expect(draft()).toBe("");
  });
});

it("two looks for what is new at the same time take nothing in twice", async () => {
  const message = { text: "En sak till.", language: "sv", files: [], step: null };
  await server.write(stored, "reporter", "message", message);
  const [one, two] = await Promise.all([desk.cases.refresh("member"), desk.cases.refresh("member")]);
  expect(one?.conversation.entries).toHaveLength(3);
  expect(two?.conversation.alarms).toEqual([]);
});
