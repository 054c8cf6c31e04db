import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Digest } from "../../src/sealing/digest.ts";
import type { FileReference } from "../../src/sealing/file.ts";
import { digestOfPieces, FileSealing, PIECE_BYTES } from "../../src/sealing/file_stream.ts";
import type { FileId } from "../../src/sealing/id.ts";
import { FileError } from "../../src/files/port.ts";
import { eventually } from "../support/eventually.ts";
import { filesPage, settled, type FilesPage } from "../support/files_page.ts";

const SIZE = PIECE_BYTES + 100_000;
const ID = "00112233445566778899aabbccddeeff" as FileId;
const content = Uint8Array.from({ length: SIZE }, (_, i) => i % 251);

const sealedOnce = (async () => {
  const sealing = await FileSealing.start(new Blob([content]));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let n = 0; n < sealing.pieces; n += 1) pieces.push(await sealing.piece(n));
  return { sealed: sealing.finish(), pieces };
})();

interface Kept extends FilesPage {
  readonly reference: FileReference;
  readonly pieces: readonly Digest[];
}

/** A page whose server has a file. */
async function pageWithFile(): Promise<Kept> {
  const page = filesPage();
  const { sealed, pieces } = await sealedOnce;
  const list = page.server.adopt(ID, pieces);
  return { ...page, reference: { id: ID, name: "a", type: "text/html", size: sealed.size, key: sealed.key, digest: sealed.digest }, pieces: list };
}

async function failure(page: Kept, more: Partial<FileReference> = {}, pieces = page.pieces): Promise<FileError> {
  const opening = page.files.open({ ...page.reference, ...more }, pieces, page.tell);
  const error: unknown = await settled(opening.done.then(() => null, (thrown: unknown) => thrown));
  if (error instanceof FileError) return error;
  throw new Error("it was opened");
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a file that comes back", () => {
  test("is what was sealed, of a type that nothing runs, and has its plain digest where that is asked for", async () => {
    const page = await pageWithFile();
    const { blob, sha256 } = await settled(page.files.open(page.reference, page.pieces, page.tell, { sha256: true }).done);
    expect(Buffer.compare(new Uint8Array(await blob.arrayBuffer()), content)).toBe(0);
    expect(blob.type).toBe("application/octet-stream");
    expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
    expect((await settled(page.files.open(page.reference, page.pieces, page.tell).done)).sha256).toBe(null);
    expect(page.server.arrived.every(({ method, headers }) => method === "GET" && "Sigill-Nonce" in headers)).toBe(true);
    expect(page.told.at(-1)?.state).toBe("done");
  });

  test("comes through a line that breaks, a server that is busy and a nonce that has expired", async () => {
    const page = await pageWithFile();
    const wrong = ["no-answer", { status: 503 }, { status: 401 }, "silence", "answer-lost"] as const;
    let count = 0;
    page.server.interfere = () => wrong[count++];
    const { blob } = await settled(page.files.open(page.reference, page.pieces, page.tell).done);
    expect(blob.size).toBe(SIZE);
    expect(page.told.some(({ state }) => state === "offline")).toBe(true);
  });
});

describe("a server that shows something else", () => {
  test("by a flipped byte, a cut or a longer piece, or one in another's place, is found out", async () => {
    const page = await pageWithFile();
    const honest = page.server.lie;
    for (const change of [
      (body: Uint8Array<ArrayBuffer>) => body.fill(255, 70_000, 70_001),
      (body: Uint8Array<ArrayBuffer>) => body.slice(0, -1),
      (body: Uint8Array<ArrayBuffer>) => new Uint8Array([...body.subarray(0, 1), ...body]),
      () => new Uint8Array(0),
    ]) {
      page.server.lie = (answer, { path }) => (path.endsWith("/1") && answer.body instanceof Uint8Array ? { ...answer, body: change(answer.body) } : answer);
      expect(await failure(page)).toMatchObject({ kind: "damaged" });
      expect(page.told.at(-1)?.state).toBe("failed");
    }
    page.server.lie = honest;
    const { readPiece } = page.host;
    page.host.readPiece = (file) => readPiece(file, 0);
    expect(await failure(page)).toMatchObject({ kind: "damaged" });
  });

  test("by another list is found out before anything is fetched", async () => {
    const page = await pageWithFile();
    for (const list of [[...page.pieces].reverse(), page.pieces.slice(1), [], [...page.pieces, ...page.pieces]]) {
      expect(await failure(page, {}, list)).toMatchObject({ kind: "damaged" });
    }
    expect(page.server.log).toEqual([]);
  });

  test("that agrees with its reference but not with the key is found out", async () => {
    const page = await pageWithFile();
    const other = await FileSealing.start(new Blob([content]));
    await other.piece(0);
    await other.piece(1);
    expect(await failure(page, { key: other.finish().key })).toMatchObject({ kind: "damaged" });
    expect(await failure(page, { size: SIZE - 1, digest: digestOfPieces(page.pieces) })).toMatchObject({ kind: "damaged" });
  });
});

describe("a server that does not hand it out", () => {
  test.each([
    [404, "problem-not-found", "missing"],
    [500, "problem-file-lost", "missing"],
    [403, "problem-forbidden", "refused"],
    [401, "problem-not-authenticated", "refused"],
  ])("by %i and %s, is told as that", async (status, problem, kind) => {
    const page = await pageWithFile();
    page.server.interfere = () => ({ status, body: `{"problem":"${problem}"}` });
    expect(await failure(page)).toMatchObject({ kind, problem });
  });

  test("and is not reached is given up after a while", async () => {
    const page = await pageWithFile();
    page.server.interfere = () => "no-answer";
    expect(await failure(page)).toMatchObject({ kind: "network" });
    page.host.readPiece = () => Promise.reject(new FileError("network"));
    expect(await failure(page)).toMatchObject({ kind: "network" });
  });
});

test("whoever opens can call it off, and hears why their page did not sign", async () => {
  const page = await pageWithFile();
  page.server.interfere = () => "silence";
  const opening = page.files.open(page.reference, page.pieces, page.tell);
  await eventually(() => {
    expect(page.server.log.length).toBeGreaterThan(0);
  });
  const ended = opening.done.catch((error: unknown) => error);
  opening.cancel();
  expect(await settled(ended)).toMatchObject({ kind: "cancelled" });
  page.server.interfere = () => undefined;
  const locked = new Error("the vault is closed");
  const { readPiece } = page.host;
  page.host.readPiece = () => Promise.reject(locked);
  expect(await failure(page)).toMatchObject({ kind: "refused", cause: locked });
  page.host.readPiece = readPiece;
  expect((await settled(page.files.open(page.reference, page.pieces, page.tell).done)).blob.size).toBe(SIZE);
});

describe("what a file gives away", () => {
  test("is looked for in the worker, and cleaning says what it cannot do", async () => {
    const page = filesPage();
    expect(await settled(page.files.inspect(new Blob(["hej"])))).toMatchObject({ format: "other", can: "cannot" });
    await expect(settled(page.files.clean(new Blob(["hej"])))).rejects.toMatchObject({ name: "CleaningError", kind: "cannot" });
  });
});
