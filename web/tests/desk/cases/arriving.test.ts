import { expect, it } from "vitest";
import type { Shown } from "../../../src/desk/cases/current.ts";
import type { Content } from "../../../src/sealing/write.ts";
import { recordResult, seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("Kommunsekreterare");
const message = (text: string, step: Content<"message">["step"] = null): Content<"message"> => ({
  text,
  language: "sv",
  files: [],
  step,
});

/** Somebody with a case open that they have read, while others write in it. */
async function reading() {
  const server = new DeskServer([me, colleague], day("2026-11-22"));
  const stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-11-20"));
  const desk = seat(server, me);
  await desk.cases.load();
  await show(desk.cases, stored.row);
  return { server, stored, desk, writing: desk.correspondenceIn(shownIn(desk)) };
}

function shownIn({ cases }: AtDesk): Shown {
  const current = cases.current.peek();
  if (current?.is !== "open") throw new Error(`the case is ${current?.is ?? "gone"}`);
  return current;
}

const lettersIn = (desk: AtDesk): number => shownIn(desk).opened.conversation.entries.length;
const unreadIn = ({ cases }: AtDesk, { row }: StoredCase): number => given(cases.rows.peek().get(row)?.view).unread;

it("an open case shows what comes in, which stays new and unread until its member has seen it", async () => {
  const { server, stored, desk, writing } = await reading();
  writing.choose("note");
  writing.type("Ring revisorn.");
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  await desk.cases.load();
  expect([lettersIn(desk), unreadIn(desk, stored)]).toEqual([3, 1]);
  expect(shownIn(desk).newFrom).toEqual({ c: 2, i: 0 });
  expect(desk.correspondenceIn(shownIn(desk))).toBe(writing);
  expect(writing.texts.peek().note).toBe("Ring revisorn.");

  await server.write(stored, "reporter", "message", message("Och min kollega."));
  await desk.cases.load();
  expect([lettersIn(desk), unreadIn(desk, stored), shownIn(desk).newFrom.c]).toEqual([4, 2, 2]);
  desk.cases.read(stored.row);
  expect(unreadIn(desk, stored)).toBe(0);

  await server.write(stored, "reporter", "message", message("En sak till."));
  await desk.cases.load();
  expect([unreadIn(desk, stored), shownIn(desk).newFrom.c]).toEqual([1, 4]);
});

it("a click on the case that is open looks for what is new, and then it is read", async () => {
  const { server, stored, desk } = await reading();
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  await desk.cases.open(stored.row);
  expect([lettersIn(desk), unreadIn(desk, stored), shownIn(desk).newFrom.c]).toEqual([3, 0, 2]);
});

it("what came unseen speaks against a letter as if it had come while the letter was sent", async () => {
  const { server, stored, desk, writing } = await reading();
  await recordResult(desk, shownIn(desk));
  writing.choose("close");
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  await desk.cases.load();
  await writing.send();
  expect(writing.status.peek()).toMatchObject({ is: "not-sent", outcome: { is: "contradicted", by: "unread" } });
  expect(stored.c).toHaveLength(3);
  // Told of it, and asked once more, they have read it.
  await writing.send();
  expect(writing.status.peek()).toMatchObject({ is: "sent", kind: "close" });
});

it("sending a letter makes nothing read that came meanwhile, and one's own letters are", async () => {
  const { server, stored, desk, writing } = await reading();
  writing.choose("reply");
  writing.type("Tack.");
  await writing.send();
  expect([lettersIn(desk), unreadIn(desk, stored)]).toEqual([3, 0]);
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  writing.type("Vi återkommer.");
  await writing.send();
  expect(writing.status.peek().is).toBe("sent");
  expect([lettersIn(desk), unreadIn(desk, stored), shownIn(desk).newFrom.c]).toEqual([5, 1, 3]);
});

it("a look that fails leaves the open case as it is", async () => {
  const { server, stored, desk } = await reading();
  await server.write(stored, "reporter", "message", message("De hotar mig."));
  server.interrupt = ({ path }) => Promise.resolve(path.includes("/envelopes") ? "offline" : null);
  await desk.cases.load();
  expect(lettersIn(desk)).toBe(2);
  expect(desk.cases.rows.peek().get(stored.row)?.trouble).toBeNull();
  server.interrupt = () => Promise.resolve(null);
  await desk.cases.load();
  expect(lettersIn(desk)).toBe(3);
});
