import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { digestBy, digestFor } from "../../src/files/digesting.ts";

test("pieces are moved to who takes their digests and come back as they were, each with its own", async () => {
  const { port1, port2 } = new MessageChannel();
  const digesting = digestBy(port1);
  digestFor(port2);
  // The larger first: who is asked later is not answered sooner.
  const pieces = [5_000_000, 3, 0, 70_000].map((length, of) => Uint8Array.from({ length }, (_, at) => (at * 7 + of) % 251));
  const copies = pieces.map((piece) => piece.slice());
  const taken = pieces.map((piece) => digesting(piece));
  expect(pieces.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
  for (const [at, { piece, digest }] of (await Promise.all(taken)).entries()) {
    const copy = copies[at] ?? new Uint8Array();
    expect(Buffer.compare(piece, copy)).toBe(0);
    expect(digest).toBe(createHash("sha256").update(copy).digest("hex"));
  }
  port1.close();
});
