import { beforeEach, expect, it } from "vitest";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const SECRET = "Vi misstänker en namngiven chef.";

let server: DeskServer;
let one: StoredCase;
let other: StoredCase;
let desk: AtDesk;

const what = (answer: string) => ({ answers: [{ question: "what", answer }] });

beforeEach(async () => {
  server = new DeskServer([me, person("Kommunsekreterare")], day("2026-11-22"));
  one = await server.file(what("Fakturor har delats upp."), day("2026-11-20"));
  other = await server.file(what("Påhittat av servern."), day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  const writing = desk.correspondenceIn(await show(desk.cases, one.row));
  writing.choose("reply");
  writing.type(SECRET);
  await desk.ports.keeper.flush();
});

/** The server answers for the one row with the wraps and letters of the other case; the index entry stays. */
function swap(): void {
  server.cases.set(one.row, { ...other, row: one.row, index: one.index });
  server.cases.delete(other.row);
}

const reason = (at: AtDesk): string | null => {
  const current = at.cases.current.peek();
  return current?.is === "damaged" ? current.because : null;
};

it("a row under which the server puts another case shows nothing of it, and the draft stays with its own case", async () => {
  const entry = { ...given(one.index.get(me.id)) };
  swap();
  const again = seat(server, me, desk.remembered);
  await again.cases.load();
  await again.cases.open(one.row);
  expect(reason(again)).toBe("another-case");
  expect(again.cases.rows.peek().get(one.row)?.trouble).toBe("another-case");
  await again.ports.keeper.flush();
  expect(one.index.get(me.id)).toEqual(entry);
  // When the true case is there again, so is the draft.
  server.cases.set(one.row, one);
  const later = seat(server, me, desk.remembered);
  await later.cases.load();
  const writing = later.correspondenceIn(await show(later.cases, one.row));
  expect(writing.texts.value.reply).toBe(SECRET);
});

it("an inbox that answers after the case does not open the way for another case's letters", async () => {
  swap();
  const again = seat(server, me, desk.remembered);
  let answerInbox: () => void = () => undefined;
  const opened = new Promise<void>((done) => (answerInbox = done));
  server.interrupt = async ({ path }) => {
    if (path === "/api/inbox") await opened;
    return null;
  };
  const loading = again.cases.load();
  await again.cases.open(one.row);
  answerInbox();
  await loading;
  await again.cases.open(null);
  await again.cases.open(one.row).catch(() => undefined);
  expect(reason(again)).toBe("another-case");
});

it("a case that is open stays the one that was opened: what is being written is sent to nobody else", async () => {
  const writing = desk.correspondenceIn(await show(desk.cases, one.row));
  await server.write(other, "reporter", "message", { text: "Hallå?", language: "sv", files: [], step: null });
  swap();
  await writing.send();
  expect(other.c).toHaveLength(3);
  expect(writing.status.value.is).toBe("not-sent");
  expect(writing.texts.value.reply).toBe(SECRET);
});
