import { describe, expect, it } from "vitest";
import {
  openingBeside,
  OpenerError,
  type Opening,
  type OpenerAnswer,
  type OpenerRequest,
  type WorkerPort,
} from "../../../src/desk/cases/opener.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day } from "./support/given.ts";
import { person } from "./support/stored.ts";

const me = person("Chefsjurist");
const server = new DeskServer([me], day("2026-11-22"));
const keys = [{ identity: me.identity, signing: me.signing }];
const files = { wraps: [], conversation: [], internal: [] };
const damaged: Opening = { status: "damaged", reason: "no-wrap" };

/** A worker that answers when a test says so. */
class FakeWorker implements WorkerPort {
  readonly asked: OpenerRequest[] = [];
  ended = false;
  #message: (event: { readonly data: OpenerAnswer }) => void = () => undefined;
  #error: () => void = () => undefined;

  postMessage(request: OpenerRequest): void {
    this.asked.push(request);
  }

  addEventListener(
    ...[type, listener]:
      | [type: "message", listener: (event: { readonly data: OpenerAnswer }) => void]
      | [type: "error", listener: () => void]
  ): void {
    if (type === "message") this.#message = listener;
    else this.#error = listener;
  }

  terminate(): void {
    this.ended = true;
  }

  answerEntries(entries: readonly null[]): void {
    const last = this.asked.at(-1);
    if (last?.is === "entries") this.#message({ data: { id: last.id, entries } });
  }

  answer(opening: Opening | null): void {
    const last = this.asked.at(-1);
    if (last?.is === "case") this.#message({ data: { id: last.id, opening } });
  }

  failAtEntries(): void {
    const last = this.asked.at(-1);
    if (last?.is === "entries") this.#message({ data: { id: last.id, opening: null } });
  }

  fail(): void {
    this.#error();
  }

  get cases(): number {
    return this.asked.filter(({ is }) => is === "case").length;
  }
}

describe("opening beside the page", () => {
  it("hands the keys over first, then one case after another", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(() => worker, { member: me.id, keys, self: me.self });
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, false);
    expect(worker.asked[0]).toMatchObject({ is: "keys", member: me.id });
    expect(worker.cases).toBe(1);
    worker.answer(damaged);
    expect(worker.cases).toBe(2);
    worker.answer(damaged);
    expect(await Promise.all([one, two])).toEqual([damaged, damaged]);
  });

  it("opens index entries in their turn, and behind a case that somebody waits for", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(() => worker, { member: me.id, keys, self: me.self });
    const first = opener.openEntries([]);
    const second = opener.openEntries([]);
    const waited = opener.open(files, server.chain, true);
    worker.answerEntries([null]);
    expect(await first).toEqual([null]);
    expect(worker.asked.at(-1)?.is).toBe("case");
    worker.answer(damaged);
    expect(await waited).toEqual(damaged);
    worker.answerEntries([null, null]);
    expect(await second).toEqual([null, null]);
  });

  it("takes a worker's failure with a slice of index entries as one, and goes on", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(() => worker, { member: me.id, keys, self: me.self });
    const slice = opener.openEntries([]);
    const next = opener.open(files, server.chain, false);
    worker.failAtEntries();
    await expect(slice).rejects.toThrow(OpenerError);
    worker.answer(damaged);
    expect(await next).toEqual(damaged);
  });

  it("lets the case somebody waits for pass those that are opened in the background", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(() => worker, { member: me.id, keys, self: me.self });
    const order: string[] = [];
    const note = (name: string) => (): void => {
      order.push(name);
    };
    const all = [
      opener.open(files, server.chain, false).then(note("first")),
      opener.open(files, server.chain, false).then(note("patient")),
      opener.open(files, server.chain, true).then(note("urgent")),
    ];
    all.forEach(() => {
      worker.answer(damaged);
    });
    await Promise.all(all);
    expect(order).toEqual(["first", "urgent", "patient"]);
  });

  it("a case that the worker cannot open fails alone", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(() => worker, { member: me.id, keys, self: me.self });
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, false);
    worker.answer(null);
    await expect(one).rejects.toThrow(OpenerError);
    worker.answer(damaged);
    expect(await two).toEqual(damaged);
  });

  it("stopping ends the worker, and whoever waits hears of it", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(() => worker, { member: me.id, keys, self: me.self });
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, true);
    opener.stop();
    expect(worker.ended).toBe(true);
    await expect(one).rejects.toMatchObject({ kind: "stopped" });
    await expect(two).rejects.toMatchObject({ kind: "stopped" });
    await expect(opener.open(files, server.chain, true)).rejects.toMatchObject({ kind: "stopped" });
  });

  /** An opener whose every worker the test has in hand. */
  function withWorkers() {
    const workers: FakeWorker[] = [];
    const start = (): FakeWorker => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    };
    const newest = (): FakeWorker => {
      const worker = workers.at(-1);
      if (worker === undefined) throw new Error("no worker was started");
      return worker;
    };
    return { workers, newest, opener: openingBeside(start, { member: me.id, keys, self: me.self }) };
  }

  it("a worker that breaks takes its case with it, and another goes on with the rest", async () => {
    const { workers, newest, opener } = withWorkers();
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, false);
    newest().fail();
    await expect(one).rejects.toMatchObject({ kind: "failed" });
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(newest().asked[0]).toMatchObject({ is: "keys", member: me.id });
    newest().answer(damaged);
    expect(await two).toEqual(damaged);
    // What has opened something may break again.
    const three = opener.open(files, server.chain, false);
    newest().fail();
    await expect(three).rejects.toMatchObject({ kind: "failed" });
    const four = opener.open(files, server.chain, false);
    newest().answer(damaged);
    expect(await four).toEqual(damaged);
    opener.stop();
    expect(workers.every(({ ended }) => ended)).toBe(true);
  });

  it("workers that break without opening anything are not started for ever, and whoever waits is told", async () => {
    const { workers, newest, opener } = withWorkers();
    const all = [1, 2, 3].map(() => opener.open(files, server.chain, false));
    newest().fail();
    newest().fail();
    for (const each of all) await expect(each).rejects.toMatchObject({ kind: "failed" });
    expect(workers).toHaveLength(2);
    await expect(opener.open(files, server.chain, true)).rejects.toMatchObject({ kind: "failed" });
  });
});
