import { Decrypter } from "age-encryption";
import fc from "fast-check";
import { createCipheriv, createDecipheriv, createHash, webcrypto } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { parseDigest, type Digest } from "../../src/sealing/digest.ts";
import { digestOfPieces, FileOpening, FileSealing, FileStreamError, PIECE_BYTES, sealedFileSize } from "../../src/sealing/file_stream.ts";
import { fastestCipher, nativeCipher, nobleCipher } from "../../src/sealing/file_stream/chunk_cipher.ts";
import { gate } from "../../src/sealing/gate.ts";
import { paddedFileSize } from "../../src/sealing/padding.ts";
import { Secret } from "../../src/sealing/secret.ts";

const KIB = 1024;
const { subtle } = webcrypto;
/** Around a chunk, the smallest file, a step of the padding, the first piece and the second. */
const EDGES = [0, 1, 4096, 4097, 65_535, 65_536, 65_537, 8_386_900, 8_388_608, 8_388_609, 16_777_217];

/** By a loop, for `Uint8Array.from` takes ten times as long. */
function counting(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = i % 251;
  return bytes;
}
const sha256 = (bytes: Uint8Array): Digest => createHash("sha256").update(bytes).digest("hex") as Digest;
const kindOf = async (doing: () => unknown): Promise<string> => {
  try {
    await doing();
  } catch (error) {
    if (error instanceof FileStreamError) return error.kind;
    throw error;
  }
  return "done";
};

async function piecesOf(sealing: FileSealing): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let n = 0; n < sealing.pieces; n += 1) pieces.push(await sealing.piece(n));
  return pieces;
}

async function opened(opening: FileOpening, pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const piece of pieces) parts.push(await opening.open(piece));
  opening.finish();
  return Buffer.concat(parts);
}

/** A browser that has the cipher: Node's own in its place, which is another implementation than noble. */
function withNative({ isHandedOver = true } = {}): void {
  const keys = new Map<number, Uint8Array>();
  const ownKey = (key: unknown): Uint8Array => {
    const bytes = keys.get((key as { readonly n: number }).n);
    if (bytes === undefined) throw new Error("a key of another cipher");
    return bytes;
  };
  const importKey = (format: string, bytes: Uint8Array, name: string, isExtractable: boolean): Promise<unknown> => {
    expect([format, name, isExtractable]).toEqual(["raw-secret", "ChaCha20-Poly1305", false]);
    // A copy is the same key; no copy is made of a function.
    const key = { n: keys.size, hold: isHandedOver ? null : withNative };
    keys.set(key.n, Uint8Array.from(bytes));
    return Promise.resolve(key);
  };
  vi.spyOn(subtle, "importKey").mockImplementation(importKey as unknown as typeof subtle.importKey);
  vi.spyOn(subtle, "encrypt").mockImplementation((algorithm, key, data) => {
    const iv = (algorithm as AesGcmParams).iv as Uint8Array;
    const cipher = createCipheriv("chacha20-poly1305", ownKey(key), iv, { authTagLength: 16 });
    const sealed = Buffer.concat([cipher.update(data as Uint8Array), cipher.final(), cipher.getAuthTag()]);
    return Promise.resolve(Uint8Array.from(sealed).buffer);
  });
  vi.spyOn(subtle, "decrypt").mockImplementation((algorithm, key, data) => {
    const iv = (algorithm as AesGcmParams).iv as Uint8Array;
    const sealed = data as Uint8Array;
    const cipher = createDecipheriv("chacha20-poly1305", ownKey(key), iv, { authTagLength: 16 });
    cipher.setAuthTag(sealed.subarray(-16));
    return new Promise((done) => {
      done(Uint8Array.from(Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])).buffer);
    });
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a sealed file", () => {
  test.each(EDGES)("of %i bytes comes back as it was, padded, in pieces that its digest is of", async (size) => {
    const content = counting(size);
    const sealing = await FileSealing.start(new Blob([content]));
    const pieces = await piecesOf(sealing);
    const sealed = sealing.finish();
    expect(sealed).toMatchObject({ size, length: sealedFileSize(size), pieces: pieces.map(sha256) });
    expect(pieces.reduce((length, piece) => length + piece.length, 0)).toBe(sealed.length);
    expect(pieces.slice(0, -1).every((piece) => piece.length === PIECE_BYTES)).toBe(true);
    expect(sealed.digest).toBe(sha256(Buffer.concat(sealed.pieces.map((digest) => Buffer.from(digest, "hex")))));
    expect(Buffer.compare(await opened(new FileOpening(sealed, sealed.pieces), pieces), content)).toBe(0);
  });

  test("is a plain age file that the library opens, of a size that says little, and passes the gate", async () => {
    for (const size of [0, 65_536, 200_000]) {
      const sealing = await FileSealing.start(new Blob([counting(size)]));
      const file = gate("file", new Uint8Array(Buffer.concat(await piecesOf(sealing))));
      const decrypter = new Decrypter();
      decrypter.addIdentity(sealing.finish().key);
      const padded = await decrypter.decrypt(file);
      expect(padded.length).toBe(paddedFileSize(size));
      expect(Buffer.compare(padded.subarray(0, size), counting(size))).toBe(0);
      expect(padded.subarray(size).every((byte) => byte === 0)).toBe(true);
    }
  });

  test("gives the same bytes again at any offset and in any order, whatever its size", async () => {
    const sizes = fc.oneof(
      fc.constantFrom(...EDGES),
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: -3, max: 3 }).map((off) => PIECE_BYTES - 1643 - 129 * 16 + off),
    );
    await fc.assert(
      fc.asyncProperty(sizes, fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { maxLength: 4 }), async (size, places) => {
        const sealing = await FileSealing.start(new Blob([counting(size)]));
        const whole = Buffer.concat(await piecesOf(sealing));
        for (const place of places) {
          const at = Math.floor(place * sealing.length);
          const n = Math.floor(at / PIECE_BYTES);
          const rest = (await sealing.piece(n)).subarray(at % PIECE_BYTES);
          expect(Buffer.compare(rest, whole.subarray(at, (n + 1) * PIECE_BYTES))).toBe(0);
        }
        const { pieces, ...reference } = sealing.finish();
        const cut = pieces.map((_, n) => new Uint8Array(whole.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES)));
        expect(Buffer.compare(await opened(new FileOpening(reference, pieces), cut), counting(size))).toBe(0);
      }),
      { numRuns: 12 },
    );
  });

  test("is sealed to an identity of its own, and under another nonce, each time", async () => {
    const [one, other] = await Promise.all([FileSealing.start(new Blob(["hej"])), FileSealing.start(new Blob(["hej"]))]);
    const [first, second] = [await one.piece(0), await other.piece(0)];
    expect(one.finish().key).not.toBe(other.finish().key);
    expect(Buffer.from(first.subarray(1627, 1643))).not.toEqual(Buffer.from(second.subarray(1627, 1643)));
  });

  test("has no digest before every piece was made, and no piece behind its end", async () => {
    const sealing = await FileSealing.start(new Blob([counting(PIECE_BYTES)]));
    await sealing.piece(1);
    expect(await kindOf(() => sealing.finish())).toBe("unfinished");
    await expect(sealing.piece(2)).rejects.toThrow(RangeError);
    await expect(sealing.piece(-1)).rejects.toThrow(RangeError);
    await expect(sealing.piece(0.5)).rejects.toThrow(RangeError);
  });

  test("seals nothing more once its keys are wiped, and keeps nothing of what it read for it", async () => {
    for (const cipher of [nobleCipher, nativeCipher]) {
      if (cipher === nativeCipher) withNative();
      const { buffer } = counting(4096);
      const source = Object.assign(new Blob([buffer]), { slice: () => ({ arrayBuffer: () => Promise.resolve(buffer) }) as Blob });
      const sealing = await FileSealing.start(source, { makeCipher: cipher });
      sealing.wipe();
      await expect(sealing.piece(0)).rejects.toThrow("wiped");
      expect(buffer.byteLength).toBe(0);
    }
  });
});

describe("a source that does not stay as it was", () => {
  /** A file on a disk, as a browser reads it when it is asked. */
  class OnDisk extends Blob {
    content: Uint8Array<ArrayBuffer> | null;
    readonly #size: number;

    constructor(content: Uint8Array<ArrayBuffer>) {
      super();
      this.content = content;
      this.#size = content.length;
    }

    override get size(): number {
      return this.#size;
    }

    override slice(from?: number, to?: number): Blob {
      const { content } = this;
      if (content !== null) return new Blob([content.subarray(from, to)]);
      const gone = new Blob();
      gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
      return gone;
    }
  }

  test("is told, and of what was changed nothing is handed out under a nonce that was used", async () => {
    const disk = new OnDisk(counting(100_000));
    const sealing = await FileSealing.start(disk);
    await sealing.piece(0);
    disk.content = counting(100_000).fill(7, 99_999);
    expect(await kindOf(() => sealing.piece(0))).toBe("changed");
    disk.content = counting(100_000);
    expect(await kindOf(() => sealing.piece(0))).toBe("done");
  });

  test("is told where a chunk lies in two pieces and only its other half was read anew", async () => {
    const disk = new OnDisk(counting(2 * PIECE_BYTES));
    const sealing = await FileSealing.start(disk);
    await sealing.piece(0);
    disk.content = counting(2 * PIECE_BYTES).fill(7, PIECE_BYTES - 4000, PIECE_BYTES + 4000);
    expect(await kindOf(() => sealing.piece(1))).toBe("changed");
  });

  test("is told when it is shorter, or gone", async () => {
    const disk = new OnDisk(counting(100_000));
    const sealing = await FileSealing.start(disk);
    disk.content = counting(99_999);
    expect(await kindOf(() => sealing.piece(0))).toBe("changed");
    disk.content = null;
    expect(await kindOf(() => sealing.piece(0))).toBe("changed");
  });
});

describe("opening", () => {
  const SIZE = PIECE_BYTES + 100_000;
  const sealedOnce = (async () => {
    const sealing = await FileSealing.start(new Blob([counting(SIZE)]));
    const pieces = await piecesOf(sealing);
    return { pieces, reference: sealing.finish() };
  })();

  test("refuses a list that is not the reference's: another, a longer, a shorter", async () => {
    const { reference } = await sealedOnce;
    const [first, second] = reference.pieces as [Digest, Digest];
    for (const list of [[second, first], [first], [first, second, first], []]) {
      expect(await kindOf(() => new FileOpening(reference, list))).toBe("list");
      // A list of a wrong length is refused also where the digest is of it.
      const matching = { ...reference, digest: digestOfPieces(list) };
      if (list.length !== 2) expect(await kindOf(() => new FileOpening(matching, list))).toBe("list");
    }
  });

  test("refuses a piece with a flipped byte, a cut one, a longer one, and one in another's place", async () => {
    const { reference, pieces } = await sealedOnce;
    const [first, second] = pieces as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
    const flipped = first.slice();
    flipped[5_000_000] = (flipped[5_000_000] ?? 0) ^ 1;
    const longer = new Uint8Array(second.length + 1);
    longer.set(second);
    const tries: Uint8Array<ArrayBuffer>[][] = [[flipped], [first.slice(0, -1)], [second], [first, first], [first, second.slice(0, -1)], [first, longer]];
    for (const shown of tries) {
      expect(await kindOf(() => opened(new FileOpening(reference, reference.pieces), shown))).toBe("piece");
    }
  });

  test("opens nothing more after something was refused, and is not done before its end", async () => {
    const { reference, pieces } = await sealedOnce;
    const [first, second] = pieces as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
    const opening = new FileOpening(reference, reference.pieces);
    await opening.open(first);
    expect(await kindOf(() => { opening.finish(); })).toBe("unfinished");
    expect(await kindOf(() => opening.open(first))).toBe("piece");
    expect(await kindOf(() => opening.open(second))).toBe("piece");
    expect(await kindOf(() => { opening.finish(); })).toBe("unfinished");
  });

  /** What a handler's colleague, or a reporter, could seal and refer to: every digest is right. */
  async function forged(change: (file: Uint8Array<ArrayBuffer>) => void, size = 100_000): Promise<string> {
    const sealing = await FileSealing.start(new Blob([counting(size)]));
    const [piece] = (await piecesOf(sealing)) as [Uint8Array<ArrayBuffer>];
    change(piece);
    const list = [sha256(piece)];
    return kindOf(() => opened(new FileOpening({ ...sealing.finish(), digest: digestOfPieces(list) }, list), [piece]));
  }

  test("refuses what does not open though every digest is right: header, nonce, each chunk and its place", async () => {
    expect(await forged(() => undefined)).toBe("done");
    const flip = (at: number) => (file: Uint8Array<ArrayBuffer>) => {
      file[at] = (file[at] ?? 0) ^ 1;
    };
    for (const at of [3, 100, 1620, 1630, 1643, 1643 + 65_552, sealedFileSize(100_000) - 1]) expect(await forged(flip(at)), String(at)).toBe("sealed");
    const swapped = await forged((file) => {
      const chunk = file.slice(1643, 1643 + 65_552);
      file.copyWithin(1643, 1643 + 65_552, 1643 + 2 * 65_552);
      file.set(chunk, 1643 + 65_552);
    }, 130_000);
    expect(swapped).toBe("sealed");
  });

  test("refuses padding that holds something, and a size that is not the file's", async () => {
    // The same padded size, so that only what stands in it tells.
    const sealing = await FileSealing.start(new Blob([counting(100_000)]));
    const pieces = await piecesOf(sealing);
    const sealed = sealing.finish();
    expect(paddedFileSize(99_990)).toBe(paddedFileSize(100_000));
    expect(await kindOf(() => opened(new FileOpening({ ...sealed, size: 99_990 }, sealed.pieces), pieces))).toBe("padding");
    expect(await kindOf(() => opened(new FileOpening({ ...sealed, size: 50_000 }, sealed.pieces), pieces))).toBe("piece");
  });

  test("refuses a key that is none, and one of another file", async () => {
    const { reference, pieces } = await sealedOnce;
    expect(await kindOf(() => new FileOpening({ ...reference, key: "AGE-SECRET-KEY-1" }, reference.pieces))).toBe("sealed");
    const other = await FileSealing.start(new Blob());
    await other.piece(0);
    const { key } = other.finish();
    expect(await kindOf(() => opened(new FileOpening({ ...reference, key }, reference.pieces), pieces))).toBe("sealed");
  });
});

describe("the browser's cipher and noble's", () => {
  test("give the same bytes, and open each other's", async () => {
    withNative();
    const key = (): Secret<"payload"> => new Secret("payload", counting(32));
    const [native, noble] = await Promise.all([nativeCipher(key()), nobleCipher(key())]);
    for (const [n, isLast, size] of [[0, false, 65_536], [0, true, 65_536], [1, true, 1], [2 ** 32 + 5, false, 100]] as const) {
      const [one, other] = await Promise.all([native.seal(n, isLast, counting(size)), noble.seal(n, isLast, counting(size))]);
      expect(Buffer.compare(one, other)).toBe(0);
      const back = await Promise.all([noble.open(n, isLast, Uint8Array.from(one)), native.open(n, isLast, Uint8Array.from(other))]);
      for (const content of back) expect(Buffer.compare(content, counting(size))).toBe(0);
      for (const cipher of [native, noble]) {
        await expect(cipher.open(n, !isLast, Uint8Array.from(one))).rejects.toThrow();
        await expect(cipher.open(n + 1, isLast, Uint8Array.from(one))).rejects.toThrow();
      }
    }
  });

  test("are chosen between by what the browser has; one that gives something else, or whose key goes to no other thread, is not used", async () => {
    const key = (): Secret<"payload"> => new Secret("payload", counting(32));
    const fresh = async (): Promise<typeof fastestCipher> => {
      vi.resetModules();
      return (await import("../../src/sealing/file_stream/chunk_cipher.ts")).fastestCipher;
    };
    const used = async (): Promise<boolean> => {
      const encrypt = vi.spyOn(subtle, "encrypt");
      const cipher = await (await fresh())(key());
      encrypt.mockClear();
      await cipher.seal(0, true, counting(10));
      return encrypt.mock.calls.length > 0;
    };
    expect(await used()).toBe(false);
    withNative();
    expect(await used()).toBe(true);
    vi.spyOn(subtle, "encrypt").mockResolvedValue(new ArrayBuffer(116));
    expect(await used()).toBe(false);
    withNative({ isHandedOver: false });
    expect(await used()).toBe(false);
  });
});

test("a digest of pieces is of their digests in their order", () => {
  const pieces = ["00".repeat(32), "ff".repeat(32)].flatMap((text) => parseDigest(text) ?? []);
  expect(digestOfPieces(pieces)).toBe(sha256(Buffer.concat([Buffer.alloc(32), Buffer.alloc(32, 255)])));
  expect(digestOfPieces([...pieces].reverse())).not.toBe(digestOfPieces(pieces));
});

test("a file of four gigabytes has the size that its padding gives, and no source is touched for that", () => {
  expect(sealedFileSize(4 * KIB ** 3)).toBe(1627 + 16 + paddedFileSize(4 * KIB ** 3) + 16 * Math.ceil(paddedFileSize(4 * KIB ** 3) / 65_536));
});
