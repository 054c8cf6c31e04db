import { afterEach, expect, test, vi } from "vitest";
import { lettersOf, newestUnread } from "../../src/intake/case/letters.ts";
import { OpenCase } from "../../src/intake/case/open.ts";
import { HeldBackError, Writing } from "../../src/intake/case/writing.ts";
import { writeCode } from "../../src/sealing/code.ts";
import { isHeldBack } from "../../src/sealing/thread.ts";
import { append, file, member, readAsMember, readAsReporter, words, type Filed } from "../support/case.ts";
import { channel, FIRST_DAY, later, publish } from "../support/channel.ts";
import { intakeOf, type Lies } from "../support/intake_server.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A case with two answers, behind a server. */
async function answered(lies: Lies = {}): Promise<Filed> {
  const filed = await file(channel());
  for (const text of ["Ett", "Två"]) {
    const { conversation } = await readAsMember(filed, filed.channel.anna);
    await append(filed, conversation, member(filed, filed.channel.anna), "message", words(text));
  }
  vi.stubGlobal("fetch", intakeOf(filed, lies));
  return filed;
}

function open(filed: Filed): Promise<OpenCase> {
  return OpenCase.open(writeCode(filed.own.code));
}

test("what is written while something else is under way waits its turn, and raises no alarm", async () => {
  const filed = await answered();
  const opened = await open(filed);
  const writing = new Writing(opened, "sv", "Europe/Stockholm");
  // The owner has published meanwhile, so that each of them finds a keyring that is new.
  publish(filed.channel, {}, later(FIRST_DAY, 1));
  const unread = newestUnread(opened.conversation.entries);
  const [, sent] = await Promise.all([writing.read(unread), writing.message("Hej"), opened.inTurn(() => opened.refresh())]);
  expect(sent).toBe("Hej");
  expect(isHeldBack(opened.conversation.alarms)).toBe(false);
  expect(opened.conversation.entries.map(({ status }) => status)).toEqual(["shown", "damaged", "shown", "shown", "shown", "shown"]);
  const { conversation } = await readAsReporter(filed);
  expect(conversation.alarms).toEqual([]);
});

test("a turn that fails leaves the case as it was, and the next goes on", async () => {
  const filed = await answered();
  const opened = await open(filed);
  const before = opened.conversation;
  publish(filed.channel, {}, later(FIRST_DAY, 1));
  const honest = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    path.includes("from=4") ? Promise.reject(new TypeError("offline")) : honest(path, init),
  );
  await expect(opened.inTurn(() => opened.refresh())).rejects.toMatchObject({ kind: "network" });
  expect(opened.conversation).toBe(before);
  vi.stubGlobal("fetch", honest);
  await opened.inTurn(() => opened.refresh());
  expect(opened.chain.newest.keyring.epoch).toBe(2);
});

for (const [which, missing] of [["the newest", 3], ["one in the middle", 2]] as const) {
  test(`${which} envelope withheld hides nothing else, and stops only the writing`, async () => {
    const filed = await answered({ withholds: (n) => n === missing });
    const opened = await open(filed);
    const letters = lettersOf(opened.conversation.entries, false);
    expect(letters.map(({ content }) => content.kind)).toEqual(
      missing === 3 ? ["report", "text", "damaged"] : ["report", "damaged", "text"],
    );
    expect(isHeldBack(opened.conversation.alarms)).toBe(true);
    const writing = new Writing(opened, "sv", "Europe/Stockholm");
    await expect(writing.message("Hej")).rejects.toThrow(HeldBackError);
    expect(filed.conversation).toHaveLength(4);
  });
}
