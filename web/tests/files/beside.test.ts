import { afterEach, describe, expect, test } from "vitest";
import { makeForOther, makesBeside } from "../../src/files/beside.ts";
import { FileOpening, FileSealing, PIECE_BYTES, type MakeBeside } from "../../src/sealing/file_stream.ts";
import { nobleCipher } from "../../src/sealing/file_stream/chunk_cipher.ts";
import type { PiecesOf } from "../../src/sealing/file_stream/making.ts";

const SIZE = 2 * PIECE_BYTES + 70_000;

/** Two ends in one thread, and what was handed over by them. */
function joined(): { readonly makeBeside: MakeBeside; readonly handed: PiecesOf[]; readonly asked: number[] } {
  const { port1, port2 } = new MessageChannel();
  const makesThere = makesBeside(port1);
  makeForOther(port2);
  lines.push(port1);
  const handed: PiecesOf[] = [];
  const asked: number[] = [];
  const makeBeside: MakeBeside = (of) => {
    handed.push(of);
    const making = makesThere(of);
    return {
      make: (n, room) => {
        asked.push(n);
        return making.make(n, room);
      },
      wipe: () => {
        making.wipe();
      },
    };
  };
  return { makeBeside, handed, asked };
}

const lines: MessagePort[] = [];

afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

/** By a loop, for `Uint8Array.from` takes ten times as long. */
function counting(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = i % 251;
  return bytes;
}

/** Of a piece that should not come: eight million bytes would take a test minutes to say. */
const lengthOf = async (piece: Promise<Uint8Array>): Promise<number> => (await piece).length;

describe("pieces made by two", () => {
  test("are those of one file, which opens whole; the key is moved and no copy of it stays behind", async () => {
    const { makeBeside, handed, asked } = joined();
    const content = counting(SIZE);
    const sealing = await FileSealing.start(new Blob([content]), { makeCipher: nobleCipher, makeBeside });
    // At once, as an upload asks for one ahead.
    const pieces = await Promise.all(Array.from({ length: sealing.pieces }, (_, n) => sealing.piece(n)));
    expect(asked).toEqual([1]);
    expect(handed.map(({ key }) => (key instanceof Uint8Array ? key.length : key))).toEqual([0]);
    const sealed = sealing.finish();
    const opening = new FileOpening(sealed, sealed.pieces);
    const parts: Uint8Array[] = [];
    for (const piece of pieces) parts.push(await opening.open(piece));
    opening.finish();
    expect(Buffer.compare(Buffer.concat(parts), content)).toBe(0);
  });

  test("are the same again in the memory of others that were given back", async () => {
    const { makeBeside } = joined();
    const sealing = await FileSealing.start(new Blob([counting(SIZE)]), { makeBeside });
    const copies: Uint8Array[] = [];
    const made: Uint8Array[] = [];
    for (let n = 0; n < sealing.pieces; n += 1) {
      const piece = await sealing.piece(n);
      copies.push(piece.slice());
      made.push(piece);
      sealing.giveBack(piece);
    }
    // The first one's memory went to the other and came back with the second, in which the third lies.
    expect(made[0]?.length).toBe(0);
    expect(made[2]?.buffer).toBe(made[1]?.buffer);
    for (const n of [1, 0, 2, 0, 1]) {
      const piece = await sealing.piece(n);
      expect(Buffer.compare(piece, copies[n] ?? new Uint8Array())).toBe(0);
      sealing.giveBack(piece);
    }
  });

  test("are refused where either reads something else than before", async () => {
    const { makeBeside } = joined();
    const source = new Blob([counting(SIZE)]);
    let other = 0;
    // What is read of a file that is written to meanwhile; the other thread has it as it was.
    Object.assign(source, { slice: (from: number, to: number) => new Blob([new Uint8Array(to - from).fill(other)]) });
    const sealing = await FileSealing.start(source, { makeCipher: nobleCipher, makeBeside });
    await sealing.piece(0);
    other = 1;
    await expect(lengthOf(sealing.piece(0))).rejects.toMatchObject({ kind: "changed" });
    // By the chunk that lies in both.
    await expect(lengthOf(sealing.piece(1))).rejects.toMatchObject({ kind: "changed" });
  });

  test("are made for nobody once the file is forgotten", async () => {
    const { makeBeside } = joined();
    const sealing = await FileSealing.start(new Blob([counting(SIZE)]), { makeBeside });
    await sealing.piece(1);
    sealing.wipe();
    await expect(lengthOf(sealing.piece(1))).rejects.toThrow("could not be made");
  });

  test("are waited for no longer once something of them did not arrive, at either end", async () => {
    for (const end of ["port1", "port2"] as const) {
      const line = new MessageChannel();
      lines.push(line.port1);
      const makeBeside = makesBeside(line.port1);
      makeForOther(line.port2);
      const sealing = await FileSealing.start(new Blob([counting(SIZE)]), { makeBeside });
      const piece = sealing.piece(1);
      line[end].dispatchEvent(new Event("messageerror"));
      await expect(lengthOf(piece)).rejects.toThrow("lost");
      expect(await lengthOf(sealing.piece(1))).toBe(PIECE_BYTES);
    }
  });

  test("are asked for of nobody else where there is one alone", async () => {
    const { makeBeside, handed } = joined();
    const sealing = await FileSealing.start(new Blob([counting(100)]), { makeBeside });
    await sealing.piece(0);
    expect(handed).toEqual([]);
  });
});
