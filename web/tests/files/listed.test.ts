import { describe, expect, test } from "vitest";
import { bytesOf, listedIn, MOST_PIECES, standIn, type ListedFile } from "../../src/files/listed.ts";
import { filesAnswer } from "../../src/intake/files/held.ts";
import { readListing } from "../../src/desk/cases/files/listing.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { digestOfPieces, PIECE_BYTES } from "../../src/sealing/file_stream.ts";
import { newId } from "../../src/sealing/id.ts";
import type { Json } from "../../src/sealing/strict_json.ts";

const digest = digestOf(new Uint8Array([1]));
const other = digestOf(new Uint8Array([2]));
const file = (pieces: number): ListedFile => ({ id: newId<"file">(), length: pieces * 100, pieces: Array.from({ length: pieces }, () => digest) });
const answer = (files: readonly ListedFile[]): Json => ({ files: files.map((each, n) => ({ ...each, pieces: [...each.pieces], n, thread: "c" })) });

describe("a server's list of a case's files", () => {
  test("is one of no more pieces than any case has, each file once and with something in it", () => {
    const [a, b] = [file(1), file(3)];
    expect(bytesOf(listedIn([a, b]))).toBe(400);
    const endless = Array.from({ length: 5 }, () => file(MOST_PIECES / 4));
    for (const files of [[a, a], [file(0)], endless]) {
      expect(() => listedIn(files)).toThrow("not allowed");
      expect(() => filesAnswer(answer(files))).toThrow("not allowed");
      expect(() => readListing(answer(files))).toThrow("not allowed");
    }
    expect(filesAnswer(answer([a, b])).size).toBe(2);
    expect(() => filesAnswer(answer([file(MOST_PIECES + 1)]))).toThrow("not allowed");
  });

  test("tells what of a case's room is left, and never less than none", () => {
    const bounds = { largest: 10, per_case: 350, open: true };
    const listing = (files: readonly ListedFile[]): Json => ({ ...(answer(files) as { readonly files: Json }), bounds });
    expect(readListing(listing([file(1)])).bounds).toEqual({ largest: 10, perCase: 350, left: 250, open: true });
    expect(readListing(listing([file(4)])).bounds?.left).toBe(0);
  });
});

test("a file stands as it was sealed only by its own list, and by as many pieces as its size has", () => {
  const listed = file(2);
  const files = listedIn([listed]);
  const sealed = { id: listed.id, digest: digestOfPieces(listed.pieces) };
  expect(standIn(files, sealed)).toBe("listed");
  expect(standIn(files, { ...sealed, size: PIECE_BYTES + 1 })).toBe("listed");
  expect(standIn(files, { ...sealed, size: 1 })).toBe("damaged");
  expect(standIn(files, { ...sealed, size: Number.MAX_SAFE_INTEGER })).toBe("damaged");
  expect(standIn(files, { ...sealed, digest: other })).toBe("damaged");
  expect(standIn(files, { ...sealed, id: newId<"file">() })).toBe("missing");
});
