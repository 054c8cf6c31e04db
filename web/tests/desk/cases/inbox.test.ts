import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Day } from "../../../src/sealing/day.ts";
import { digestOf } from "../../../src/sealing/digest.ts";
import { utf8 } from "../../../src/sealing/encoding.ts";
import { newId } from "../../../src/sealing/id.ts";
import {
  claimedOf,
  countsOf,
  excerptOf,
  filtered,
  haystackOf,
  inOrder,
  isFresh,
  neighbour,
  NO_FILTER,
  stateOf,
  unreadOf,
  type Row,
} from "../../../src/desk/cases/inbox.ts";
import type { CaseSummary } from "../../../src/desk/cases/summary.ts";
import { NO_DRAFTS, readView, writeView, type CaseView } from "../../../src/desk/cases/view.ts";
import { parseCaseRow, type CaseRow } from "../../../src/desk/router.ts";
import { day, given } from "./support/given.ts";

const TODAY = day("2026-11-22");
const channel = newId<"channel">();
let count = 0;

function rowId(): CaseRow {
  count += 1;
  return given(parseCaseRow(count.toString(16).padStart(32, "0")));
}

const reference = (n: number) => ({ n, hash: digestOf(utf8(`${n}`)) });

function view(over: Partial<CaseView> = {}): CaseView {
  return {
    v: 2,
    row: rowId(),
    reference: "K3M-9TX2",
    title: "Jäv vid tillsättning av rektor",
    path: "browser",
    category: "conf",
    words: "Förvaltningschefens svåger fick tjänsten.\nMöte den 9 juni.",
    state: "received",
    days: { received: day("2026-11-20"), acknowledged: null, fedBack: null, closed: null },
    heads: { c: reference(1), i: null },
    served: { c: 2, i: 0 },
    generation: 0,
    read: { c: 2, i: 0 },
    unread: 0,
    damaged: false,
    drafts: NO_DRAFTS,
    ...over,
  };
}

function row(days: Partial<CaseSummary["days"]>, over: Partial<Row> = {}, counts = { c: 2, i: 0 }): Row {
  const id = rowId();
  const whole = { received: day("2026-11-20"), acknowledged: null, fedBack: null, closed: null, ...days };
  const state = whole.closed !== null ? "closed" : whole.acknowledged !== null ? "acknowledged" : "received";
  const summary = { id, channel, path: "browser", state, days: whole, counts, generation: 0, index: null } as const;
  return { id, summary, today: TODAY, view: view({ days: whole, state }), trouble: null, wentBack: false, haystack: "", ...over };
}

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

describe("filter and search", () => {
  const found = (rows: readonly Row[], search: string): number => filtered(rows, { ...NO_FILTER, search }).length;
  const opened = row({}, { view: view(), haystack: haystackOf(view()) });

  it("finds every word, in any order and case, over title, text and both spellings of the reference", () => {
    expect(found([opened], "SVÅGER jäv")).toBe(1);
    expect(found([opened], "k3m9tx2")).toBe(1);
    expect(found([opened], "K3M-9TX2 juni")).toBe(1);
    expect(found([opened], "svåger september")).toBe(0);
  });

  it("knows å from a, and one spelling of å from another not", () => {
    expect(found([opened], "svager")).toBe(0);
    expect(found([opened], "sva\u030Ager")).toBe(1);
  });

  it("by duty and state together", () => {
    const rows = [late, soon, waiting, closed];
    expect(filtered(rows, { ...NO_FILTER, duty: "late" })).toEqual([late]);
    expect(filtered(rows, { ...NO_FILTER, state: "closed" })).toEqual([closed]);
    expect(filtered(rows, { ...NO_FILTER, duty: "soon", state: "closed" })).toEqual([]);
  });

  it("shows the words around what was found", () => {
    const excerpt = given(excerptOf(view().words, "SVÅGER"));
    expect(excerpt.found).toBe("svåger");
    expect(`${excerpt.before}${excerpt.found}${excerpt.after}`).toContain("Förvaltningschefens svåger fick tjänsten. Möte");
    expect(excerptOf(view().words, "rektor")).toBeNull();
  });

  it("an excerpt is always a piece of the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ minLength: 1, maxLength: 5 }), (text, search) => {
        const excerpt = excerptOf(text, search);
        if (excerpt !== null) expect(text.normalize("NFC")).toContain(excerpt.found);
      }),
    );
  });
});

describe("going up and down", () => {
  it("begins with the first, and stays at the ends", () => {
    const rows = [late, soon, closed];
    expect(neighbour(rows, null, 1)).toBe(late.id);
    expect(neighbour(rows, late.id, 1)).toBe(soon.id);
    expect(neighbour(rows, closed.id, 1)).toBe(closed.id);
    expect(neighbour(rows, late.id, -1)).toBe(late.id);
    expect(neighbour([], null, 1)).toBeNull();
  });
});

describe("the view in an index entry", () => {
  it("survives being written and read", () => {
    const written = view({ drafts: { ...NO_DRAFTS, reply: 'Hej "du"\n' }, damaged: true });
    expect(readView(writeView(written))).toEqual(written);
  });

  it("of another version, or damaged, is made anew", () => {
    expect(readView(writeView(view()).replace('"v":2', '"v":1'))).toBeNull();
    expect(readView("nothing")).toBeNull();
  });

  it("keeps days as days", () => {
    const days: readonly (Day | null)[] = Object.values(given(readView(writeView(view()))).days);
    expect(days).toEqual(["2026-11-20", null, null, null]);
  });
});
