import { describe, expect, it } from "vitest";
import {
  openingBeside,
  OpenerError,
  type Opening,
  type OpenerAnswer,
  type OpenerRequest,
  type WorkerPort,
} from "../../../src/desk/cases/opener.ts";
import { day, DeskServer, person } from "./support/desk_server.ts";

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

  answer(opening: Opening | null): void {
    const last = this.asked.at(-1);
    if (last?.is === "case") this.#message({ data: { id: last.id, opening } });
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
    const opener = openingBeside(worker, me.id, keys);
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, false);
    expect(worker.asked[0]).toMatchObject({ is: "keys", member: me.id });
    expect(worker.cases).toBe(1);
    worker.answer(damaged);
    expect(worker.cases).toBe(2);
    worker.answer(damaged);
    expect(await Promise.all([one, two])).toEqual([damaged, damaged]);
  });

  it("lets the case somebody waits for pass those that are opened in the background", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(worker, me.id, keys);
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
    const opener = openingBeside(worker, me.id, keys);
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, false);
    worker.answer(null);
    await expect(one).rejects.toThrow(OpenerError);
    worker.answer(damaged);
    expect(await two).toEqual(damaged);
  });

  it("stopping ends the worker, and whoever waits hears of it", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(worker, me.id, keys);
    const one = opener.open(files, server.chain, false);
    const two = opener.open(files, server.chain, true);
    opener.stop();
    expect(worker.ended).toBe(true);
    await expect(one).rejects.toMatchObject({ kind: "stopped" });
    await expect(two).rejects.toMatchObject({ kind: "stopped" });
    await expect(opener.open(files, server.chain, true)).rejects.toMatchObject({ kind: "stopped" });
  });

  it("a worker that breaks is told as that, not waited for", async () => {
    const worker = new FakeWorker();
    const opener = openingBeside(worker, me.id, keys);
    const one = opener.open(files, server.chain, false);
    worker.fail();
    await expect(one).rejects.toMatchObject({ kind: "failed" });
  });
});
