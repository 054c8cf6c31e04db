import { expect, test } from "vitest";
import { unreadCount, readThrough } from "../../../src/desk/cases/course.ts";
import { owedSince } from "../../../src/desk/cases/owed_minutes.ts";
import { askedIn, isWaiting, openRequests } from "../../../src/desk/cases/requests.ts";
import { readMarks, unmarked } from "../../../src/sealing/reading.ts";
import type { Day } from "../../../src/sealing/day.ts";
import type { MemberId } from "../../../src/sealing/id.ts";
import type { Entry } from "../../../src/sealing/thread.ts";
import { day, given } from "./support/given.ts";

const ME = "11".repeat(16) as MemberId;
const OTHER = "22".repeat(16) as MemberId;

type Said = readonly [who: "reporter" | MemberId, what: string, refers?: number];

/** A conversation with no more than what is read of it: a message by its step, `-` for none, or `act:what`. */
function conversation(...said: readonly Said[]): readonly Entry[] {
  return [["reporter", "report"], ["reporter", "contact"], ...said].map(([who, what, refers], n) => {
    const [kind, act] = what.split(":");
    const body =
      kind === "act"
        ? { kind, what: act, text: "", refers: refers === undefined ? null : { n: refers, hash: hashOf(Number(refers)) } }
        : kind === "report" || kind === "contact"
          ? { kind }
          : { kind: "message", step: kind === "-" ? null : kind, text: "", files: [] };
    const writer = who === "reporter" ? { side: "reporter" } : { side: "member", holder: who };
    const day = `2026-06-${String(n + 1).padStart(2, "0")}` as Day;
    return { status: "shown", n, hash: hashOf(n), day, body, writer, linked: true, dayDiffers: false } as unknown as Entry;
  });
}

const hashOf = (n: number): string => n.toString(16).padStart(64, "0");
const open = (...said: readonly Said[]): readonly string[] => openRequests(conversation(...said), []).map(({ what, n }) => `${what} ${n}`);

test("a wish to meet, reprisals and a withdrawal are open until somebody answers, the gravest first", () => {
  expect(open(["reporter", "act:meeting"], ["reporter", "act:withdraw"], ["reporter", "act:retaliation"])).toEqual([
    "retaliation 4",
    "withdraw 3",
    "meeting 2",
  ]);
  expect(open(["reporter", "act:meeting"], [ME, "acknowledge"])).toEqual(["meeting 2"]);
  expect(open(["reporter", "act:meeting"], [ME, "act:read", 2], ["reporter", "-"])).toEqual(["meeting 2"]);
  expect(open(["reporter", "act:retaliation"], [ME, "-"])).toEqual([]);
  expect(open(["reporter", "act:meeting"], [ME, "act:meeting"])).toEqual([]);
  expect(open(["reporter", "act:retaliation"], [ME, "act:meeting"])).toEqual(["retaliation 2"]);
});

test("neither a step nor that something was read or opened answers what was asked, but what answers it by its nature does", () => {
  const told = ["retaliation", "withdraw", "meeting"] as const;
  const answering = { retaliation: ["-"], withdraw: ["-", "feedback", "close"], meeting: ["-", "minutes", "act:meeting"] };
  const steps = ["acknowledge", "feedback", "close", "reopen", "assess", "investigate", "conclude", "out-of-scope", "refer", "minutes"];
  const events = ["act:read", "act:contact-opened", "act:continues", "act:allow", "act:meeting"];
  for (const what of told) {
    const answers = ["-", ...steps, ...events].filter((said) => !open(["reporter", `act:${what}`], [ME, said]).includes(`${what} 2`));
    expect([what, [...answers].sort()]).toEqual([what, [...answering[what]].sort()]);
  }
});

test("a list knows of each kind since when the oldest and the newest are open", () => {
  const asked = (...said: readonly Said[]) => askedIn(conversation(...said), []).map(({ what, since }) => `${what} ${since}`);
  expect(asked(["reporter", "act:meeting"], ["reporter", "act:retaliation"], ["reporter", "act:meeting"], ["reporter", "act:meeting"])).toEqual([
    "retaliation 2026-06-04",
    "meeting 2026-06-03",
    "meeting 2026-06-06",
  ]);
  expect(asked(["reporter", "act:meeting"], [ME, "-"])).toEqual([]);
});

test("closing answers a withdrawal, and neither reprisals nor a wish to meet", () => {
  expect(open(["reporter", "act:withdraw"], ["reporter", "act:meeting"], ["reporter", "act:retaliation"], [ME, "close"])).toEqual([
    "retaliation 4",
    "meeting 3",
  ]);
  expect(openRequests(conversation([ME, "close"], ["reporter", "act:retaliation"]), [])).toEqual([{ what: "retaliation", n: 3, since: "2026-06-04" }]);
});

test("minutes wait for the reporter, and once corrected for the desk", () => {
  expect(open([ME, "minutes"])).toEqual(["minutes 2"]);
  expect(open([ME, "minutes"], ["reporter", "act:correct", 2])).toEqual(["correct 3"]);
  expect(open([ME, "minutes"], ["reporter", "act:correct", 2], [ME, "minutes"])).toEqual(["minutes 4"]);
  expect(open([ME, "minutes"], ["reporter", "act:correct", 2], [ME, "minutes"], ["reporter", "act:approve", 4])).toEqual([]);
  expect(open([ME, "minutes"], ["reporter", "act:correct", 2], [ME, "-"])).toEqual([]);
});

test("that somebody has read is nothing new, whoever it is, and no reason to look again", () => {
  const read = conversation([ME, "-"], ["reporter", "act:read", 2]);
  expect(unreadCount(read, 3, ME)).toBe(0);
  expect(readThrough(read, 2, ME)).toBe(4);
  const answered = conversation([ME, "-"], ["reporter", "act:read", 2], ["reporter", "-"], [OTHER, "act:read", 4]);
  expect(unreadCount(answered, 3, ME)).toBe(1);
  expect(readThrough(answered, 3, ME)).toBe(4);
});

test("a letter is marked as read from the first act on that reaches it, and by the other side alone", () => {
  const entries = conversation([ME, "-"], [ME, "-"], ["reporter", "act:read", 2], [OTHER, "act:read", 0], ["reporter", "act:read", 3]);
  const byReporter = readMarks(entries, "reporter");
  expect([byReporter(2), byReporter(3), byReporter(4)]).toEqual(["2026-06-05", "2026-06-07", null]);
  expect(readMarks(entries, "member")(0)).toBe("2026-06-06");
  expect(readMarks(entries, "member")(2)).toBeNull();
});

test("one act marks what a member has read, as far as it was read, and no other follows until the reporter writes again", () => {
  expect(unmarked(conversation(), 0)).toBeNull();
  expect(unmarked(conversation(), 2)).toMatchObject({ n: 0 });
  const written = conversation([OTHER, "act:read", 0], ["reporter", "-"], ["reporter", "act:meeting"]);
  expect(unmarked(written, 3)).toBeNull();
  expect(unmarked(written, 4)).toMatchObject({ n: 3 });
  expect(unmarked(written, 5)).toMatchObject({ n: 4, hash: hashOf(4) });
  // That the reporter has read is no letter, and what another handler marked is marked.
  expect(unmarked(conversation([OTHER, "act:read", 0], [ME, "-"], ["reporter", "act:read", 3]), 5)).toBeNull();
});

/** A record of one version, which holds those terms. */
function recorded(terms: Readonly<Record<string, string>>): readonly Entry[] {
  const body = { kind: "triage", seen: { n: 0 }, terms: Object.entries(terms).map(([term, value]) => ({ term, value })) };
  return [{ status: "shown", n: 0, hash: hashOf(0), day: "2026-06-01", body, writer: { side: "member", holder: ME }, linked: true } as unknown as Entry];
}

test("minutes are owed from when an oral report was entered until some have gone to the reporter, and none of a recording or a letter", () => {
  const entered = (...said: readonly Said[]): readonly Entry[] =>
    conversation(...said).map((entry) => (entry.n === 0 && entry.status === "shown" ? { ...entry, body: { ...entry.body, path: "desk" } as typeof entry.body } : entry));
  const owed = (terms: Readonly<Record<string, string>>, ...said: readonly Said[]) => owedSince(entered(...said), recorded(terms));
  for (const terms of [{ "came-by": "telephone" }, { "came-by": "meeting", documented: "minutes" }, { "came-by": "other", documented: "transcript" }]) {
    expect(owed(terms, [ME, "acknowledge"], [ME, "-"])).toEqual(["2026-06-01"]);
    expect(owed(terms, [ME, "minutes"])).toEqual([]);
  }
  for (const terms of [{}, { "came-by": "letter", documented: "original" }, { "came-by": "telephone", documented: "recording" }]) {
    expect(owed(terms)).toEqual([]);
  }
  expect(owedSince(conversation(), recorded({ "came-by": "telephone" }))).toEqual([]);
});

test("minutes are owed of a meeting from its day until some of that day or later have gone", () => {
  const met = recorded({ met: "2026-06-04" });
  expect(owedSince(conversation([ME, "minutes"]), met)).toEqual(["2026-06-04"]);
  expect(owedSince(conversation([ME, "minutes"], [ME, "minutes"]), met)).toEqual([]);
  const [owed] = askedIn(conversation(), met);
  expect(owed).toEqual({ what: "owed", since: "2026-06-04" });
  // No day that a server stamps hides what a reporter told.
  for (const what of ["retaliation", "withdraw", "meeting", "correct"] as const) {
    expect(isWaiting({ what, since: day("9999-12-31") }, day("2026-06-03"))).toBe(true);
  }
  expect([isWaiting(given(owed), day("2026-06-03")), isWaiting(given(owed), day("2026-06-04"))]).toEqual([false, true]);
});
