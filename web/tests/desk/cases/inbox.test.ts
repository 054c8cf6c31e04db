import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Day } from "../../../src/sealing/day.ts";
import { newId } from "../../../src/sealing/id.ts";
import type { CaseDays } from "../../../src/desk/cases/duties.ts";
import type { RecordFacts } from "../../../src/desk/cases/record/facts.ts";
import { claimedOf, countsOf, dutiesOf, dutyOf, inOrder, isEnding, isFresh, nearnessOf, stateOf, unreadOf } from "../../../src/desk/cases/inbox.ts";
import type { RequestKind } from "../../../src/desk/cases/requests.ts";
import { filtered, NO_FILTER, type Filter } from "../../../src/desk/cases/filters.ts";
import { MADE, NO_DRAFTS, readView, writeView } from "../../../src/desk/cases/view.ts";
import { day, given } from "./support/given.ts";
import { NO_RECORD, row, view } from "./support/rows.ts";

const late = row({ received: day("2026-11-10") });
const later = row({ received: day("2026-11-12") });
const soon = row({ received: day("2026-11-16") });
const feedbackSoon = row({ received: day("2026-08-20"), acknowledged: day("2026-08-24") });
const waiting = row({ received: day("2026-10-01"), acknowledged: day("2026-10-02") });
const waitingLonger = row({ received: day("2026-09-25"), acknowledged: day("2026-10-02") });
const done = row({ received: day("2026-09-28"), acknowledged: day("2026-10-02"), fedBack: day("2026-10-20") });
const both = { acknowledged: day("2026-01-04"), fedBack: day("2026-03-01") };
const closed = row({ received: day("2026-01-01"), ...both, closed: day("2026-06-01") });
const closedSince = row({ received: day("2026-01-02"), ...both, closed: day("2026-07-01") });
const closedUnanswered = row({ received: day("2026-01-03"), acknowledged: day("2026-01-04"), closed: day("2026-02-01") });
const closedEarly = row({ received: day("2026-11-01"), acknowledged: day("2026-11-02"), closed: day("2026-11-03") });

describe("the order of the inbox", () => {
  it("what is late first, then what is due within a week, then by the day it came, closed cases last", () => {
    const expected = [late, later, soon, feedbackSoon, waitingLonger, done, waiting, closedSince, closed];
    expect(inOrder([...expected].reverse()).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it("puts a closed case in which feedback is late before all others, and one in which it is due later last", () => {
    const expected = [closedUnanswered, late, waiting, closedEarly, closedSince, closed];
    expect(inOrder([...expected].reverse()).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect([countsOf(expected).late, stateOf(closedUnanswered)]).toEqual([2, "closed"]);
  });

  it("puts what a reporter waits for among what is due within a week, closed or not, and reprisals among what is late", () => {
    const asked = (what: RequestKind, since: string) => ({ view: view({ days: closedDays, state: "closed" as const, asked: [{ what, since: day(since) }] }) });
    const closedDays = { received: day("2026-01-01"), ...both, closed: day("2026-06-01") };
    const reprisals = row(closedDays, asked("retaliation", "2026-11-18"));
    const meeting = row(closedDays, asked("meeting", "2026-11-01"));
    const withReporter = row(closedDays, asked("minutes", "2026-11-01"));
    const expected = [late, reprisals, meeting, soon, waiting, withReporter];
    expect(inOrder([...expected].reverse()).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(countsOf(expected).asked).toBe(2);
    expect(filtered(expected, { ...NO_FILTER, asked: true }, newId<"member">())).toEqual([reprisals, meeting]);
  });

  it("reads the next step's day, a hold to look at again, and a public record whose time is over", () => {
    const days = { received: day("2024-10-01"), ...both, acknowledged: day("2024-10-02"), fedBack: day("2024-11-01"), closed: day("2024-11-12") };
    const of = (record: Partial<RecordFacts>, isPublic: boolean, on: CaseDays = days) =>
      row(on, {
        retention: { keeping: { months: 24, isPublic }, earlierKeepings: [] },
        view: view({ days: on, record: { ...NO_RECORD, ...record } }),
      });
    const nothing = { held: null, decided: null, proposed: null };
    const undecided = of({ ending: nothing }, true);
    const soonUndecided = of({ ending: nothing }, true, { ...days, closed: day("2025-01-20") });
    const held = of({ ending: { ...nothing, held: day("2026-05-21") } }, false);
    const heldOn = of({ ending: { ...nothing, held: day("2026-05-21") }, review: day("2027-01-10") }, false);
    const step = of({ nextBy: day("2026-11-25"), ending: nothing }, false, { ...days, closed: null });
    const stepBefore = of({ nextBy: day("2024-11-11"), ending: { ...nothing, decided: day("2026-11-01") } }, true);
    const said = [undecided, soonUndecided, held, heldOn, step, stepBefore].map((each) => [dutyOf(each), nearnessOf(each)]);
    expect(said).toEqual([
      [{ what: "decide", by: "2026-11-12" }, "late"],
      [{ what: "decide", by: "2027-01-20" }, "later"],
      [{ what: "review", by: "2026-11-21" }, "late"],
      [{ what: "review", by: "2027-01-10" }, "later"],
      [{ what: "step", by: "2026-11-25" }, "soon"],
      [null, null],
    ]);
    expect([undecided, soonUndecided, held, stepBefore].map(isEnding)).toEqual([true, true, false, false]);
    expect(inOrder([stepBefore, step, held, undecided])).toEqual([undecided, held, step, stepBefore]);
    expect(filtered([stepBefore, step, held, undecided], { ...NO_FILTER, duty: "late" }, newId<"member">())).toEqual([held, undecided]);
  });

  it("reads the days that outlast the work, for as long as the record has them", () => {
    const days = { received: day("2026-01-10"), ...both, acknowledged: day("2026-01-11"), fedBack: day("2026-03-01"), closed: day("2026-06-01") };
    const of = (record: Partial<RecordFacts>) => row(days, { view: view({ days, state: "closed", record: { ...NO_RECORD, ...record } }) });
    const told = of({ tellBy: day("2026-11-24") });
    const protectedOne = of({ protectionBy: day("2026-11-20"), recommendationsBy: day("2027-03-01") });
    const nothing = of({});
    expect([told, protectedOne, nothing].map((each) => [dutyOf(each), dutiesOf(each)])).toEqual([
      [{ what: "tell", by: "2026-11-24" }, ["tell"]],
      [{ what: "protect", by: "2026-11-20" }, ["protect", "recommend"]],
      [null, []],
    ]);
    expect(inOrder([nothing, told, protectedOne])).toEqual([protectedOne, told, nothing]);
    const due = (todo: Filter["todo"]) => filtered([nothing, told, protectedOne], { ...NO_FILTER, todo }, newId<"member">());
    expect([due("tell"), due("recommend"), due("acknowledge")]).toEqual([[told], [protectedOne], []]);
  });

  it("is the same whatever order the server gives", () => {
    const all = [late, later, soon, feedbackSoon, waiting, waitingLonger, done, closed, closedSince];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(inOrder(shuffled).map(({ id }) => id)).toEqual(inOrder(all).map(({ id }) => id));
      }),
    );
  });

  it("goes by signed steps as far as they were verified, and by no column beyond them", () => {
    const signed = { received: day("2026-11-10"), acknowledged: null, fedBack: null, closed: null };
    // The server says acknowledged; no signed step does.
    const lied = row({ received: day("2026-11-10"), acknowledged: day("2026-11-11") }, { view: view({ days: signed }) });
    expect(isFresh(lied)).toBe(true);
    expect(countsOf([lied]).late).toBe(1);
    const grown = { ...lied, summary: { ...lied.summary, counts: { c: 3, i: 0 } } };
    expect(isFresh(grown)).toBe(false);
    expect(countsOf([grown]).late).toBe(1);
  });

  it("keeps a case among the duties that only the server calls acknowledged or closed, and says who says so", () => {
    const received = day("2026-11-10");
    const unopened = row({ received, acknowledged: day("2026-11-11"), closed: day("2026-11-12") }, { view: null });
    expect([countsOf([unopened]).late, stateOf(unopened), claimedOf(unopened)]).toEqual([1, "received", "closed"]);
    const signed = { received, acknowledged: null, fedBack: null, closed: null };
    const grown = row({ received, closed: day("2026-11-12") }, { view: view({ days: signed }) }, { c: 3, i: 0 });
    expect([countsOf([grown]).late, stateOf(grown), claimedOf(grown)]).toEqual([1, "received", "closed"]);
  });

  it("puts a case back among the duties that the server says was opened again", () => {
    const was = { received: day("2026-08-01"), acknowledged: day("2026-08-02"), fedBack: null, closed: day("2026-09-01") };
    const again = row({ ...was, closed: null }, { view: view({ days: was, state: "closed" }) }, { c: 3, i: 0 });
    expect([countsOf([again]).late, stateOf(again), claimedOf(again)]).toEqual([1, "acknowledged", null]);
  });
});

describe("unread marks", () => {
  it("a case nobody has opened is one letter, for the contact details bring nothing to read", () => {
    expect(unreadOf(row({}, { view: null }))).toBe(1);
  });

  it("counts what came after the last look, notes too", () => {
    expect(unreadOf(row({}, { view: view() }, { c: 4, i: 1 }))).toBe(3);
  });

  it("takes the count of verified letters by others where nothing came since", () => {
    expect(unreadOf(row({}, { view: view({ unread: 1, read: { c: 0, i: 0 } }) }))).toBe(1);
  });
});

describe("the view in an index entry", () => {
  it("survives being written and read", () => {
    const record = { ...NO_RECORD, severity: "3", assigned: [newId<"member">()], tags: ["a b", "ö"], nextBy: day("2026-12-01") } as const;
    const written = view({ drafts: { ...NO_DRAFTS, reply: 'Hej "du"\n' }, damaged: true, record });
    expect(readView(writeView(written))).toEqual(written);
  });

  it("of a desk that kept another list of what is open is read, and is one of earlier rules", () => {
    const { asked, made, ...written } = JSON.parse(writeView(view())) as Record<string, unknown>;
    const found = given(readView(JSON.stringify({ ...written, requests: ["meeting"] })));
    expect([asked, made, found.asked, found.made]).toEqual([[], MADE, [], 0]);
  });

  it("of a desk that read fewer days and one category is read as having no more", () => {
    const { record, ...written } = JSON.parse(writeView(view())) as { record: Record<string, unknown> };
    const { categories, tellBy, protectionBy, recommendationsBy, ...kept } = record;
    expect([categories, tellBy, protectionBy, recommendationsBy]).toEqual([[], null, null, null]);
    expect(given(readView(JSON.stringify({ ...written, record: kept }))).record).toEqual(NO_RECORD);
  });

  it("of the demonstration is one of this desk's rules, so that nobody measures making thousands of them anew", () => {
    const seeded = readFileSync(new URL("../../../../src/cli/demo/view.rs", import.meta.url), "utf8");
    expect(/^const MADE: u32 = (\d+);$/m.exec(seeded)?.[1]).toBe(String(MADE));
  });

  it("of another version, or damaged, is made anew", () => {
    expect(readView(writeView(view()).replace('"v":4', '"v":3'))).toBeNull();
    expect(readView("nothing")).toBeNull();
  });

  it("keeps days as days", () => {
    const days: readonly (Day | null)[] = Object.values(given(readView(writeView(view()))).days);
    expect(days).toEqual(["2026-11-20", null, null, null]);
  });
});
