import { afterEach, expect, test, vi } from "vitest";
import { SealedSource } from "../../src/files/source.ts";
import { FileSealing, PIECE_BYTES } from "../../src/sealing/file_stream.ts";

const SIZE = 2 * PIECE_BYTES + 70_000;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Of bytes that should not come: eight million of them would take a test minutes to say. */
const lengthOf = async (part: Promise<Uint8Array>): Promise<number> => (await part).length;

/** A source of three pieces, all of which it was asked for once, and what it is. */
async function sentOnce(): Promise<{ readonly source: SealedSource; readonly whole: Buffer; readonly made: () => Promise<number> }> {
  const asked = vi.spyOn(FileSealing.prototype, "piece");
  const content = new Uint8Array(SIZE);
  for (let i = 0; i < SIZE; i += 1) content[i] = i % 251;
  const source = new SealedSource(await FileSealing.start(new Blob([content])));
  const parts: Uint8Array[] = [];
  for (let at = 0; at < source.size; at += PIECE_BYTES) parts.push((await source.from(at)).slice());
  /** Waits for all that is being made; gives how much was ever asked for. */
  const made = async (): Promise<number> => {
    await Promise.allSettled(asked.mock.results.map(({ value }) => value as Promise<unknown>));
    return asked.mock.calls.length;
  };
  return { source, whole: Buffer.concat(parts), made };
}

test("what is handed out stays what it is until somebody asks again, wherever they go on", async () => {
  const { source, whole, made } = await sentOnce();
  for (const start of [0, 5, PIECE_BYTES + 7, 2 * PIECE_BYTES, 1, 2 * PIECE_BYTES + 9, PIECE_BYTES, 2 * PIECE_BYTES]) {
    const part = await source.from(start);
    await made();
    const end = (Math.floor(start / PIECE_BYTES) + 1) * PIECE_BYTES;
    expect(Buffer.compare(part, whole.subarray(start, end)), String(start)).toBe(0);
  }
});

test("whoever asked before somebody else is refused, for what they wait for may be given back", async () => {
  const { source, whole, made } = await sentOnce();
  const before = source.from(PIECE_BYTES);
  const after = source.from(0);
  await expect(lengthOf(before)).rejects.toMatchObject({ kind: "cancelled" });
  const part = await after;
  await made();
  expect(Buffer.compare(part, whole.subarray(0, PIECE_BYTES))).toBe(0);
});

test("whoever waits as it is wiped is refused, and nothing more is made", async () => {
  const { source, made } = await sentOnce();
  await source.from(0);
  const before = await made();
  const waiting = source.from(PIECE_BYTES);
  source.wipe();
  await expect(lengthOf(waiting)).rejects.toMatchObject({ kind: "cancelled" });
  expect(await made()).toBe(before);
});

test("what rests keeps no piece, and makes the same ones again", async () => {
  const { source, whole, made } = await sentOnce();
  await source.from(PIECE_BYTES);
  const before = await made();
  await source.from(PIECE_BYTES);
  expect(await made()).toBe(before);
  source.rest();
  const part = await source.from(PIECE_BYTES);
  expect(await made()).toBeGreaterThan(before);
  expect(Buffer.compare(part, whole.subarray(PIECE_BYTES, 2 * PIECE_BYTES))).toBe(0);
});
