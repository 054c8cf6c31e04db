import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/sealing/thread.ts";
import { decidedSince, endingBy, lapsedDecision, unfoundedEnding } from "../../../src/desk/cases/retention/borne_out.ts";
import { fateOf, keepingOf } from "../../../src/desk/cases/retention/ending.ts";
import { isUnfounded } from "../../../src/desk/cases/retention/unfounded_endings.tsx";
import { stepsBetween } from "../../../src/desk/cases/record/stepping.ts";
import { NO_RECORD, type CaseRecord } from "../../../src/desk/cases/record/terms.ts";
import { seat, show } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person } from "./support/stored.ts";

const PRIVATE = { isPublic: false, months: 24 };
const NOTHING = { held: null, decided: null };
const PUBLIC = { isPublic: true, months: 24 };
const HELD: CaseRecord = new Map([["hold", "2027-01-20"], ["hold-reason", "Rättegång."]]);
const DECIDED: CaseRecord = new Map([["erasure-decision", "KS 2027/114 § 8"]]);

describe("the end of a case", () => {
  it("comes its months after closing, unless it is held, and to a public record by a decision alone", () => {
    const closed = day("2028-02-29");
    const end = day("2030-02-28");
    const decided = { ...NOTHING, decided: day("2029-01-20") };
    expect(fateOf(null, decided, PRIVATE)).toEqual({ is: "open" });
    expect(fateOf(null, { ...NOTHING, held: day("2029-01-21") }, PRIVATE)).toEqual({ is: "held" });
    expect(fateOf(closed, NOTHING, PRIVATE)).toEqual({ is: "due", on: end });
    expect(fateOf(closed, NOTHING, PUBLIC)).toEqual({ is: "undecided", end });
    expect(fateOf(closed, decided, PUBLIC)).toEqual({ is: "due", on: end });
    expect(fateOf(closed, { ...decided, held: day("2029-01-21") }, PUBLIC)).toEqual({ is: "held" });
    expect(fateOf(closed, NOTHING, { ...PRIVATE, months: 1 })).toEqual({ is: "due", on: day("2028-03-29") });
  });

  it("comes no later than was said when the case came, and a shorter time holds for all", () => {
    const earlier = (issued: string, followed: string, months: number) => ({ issued: day(issued), followed: day(followed), isPublic: false, months });
    const channel = {
      keeping: { isPublic: false, months: 12 },
      earlierKeepings: [earlier("2027-01-01", "2027-03-01", 6), earlier("2027-03-01", "2027-06-01", 24)],
    };
    const months = (received: string) => keepingOf(channel, day(received)).months;
    expect(["2027-02-01", "2027-03-03", "2027-03-04", "2027-07-01", "2026-12-01"].map(months)).toEqual([6, 6, 12, 12, 12]);
  });

  it("takes a decision for what came to a public body, whatever its channel's settings say since", () => {
    const channel = {
      keeping: PRIVATE,
      earlierKeepings: [
        { issued: day("2027-01-01"), followed: day("2027-03-01"), ...PRIVATE },
        { issued: day("2027-03-01"), followed: day("2027-06-01"), ...PUBLIC },
      ],
    };
    const isPublic = (received: string) => keepingOf(channel, day(received)).isPublic;
    expect(["2027-02-01", "2027-04-01", "2027-06-03", "2027-06-04"].map(isPublic)).toEqual([true, true, true, false]);
  });

  it("is told to the server by the steps that the record's versions take", () => {
    expect(stepsBetween(NO_RECORD, HELD)).toEqual(["hold"]);
    expect(stepsBetween(HELD, DECIDED)).toEqual(["release", "decide-erasure"]);
    expect(stepsBetween(DECIDED, new Map([["erasure-early", "Felsänd."]]))).toEqual(["undecide-erasure", "propose-erasure"]);
    // Proposed anew, in other words, for what has come since.
    expect(stepsBetween(new Map([["erasure-early", "Felsänd."]]), new Map([["erasure-early", "Inget ärende."]]))).toEqual(["propose-erasure"]);
  });
});

describe("a decision to erase a public record", () => {
  const A = [["erasure-decision", "KS 2027/114 § 8"], ["erasure-decision-day", "2027-01-20"]] as const;
  const LATER = [A[0], ["erasure-decision-day", "2029-01-20"]] as const;
  const ON = ["2027-01-21", "2027-01-22", "2029-01-21", "2029-01-22", "2029-01-23"].map(day);

  type Said = readonly (readonly [string, string])[];
  /** Versions of the record, each with the head of the conversation that it saw, over one whose numbers 3 and 5 reopen. */
  function threads(head: number, versions: readonly (readonly [seen: number, terms: Said])[]) {
    const conversation = [1, 2, 3, 4, 5, 6].slice(0, head).map((n) => {
      const body = { kind: "message", step: n === 3 || n === 5 ? "reopen" : "close" };
      return { status: "shown", n, body } as unknown as Entry;
    });
    const internal = versions.map(([n, terms], index) => {
      const body = { kind: "triage", seen: { n }, terms: terms.map(([term, value]) => ({ term, value })) };
      return { status: "shown", n: index, day: ON[index], body } as unknown as Entry;
    });
    return [conversation, internal] as const;
  }

  it("stands since the version that brought it, for as long as versions have it", () => {
    expect(decidedSince(...threads(2, []))).toBeNull();
    expect(decidedSince(...threads(2, [[2, []], [2, A]]))).toBe("2027-01-22");
    expect(decidedSince(...threads(2, [[2, A], [2, LATER]]))).toBe("2027-01-21");
    expect(decidedSince(...threads(2, [[2, A], [2, []]]))).toBeNull();
    expect(decidedSince(...threads(2, [[2, A], [2, []], [2, A]]))).toBe("2029-01-21");
  });

  it("ends as the case is reopened, though later versions of the record still have its words", () => {
    const carried = [[2, A], [3, A], [4, A]] as const;
    expect(decidedSince(...threads(3, [[2, A]]))).toBeNull();
    expect(decidedSince(...threads(4, carried))).toBeNull();
    expect(lapsedDecision(...threads(4, carried))).toBe("KS 2027/114 § 8\n2027-01-20");
    // Another one, by its day alone, stands; until the case is reopened again.
    expect(decidedSince(...threads(4, [...carried, [4, LATER]]))).toBe("2029-01-22");
    expect(lapsedDecision(...threads(4, [...carried, [4, LATER]]))).toBe("");
    expect(decidedSince(...threads(6, [...carried, [4, LATER], [6, LATER]]))).toBeNull();
    // Taken away first, it may be the same words.
    expect(decidedSince(...threads(4, [[2, A], [4, []], [4, A]]))).toBe("2029-01-21");
    expect(stepsBetween(new Map(A), new Map(LATER))).toEqual(["decide-erasure"]);
  });

  it("that nobody has signed is told of a case whatever the server has, and above the inbox before anything is gone", async () => {
    const me = person("Arkivarie");
    const server = new DeskServer([me], day("2026-11-22"));
    const stored = await server.file({}, day("2026-11-20"));
    const desk = seat(server, me);
    await desk.cases.load();
    const row = () => given(desk.cases.rows.value.get(stored.row));
    const { conversation, internal } = (await show(desk.cases, stored.row)).opened;
    expect(isUnfounded(row())).toBe(false);

    stored.ending.decided = server.today;
    await desk.cases.load();
    const facts = endingBy(conversation.entries, internal.entries);
    expect(unfoundedEnding(row().summary.ending, facts)).toEqual(["erasing-column-decided"]);
    expect(isUnfounded(row())).toBe(true);
    stored.ending.decided = null;

    // Held by a record, and released by the server alone.
    const record = desk.recordIn(await show(desk.cases, stored.row));
    await record.end(new Map([["hold", "2026-11-22"], ["hold-reason", "Rättegång."]] as const), record.newest());
    stored.ending.held = server.today;
    await desk.cases.load();
    expect(isUnfounded(row())).toBe(false);
    stored.ending.held = null;
    await desk.cases.load();
    expect(isUnfounded(row())).toBe(true);
  });

  it("is not said over what somebody else said of it while one decided", async () => {
    const [me, colleague] = [person("Chefsjurist"), person("Arkivarie")];
    const server = new DeskServer([me, colleague], day("2026-11-22"));
    const stored = await server.file({}, day("2026-11-20"));
    const [desk, other] = [seat(server, me), seat(server, colleague)];
    for (const at of [desk, other]) await at.cases.load();
    const [mine, theirs] = [desk.recordIn(await show(desk.cases, stored.row)), other.recordIn(await show(other.cases, stored.row))];
    const seen = mine.newest();
    expect(await theirs.end(new Map([["hold", "2026-11-22"], ["hold-reason", "Rättegång."]] as const), theirs.newest())).toMatchObject({ is: "sent" });
    await show(desk.cases, stored.row);
    const hold = new Map([["hold", "2026-11-22"], ["hold-reason", "Polisutredning."]] as const);
    expect(await mine.end(hold, seen)).toEqual({ is: "contradicted", by: "recorded" });
    expect(mine.newest().get("hold-reason")).toBe("Rättegång.");
    // Whoever has read it may say otherwise; and a colleague's hold is no objection to another decision.
    expect(await mine.end(new Map([["erasure-decision", "KS 2027/114"]] as const), seen)).toMatchObject({ is: "sent" });
    expect(await mine.end(hold, mine.newest())).toMatchObject({ is: "sent" });
    expect([mine.newest().get("hold-reason"), mine.newest().get("erasure-decision")]).toEqual(["Polisutredning.", "KS 2027/114"]);
  });
});
