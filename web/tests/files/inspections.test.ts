import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CleaningError } from "../../src/cleaning/inspection.ts";
import { Inspections, longestFor } from "../../src/files/inspections.ts";
import { FileError, Files } from "../../src/files/port.ts";
import { filesPage, settled } from "../support/files_page.ts";
import { inspectingHere, never, workerHere, type Answering, type WorkerHere } from "../support/inspecting_here.ts";

const text = new Blob(["hej"]);
const nothing = { format: "other", findings: [], stays: [], can: "cannot" };
const answers: Answering = () => Promise.resolve({ is: "inspected", inspection: nothing });

/** Inspections whose workers answer one after the other so, the last as all that follow. */
function inspections(...answering: readonly [Answering, ...Answering[]]): { readonly inspections: Inspections; readonly workers: WorkerHere[] } {
  const workers: WorkerHere[] = [];
  const start = (): Worker => {
    const made = workerHere(answering[Math.min(workers.length, answering.length - 1)] ?? never);
    workers.push(made);
    return made.worker;
  };
  return { inspections: new Inspections(start), workers };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a worker that never answers", () => {
  test("is ended in its time, its file is told as one that nobody could look at, and the next gets a fresh worker", async () => {
    const { inspections: page, workers } = inspections(never, answers);
    const first = failure(page.inspect(text));
    const second = page.inspect(text);
    await vi.advanceTimersByTimeAsync(longestFor(text.size) - 1);
    expect([workers.length, workers[0]?.isTerminated()]).toEqual([1, false]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await first).toMatchObject({ kind: "worker" });
    expect(await second).toEqual(nothing);
    expect(workers.map(({ isTerminated }) => isTerminated())).toEqual([true, false]);
    expect(await page.inspect(text)).toEqual(nothing);
    expect(workers).toHaveLength(2);
  });

  test("leaves whoever wanted a cleaned file the choice of the file as it is", async () => {
    const { inspections: page } = inspections(never);
    const cleaning = failure(page.clean(text));
    await vi.advanceTimersByTimeAsync(longestFor(text.size));
    const error = await cleaning;
    expect(error).toBeInstanceOf(CleaningError);
    expect(error).toMatchObject({ kind: "unfinished" });
  });

  test("has longer for a large file, and for none as long as it likes", () => {
    expect(longestFor(0)).toBe(60_000);
    expect(longestFor(64 << 20)).toBe(124_000);
    expect(longestFor(2 ** 40)).toBe(longestFor(128 << 20));
  });

  test("does not hold up what is on its way", async () => {
    const page = filesPage();
    const stuck = workerHere(never);
    const files = new Files({ moving: page.start, inspecting: () => stuck.worker }, page.host);
    const inspecting = failure(files.inspect(text));
    const reference = await settled(files.upload(text, "a", "", page.tell).done);
    expect(page.server.uploads.get(reference.id)?.offset).toBeGreaterThan(0);
    expect(stuck.asked).toHaveLength(1);
    files.close();
    expect(await inspecting).toBeInstanceOf(FileError);
    expect(stuck.isTerminated()).toBe(true);
  });
});

describe("whoever takes a file away", () => {
  test("waits for it no longer, whether it is being looked into or is yet to be", async () => {
    const { inspections: page, workers } = inspections(never, answers);
    const [one, other] = [new AbortController(), new AbortController()];
    const first = failure(page.inspect(text, one.signal));
    const second = failure(page.inspect(text, other.signal));
    const third = page.inspect(text);
    other.abort();
    expect(await second).toMatchObject({ kind: "cancelled" });
    expect(workers).toHaveLength(1);
    one.abort();
    expect(await first).toMatchObject({ kind: "cancelled" });
    expect(await third).toEqual(nothing);
    expect(workers.map(({ asked, isTerminated }) => [asked.length, isTerminated()])).toEqual([[1, true], [1, false]]);
    expect(await failure(page.inspect(text, one.signal))).toMatchObject({ kind: "cancelled" });
  });

  test("closes the page, and nothing is looked into any more", async () => {
    const { inspections: page, workers } = inspections(never);
    const both = [failure(page.inspect(text)), failure(page.clean(text))];
    page.close();
    for (const error of await Promise.all(both)) expect(error).toMatchObject({ kind: "cancelled" });
    expect(workers.map(({ isTerminated }) => isTerminated())).toEqual([true]);
    expect(await failure(page.inspect(text))).toMatchObject({ kind: "cancelled" });
    expect(workers).toHaveLength(1);
  });
});

describe("a worker that answers", () => {
  test("is asked for one file at a time, and is the same for all", async () => {
    let open = 0;
    let most = 0;
    const { inspections: page, workers } = inspections(async (message) => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return answers(message);
    });
    await Promise.all([1, 2, 3].map(() => page.inspect(text)));
    expect([most, workers.length, workers[0]?.asked.length]).toEqual([1, 1, 3]);
  });

  test("looks into a file and cleans it as it is asked", async () => {
    const page = new Inspections(inspectingHere);
    expect(await page.inspect(text)).toMatchObject({ format: "other", can: "cannot" });
    expect(await failure(page.clean(text))).toMatchObject({ kind: "cannot" });
    page.close();
  });

  test("tells a file that cannot be read from one that it broke on", async () => {
    class Gone extends Blob {
      override slice(): Blob {
        const gone = new Blob();
        gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
        return gone;
      }
    }
    expect(await failure(new Inspections(inspectingHere).inspect(new Gone(["hej"])))).toMatchObject({ kind: "changed" });
    const { inspections: page, workers } = inspections(never, answers);
    const broken = failure(page.inspect(text));
    workers[0]?.break();
    expect(await broken).toMatchObject({ kind: "worker" });
    expect(await page.inspect(text)).toEqual(nothing);
  });

  test.each([[null], [{ is: "inspected" }], [{ is: "cleaned", cleaned: {} }], [{ is: "uncleaned", kind: "odd" }], [{ is: "sent" }]])(
    "with %j is not one of this build",
    async (data) => {
      const { inspections: page, workers } = inspections(() => Promise.resolve(data));
      expect(await failure(page.inspect(text))).toMatchObject({ kind: "worker" });
      expect(workers[0]?.isTerminated()).toBe(true);
    },
  );

  test("that does not start is told", async () => {
    const page = new Inspections(() => {
      throw new TypeError("not the address of a worker");
    });
    expect(await failure(page.inspect(text))).toMatchObject({ kind: "worker" });
  });
});
