import { beforeEach, describe, expect, it } from "vitest";
import { givenAwayTo, takeAway } from "../../../src/desk/cases/links/giving_away.ts";
import { link, linkable, linkedWith, unlink } from "../../../src/desk/cases/links/linking.ts";
import { changeAccess } from "../../../src/desk/cases/people/changing_access.ts";
import { changesInWords } from "../../../src/desk/cases/record/in_words.ts";
import { valueIn } from "../../../src/desk/cases/record/terms.ts";
import { recordOf, versionsOf } from "../../../src/desk/cases/record/versions.ts";
import { sayingOf } from "../../../src/desk/cases/record/writers.ts";
import { Words } from "../../../src/desk/words.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const third = person("Säkerhetschef");

let server: DeskServer;
let desk: AtDesk;
let wide: StoredCase;
let narrow: StoredCase;

const filed = (text: string, excluded: readonly (typeof me)[] = []): Promise<StoredCase> =>
  server.file({ answers: [{ question: "what", answer: text }] }, day("2026-11-20"), excluded.map(({ id }) => id));

beforeEach(async () => {
  server = new DeskServer([me, colleague, third], day("2026-11-22"));
  wide = await filed("Fakturor har delats upp.");
  narrow = await filed("Chefen hotar oss.", [colleague]);
  desk = seat(server, me);
  await desk.cases.load();
});

async function recordAt({ row }: StoredCase): Promise<ReadonlyMap<string, string>> {
  return recordOf((await show(desk.cases, row)).opened.internal.entries);
}

describe("a link between cases", () => {
  it("stands in the case that fewer can open, from whichever it is made, and shows from both", async () => {
    for (const [from, to] of [[wide, narrow], [narrow, wide]] as const) {
      const shown = await show(desk.cases, from.row);
      expect(await link(shown, to.row, false, desk)).toEqual({ is: "done" });
      expect((await recordAt(wide)).has("linked")).toBe(false);
      expect(valueIn(await recordAt(narrow), "linked")).toHaveLength(1);
      const there = linkedWith(await show(desk.cases, wide.row), desk);
      expect(there.map(({ row, stands }) => [row.id, stands])).toEqual([[narrow.row, "there"]]);
      const here = linkedWith(await show(desk.cases, narrow.row), desk);
      expect(here.map(({ row, stands }) => [row.id, stands])).toEqual([[wide.row, "here"]]);
      // And can be taken away from either.
      const again = await show(desk.cases, from.row);
      expect(await unlink(again, given(linkedWith(again, desk)[0]), desk)).toEqual({ is: "done" });
      expect((await recordAt(narrow)).has("linked")).toBe(false);
    }
  });

  it("is none between two of which each has somebody who is kept from the other", async () => {
    const other = await filed("Säkerhetschefen är jävig.", [third]);
    await desk.cases.load();
    const before = server.asked.filter(({ method }) => method === "POST").length;
    expect(await link(await show(desk.cases, narrow.row), other.row, true, desk)).toEqual({ is: "nowhere" });
    expect(server.asked.filter(({ method }) => method === "POST")).toHaveLength(before);
  });

  it("says nothing of a case to whoever cannot open it", async () => {
    await link(await show(desk.cases, wide.row), narrow.row, false, desk);
    const theirs = seat(server, colleague);
    await theirs.cases.load();
    const shown = await show(theirs.cases, wide.row);
    expect(linkedWith(shown, theirs)).toEqual([]);
    expect(shown.opened.internal.entries).toEqual([]);
    // Even where a record names one, its history does not say which.
    const opened = (await show(desk.cases, narrow.row)).opened;
    const { channel } = await show(desk.cases, narrow.row);
    const said = changesInWords(given(versionsOf(opened.internal.entries).at(-1)).changes, sayingOf({ channel }, new Words("sv")));
    expect(said).toBe("Hör ihop med: ett ärende");
  });

  it("of a merged case leaves its outcome where it was merged, beside what a colleague recorded meanwhile", async () => {
    const shown = await show(desk.cases, wide.row);
    const theirs = seat(server, colleague);
    await theirs.cases.load();
    const record = theirs.recordIn(await show(theirs.cases, wide.row));
    record.type("next-step", "Ring");
    await record.save();
    expect(await link(shown, narrow.row, true, desk)).toEqual({ is: "done" });
    const merged = await recordAt(wide);
    expect(merged.get("outcomes")).toBe("merged");
    expect(merged.get("next-step")).toBe("Ring");
    expect((await recordAt(narrow)).has("outcomes")).toBe(false);
  });

  it("is looked for among one's own cases by reference and title", async () => {
    const shown = await show(desk.cases, wide.row);
    expect(linkable(shown, "", desk).map(({ id }) => id)).toEqual([narrow.row]);
    expect(linkable(shown, "HOTAR", desk).map(({ id }) => id)).toEqual([narrow.row]);
    const { reference } = given(desk.cases.rows.value.get(narrow.row)?.view);
    expect(linkable(shown, reference.toLowerCase(), desk).map(({ id }) => id)).toEqual([narrow.row]);
    expect(linkable(shown, "fakturor", desk)).toEqual([]);
  });
});

describe("giving somebody a case", () => {
  /** Two linked cases that the third handler has stepped aside from, or has stepped aside from one of. */
  async function linked(leaves: readonly StoredCase[]): Promise<StoredCase> {
    const other = await filed("Fakturor igen.");
    const theirs = seat(server, third);
    await theirs.cases.load();
    for (const { row } of [other, ...leaves]) {
      const left = await changeAccess(row, { what: "step-aside", to: null }, null, theirs.cases, theirs.ports);
      expect(left).toEqual({ is: "done" });
    }
    await desk.cases.load();
    expect(await link(await show(desk.cases, wide.row), other.row, false, desk)).toEqual({ is: "done" });
    return other;
  }

  it("tells of the links of its record that they cannot open, and takes those away if asked to", async () => {
    const other = await linked([wide]);
    const before = await givenAwayTo(third.id, await show(desk.cases, wide.row), desk);
    expect(before).toEqual({
      ids: [desk.cases.idOf(other.row)],
      references: [given(desk.cases.rows.value.get(other.row)?.view).reference],
      unopened: 0,
    });
    expect(await takeAway(before.ids, await show(desk.cases, wide.row), desk)).toEqual({ is: "done" });
    expect((await givenAwayTo(third.id, await show(desk.cases, wide.row), desk)).ids).toEqual([]);
    // Once more writes nothing.
    const { length } = wide.i;
    expect(await takeAway(before.ids, await show(desk.cases, wide.row), desk)).toEqual({ is: "done" });
    expect(wide.i).toHaveLength(length);
  });

  it("tells nothing of links with cases that they hold", async () => {
    const other = await linked([wide]);
    await show(desk.cases, other.row);
    const give = { what: "give", to: third.id, isAgain: true } as const;
    // They were left out of it by another key: nobody gives it back unawares.
    const unawares = await changeAccess(other.row, { ...give, isAgain: false }, null, desk.cases, desk.ports);
    expect(unawares).toEqual({ is: "refused", because: "left-before" });
    expect(await changeAccess(other.row, give, null, desk.cases, desk.ports)).toEqual({ is: "done" });
    expect((await givenAwayTo(third.id, await show(desk.cases, wide.row), desk)).ids).toEqual([]);
  });

  it("tells how many links there are whose cases whoever gives it cannot open", async () => {
    const other = await linked([wide]);
    const aside = { what: "step-aside", to: null } as const;
    expect(await changeAccess(other.row, aside, null, desk.cases, desk.ports)).toEqual({ is: "done" });
    expect(await givenAwayTo(third.id, await show(desk.cases, wide.row), desk)).toMatchObject({ references: [], unopened: 1 });
  });
});
