import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IdleWatch, LOCK_AFTER, WARN_BEFORE, type Idleness, type Timing } from "../../src/desk/idleness.ts";

const MINUTE = 60_000;
const timing: Timing = {
  now: () => Date.now(),
  after: (milliseconds, run) => Number(setTimeout(run, milliseconds)),
  cancel: (timer) => {
    clearTimeout(timer);
  },
};

describe("an idle watch", () => {
  let told: Idleness[];
  let watch: IdleWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    watch = new IdleWatch(timing, (idleness) => told.push(idleness));
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("warns after nine minutes and is over after ten", () => {
    vi.advanceTimersByTime(LOCK_AFTER - WARN_BEFORE - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["warned"]);
    vi.advanceTimersByTime(WARN_BEFORE);
    expect(told).toEqual(["warned", "over"]);
  });

  it("begins again with each touch, and takes a warning back", () => {
    vi.advanceTimersByTime(9.5 * MINUTE);
    watch.touch();
    expect(told).toEqual(["warned", "active"]);
    vi.advanceTimersByTime(8.9 * MINUTE);
    watch.touch();
    vi.advanceTimersByTime(8.9 * MINUTE);
    expect(told).toEqual(["warned", "active"]);
    vi.advanceTimersByTime(1.2 * MINUTE);
    expect(told).toEqual(["warned", "active", "warned", "over"]);
  });

  it("counts the time that a computer slept, when nothing ran", () => {
    vi.setSystemTime(Date.now() + 3 * 60 * MINUTE);
    watch.touch();
    expect(told).toEqual(["over"]);
  });

  it("does not come back to life once it is over", () => {
    vi.advanceTimersByTime(LOCK_AFTER);
    watch.touch();
    vi.advanceTimersByTime(10 * LOCK_AFTER);
    expect(told).toEqual(["warned", "over"]);
  });

  it("says nothing more once it is stopped", () => {
    watch.stop();
    vi.advanceTimersByTime(10 * LOCK_AFTER);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
