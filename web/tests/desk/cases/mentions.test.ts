import { beforeEach, describe, expect, it } from "vitest";
import { MOST_SIGNS, newestMention, noteParagraphs, notePieces, offeredFor, peopleAt, typedBefore, unknownIn, type Mentionable } from "../../../src/desk/cases/notes/mentions.ts";
import { isNote } from "../../../src/desk/cases/notes/threads.ts";
import { seat, show } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const excluded = person("HR-direktör i bolaget");

const known: readonly Mentionable[] = [
  { member: me.id, title: "Chefsjurist" },
  { member: colleague.id, title: "HR-direktör" },
  { member: excluded.id, title: "HR-direktör i bolaget" },
];
const named = (text: string, people = known): readonly string[] =>
  notePieces(text, people).flatMap((piece) => (piece.members.length > 0 ? [piece.text] : []));

describe("a mention", () => {
  it("is an @ and a title, the longest that stands there, whatever stands around it", () => {
    expect(named("@HR-direktör, ring @chefsjurist!")).toEqual(["@HR-direktör", "@chefsjurist"]);
    expect(named("Fråga @HR-direktör i bolaget.")).toEqual(["@HR-direktör i bolaget"]);
    expect(named("Fråga @HR-direktör i kommunen.")).toEqual(["@HR-direktör"]);
    // Neither an address of mail nor a longer word.
    expect(named("anna@Chefsjurist.se, @Chefsjuristen, Chefsjurist")).toEqual([]);
    const text = "Hej @Chefsjurist och @HR-direktör.\nHej då.";
    expect(notePieces(text, known).map((piece) => piece.text).join("")).toBe(text);
  });

  it("of a title that two have names both", () => {
    const twin = { member: excluded.id, title: "Chefsjurist" };
    expect(notePieces("@Chefsjurist", [...known.slice(0, 2), twin])[0]?.members).toEqual([me.id, excluded.id]);
  });

  it("of somebody who cannot open the case is told in the same words as one of nobody at all", () => {
    const people = known.slice(0, 2);
    const titles = known.map(({ title }) => title);
    expect(unknownIn("@HR-direktör i bolaget vet.", known.slice(0, 1), titles)).toEqual(["@HR-direktör i bolaget"]);
    expect(unknownIn("@Ekonomichef, @Ekonomichef och @Chefsjurist @", people, titles)).toEqual(["@Ekonomichef"]);
  });

  it("is offered as it is typed, by the title's beginning or that of a word in it", () => {
    expect(typedBefore("Ring @HR-d", 10)).toEqual({ from: 5, words: "HR-d" });
    expect(typedBefore("Ring @HR\nsedan", 14)).toBeNull();
    expect(typedBefore("anna@lund", 9)).toBeNull();
    expect(offeredFor("", known)).toHaveLength(3);
    expect(offeredFor("bol", known).map(({ member }) => member)).toEqual([excluded.id]);
    expect(offeredFor("HR-direktör ", known).map(({ member }) => member)).toEqual([excluded.id]);
  });
});

describe("a text full of signs", () => {
  it("mentions by the first few hundred alone, so that nobody makes a case slow by one", () => {
    const before = "@ ".repeat(MOST_SIGNS - 1);
    expect(named(`${before}@Chefsjurist`)).toEqual(["@Chefsjurist"]);
    expect(named(`${before}@ @Chefsjurist`)).toEqual([]);
    expect(unknownIn(`${before}@ @Ekonomichef`, known, [])).toEqual([]);
    const text = "@,".repeat(50_000);
    expect(notePieces(text, known)).toEqual([{ text, members: [] }]);
  });

  it("is shown in its paragraphs, and names the same people there", () => {
    const [one, two, three] = noteParagraphs(`Hej @Chefsjurist,\nring.\n\n\n@HR-direktör\n\n ${"@ ".repeat(MOST_SIGNS)}@Chefsjurist\n\n`, known);
    expect(given(one).map(({ text, members }) => [text, members.length])).toEqual([["Hej ", 0], ["@Chefsjurist", 1], [",\nring.", 0]]);
    expect(given(two)).toEqual([{ text: "@HR-direktör", members: [colleague.id] }]);
    expect(given(three).every(({ members }) => members.length === 0)).toBe(true);
  });

  it("still offers whom the last of them may mean", () => {
    const text = `${"@ ".repeat(50_000)}@Chef`;
    expect(typedBefore(text, text.length)).toEqual({ from: 100_000, words: "Chef" });
    expect(typedBefore(`${"a".repeat(200)}@Chef`, 205)).toBeNull();
    const long = `@${"a".repeat(80)}`;
    expect(typedBefore(`${"- ".repeat(50)}${long}`, 100 + long.length)).toBeNull();
  });
});

describe("a note that mentions somebody", () => {
  let server: DeskServer;
  let stored: StoredCase;

  beforeEach(async () => {
    server = new DeskServer([me, colleague, excluded], day("2026-11-22"));
    const answers = [{ question: "what", answer: "Fakturor har delats upp." }];
    stored = await server.file({ answers }, day("2026-11-20"), [excluded.id]);
  });

  async function write(text: string): Promise<void> {
    const desk = seat(server, me);
    await desk.cases.load();
    const writing = desk.correspondenceIn(await show(desk.cases, stored.row));
    writing.choose("note");
    writing.type(text);
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
  }

  it("marks the case in their inbox until they have read it, and says no word of it to the server", async () => {
    await write("Kan @HR-direktör ringa?");
    const theirs = seat(server, colleague);
    await theirs.cases.load();
    const view = (): { mentioned: number | null; read: { i: number } } => given(theirs.cases.rows.value.get(stored.row)?.view);
    expect(view()).toMatchObject({ mentioned: 0, read: { i: 0 } });
    await show(theirs.cases, stored.row);
    expect(view()).toMatchObject({ mentioned: 0, read: { i: 1 } });
    await theirs.ports.keeper.flush();
    const asked = JSON.stringify(server.asked);
    for (const word of ["direktör", "mention", "ringa"]) expect(asked).not.toContain(word);
    // Who wrote it is not told of it.
    const mine = seat(server, me);
    await mine.cases.load();
    expect(mine.cases.rows.value.get(stored.row)?.view?.mentioned).toBeNull();
  });

  it("names nobody who is kept from the case", async () => {
    await write("@HR-direktör i bolaget får inte veta.");
    const theirs = seat(server, colleague);
    await theirs.cases.load();
    const { opened, channel } = await show(theirs.cases, stored.row);
    const note = given(opened.internal.entries.find(isNote));
    const people = peopleAt(note, opened, channel.chain);
    expect(people.map(({ member }) => member).sort()).toEqual([me.id, colleague.id].sort());
    // The shorter title is another's, who can open it.
    expect(named(note.body.text, people)).toEqual(["@HR-direktör"]);
    expect(newestMention(opened, channel.chain, colleague.id)).toBe(0);
  });
});
