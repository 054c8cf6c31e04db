import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DeskServer, type Asked } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";
import { recordResult, seat, show, type AtDesk } from "./support/at_desk.ts";
import type { Content } from "../../../src/sealing/write.ts";
import type { Correspondence } from "../../../src/desk/cases/correspondence.ts";
import { digestOf } from "../../../src/sealing/digest.ts";
import { newSigningKey } from "../../../src/sealing/signature.ts";
import { openContact } from "../../../src/desk/cases/contact_details.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const message = (text: string, step: Content<"message">["step"] = null): Content<"message"> => ({
  text,
  language: "sv",
  files: [],
  step,
});
const isPost = ({ method, path }: Asked): boolean => method === "POST" && path.endsWith("/envelopes");

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let writing: Correspondence;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  server.lie = (_asked, answer) => answer;
  const answers = [{ question: "what", answer: "Fakturor har delats upp." }];
  stored = await server.file({ answers, contact: "Anna Ek" }, day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  writing = desk.correspondenceIn(await show(desk.cases, stored.row));
});

const texts = (): readonly string[] => {
  const current = desk.cases.current.peek();
  if (current?.is !== "open") return [];
  const { conversation, internal } = current.opened;
  return [...conversation.entries, ...internal.entries].flatMap((entry) =>
    entry.status === "shown" && (entry.body.kind === "message" || entry.body.kind === "note") ? [entry.body.text] : [],
  );
};

/** Somebody writes at the very moment our request is on its way. */
function whileSending(act: () => Promise<void>): void {
  let isFirst = true;
  server.interrupt = async (asked) => {
    if (isFirst && isPost(asked)) {
      isFirst = false;
      await act();
    }
    return null;
  };
}

/** The server stores what it is sent, and the answer is lost. */
function loseAnswers(times: number): void {
  let left = times;
  const reply = server.fetchFor(me);
  server.interrupt = async (asked) => {
    if (!isPost(asked) || left === 0) return null;
    left -= 1;
    const before = server.interrupt;
    server.interrupt = () => Promise.resolve(null);
    await reply(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
    server.interrupt = before;
    return "offline";
  };
}

describe("sending", () => {
  it("says sent once it is stored, shows the letter verified, and empties the box", async () => {
    writing.choose("reply");
    writing.type("Tack, vi läser.");
    await writing.send();
    expect(writing.status.value).toEqual({ is: "sent", kind: "reply", changed: false });
    expect(texts()).toEqual(["Tack, vi läser."]);
    expect(writing.texts.value.reply).toBe("");
  });

  it("acknowledges with the standard text in one go, and the duty is gone", async () => {
    expect(writing.kind.value).toBe("acknowledge");
    expect(writing.texts.value.acknowledge).toContain("22 februari 2027");
    await writing.send();
    expect(stored.acknowledged).toBe("2026-11-22");
    const row = given(desk.cases.rows.value.get(stored.row)?.view);
    expect(row.state).toBe("acknowledged");
    expect(row.days.acknowledged).toBe("2026-11-22");
    expect(writing.kind.value).toBe("reply");
  });

  it("keeps a note out of the conversation", async () => {
    writing.choose("note");
    writing.type("Fråga revisorn.");
    await writing.send();
    expect(stored.i).toHaveLength(1);
    expect(stored.c).toHaveLength(2);
  });

  it("sends nothing that is empty, and nothing twice for two presses", async () => {
    writing.choose("reply");
    writing.type("  \n");
    await writing.send();
    expect(writing.status.value).toEqual({ is: "empty", kind: "reply" });
    writing.type("Hej");
    await Promise.all([writing.send(), writing.send()]);
    expect(stored.c).toHaveLength(3);
  });

  it("a refusal leaves the text in the box", async () => {
    server.interrupt = (asked) =>
      Promise.resolve(
        isPost(asked) ? new Response(JSON.stringify({ problem: "problem-no-space" }), { status: 507 }) : null,
      );
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "refused", because: "problem-no-space" } });
    expect(writing.texts.value.reply).toBe("Hej");
    expect(stored.c).toHaveLength(2);
  });

  it("a step that cannot be taken any more is told as that, and what is new is read", async () => {
    await recordResult(desk, await show(desk.cases, stored.row));
    server.interrupt = (asked) =>
      Promise.resolve(
        isPost(asked) ? new Response(JSON.stringify({ problem: "problem-out-of-turn" }), { status: 409 }) : null,
      );
    writing.choose("close");
    writing.type("Slut.");
    const before = server.asked.length;
    await writing.send();
    const because = "problem-out-of-turn";
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "refused", because } });
    const read = server.asked.slice(before).filter(({ method, path }) => method === "GET" && path.includes("/envelopes"));
    expect(read).toHaveLength(2);
    expect(writing.texts.value.close).toBe("Slut.");
  });
});

describe("when an answer is lost", () => {
  it("takes a server that does not know for one that may have stored it", async () => {
    server.interrupt = (asked) =>
      Promise.resolve(
        isPost(asked) ? new Response(JSON.stringify({ problem: "problem-unknown" }), { status: 500 }) : null,
      );
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "unknown" } });
  });

  it("does not say sent, and sending again stores nothing twice", async () => {
    loseAnswers(1);
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "unknown" } });
    expect(writing.texts.value.reply).toBe("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent", changed: false });
    expect(stored.c).toHaveLength(3);
  });

  it.each([
    ["problem-slow-down", 429],
    ["problem-not-authenticated", 401],
    ["problem-too-slow", 408],
    ["problem-no-space", 507],
    ["problem-busy", 503],
    ["problem-unavailable", 503],
  ] as const)("and the next try is refused for now (%s), nothing is stored twice all the same", async (problem, status) => {
    loseAnswers(1);
    writing.choose("note");
    writing.type("Fråga revisorn.");
    await writing.send();
    server.interrupt = (asked) =>
      Promise.resolve(isPost(asked) ? new Response(JSON.stringify({ problem }), { status }) : null);
    await writing.send();
    const outcome = { is: "unknown", because: problem };
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome });
    server.interrupt = () => Promise.resolve(null);
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent", changed: false });
    expect(stored.i).toHaveLength(1);
  });

  it("and the next try is refused for good, the one after it is a new letter", async () => {
    server.interrupt = (asked) => Promise.resolve(isPost(asked) ? "offline" : null);
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    server.interrupt = (asked) =>
      Promise.resolve(
        isPost(asked) ? new Response(JSON.stringify({ problem: "problem-case-full" }), { status: 413 }) : null,
      );
    await writing.send();
    expect(writing.status.value).toMatchObject({ outcome: { is: "refused", because: "problem-case-full" } });
    server.interrupt = () => Promise.resolve(null);
    writing.type("Hej igen");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent", changed: false });
    expect(texts()).toEqual(["Hej igen"]);
  });

  it("and its place is taken, which cannot be looked at, the very bytes are sent once more", async () => {
    loseAnswers(1);
    writing.choose("note");
    writing.type("Fråga revisorn.");
    await writing.send();
    server.interrupt = (asked) =>
      Promise.resolve(
        isPost(asked) ? new Response(JSON.stringify({ problem: "problem-conflict" }), { status: 409 }) : "offline",
      );
    await writing.send();
    expect(writing.status.value).toMatchObject({ outcome: { is: "unknown", because: "no-answer" } });
    server.interrupt = () => Promise.resolve(null);
    await writing.send();
    expect(stored.i).toHaveLength(1);
  });

  it("of a step that was taken, and the next try is told that it cannot be taken again, it counts as sent", async () => {
    loseAnswers(1);
    expect(writing.kind.value).toBe("acknowledge");
    await writing.send();
    server.interrupt = (asked) =>
      Promise.resolve(
        isPost(asked) ? new Response(JSON.stringify({ problem: "problem-out-of-turn" }), { status: 409 }) : null,
      );
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent", kind: "acknowledge", changed: false });
  });

  it("says that the first wording arrived, and keeps the changed one in the box", async () => {
    loseAnswers(1);
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    writing.type("Hej igen");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent", changed: true });
    expect(texts()).toEqual(["Hej"]);
    expect(writing.texts.value.reply).toBe("Hej igen");
  });

  it("sends anew if it never arrived and somebody else has written since", async () => {
    server.interrupt = (asked) => Promise.resolve(isPost(asked) ? "offline" : null);
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    server.interrupt = () => Promise.resolve(null);
    await server.write(stored, "reporter", "message", message("En sak till."));
    await writing.send();
    expect(texts()).toEqual(["En sak till.", "Hej"]);
  });

  it("a draft that had been sent is not offered again after a reload", async () => {
    loseAnswers(1);
    writing.choose("reply");
    writing.type("Hej");
    await desk.ports.keeper.flush();
    await writing.send();
    const again = seat(server, me);
    await again.cases.load();
    const fresh = again.correspondenceIn(await show(again.cases, stored.row));
    expect(fresh.texts.value.reply).toBe("");
  });
});

describe("when somebody was quicker", () => {
  it("reads the reporter's new words and sends by itself", async () => {
    whileSending(() => server.write(stored, "reporter", "message", message("En sak till.")));
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "sent" });
    expect(texts()).toEqual(["En sak till.", "Hej"]);
  });

  it.each([
    ["the same step", "acknowledge", message("Tack.", "acknowledge"), "same-step"],
    ["an answer to the reporter", "reply", message("Vi läser."), "answered"],
    ["a closing", "reply", message("Slut.", "close"), "closed"],
  ] as const)("asks after %s by a colleague, and shows it", async (_name, kind, theirs, by) => {
    whileSending(() => server.write(stored, colleague, "message", theirs));
    writing.choose(kind);
    writing.type("Min text");
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "contradicted", by } });
    expect(texts()).toEqual([theirs.text]);
    expect(writing.texts.value[kind]).toBe("Min text");
    expect(stored.c).toHaveLength(3);
  });

  it("does not close over words that nobody has read", async () => {
    await recordResult(desk, await show(desk.cases, stored.row));
    whileSending(() => server.write(stored, "reporter", "message", message("Vänta!")));
    writing.choose("close");
    await writing.send();
    expect(writing.status.value).toMatchObject({ outcome: { is: "contradicted", by: "unread" } });
    expect(stored.closed).toBeNull();
  });

  it("closes though the reporter has just read something", async () => {
    await recordResult(desk, await show(desk.cases, stored.row));
    const refers = { n: 0, hash: digestOf(given(stored.c[0]).sealed) };
    whileSending(() => server.write(stored, "reporter", "act", { what: "read", refers, text: "" }));
    writing.choose("close");
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
  });

  it("does not send over something that does not verify", async () => {
    whileSending(() => {
      stored.c.push({ sealed: given(stored.c[0]).sealed, day: server.today });
      return Promise.resolve();
    });
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ outcome: { is: "contradicted", by: "damaged" } });
  });

  it("gives up after a few times, with the text in the box", async () => {
    server.interrupt = async (asked) => {
      if (isPost(asked)) await server.write(stored, "reporter", "message", message("Och en sak."));
      return null;
    };
    writing.choose("reply");
    writing.type("Hej");
    await writing.send();
    expect(writing.status.value).toMatchObject({ outcome: { is: "refused", because: "problem-conflict" } });
    expect(writing.texts.value.reply).toBe("Hej");
  });
});

describe("contact details", () => {
  const shown = () => {
    const current = desk.cases.current.peek();
    if (current?.is !== "open") throw new Error("not open");
    return current;
  };

  it("open with a reason that was pasted with tabs and another system's line ends", async () => {
    const outcome = await openContact("\tVi behöver\r\nringa.\u0007 ", shown(), null, desk.cases, desk.ports);
    expect(outcome.is).toBe("open");
    expect(shown().opened.conversation.entries.at(-1)).toMatchObject({
      status: "shown",
      body: { what: "contact-opened", text: "Vi behöver\nringa." },
    });
  });

  it("stay closed, and are told why, when the reason is too long or the desk has locked", async () => {
    const tooLong = await openContact("å".repeat(100_001), shown(), null, desk.cases, desk.ports);
    expect(tooLong).toMatchObject({ is: "not-stored", outcome: { because: "too-long" } });
    const signing = newSigningKey<"author">();
    signing.wipe();
    const ports = { ...desk.ports, keys: [{ identity: desk.ports.keys[0].identity, signing }] as const };
    const locked = await openContact("Vi behöver ringa.", shown(), null, desk.cases, ports);
    expect(locked).toMatchObject({ is: "not-stored", outcome: { because: "locked" } });
  });

  it("open only once the act with its reason is stored", async () => {
    const outcome = await openContact("Vi behöver ringa.", shown(), null, desk.cases, desk.ports);
    expect(outcome).toEqual({ is: "open", words: "Anna Ek" });
    expect(stored.c).toHaveLength(3);
    await desk.cases.refresh("member");
    const last = given(shown().opened.conversation.entries.at(-1));
    expect(last).toMatchObject({ status: "shown", body: { what: "contact-opened", text: "Vi behöver ringa." } });
  });

  it("stay closed when the act is not stored", async () => {
    server.interrupt = (asked) => Promise.resolve(isPost(asked) ? "offline" : null);
    const outcome = await openContact("Vi behöver ringa.", shown(), null, desk.cases, desk.ports);
    expect(outcome).toMatchObject({ is: "not-stored", outcome: { is: "unknown" } });
    expect(JSON.stringify(outcome)).not.toContain("Anna");
  });
});
