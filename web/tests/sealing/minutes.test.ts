import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { minutesOf } from "../../src/sealing/minutes.ts";
import type { Entry } from "../../src/sealing/thread.ts";
import type { Day } from "../../src/sealing/day.ts";
import type { Digest } from "../../src/sealing/digest.ts";

interface Vector {
  readonly why: string;
  readonly conversation: readonly { readonly n: number; readonly step?: string | null; readonly act?: string; readonly refers?: number | null }[];
  readonly minutes: readonly { readonly n: number; readonly state: string; readonly asked: boolean }[];
}

const vectors = JSON.parse(readFileSync(new URL("../../../tests/vectors/minutes.json", import.meta.url), "utf8")) as readonly Vector[];
const hashOf = (n: number): Digest => n.toString(16).padStart(64, "0") as Digest;

/** An entry with no more than the rule reads. */
function entryOf({ n, step, act, refers }: Vector["conversation"][number]): Entry {
  const body = act === undefined
    ? { kind: "message", step, text: "", language: "sv", files: [] }
    : { kind: "act", what: act, text: "", refers: refers === null || refers === undefined ? null : { n: refers, hash: hashOf(refers) } };
  const writer = act === undefined ? { side: "member" } : { side: "reporter" };
  return { status: "shown", n, hash: hashOf(n), day: "2026-06-01" as Day, body, writer, linked: true, dayDiffers: false } as unknown as Entry;
}

test.each(vectors)("minutes: $why", ({ conversation, minutes }) => {
  const found = minutesOf(conversation.map(entryOf));
  expect(found.map(({ entry, state, isAsked }) => ({ n: entry.n, state, asked: isAsked }))).toEqual(minutes);
});

test("an answer to other minutes under the same number, and one that a member wrote, count for nothing", () => {
  const sent = entryOf({ n: 2, step: "minutes" });
  const answer = entryOf({ n: 3, act: "approve", refers: 2 });
  expect(minutesOf([sent, answer])[0]?.state).toBe("approved");
  const other = { ...sent, hash: hashOf(9) } as Entry;
  expect(minutesOf([other, answer])[0]?.state).toBe("sent");
  const forged = { ...answer, writer: { side: "member" } } as unknown as Entry;
  expect(minutesOf([sent, forged])[0]?.state).toBe("sent");
});
