import { expect, test } from "vitest";
import { fromWorker } from "../../src/files/messages.ts";
import { Pace, type Progress } from "../../src/files/progress.ts";
import { Telling } from "../../src/files/telling.ts";
import { Turns } from "../../src/files/turns.ts";

test("the speed is smoothed, is not told at once, and does not count a rest", () => {
  let now = 0;
  const pace = new Pace(() => now);
  pace.moved(0);
  for (now = 250; now < 1000; now += 250) pace.moved(now);
  now = 999;
  expect(pace.perSecond).toBe(null);
  for (now = 1000; now <= 10_000; now += 250) pace.moved(now);
  expect(pace.perSecond).toBe(1000);
  expect(pace.secondsFor(4500)).toBe(5);
  pace.rest();
  now += 3_600_000;
  pace.moved(10_000);
  expect(pace.perSecond).toBe(1000);
  // A tenth of the speed from here on: it goes down, and not at once.
  const speeds: number[] = [];
  for (let step = 1; step <= 80; step += 1) {
    now += 250;
    pace.moved(10_000 + step * 25);
    speeds.push(pace.perSecond ?? 0);
  }
  expect(speeds[0]).toBeGreaterThan(800);
  expect(speeds).toEqual([...speeds].sort((one, other) => other - one));
  expect(speeds.at(-1)).toBeLessThan(150);
});

test("what is sent again does not make a speed, and nothing moves where nothing is known", () => {
  let now = 0;
  const pace = new Pace(() => now);
  expect(pace.perSecond).toBe(null);
  expect(pace.secondsFor(1)).toBe(null);
  for (; now <= 5000; now += 500) pace.moved(now);
  pace.moved(1000);
  expect(pace.perSecond).toBe(1000);
});

test("progress is told a few times a second, and each new state at once", () => {
  let now = 0;
  const told: Progress[] = [];
  const telling = new Telling(1000, () => now, (progress) => told.push(progress));
  telling.state("waiting");
  for (let sent = 1; sent <= 100; sent += 1) {
    now += 10;
    telling.moved(sent);
  }
  telling.state("offline");
  telling.moved(5000);
  telling.moved(-1);
  telling.state("done");
  expect(told.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1])).toEqual(["waiting", "sending", "offline", "sending", "done"]);
  expect(told.length).toBeLessThan(12);
  expect(told.every(({ sent, total }) => sent >= 0 && sent <= total)).toBe(true);
});

test("turns are taken in order, handed on once, and left by whoever gives up", async () => {
  const turns = new Turns(1);
  const { signal } = new AbortController();
  const leave = await turns.take(signal);
  const order: string[] = [];
  const stop = new AbortController();
  const gone = turns.take(stop.signal).catch(() => order.push("gone"));
  const second = turns.take(signal).then((done) => (order.push("second"), done));
  const third = turns.take(signal).then((done) => (order.push("third"), done));
  stop.abort();
  await gone;
  leave();
  leave();
  (await second)();
  (await third)();
  expect(order).toEqual(["gone", "second", "third"]);
  (await turns.take(signal))();
  await expect(turns.take(stop.signal)).rejects.toBeDefined();
});

test("what a worker says is taken only in the form that it has", () => {
  const good = { is: "create", question: 1, job: 1, length: 5 };
  expect(fromWorker(good)).toBe(good);
  const progress = { sent: 0, total: 1, perSecond: null, secondsLeft: null, state: "sending" };
  expect(fromWorker({ is: "progress", job: 1, progress })).not.toBe(null);
  for (const bad of [
    null,
    "create",
    { ...good, is: "other" },
    { ...good, job: -1 },
    { ...good, length: "5" },
    { is: "progress", job: 1, progress: { ...progress, state: "lost" } },
    { is: "progress", job: 1, progress: { ...progress, sent: NaN } },
    { is: "piece", question: 1, job: 1, n: 0, file: "../x" },
    { is: "sent", job: 1, file: { id: "0".repeat(32), size: 0, key: "", digest: "" } },
    { is: "opened", job: 1, blob: "text", sha256: null },
    { is: "failed", job: 1, kind: "other", problem: null },
  ]) {
    expect(fromWorker(bad)).toBe(null);
  }
});
