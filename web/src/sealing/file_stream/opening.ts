/** Opening a file: each piece is held to the list and each chunk to its key before anything of it is handed out. */
import type { Digest } from "../digest.ts";
import { concatenate } from "../encoding.ts";
import type { FileReference } from "../file.ts";
import { checkShape, readHeader } from "../gate.ts";
import { openHeader } from "../hybrid.ts";
import { parseIdentity, type Identity } from "../identity.ts";
import { HEADER_OF_ONE } from "../kind.ts";
import { paddedFileSize } from "../padding.ts";
import { CHUNK_BYTES, fastestCipher, payloadKey, type ChunkCipher, type MakeCipher } from "./chunk_cipher.ts";
import { FileStreamError } from "./failure.ts";
import { BEFORE_CHUNKS, pieceCount, pieceLength, SEALED_CHUNK_BYTES, sealedFileSize } from "./layout.ts";
import { pieceDigest } from "./making.ts";
import { digestOfPieces } from "./piece_list.ts";

/** Opens one file, piece by piece from the first to the last; every check comes before what it is of is handed out. */
export class FileOpening {
  /** Bytes of the sealed file. */
  readonly length: number;
  readonly #size: number;
  readonly #identity: Identity;
  readonly #pieces: readonly Digest[];
  readonly #makeCipher: MakeCipher;
  readonly #padded: number;
  #cipher: ChunkCipher | null = null;
  /** The piece that comes next, and the chunk. */
  #next = 0;
  #chunk = 0;
  /** Of a chunk whose rest is in the next piece. */
  #begun: Uint8Array = new Uint8Array();

  /**
   * @param pieces - the list as the server gives it
   * @throws {@link FileStreamError} `list` where it is not the reference's
   */
  constructor(
    { size, key, digest }: Pick<FileReference, "size" | "key" | "digest">,
    pieces: readonly Digest[],
    makeCipher: MakeCipher = fastestCipher,
  ) {
    const identity = parseIdentity(key);
    if (identity === null) throw new FileStreamError("sealed");
    this.length = sealedFileSize(size);
    if (pieces.length !== pieceCount(this.length) || digestOfPieces(pieces) !== digest) throw new FileStreamError("list");
    this.#size = size;
    this.#padded = paddedFileSize(size);
    this.#identity = identity;
    this.#pieces = pieces;
    this.#makeCipher = makeCipher;
  }

  /** How many pieces it has. */
  get pieces(): number {
    return this.#pieces.length;
  }

  /** Bytes of a piece, from 0. */
  lengthOf(n: number): number {
    return pieceLength(n, this.length);
  }

  /**
   * What the next piece holds, without the padding.
   *
   * @throws {@link FileStreamError} `piece`, `sealed`, `padding`; nothing more can be opened then
   */
  async open(piece: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const n = this.#next;
    this.#next = Infinity;
    if (piece.length !== this.lengthOf(n) || (await pieceDigest(piece)) !== this.#pieces[n]) throw new FileStreamError("piece");
    const payload = n === 0 ? piece.subarray(await this.#begin(piece)) : piece;
    const content = await this.#openChunks(payload, n === this.pieces - 1);
    this.#next = n + 1;
    return content;
  }

  /**
   * To be called before anything that was opened is used: all of it has been verified then.
   *
   * @throws {@link FileStreamError} `unfinished`
   */
  finish(): void {
    if (this.#next !== this.pieces) throw new FileStreamError("unfinished");
    this.wipe();
  }

  /** Forgets the keys. */
  wipe(): void {
    this.#identity.wipe();
    this.#cipher?.wipe();
  }

  /** Reads header and nonce; gives where the chunks begin. */
  async #begin(piece: Uint8Array<ArrayBuffer>): Promise<number> {
    try {
      const header = readHeader(piece);
      checkShape("file", header, this.length);
      if (header.length !== HEADER_OF_ONE) throw new FileStreamError("sealed");
      const fileKey = await openHeader(this.#identity, piece.subarray(0, HEADER_OF_ONE));
      const key = payloadKey(fileKey, piece.subarray(HEADER_OF_ONE, BEFORE_CHUNKS));
      fileKey.wipe();
      this.#cipher = await this.#makeCipher(key);
    } catch {
      // Whoever asks can do nothing else about a header that is none than about one of somebody else's.
      throw new FileStreamError("sealed");
    }
    return BEFORE_CHUNKS;
  }

  /** What a piece holds of chunks, of which the first may have begun in the piece before. */
  async #openChunks(payload: Uint8Array<ArrayBuffer>, isEnd: boolean): Promise<Uint8Array<ArrayBuffer>> {
    const begun = this.#begun;
    const chunks = (begun.length + payload.length) / SEALED_CHUNK_BYTES;
    const whole = isEnd ? Math.ceil(chunks) : Math.floor(chunks);
    const from = this.#chunk * CHUNK_BYTES;
    const content = new Uint8Array(Math.min(whole * CHUNK_BYTES, this.#padded - from));
    try {
      await Promise.all(
        Array.from({ length: whole }, async (_, i) => {
          const at = i * SEALED_CHUNK_BYTES - begun.length;
          const rest = payload.subarray(Math.max(0, at), at + SEALED_CHUNK_BYTES);
          const chunk = at < 0 ? concatenate(begun, rest) : rest;
          const n = this.#chunk + i;
          const opened = await this.#cipher?.open(n, (n + 1) * CHUNK_BYTES >= this.#padded, chunk);
          if (opened !== undefined) content.set(opened, i * CHUNK_BYTES);
        }),
      );
    } catch {
      throw new FileStreamError("sealed");
    }
    // Every piece but the last is longer than a chunk, so that what had begun is whole by now.
    this.#begun = payload.slice(whole * SEALED_CHUNK_BYTES - begun.length);
    this.#chunk += whole;
    const own = Math.max(0, Math.min(content.length, this.#size - from));
    if (!isZero(content.subarray(own))) throw new FileStreamError("padding");
    return content.subarray(0, own);
  }
}

function isZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}
