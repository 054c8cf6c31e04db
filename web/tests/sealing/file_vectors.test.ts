import { createCipheriv, createHash, hkdfSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseDigest, type Digest } from "../../src/sealing/digest.ts";
import { digestOfPieces, FileOpening, FileStreamError, PIECE_BYTES, sealedFileSize } from "../../src/sealing/file_stream.ts";
import { openHeader } from "../../src/sealing/hybrid.ts";
import { parseIdentity } from "../../src/sealing/identity.ts";
import { paddedFileSize } from "../../src/sealing/padding.ts";
import { fromBase64, vectors } from "../support/vectors.ts";

interface FileVector {
  readonly size: number;
  readonly counting: number;
  readonly identity: string;
  readonly header_base64: string;
  readonly nonce_base64: string;
  readonly length: number;
  readonly pieces: readonly string[];
  readonly digest: string;
}

const CHUNK = 65_536;

type Bytes = Uint8Array<ArrayBuffer>;

/** Seals content behind a header that stands, as the age specification has it, by Node's own cipher. */
function sealAgain(header: Bytes, nonce: Bytes, fileKey: Uint8Array, content: Bytes): Bytes {
  const key = Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));
  const parts: Uint8Array[] = [header, nonce];
  for (let at = 0, n = 0; at < content.length; at += CHUNK, n += 1) {
    const iv = Buffer.alloc(12);
    iv.writeUInt32BE(n, 7);
    iv[11] = at + CHUNK >= content.length ? 1 : 0;
    const cipher = createCipheriv("chacha20-poly1305", key, iv, { authTagLength: 16 });
    parts.push(cipher.update(content.subarray(at, at + CHUNK)), cipher.final(), cipher.getAuthTag());
  }
  return new Uint8Array(Buffer.concat(parts));
}

function piecesOf(sealed: Bytes): Bytes[] {
  const pieces: Bytes[] = [];
  for (let at = 0; at < sealed.length; at += PIECE_BYTES) pieces.push(sealed.slice(at, at + PIECE_BYTES));
  return pieces;
}

const digestsOf = (sealed: Bytes): Digest[] =>
  piecesOf(sealed).flatMap((piece) => parseDigest(createHash("sha256").update(piece).digest("hex")) ?? []);

async function opened(reference: ConstructorParameters<typeof FileOpening>[0], list: readonly Digest[], sealed: Bytes): Promise<Buffer> {
  const opening = new FileOpening(reference, list);
  const parts: Uint8Array[] = [];
  for (const piece of piecesOf(sealed)) parts.push(await opening.open(piece));
  opening.finish();
  return Buffer.concat(parts);
}

describe.each(["files-by-rust", "files-by-typescript"])("%s", (name) => {
  const { files } = vectors(name) as { readonly files: readonly FileVector[] };

  test.each(files)("a file of $size bytes is what another would have sealed, opens, and is refused if altered", async (file) => {
    const { size, identity: key } = file;
    const identity = parseIdentity(key);
    const digest = parseDigest(file.digest);
    if (identity === null || digest === null) throw new Error("not a vector");
    expect(file.counting).toBe(251);
    const plain = new Uint8Array(size);
    for (let i = 0; i < size; i += 1) plain[i] = i % 251;
    const padded = new Uint8Array(paddedFileSize(size));
    padded.set(plain);
    const [header, nonce] = [fromBase64(file.header_base64), fromBase64(file.nonce_base64)];
    const fileKey = (await openHeader(identity, header)).expose();
    const sealed = sealAgain(header, nonce, fileKey, padded);
    expect(sealed.length).toBe(file.length);
    expect(sealedFileSize(size)).toBe(file.length);
    const list = digestsOf(sealed);
    expect(list).toEqual(file.pieces);
    expect(digestOfPieces(list)).toBe(digest);
    const reference = { size, key, digest };
    expect(Buffer.compare(await opened(reference, list, sealed), plain)).toBe(0);

    // Whether by the list that stands, by one that agrees with the alteration, or by a reference that means it.
    const flipped = (at: number): Bytes => {
      const bytes = sealed.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    };
    // Where in a file it was flipped is tried on small ones: the others take their time.
    const places = sealed.length > PIECE_BYTES ? [PIECE_BYTES + 1] : [1, 300, header.length - 2, header.length + 3, header.length + 16, sealed.length - 1];
    const tries: [string, Bytes][] = [
      ...places.map((at): [string, Bytes] => [`flipped at ${String(at)}`, flipped(at)]),
      ["a cut end", sealed.slice(0, -1)],
      ["a longer end", new Uint8Array(Buffer.concat([sealed, Buffer.of(0)]))],
    ];
    const [first, second] = piecesOf(sealed);
    if (first !== undefined && second?.length === first.length) {
      const swapped = sealed.slice();
      swapped.set(second);
      swapped.set(first, PIECE_BYTES);
      tries.push(["two pieces swapped", swapped]);
    }
    if (size < padded.length) {
      const filled = padded.slice();
      filled[filled.length - 1] = 1;
      tries.push(["padding that holds something", sealAgain(header, nonce, fileKey, filled)]);
    }
    for (const [what, bytes] of tries) {
      const other = digestsOf(bytes);
      await expect(opened(reference, list, bytes), what).rejects.toThrow(FileStreamError);
      await expect(opened(reference, other, bytes), what).rejects.toThrow(FileStreamError);
      await expect(opened({ ...reference, digest: digestOfPieces(other) }, other, bytes), what).rejects.toThrow(FileStreamError);
    }
  });
});
