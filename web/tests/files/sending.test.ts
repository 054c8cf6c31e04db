import { Decrypter } from "age-encryption";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FileSealing, PIECE_BYTES, sealedFileSize } from "../../src/sealing/file_stream.ts";
import type { FileReference } from "../../src/sealing/file.ts";
import { FileError, Files, type State } from "../../src/files/port.ts";
import { inspectingHere } from "../support/inspecting_here.ts";
import { eventually } from "../support/eventually.ts";
import { filesPage, settled, type FilesPage } from "../support/files_page.ts";

const counting = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => i % 251);
const LARGE = 2 * PIECE_BYTES + 100_000;

const failure = (promise: Promise<unknown>): Promise<FileError> =>
  promise.then(
    () => {
      throw new Error("it went through");
    },
    (error: unknown) => {
      if (error instanceof FileError) return error;
      throw error;
    },
  );

/** What the server has is the file that the reference is of. */
async function expectThere({ server }: FilesPage, reference: FileReference, content: Uint8Array): Promise<void> {
  const stored = server.uploads.get(reference.id);
  expect(stored?.offset).toBe(sealedFileSize(content.length));
  const bytes = stored?.bytes ?? new Uint8Array();
  const decrypter = new Decrypter();
  decrypter.addIdentity(reference.key);
  expect(Buffer.compare((await decrypter.decrypt(bytes)).subarray(0, content.length), content)).toBe(0);
  const digests: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) digests.push(createHash("sha256").update(bytes.subarray(at, at + PIECE_BYTES)).digest());
  expect(reference.digest).toBe(createHash("sha256").update(Buffer.concat(digests)).digest("hex"));
}

const statesOf = ({ told }: FilesPage): State[] => told.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a file that goes up", () => {
  test("goes in pieces of 8 MiB, after one signed request, and says nothing of itself", async () => {
    const page = filesPage();
    const content = counting(LARGE);
    const sending = page.files.upload(new Blob([content]), "räkning.pdf", "application/pdf", page.tell);
    const reference = await settled(sending.done);
    expect(reference).toMatchObject({ name: "räkning.pdf", type: "application/pdf", size: LARGE });
    await expectThere(page, reference, content);
    const rest = sealedFileSize(LARGE) - 2 * PIECE_BYTES;
    expect(page.server.log).toEqual(["POST", "HEAD", `PATCH 0+${PIECE_BYTES}`, `PATCH ${PIECE_BYTES}+${PIECE_BYTES}`, `PATCH ${2 * PIECE_BYTES}+${rest}`]);
    for (const { headers, method } of page.server.arrived) {
      expect(Object.keys(headers)).not.toContain("Upload-Metadata");
      expect("Sigill-Nonce" in headers).toBe(method === "POST");
      expect(JSON.stringify(headers)).not.toMatch(/kning|pdf/);
    }
    expect(statesOf(page)).toEqual(["waiting", "sealing", "sending", "done"]);
    expect(page.told.at(-1)).toMatchObject({ sent: sealedFileSize(LARGE), total: sealedFileSize(LARGE), secondsLeft: null });
  });

  test("gets a name that it may have, and a type", async () => {
    const page = filesPage();
    const sending = page.files.upload(new Blob(), "a/b\u202e.txt", "", page.tell);
    expect(await settled(sending.done)).toMatchObject({ name: "ab.txt", type: "application/octet-stream", size: 0 });
  });

  test("leaves nothing in web storage", async () => {
    const storage = { getItem: vi.fn(), setItem: vi.fn(), removeItem: vi.fn() };
    vi.stubGlobal("localStorage", storage);
    const page = filesPage();
    await settled(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    for (const called of Object.values(storage)) expect(called).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  test("goes two at a time, the others after them in their order", async () => {
    const page = filesPage();
    const open = new Map<string, number>();
    let most = 0;
    page.server.interfere = ({ method, path }) => {
      if (method === "HEAD") open.set(path, 1);
      if (method === "HEAD") most = Math.max(most, [...open].filter(([each]) => page.server.uploads.get(each.split("/").at(-1) ?? "")?.offset === 0).length);
      return undefined;
    };
    const sendings = [1, 2, 3, 4, 5].map((n) => page.files.upload(new Blob([counting(n * 1000)]), String(n), "", page.tell));
    const references = await settled(Promise.all(sendings.map(({ done }) => done)));
    for (const [i, reference] of references.entries()) await expectThere(page, reference, counting((i + 1) * 1000));
    expect(most).toBe(2);
    expect([...open.keys()].map((path) => page.server.uploads.get(path.split("/").at(-1) ?? "")?.length)).toEqual(
      [1, 2, 3, 4, 5].map((n) => sealedFileSize(n * 1000)),
    );
  });
});

describe("the workers that move files", () => {
  const started = (start: () => Worker): { readonly files: Files; readonly count: () => number } => {
    let count = 0;
    const moving = (): Worker => {
      count += 1;
      return start();
    };
    return { files: new Files({ moving, inspecting: inspectingHere }, filesPage().host), count: () => count };
  };

  test("are there once a file is chosen, for the line that they come over may be gone when it is sent", async () => {
    const { files, count } = started(filesPage().start);
    expect(count()).toBe(0);
    await files.inspect(new Blob(["hej"]));
    expect(count()).toBe(2);
    await files.inspect(new Blob(["hopp"]));
    expect(count()).toBe(2);
  });

  test("that do not start keep nothing from being looked into, and are told of when it is sent", async () => {
    const { files } = started(() => {
      throw new Error("no worker");
    });
    await expect(files.inspect(new Blob(["hej"]))).resolves.toBeDefined();
    expect(await failure(files.upload(new Blob(["hej"]), "a", "", () => undefined).done)).toMatchObject({ kind: "worker" });
  });
});

describe("a line that breaks", () => {
  test("is taken up again wherever the server stands, with the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: PIECE_BYTES - 1 }), { minLength: 1, maxLength: 5 }), async (breaks) => {
        const page = filesPage();
        const left = [...breaks];
        page.server.interfere = ({ method }) => {
          const after = method === "PATCH" ? left.shift() : undefined;
          return after === undefined ? undefined : { breakAfter: after };
        };
        const content = counting(PIECE_BYTES + 300_000);
        const reference = await settled(page.files.upload(new Blob([content]), "a", "", page.tell).done);
        await expectThere(page, reference, content);
        expect(page.server.log.filter((line) => line === "POST")).toHaveLength(1);
        expect(statesOf(page)).toContain("offline");
      }),
      { numRuns: 8 },
    );
  });

  test("after the server has taken everything is no loss", async () => {
    const page = filesPage();
    page.server.interfere = ({ method }, count) => (method === "PATCH" && count < 6 ? "answer-lost" : undefined);
    const reference = await settled(page.files.upload(new Blob([counting(LARGE)]), "a", "", page.tell).done);
    await expectThere(page, reference, counting(LARGE));
    expect(new Set(page.server.log.filter((line) => line.startsWith("PATCH"))).size).toBe(3);
  });

  test("is tried again for as long as it takes, less and less often, and at once when the browser is online", async () => {
    const page = filesPage();
    page.server.interfere = () => "no-answer";
    const { done } = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
    await vi.advanceTimersByTimeAsync(1000);
    await eventually(() => {
      expect(page.server.log.length).toBeGreaterThan(0);
    });
    for (let minute = 0; minute < 60; minute += 1) await vi.advanceTimersByTimeAsync(60_000);
    const tries = page.server.log.length;
    expect(tries).toBeGreaterThan(100);
    expect(tries).toBeLessThan(140);
    expect(page.told.at(-1)?.state).toBe("offline");
    page.server.interfere = () => undefined;
    page.online();
    await eventually(async () => {
      await Promise.resolve();
      expect(page.told.at(-1)?.state).toBe("done");
    });
    await done;
  });

  test("that is silent is given up and tried anew", async () => {
    const page = filesPage();
    let silent = 2;
    page.server.interfere = ({ method }) => (method === "PATCH" && silent-- > 0 ? "silence" : undefined);
    const reference = await settled(page.files.upload(new Blob([counting(70_000)]), "a", "", page.tell).done);
    await expectThere(page, reference, counting(70_000));
    expect(page.server.log.filter((line) => line === "HEAD")).toHaveLength(3);
  });
});

describe("a server that is busy, restarted or forgetful", () => {
  test.each([408, 409, 423, 429, 500, 502, 503])("is asked again after %i", async (status) => {
    const page = filesPage();
    let left = 3;
    page.server.interfere = () => (left-- > 0 ? { status } : undefined);
    const reference = await settled(page.files.upload(new Blob([counting(70_000)]), "a", "", page.tell).done);
    await expectThere(page, reference, counting(70_000));
  });

  test("is left alone for as long as it asks", async () => {
    const page = filesPage();
    page.server.interfere = (_, count) => (count === 1 ? { status: 503, headers: { "Retry-After": "20" } } : undefined);
    const { done } = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
    await eventually(() => {
      expect(page.server.log).toHaveLength(1);
    });
    await vi.advanceTimersByTimeAsync(19_000);
    expect(page.server.log).toHaveLength(1);
    await settled(done);
  });

  test("that has lost what it took gets it again, the same bytes; one that always loses it is not believed", async () => {
    const page = filesPage();
    const sent: string[] = [];
    let losses = 1;
    page.server.interfere = ({ method, body }) => {
      if (method === "PATCH" && body !== null) sent.push(createHash("sha256").update(body).digest("hex"));
      if (method === "PATCH" && sent.length === 2 && losses-- > 0) page.server.uploads.clear();
      return undefined;
    };
    const content = counting(PIECE_BYTES + 10);
    const reference = await settled(page.files.upload(new Blob([content]), "a", "", page.tell).done);
    await expectThere(page, reference, content);
    expect(sent[2]).toBe(sent[0]);
    expect(sent[3]).toBe(sent[1]);
    losses = Infinity;
    page.server.interfere = ({ method }) => {
      if (method === "PATCH") page.server.uploads.clear();
      return undefined;
    };
    expect(await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done))).toMatchObject({ kind: "answer" });
  });

  test("whose nonce has expired gets another signature, and one that takes none is believed", async () => {
    const page = filesPage();
    const { create } = page.host;
    let expired = 2;
    page.host.create = async (length) => {
      const signed = await create(length);
      if (expired-- > 0) page.server.expire();
      return signed;
    };
    await settled(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    expect(page.server.log.filter((line) => line === "POST")).toHaveLength(3);
    expired = Infinity;
    const error = await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done));
    expect(error).toMatchObject({ kind: "refused", problem: "problem-nonce-expired" });
  });
});

describe("a server that refuses", () => {
  test.each([
    [413, "problem-file-too-large"],
    [413, "problem-files-full"],
    [429, "problem-files-tomorrow"],
    [507, "problem-no-room-for-files"],
    [404, "problem-not-found"],
    [401, "problem-not-authenticated"],
  ])("at creation, by %i and %s, is not asked again", async (status, problem) => {
    const page = filesPage();
    page.server.interfere = () => ({ status, body: `{"problem":"${problem}"}` });
    const error = await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done));
    expect(error).toMatchObject({ kind: "refused", problem });
    expect(page.told.at(-1)?.state).toBe("failed");
    expect(page.server.log.length).toBeLessThanOrEqual(3);
  });

  test("a body, says why", async () => {
    const page = filesPage();
    page.server.interfere = ({ method }) => (method === "PATCH" ? { status: 400, body: '{"problem":"problem-not-sealed"}' } : undefined);
    const error = await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done));
    expect(error).toMatchObject({ kind: "refused", problem: "problem-not-sealed" });
  });
});

describe("a server that lies", () => {
  test.each([
    ["about an offset beyond what was sent", "HEAD", "Upload-Offset", String(PIECE_BYTES)],
    ["that it has everything", "HEAD", "Upload-Offset", String(sealedFileSize(LARGE))],
    ["about how much there is", "PATCH", "Upload-Offset", String(2 * PIECE_BYTES)],
    ["by an offset that is none", "PATCH", "Upload-Offset", "-1"],
  ])("%s is found out", async (_, method, name, value) => {
    const page = filesPage();
    page.server.lie = (answer, request) => (request.method === method ? { ...answer, headers: { ...answer.headers, [name]: value } } : answer);
    expect(await settled(failure(page.files.upload(new Blob([counting(LARGE)]), "a", "", page.tell).done))).toMatchObject({ kind: "answer" });
  });

  test("about the length is found out when it says that all has come", async () => {
    const page = filesPage();
    page.server.lie = (answer, { method }) => (method === "HEAD" ? { ...answer, headers: { ...answer.headers, "Upload-Length": "0" } } : answer);
    expect(await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done))).toMatchObject({ kind: "answer" });
  });

  test("about where the upload is cannot send it elsewhere", async () => {
    const page = filesPage();
    page.server.lie = (answer, { method }) =>
      method === "POST" ? { ...answer, headers: { Location: `https://elsewhere.example/x/${(answer.headers?.["Location"] ?? "").slice(-32)}` } } : answer;
    await settled(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    expect(page.server.arrived.every(({ path }) => path.startsWith("/api/case/files"))).toBe(true);
    page.server.lie = (answer, { method }) => (method === "POST" ? { ...answer, headers: { Location: "/api/case/files/nothing" } } : answer);
    expect(await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done))).toMatchObject({ kind: "answer" });
  });
});

describe("whoever sends", () => {
  test("can pause and go on from there; while it is paused nothing is sent and another file may go", async () => {
    const page = filesPage();
    const content = counting(LARGE);
    const patches = (): number => page.server.log.filter((line) => line.startsWith("PATCH")).length;
    page.server.interfere = ({ headers }) => (headers["Upload-Offset"] === String(PIECE_BYTES) ? "silence" : undefined);
    const sending = page.files.upload(new Blob([content]), "a", "", page.tell);
    await eventually(() => {
      expect(patches()).toBe(2);
    });
    sending.pause();
    await eventually(() => {
      expect(page.told.at(-1)?.state).toBe("paused");
    });
    page.server.interfere = () => undefined;
    const before = patches();
    await settled(page.files.upload(new Blob(["hej"]), "b", "", () => undefined).done);
    for (let turn = 0; turn < 50; turn += 1) await vi.advanceTimersByTimeAsync(1000);
    expect(patches()).toBe(before + 1);
    expect(page.told.at(-1)).toMatchObject({ state: "paused", perSecond: null });
    sending.resume();
    await expectThere(page, await settled(sending.done), content);
    expect(page.server.log.filter((line) => line === "POST")).toHaveLength(2);
  });

  test("can call it off on its way, in the queue, while it is paused and when it is done: the server keeps nothing", async () => {
    const page = filesPage();
    page.server.interfere = ({ method }) => (method === "PATCH" ? "silence" : undefined);
    const sendings = [1, 2, 3, 4].map((n) => page.files.upload(new Blob([counting(n)]), String(n), "", page.tell));
    await eventually(() => {
      expect(page.server.log.filter((line) => line.startsWith("PATCH"))).toHaveLength(2);
    });
    sendings[3]?.pause();
    for (const sending of sendings) {
      const ended = failure(sending.done);
      sending.cancel();
      expect(await settled(ended)).toMatchObject({ kind: "cancelled" });
    }
    page.server.interfere = () => undefined;
    await settled(eventually(() => { expect(page.server.uploads.size).toBe(0); }));
    const done = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
    await settled(done.done);
    expect(page.server.uploads.size).toBe(1);
    done.cancel();
    await settled(eventually(() => { expect(page.server.uploads.size).toBe(0); }));
    expect(page.server.log.filter((line) => line === "DELETE").length).toBeGreaterThanOrEqual(3);
  });

  describe("while it is being created", () => {
    /** An upload whose creation the server has done and not answered. */
    const creating = async (): Promise<{ page: FilesPage; sending: ReturnType<FilesPage["files"]["upload"]>; answer: () => void }> => {
      const page = filesPage();
      let answer: () => void = () => undefined;
      const waiting = new Promise<void>((done) => { answer = done; });
      page.server.delay = ({ method }) => (method === "POST" ? waiting : Promise.resolve());
      const sending = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
      await eventually(() => { expect(page.server.uploads.size).toBe(1); });
      return { page, sending, answer };
    };

    test("can call it off at once, and what was created is removed", async () => {
      const { page, sending, answer } = await creating();
      const ended = failure(sending.done);
      sending.cancel();
      expect(await ended).toMatchObject({ kind: "cancelled" });
      expect(page.server.uploads.size).toBe(1);
      answer();
      await settled(eventually(() => { expect(page.server.uploads.size).toBe(0); }));
      expect(page.server.log).toEqual(["POST", "DELETE"]);
    });

    test("can pause, and goes on with what was created", async () => {
      const { page, sending, answer } = await creating();
      sending.pause();
      await eventually(() => { expect(page.told.at(-1)?.state).toBe("paused"); });
      answer();
      sending.resume();
      await settled(sending.done);
      expect([page.server.uploads.size, page.server.log.filter((line) => line === "POST").length]).toEqual([1, 1]);
    });

    test("and before it is signed, asks for nothing", async () => {
      const page = filesPage();
      const { create } = page.host;
      let sign: () => void = () => undefined;
      const signing = new Promise<void>((done) => { sign = done; });
      page.host.create = async (length) => {
        await signing;
        return create(length);
      };
      const asked = vi.spyOn(page.host, "create");
      const sending = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
      await eventually(() => { expect(asked).toHaveBeenCalled(); });
      const ended = failure(sending.done);
      sending.cancel();
      sign();
      expect(await settled(ended)).toMatchObject({ kind: "cancelled" });
      for (let turn = 0; turn < 20; turn += 1) await vi.advanceTimersByTimeAsync(1000);
      expect(page.server.log).toEqual([]);
    });

    test("and paused while sealing begins, asks for a signature only once it goes on", async () => {
      const page = filesPage();
      const asked = vi.spyOn(page.host, "create");
      const start = FileSealing.start.bind(FileSealing);
      let seal: () => void = () => undefined;
      const sealing = new Promise<void>((done) => { seal = done; });
      const started = vi.spyOn(FileSealing, "start").mockImplementationOnce(async (source) => {
        await sealing;
        return start(source);
      });
      const sending = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
      await eventually(() => { expect(started).toHaveBeenCalled(); });
      sending.pause();
      seal();
      await eventually(() => { expect(page.told.at(-1)?.state).toBe("paused"); });
      expect(asked).not.toHaveBeenCalled();
      sending.resume();
      await settled(sending.done);
      started.mockRestore();
      expect(asked).toHaveBeenCalledTimes(1);
    });

    test("and paused before it is signed, goes on from there", async () => {
      const page = filesPage();
      const { create } = page.host;
      let sign: () => void = () => undefined;
      const signing = new Promise<void>((done) => { sign = done; });
      page.host.create = async (length) => {
        await signing;
        return create(length);
      };
      const asked = vi.spyOn(page.host, "create");
      const sending = page.files.upload(new Blob(["hej"]), "a", "", page.tell);
      await eventually(() => { expect(asked).toHaveBeenCalled(); });
      sending.pause();
      sending.resume();
      sign();
      await settled(sending.done);
      expect([page.server.uploads.size, statesOf(page).includes("offline")]).toEqual([1, false]);
    });
  });

  test("that gets no answer to its creation is tried anew", async () => {
    const page = filesPage();
    page.server.interfere = ({ method }, count) => (method === "POST" && count === 1 ? "silence" : undefined);
    await settled(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    expect(page.server.log.filter((line) => line === "POST")).toHaveLength(2);
  });

  test("is told that the file was changed or is gone", async () => {
    class Gone extends File {
      override slice(): Blob {
        const gone = new Blob();
        gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
        return gone;
      }
    }
    const page = filesPage();
    // The clone of a message would be another Blob; the very object stands for what a browser reads from its disk.
    vi.stubGlobal("structuredClone", (value: unknown) => value);
    const error = await settled(failure(page.files.upload(new Gone(["hej"], "a"), "a", "", page.tell).done));
    vi.unstubAllGlobals();
    expect(error).toMatchObject({ kind: "changed" });
    expect(page.server.log.some((line) => line.startsWith("PATCH"))).toBe(false);
  });

  test("whose page cannot sign is told why; where it is the line, it is tried again", async () => {
    const page = filesPage();
    const { create } = page.host;
    let offline = 2;
    page.host.create = (length) => (offline-- > 0 ? Promise.reject(new FileError("network")) : create(length));
    await settled(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    const locked = new Error("the vault is closed");
    page.host.create = () => Promise.reject(locked);
    expect(await settled(failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done))).toMatchObject({ kind: "refused", cause: locked });
  });

  test("hears of a worker that broke or did not start, and of a page that was closed", async () => {
    const page = filesPage();
    page.server.interfere = () => "silence";
    const one = failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    page.break();
    expect(await one).toMatchObject({ kind: "worker" });
    const other = failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done);
    page.files.close();
    expect(await other).toMatchObject({ kind: "cancelled" });
    expect(await failure(page.files.upload(new Blob(["hej"]), "a", "", page.tell).done)).toMatchObject({ kind: "cancelled" });
  });
});
