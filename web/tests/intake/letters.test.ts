import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isReceivedOn, LABELS, lettersOf, newestUnread } from "../../src/intake/case/letters.ts";
import type { Day } from "../../src/sealing/day.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { stepsOf } from "../../src/sealing/steps.ts";
import type { Entry, Served } from "../../src/sealing/thread.ts";
import type { Content } from "../../src/sealing/write.ts";
import { append, file, member, readAsMember, readAsReporter, reporter, words, type Filed, type Receiving } from "../support/case.ts";
import { channel, later, FIRST_DAY, type Channel } from "../support/channel.ts";

async function reply(filed: Filed, text: string, step: "acknowledge" | "close" | "reopen" | null = null, days = 1): Promise<void> {
  const { conversation } = await readAsMember(filed, filed.channel.anna);
  const author = member(filed, filed.channel.anna, later(FIRST_DAY, days));
  await append(filed, conversation, author, "message", { ...words(text), step });
}

async function entriesOf(filed: Filed): Promise<readonly Entry[]> {
  return (await readAsReporter(filed)).conversation.entries;
}

async function newNumbers(filed: Filed): Promise<readonly number[]> {
  return lettersOf(await entriesOf(filed), false).flatMap(({ isNew, n }) => (isNew ? [n] : []));
}

const shared: Channel = channel();

test("a reporter sees the report and the answers, and not the contact", async () => {
  const filed = await file(shared);
  await reply(filed, "Tack. Vi har tagit emot rapporten.", "acknowledge");
  const letters = lettersOf(await entriesOf(filed), false);
  expect(letters.map(({ n, from, content }) => [n, from, content.kind])).toEqual([
    [0, "reporter", "report"],
    [2, "member", "text"],
  ]);
  expect(letters[1]).toMatchObject({ title: "Chefsjurist Anna", label: "letter-acknowledgement", isNew: true, dayDiffers: false, language: "sv" });
  expect(stepsOf(await entriesOf(filed)).acknowledged).toBe(later(FIRST_DAY, 1));
});

test("what the reporter has said to have read is not new at the next visit, and what came after is", async () => {
  const filed = await file(shared);
  await reply(filed, "Ett");
  const refers = newestUnread(await entriesOf(filed));
  expect(refers?.n).toBe(2);
  const { conversation } = await readAsReporter(filed);
  await append(filed, conversation, reporter(filed), "act", { what: "read", refers, text: "" });
  expect(await newNumbers(filed)).toEqual([]);
  expect(newestUnread(await entriesOf(filed))).toBeNull();
  await reply(filed, "Två");
  expect(await newNumbers(filed)).toEqual([4]);
  const { conversation: seen } = await readAsMember(filed, filed.channel.anna);
  expect(seen.entries[3]).toMatchObject({ status: "shown", writer: { side: "reporter" } });
});

test("whoever wrote has seen all before", async () => {
  const filed = await file(shared);
  await reply(filed, "Ett");
  const { conversation } = await readAsReporter(filed);
  await append(filed, conversation, reporter(filed), "message", words("Tack"));
  expect(await newNumbers(filed)).toEqual([]);
});

test("a damaged letter keeps its number and hides nothing else", async () => {
  const filed = await file(shared);
  await reply(filed, "Ett");
  await reply(filed, "Två");
  const [, , first, second] = filed.conversation;
  if (first === undefined || second === undefined) throw new Error("two letters were written");
  const swapped = [...filed.conversation.slice(0, 2), { ...first, file: second.file }, { ...second, file: first.file }];
  const { conversation } = await readAsReporter(filed, swapped);
  const letters = lettersOf(conversation.entries, false);
  expect(letters.map(({ content }) => content.kind)).toEqual(["report", "damaged", "damaged"]);
});

test("under show-own=no the reporter's own words are hidden, and nothing is called damaged", async () => {
  const filed = await file(channel({ showOwn: false }));
  await reply(filed, "Ett");
  const letters = lettersOf(await entriesOf(filed), true);
  expect(letters.map(({ content }) => content.kind)).toEqual(["hidden", "text"]);
  // What does not open may be anybody's: it is not called the reporter's own.
  expect(letters.map(({ from }) => from)).toEqual(["unknown", "member"]);
});

test("a case is closed only by a signed step", async () => {
  const filed = await file(shared);
  await reply(filed, "Avslutas", "close", 30);
  expect(stepsOf(await entriesOf(filed)).closed).toBe(later(FIRST_DAY, 30));
  expect(stepsOf(await entriesOf(await file(shared))).closed).toBeNull();
});

test("a letter is called the same on both of the reporter's paths", () => {
  // The server reads the same file (src/intake/server_path/letters.rs).
  expect(LABELS).toEqual(JSON.parse(readFileSync(new URL("../../../tests/vectors/letters.json", import.meta.url), "utf8")));
});

test("the author's day stands on a letter, and the server's only beside it where they differ", async () => {
  const filed = await file(shared);
  await reply(filed, "Ett");
  const written = later(FIRST_DAY, 1);
  const late = filed.conversation.map((served) => (served.n === 2 ? { ...served, day: later(FIRST_DAY, 9) } : served));
  const { conversation } = await readAsReporter(filed, late);
  const [, letter] = lettersOf(conversation.entries, false);
  expect(letter).toMatchObject({ day: written, dayDiffers: true });
  const day = { day: FIRST_DAY, path: "browser" } as const;
  expect(isReceivedOn(conversation.entries, FIRST_DAY, day)).toBe(true);
  expect(isReceivedOn(conversation.entries, written, day)).toBe(false);
  const moved = filed.conversation.map((served) => ({ ...served, day: later(FIRST_DAY, 5) }));
  const { conversation: other } = await readAsReporter(filed, moved);
  expect(isReceivedOn(other.entries, later(FIRST_DAY, 5), day)).toBe(false);
  // A report that was struck says nothing any more: the anchor does.
  const struck = (stamped: Day): Entry => ({ status: "struck", n: 0, hash: digestOf(new Uint8Array()), day: stamped, proposal: 2, confirmation: 3, isThere: false });
  expect(isReceivedOn([struck(FIRST_DAY)], FIRST_DAY, day)).toBe(true);
  expect(isReceivedOn([struck(later(FIRST_DAY, 5))], later(FIRST_DAY, 5), day)).toBe(false);
  const entered = { day: FIRST_DAY, path: "desk" } as const;
  expect(isReceivedOn([struck(later(FIRST_DAY, 20))], FIRST_DAY, entered)).toBe(true);
  expect(isReceivedOn([struck(later(FIRST_DAY, 20))], later(FIRST_DAY, 20), entered)).toBe(false);
});

test("a case that was closed, taken up and closed again was closed on the last of these days", async () => {
  const filed = await file(shared);
  await reply(filed, "Avslutas", "close", 1);
  await reply(filed, "Tas upp", "reopen", 2);
  expect(stepsOf(await entriesOf(filed)).closed).toBeNull();
  await reply(filed, "Avslutas igen", "close", 3);
  expect(stepsOf(await entriesOf(filed)).closed).toBe(later(FIRST_DAY, 3));
});

test("that a letter was struck is new to its reporter, on the day that its second half is signed for", async () => {
  const filed = await file(shared);
  await reply(filed, "Ett namn");
  const write = async (by: Receiving, days: number, content: Content<"strike">) => {
    const { conversation } = await readAsMember(filed, by);
    return append(filed, conversation, member(filed, by, later(FIRST_DAY, days)), "strike", content);
  };
  const digest = ({ file: sealed }: Served) => digestOf(sealed as Uint8Array<ArrayBuffer>);
  const [contact, letter] = filed.conversation.slice(1, 3);
  if (contact === undefined || letter === undefined) throw new Error("no letter");
  const refers = { n: 2, hash: digest(letter) };
  const proposes = { ground: "Hör inte hit", of: [], prev: [digest(contact)], text: "Kvar", files: [], report: null };
  const proposal = await write(shared.anna, 2, { refers, proposes, confirms: null });
  await write(shared.bertil, 3, { refers, proposes: null, confirms: { n: 3, hash: digest(proposal) } });
  const seen = async (confirmedOn: number) => {
    const served = filed.conversation.map((one) => (one.n === 4 ? { ...one, day: later(FIRST_DAY, confirmedOn) } : one));
    const { conversation } = await readAsReporter(filed, served);
    return { struck: lettersOf(conversation.entries, false).find(({ n }) => n === 2), unread: newestUnread(conversation.entries)?.n };
  };
  const content = { kind: "struck", on: later(FIRST_DAY, 3), ground: "Hör inte hit", text: "Kvar" };
  expect(await seen(3)).toMatchObject({ struck: { content, isNew: true, dayDiffers: false }, unread: 4 });
  expect(await seen(30)).toMatchObject({ struck: { content, dayDiffers: true } });
});
