/**
 * Sealing and opening files of any size in constant memory (PROTOCOL.md section 5): padded with zero bytes, sealed as a
 * plain age file to an identity of its own, and cut into pieces of 8 MiB, each with its digest.
 *
 * A piece is a function of the source and the file key alone, so that a broken upload goes on with the same bytes.
 */
import { digestBytes, digestOf, type Digest } from "./digest.ts";
import { concatenate } from "./encoding.ts";
import type { FileReference } from "./file.ts";
import { checkShape, readHeader } from "./gate.ts";
import { newHeader, openHeader } from "./hybrid.ts";
import { newIdentity, parseIdentity, type Identity } from "./identity.ts";
import { HEADER_OF_ONE } from "./kind.ts";
import { paddedFileSize } from "./padding.ts";
import { systemRandom } from "./random.ts";
import { CHUNK_BYTES, fastestCipher, NONCE_BYTES, payloadKey, type ChunkCipher, type MakeCipher } from "./file_stream/chunk_cipher.ts";
import { FileStreamError } from "./file_stream/failure.ts";
import { BEFORE_CHUNKS, pieceCount, pieceLength, SEALED_CHUNK_BYTES, sealedFileSize } from "./file_stream/layout.ts";
import { makingHere, pieceDigest, type PieceMaking, type PiecesOf } from "./file_stream/making.ts";

export { FileStreamError, type FileStreamErrorKind } from "./file_stream/failure.ts";
export { pieceCount, PIECE_BYTES, sealedFileSize } from "./file_stream/layout.ts";

/** What an envelope and the server need to know of a sealed file. */
export interface SealedFile extends Pick<FileReference, "size" | "key" | "digest"> {
  /** Bytes of the sealed file. */
  readonly length: number;
  readonly pieces: readonly Digest[];
}

/** Bytes of a digest. */
const DIGEST_BYTES = 32;

/** SHA-256 of the pieces' digests, one after the other. */
export function digestOfPieces(pieces: readonly Digest[]): Digest {
  // Not as arguments of a call: a list may be longer than those can be.
  const whole = new Uint8Array(pieces.length * DIGEST_BYTES);
  for (const [n, piece] of pieces.entries()) whole.set(digestBytes(piece), n * DIGEST_BYTES);
  return digestOf(whole);
}

/** Of how many pieces memory is kept for others: of as many as are made at once. */
const MOST_ROOM = 2;

/** Has the pieces of a file made in another thread. */
export type MakeBeside = (of: PiecesOf) => PieceMaking;

/** How a file is sealed. */
export interface SealingBy {
  readonly makeCipher?: MakeCipher;
  /** Where every other piece is made; all are made here, else. */
  readonly makeBeside?: MakeBeside | null;
}

/** Seals one file, piece by piece in any order and as often as asked. */
export class FileSealing {
  /** Bytes of the source. */
  readonly size: number;
  /** Bytes of the sealed file. */
  readonly length: number;
  readonly #identity: Identity<"file">;
  /** Who makes the pieces, in turn. */
  readonly #making: readonly PieceMaking[];
  readonly #digests = new Map<number, Digest>();
  /** Memory of pieces that nobody uses any more. */
  readonly #room: ArrayBuffer[] = [];
  /** Of the chunks that lie in two pieces: what both must agree on. */
  readonly #tags = new Map<number, string>();

  private constructor(size: number, identity: Identity<"file">, making: readonly PieceMaking[]) {
    this.size = size;
    this.length = sealedFileSize(size);
    this.#identity = identity;
    this.#making = making;
  }

  /**
   * Draws an identity and a file key for a file.
   *
   * @param source - must stay as it is until all of it has gone up
   * @throws {@link PaddingError} where it is larger than anything
   */
  static async start(source: Blob, { makeCipher = fastestCipher, makeBeside = null }: SealingBy = {}): Promise<FileSealing> {
    sealedFileSize(source.size);
    const identity = newIdentity<"file">();
    const { header, fileKey } = await newHeader(identity);
    const nonce = systemRandom(NONCE_BYTES);
    const cipher = await makeCipher(payloadKey(fileKey, nonce));
    fileKey.wipe();
    const beginning = concatenate(header, nonce);
    const making = [makingHere(source, beginning, cipher)];
    // A file of one piece needs nobody else.
    if (makeBeside !== null && pieceCount(sealedFileSize(source.size)) > 1) making.push(makeBeside({ source, beginning, key: cipher.handOver() }));
    return new FileSealing(source.size, identity, making);
  }

  /** How many pieces it has. */
  get pieces(): number {
    return pieceCount(this.length);
  }

  /**
   * The bytes of a piece, from 0: the same at every call.
   *
   * @throws {@link FileStreamError} `changed`; nothing that was sealed from something else is ever handed out, for two
   *   contents under one nonce would give both away
   */
  async piece(n: number): Promise<Uint8Array<ArrayBuffer>> {
    const making = this.#making[n % this.#making.length];
    if (making === undefined) throw new RangeError("no such piece");
    const { piece, digest, seams } = await making.make(n, this.#room.pop() ?? null);
    for (const { chunk, tag } of seams) agree(this.#tags, chunk, tag);
    agree(this.#digests, n, digest);
    return piece;
  }

  /** Gives back a piece that nobody uses any more, nor will: another is made in its memory, for a browser takes long to find new. */
  giveBack(piece: Uint8Array<ArrayBuffer>): void {
    if (this.#room.length < MOST_ROOM) this.#room.push(piece.buffer);
  }

  /**
   * What to say of the file once every piece has been made.
   *
   * @throws {@link FileStreamError} `unfinished`
   */
  finish(): SealedFile {
    const pieces = Array.from({ length: this.pieces }, (_, n) => {
      const digest = this.#digests.get(n);
      if (digest === undefined) throw new FileStreamError("unfinished");
      return digest;
    });
    const { size, length } = this;
    return { size, length, key: this.#identity.expose(), digest: digestOfPieces(pieces), pieces };
  }

  /** Lets go of memory that was kept for other pieces. */
  rest(): void {
    this.#room.length = 0;
  }

  /** Forgets the keys. */
  wipe(): void {
    this.#identity.wipe();
    this.rest();
    for (const making of this.#making) making.wipe();
  }
}

/** What is made again is what it was. A chunk of which the one half was made from another content than the other would open for nobody. */
function agree<T>(known: Map<number, T>, n: number, found: T): void {
  const before = known.get(n);
  if (before !== undefined && before !== found) throw new FileStreamError("changed");
  known.set(n, found);
}

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
