import { beforeEach, describe, expect, it } from "vitest";
import { linkedWith, reprisalsLinkedWith } from "../../../src/desk/cases/links/linking.ts";
import { requestsOf } from "../../../src/desk/cases/acts/open_requests.tsx";
import { recordOf } from "../../../src/desk/cases/record/versions.ts";
import { entersLinked, isNarrower, isSharedAlike, originAt, originIn, shareWithin, type Origin } from "../../../src/desk/entering/origin.ts";
import { noteHow } from "../../../src/desk/entering/noting.ts";
import { judged, prefilled } from "../../../src/desk/entering/told.ts";
import type { Question } from "../../../src/desk/cases/channel.ts";
import type { Holder } from "../../../src/sealing/holder.ts";
import { newId } from "../../../src/sealing/id.ts";
import type { Keyring } from "../../../src/sealing/keyring.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const [me, colleague, third] = [person("Chefsjurist"), person("HR-direktör"), person("Säkerhetschef")];
const TODAY = day("2026-11-22");
const TOLD = "Jag fick sparken i går.";
const both = { sv: "", en: "" };
const QUESTIONS = [
  { id: "what", kind: "paragraphs", label: both },
  { id: "kind", kind: "category", label: both },
] as unknown as readonly Question[];

let server: DeskServer;
let desk: AtDesk;
let first: StoredCase;
let keyring: Keyring;

beforeEach(async () => {
  server = new DeskServer([me, colleague, third], TODAY);
  keyring = server.chain.newest.keyring;
  first = await server.file({ answers: [{ question: "what", answer: "Fakturor har delats upp." }] }, day("2026-10-01"), [third.id]);
  await server.write(first, "reporter", "message", { text: "Hallå?", language: "sv", files: [], step: null });
  await server.write(first, "reporter", "act", { what: "retaliation", refers: null, text: TOLD }, day("2026-11-20"));
  desk = seat(server, me);
});

const origin = async (): Promise<Origin> => given(await originAt({ row: first.row, n: 3 }, server.channel, desk));

describe("reprisals that a reporter tells of", () => {
  it("are read of the letter in which they verify, and of no other", async () => {
    expect(await origin()).toMatchObject({ text: TOLD, day: "2026-11-20", language: "sv" });
    const { opened } = await show(desk.cases, first.row);
    for (const n of [0, 1, 2, 4]) expect(originIn(opened, n)).toBeNull();
    expect(await originAt({ row: first.row, n: 3 }, newId<"channel">(), desk)).toBeNull();
  });

  it("fill in the form: the reporter's words, the category, and the day from which the law counts", async () => {
    const typed = prefilled(await origin(), QUESTIONS);
    expect([...typed.answers]).toEqual([["what", TOLD], ["kind", "reta"]]);
    const ready = given(judged(typed, TODAY, await origin()));
    expect(ready.told).toMatchObject({ received: "2026-11-20", excluded: [] });
    expect(ready.terms).toEqual([["came-by", "case"], ["documented", "original"], ["category", "reta"], ["linked", (await origin()).case]]);
  });
});

describe("a linked case", () => {
  it("is opened by a handler, and by a deputy where no handler can open the first", async () => {
    const { members } = await origin();
    const only = (...ids: readonly string[]): Keyring["handlers"] => keyring.handlers.filter(({ id }) => ids.includes(id));
    // As the keyring has it; as it would be if the only handler were the one whom the first case's reporter shut out; and beside one who holds it.
    const deputies = only(me.id);
    expect(entersLinked(keyring, { members }, me.id)).toBe(true);
    expect(entersLinked({ handlers: only(third.id), deputies }, { members }, me.id)).toBe(true);
    expect(entersLinked({ handlers: only(colleague.id), deputies }, { members }, me.id)).toBe(false);
  });

  const sorted = (holders: Iterable<Holder>): readonly Holder[] => [...holders].sort();

  it("is shared with those alone who can open the first, but for whom it concerns", async () => {
    const all = shareWithin(keyring, await origin(), []);
    expect(sorted(all.wrapped)).toEqual(sorted([me.id, colleague.id, "recovery"]));
    expect(all.excluded).toEqual([third.id]);
    expect(isNarrower(await origin(), all)).toBe(false);
    const fewer = shareWithin(keyring, await origin(), [colleague.id]);
    expect(sorted(fewer.wrapped)).toEqual(sorted([me.id, "recovery"]));
    expect(sorted(fewer.excluded)).toEqual(sorted([third.id, colleague.id]));
    expect(isNarrower(await origin(), fewer)).toBe(true);
  });

  it("is shared anew where somebody left the first case, came to it or was shut out of it since", async () => {
    const [before, now] = [await origin(), await origin()];
    expect(isSharedAlike(before, now)).toBe(true);
    const left = { ...now, members: new Set([...now.members].filter((holder) => holder !== colleague.id)) };
    const exchanged = { ...now, members: new Set([...left.members, third.id]) };
    const shut = { ...now, excluded: new Set<Holder>([...now.excluded, colleague.id]) };
    for (const changed of [left, exchanged, shut]) {
      expect([isSharedAlike(before, changed), isSharedAlike(changed, before)]).toEqual([false, false]);
    }
  });

  it("shuts nobody out for good who merely has no key to the first, and gives none to recovery that had none", () => {
    const within = { members: new Set<Holder>([me.id]), excluded: new Set<Holder>() };
    expect(shareWithin(keyring, within, [])).toMatchObject({ wrapped: [me.id], excluded: [] });
    const nobody = { members: new Set<Holder>(), excluded: new Set<Holder>() };
    expect(() => shareWithin(keyring, nobody, [])).toThrow("nobody is left");
  });

  it("names the first in its record from its first version on, and who is kept from it sees nothing of it", async () => {
    const from = await origin();
    const ready = given(judged(prefilled(from, QUESTIONS), TODAY, from));
    const sharing = shareWithin(keyring, from, [colleague.id]);
    const made = await server.fileTo(sharing, ready.told.report, ready.told.received, "desk");
    await desk.cases.load();
    await noteHow(desk, made.row, ready.terms);
    const there = await show(desk.cases, made.row);
    expect(recordOf(there.opened.internal.entries).get("linked")).toBe(from.case);
    expect(linkedWith(there, desk).map(({ row, stands }) => [row.id, stands])).toEqual([[first.row, "here"]]);
    for (const links of [linkedWith, reprisalsLinkedWith]) {
      expect(links(await show(desk.cases, first.row), desk).map(({ row }) => row.id)).toEqual([made.row]);
    }
    expect(reprisalsLinkedWith(await show(desk.cases, made.row), desk)).toEqual([]);
    // Whoever told of them waits for an answer all the same: no day of the server's takes that away.
    const again = await show(desk.cases, first.row);
    const asked = given(desk.cases.ordered.peek().find(({ id }) => id === first.row)?.view).asked;
    expect([asked.map(({ what }) => what), requestsOf(again, TODAY).map(({ what }) => what)]).toEqual([["retaliation"], ["retaliation"]]);
    const theirs = seat(server, colleague);
    await theirs.cases.load();
    const seen = await show(theirs.cases, first.row);
    expect(linkedWith(seen, theirs)).toEqual([]);
    expect(recordOf(seen.opened.internal.entries).has("linked")).toBe(false);
  });
});
