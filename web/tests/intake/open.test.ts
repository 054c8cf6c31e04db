import { afterEach, expect, test, vi } from "vitest";
import { lettersOf, newestUnread } from "../../src/intake/case/letters.ts";
import { OpenCase } from "../../src/intake/case/open.ts";
import { isNew, oldOf } from "../../src/intake/case/view.ts";
import { HeldBackError, Writing } from "../../src/intake/case/writing.ts";
import { nonceAnswer } from "../../src/intake/server/answers.ts";
import { get } from "../../src/intake/server/client.ts";
import { failureOf } from "../../src/intake/server/failure.ts";
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
  expect(sent.text).toBe("Hej");
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

test("a message that is stored and cannot be read back may have arrived, and one that was refused has not", async () => {
  const filed = await answered();
  const opened = await open(filed);
  const writing = new Writing(opened, "sv", "Europe/Stockholm");
  const honest = fetch;
  let posted = false;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (posted && path.includes("/envelopes")) return new Response('{"problem":"problem-unavailable"}', { status: 503 });
    posted ||= init.method === "POST";
    return honest(path, init);
  });
  await expect(writing.message("Hej")).rejects.toMatchObject({ kind: "unavailable" });
  expect([filed.conversation.length, writing.mayHaveArrived()]).toEqual([5, true]);
  vi.stubGlobal("fetch", honest);
  expect(await writing.message("Hej då")).toMatchObject({ text: "Hej" });
  expect([filed.conversation.length, writing.mayHaveArrived()]).toEqual([5, false]);
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    init.method === "POST" ? Promise.resolve(new Response('{"problem":"problem-case-full"}', { status: 413 })) : honest(path, init),
  );
  await expect(writing.message("Hej då")).rejects.toMatchObject({ kind: "case-full", isSure: true });
  expect(writing.mayHaveArrived()).toBe(false);
});

test("a message that comes in only after it was looked for is not kept twice", async () => {
  const filed = await answered();
  const opened = await open(filed);
  const writing = new Writing(opened, "sv", "Europe/Stockholm");
  const honest = fetch;
  let onItsWay: (() => Promise<Response>) | null = null;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (init.method !== "POST") return honest(path, init);
    if (onItsWay === null) {
      onItsWay = () => honest(path, init);
      throw new TypeError("offline");
    }
    await onItsWay();
    return honest(path, init);
  });
  await expect(writing.message("Hej")).rejects.toMatchObject({ kind: "network" });
  expect(await writing.message("Hej igen")).toMatchObject({ text: "Hej" });
  expect(filed.conversation).toHaveLength(5);
  vi.stubGlobal("fetch", honest);
  expect(await writing.message("Hej igen")).toMatchObject({ text: "Hej igen" });
  expect(filed.conversation).toHaveLength(6);
});

test("a letter that came while the reporter was writing is new, as is what was new when the visit began", async () => {
  const filed = await answered();
  const opened = await open(filed);
  const old = oldOf(opened);
  const writing = new Writing(opened, "sv", "Europe/Stockholm");
  const { conversation } = await readAsMember(filed, filed.channel.anna);
  await append(filed, conversation, member(filed, filed.channel.anna), "message", words("Kom genast"));
  await writing.message("Hej");
  const letters = lettersOf(opened.conversation.entries, false);
  expect(letters.filter((letter) => isNew(letter, old)).map(({ n }) => n)).toEqual([2, 3, 4]);
});

test("an answer whose body does not end is given up like one that does not come", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("fetch", (_path: string, { signal }: RequestInit) =>
    Promise.resolve({
      status: 200,
      headers: new Headers(),
      text: () => new Promise((_resolve, reject) => signal?.addEventListener("abort", reject)),
    }),
  );
  const asked = expect(get("/api/nonce", nonceAnswer)).rejects.toMatchObject({ kind: "network" });
  await vi.advanceTimersByTimeAsync(180_000);
  await asked;
  vi.useRealTimers();
});

test("what a server says of itself is believed, and what somebody on the way says leaves open what became of a request", () => {
  const kindOf = (status: number, body: string): string => failureOf(status, body).kind;
  expect(kindOf(503, '{"problem":"problem-busy"} ')).toBe("busy");
  expect(kindOf(413, '{"problem":"problem-case-full"}')).toBe("case-full");
  expect([kindOf(503, "<html>"), kindOf(502, ""), kindOf(404, "<html>")]).toEqual(["unknown", "unknown", "refused"]);
  expect([failureOf(503, "").isSure, failureOf(507, '{"problem":"problem-no-space"}').isSure]).toEqual([false, true]);
});
