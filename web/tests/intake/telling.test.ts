import { afterEach, expect, test, vi } from "vitest";
import { lettersOf, withdrawnOn } from "../../src/intake/case/letters.ts";
import { OpenCase } from "../../src/intake/case/open.ts";
import { Writing, type Deed } from "../../src/intake/case/writing.ts";
import { writeCode } from "../../src/sealing/code.ts";
import { minutesOf } from "../../src/sealing/minutes.ts";
import { append, file, member, readAsMember, words, type Filed } from "../support/case.ts";
import { channel, FIRST_DAY, given } from "../support/channel.ts";
import { intakeOf } from "../support/intake_server.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A case with minutes in it, behind a server, and what is posted to that. */
async function withMinutes(): Promise<{ readonly filed: Filed; readonly opened: OpenCase; readonly writing: Writing; readonly posted: Uint8Array[] }> {
  const filed = await file(channel());
  const { conversation } = await readAsMember(filed, filed.channel.anna);
  await append(filed, conversation, member(filed, filed.channel.anna), "message", { ...words("Du sade: i maj."), step: "minutes" });
  const posted: Uint8Array[] = [];
  const honest = intakeOf(filed);
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    if (init.method === "POST") posted.push(init.body as Uint8Array);
    return honest(path, init);
  });
  const opened = await OpenCase.open(writeCode(filed.own.code));
  return { filed, opened, writing: new Writing(opened, "sv", "Europe/Stockholm"), posted };
}

test("nobody on the line tells a withdrawal, or what else is told, from a message", async () => {
  const { filed, opened, writing, posted } = await withMinutes();
  await writing.message("Torsdag.");
  const { n, hash } = given(minutesOf(opened.conversation.entries)[0]).entry;
  for (const what of ["withdraw", "meeting", "retaliation"] as const) await writing.tell({ what, refers: null }, "");
  for (const what of ["correct", "approve"] as const) await writing.tell({ what, refers: { n, hash } }, "Det var i mars.");
  const sizes = posted.map((body) => body.length);
  expect(sizes).toHaveLength(6);
  expect(new Set(sizes).size).toBe(1);
  expect(new Set(posted.map((body) => Object.keys(JSON.parse(new TextDecoder().decode(body)) as object).join(" "))).size).toBe(1);
  const { conversation } = await readAsMember(filed, filed.channel.anna);
  const told = conversation.entries.slice(4).map((entry) => (entry.status === "shown" && entry.body.kind === "act" ? [entry.body.what, entry.body.text, entry.body.refers?.n ?? null] : []));
  const expected: readonly (readonly [Deed, string, number | null])[] = [
    ["withdraw", "", null],
    ["meeting", "", null],
    ["retaliation", "", null],
    ["correct", "Det var i mars.", 2],
    ["approve", "Det var i mars.", 2],
  ];
  expect(told).toEqual(expected);
  expect(minutesOf(conversation.entries)).toMatchObject([{ state: "approved", isAsked: false }]);
  expect(withdrawnOn(opened.conversation.entries)).toBe(FIRST_DAY);
});

test("what is told is told once, whatever answer was lost, and is no other thing's earlier try", async () => {
  const { filed, writing } = await withMinutes();
  const honest = fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const answer = await honest(path, init);
    if (init.method === "POST") throw new TypeError("lost");
    return answer;
  });
  const telling = { what: "meeting", refers: null } as const;
  await expect(writing.tell(telling, "Torsdag.")).rejects.toMatchObject({ kind: "network" });
  expect([writing.mayHaveArrived(telling), writing.mayHaveArrived(), writing.mayHaveArrived({ what: "withdraw", refers: null })]).toEqual([true, false, false]);
  vi.stubGlobal("fetch", honest);
  expect(await writing.tell({ what: "withdraw", refers: null }, "")).toBe("");
  expect(await writing.tell(telling, "Fredag.")).toBe("Torsdag.");
  expect(writing.mayHaveArrived(telling)).toBe(false);
  expect(filed.conversation).toHaveLength(5);
});

test("a letter says what became of it: minutes what was answered, one's own that it was read", async () => {
  const { filed, opened, writing } = await withMinutes();
  const { n, hash } = given(minutesOf(opened.conversation.entries)[0]).entry;
  await writing.tell({ what: "correct", refers: { n, hash } }, "Det var i mars.");
  const { conversation } = await readAsMember(filed, filed.channel.anna);
  const report = given(conversation.entries[0]);
  await append(filed, conversation, member(filed, filed.channel.anna), "act", { what: "read", refers: { n: 0, hash: given(report.hash) }, text: "" });
  await opened.inTurn(() => opened.refresh());
  const letters = lettersOf(opened.conversation.entries, false);
  expect(letters.map((letter) => [letter.label, letter.readOn, letter.minutes?.state ?? null, letter.isNew])).toEqual([
    ["letter-report", FIRST_DAY, null, false],
    ["letter-minutes", null, "corrected", false],
    ["letter-correction", null, null, false],
  ]);
});
