/**
 * Sealing and opening files of any size in constant memory (PROTOCOL.md section 5): padded with zero bytes, sealed as a
 * plain age file to an identity of its own, and cut into pieces of 8 MiB, each with its digest.
 *
 * A piece is a function of the source and the file key alone, so that a broken upload goes on with the same bytes.
 */
import { digestBytes, digestFromBytes, digestOf, type Digest } from "./digest.ts";
import { concatenate, hex } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import type { FileReference } from "./file.ts";
import { checkShape, readHeader } from "./gate.ts";
import { newHeader, openHeader } from "./hybrid.ts";
import { newIdentity, parseIdentity, type Identity } from "./identity.ts";
import { HEADER_OF_ONE } from "./kind.ts";
import { paddedFileSize } from "./padding.ts";
import { systemRandom } from "./random.ts";
import { CHUNK_BYTES, fastestCipher, NONCE_BYTES, payloadKey, TAG_BYTES, type ChunkCipher, type MakeCipher } from "./file_stream/chunk_cipher.ts";
import { BEFORE_CHUNKS, pieceCount, pieceLength, PIECE_BYTES, SEALED_CHUNK_BYTES, sealedFileSize } from "./file_stream/layout.ts";

export { pieceCount, PIECE_BYTES, sealedFileSize } from "./file_stream/layout.ts";

/**
 * - `changed`: the source cannot be read as it was when sealing began
 * - `list`: the list of pieces is not the one that the reference is of
 * - `piece`: a piece is not the one of the list
 * - `sealed`: what the pieces hold does not open as a file of that reference
 * - `padding`: behind the file stands something else than zero bytes
 * - `unfinished`: not every piece has been through
 */
export type FileStreamErrorKind = "changed" | "list" | "piece" | "sealed" | "padding" | "unfinished";

const MESSAGES: Readonly<Record<FileStreamErrorKind, string>> = {
  changed: "the source is not what it was",
  list: "not the list of this file's pieces",
  piece: "not the piece of the list",
  sealed: "does not open as this file",
  padding: "the padding holds something",
  unfinished: "pieces are missing",
};

/** A file does not seal or open. */
export class FileStreamError extends SealingError<FileStreamErrorKind> {
  constructor(kind: FileStreamErrorKind) {
    super("FileStreamError", kind, MESSAGES[kind]);
  }
}

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

/**
 * Takes the digest of a piece and gives the piece back: it may move it to another thread and here again, so that the one that
 * was handed in must not be used any more.
 */
export type Digesting = (piece: Uint8Array<ArrayBuffer>) => Promise<{ readonly piece: Uint8Array<ArrayBuffer>; readonly digest: Digest }>;

/** Takes it here. */
export const digestHere: Digesting = async (piece) => ({ piece, digest: await pieceDigest(piece) });

/** Seals one file, piece by piece in any order and as often as asked. */
export class FileSealing {
  /** Bytes of the source. */
  readonly size: number;
  /** Bytes of the sealed file. */
  readonly length: number;
  readonly #source: Blob;
  readonly #identity: Identity<"file">;
  /** Header and nonce. */
  readonly #beginning: Uint8Array;
  readonly #cipher: ChunkCipher;
  readonly #digesting: Digesting;
  readonly #padded: number;
  readonly #digests = new Map<number, Digest>();
  /** Of the chunks that lie in two pieces: what both must agree on. */
  readonly #tags = new Map<number, string>();

  private constructor(source: Blob, identity: Identity<"file">, beginning: Uint8Array, cipher: ChunkCipher, digesting: Digesting) {
    this.#source = source;
    this.#identity = identity;
    this.#beginning = beginning;
    this.#cipher = cipher;
    this.#digesting = digesting;
    this.size = source.size;
    this.length = sealedFileSize(source.size);
    this.#padded = paddedFileSize(source.size);
  }

  /**
   * Draws an identity and a file key for a file.
   *
   * @param source - must stay as it is until all of it has gone up
   * @param digesting - takes the digests, in this thread or another
   * @throws {@link PaddingError} where it is larger than anything
   */
  static async start(
    source: Blob,
    { makeCipher = fastestCipher, digesting = digestHere }: { readonly makeCipher?: MakeCipher; readonly digesting?: Digesting } = {},
  ): Promise<FileSealing> {
    sealedFileSize(source.size);
    const identity = newIdentity<"file">();
    const { header, fileKey } = await newHeader(identity);
    const nonce = systemRandom(NONCE_BYTES);
    const cipher = await makeCipher(payloadKey(fileKey, nonce));
    fileKey.wipe();
    return new FileSealing(source, identity, concatenate(header, nonce), cipher, digesting);
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
    const from = n * PIECE_BYTES;
    const length = pieceLength(n, this.length);
    if (!Number.isSafeInteger(n) || n < 0 || length === 0) throw new RangeError("no such piece");
    const made = new Uint8Array(length);
    if (from < BEFORE_CHUNKS) made.set(this.#beginning);
    const first = Math.max(0, Math.floor((from - BEFORE_CHUNKS) / SEALED_CHUNK_BYTES));
    const last = Math.floor((from + length - 1 - BEFORE_CHUNKS) / SEALED_CHUNK_BYTES);
    const content = await this.#content(first * CHUNK_BYTES, Math.min(this.#padded, (last + 1) * CHUNK_BYTES));
    const chunks: Promise<void>[] = [];
    for (let chunk = first; chunk <= last; chunk += 1) {
      const at = (chunk - first) * CHUNK_BYTES;
      const isLast = (chunk + 1) * CHUNK_BYTES >= this.#padded;
      const sealing = this.#cipher.seal(chunk, isLast, content.subarray(at, at + CHUNK_BYTES));
      chunks.push(
        sealing.then((sealed) => {
          const place = BEFORE_CHUNKS + chunk * SEALED_CHUNK_BYTES - from;
          if (place < 0 || place + sealed.length > length) this.#lieInTwo(chunk, sealed);
          putAt(place, sealed, made);
        }),
      );
    }
    await Promise.all(chunks);
    content.fill(0);
    const { piece, digest } = await this.#digesting(made);
    const before = this.#digests.get(n);
    if (before !== undefined && before !== digest) throw new FileStreamError("changed");
    this.#digests.set(n, digest);
    return piece;
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

  /** Forgets the keys. */
  wipe(): void {
    this.#identity.wipe();
    this.#cipher.wipe();
  }

  /** A chunk of which the one half was made from another content than the other would open for nobody. */
  #lieInTwo(chunk: number, sealed: Uint8Array): void {
    const tag = hex(sealed.subarray(-TAG_BYTES));
    const before = this.#tags.get(chunk);
    if (before !== undefined && before !== tag) throw new FileStreamError("changed");
    this.#tags.set(chunk, tag);
  }

  /** The padded content between two places. */
  async #content(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(to, this.size);
    if (end <= from) return new Uint8Array(to - from);
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await this.#source.slice(from, end).arrayBuffer());
    } catch {
      throw new FileStreamError("changed");
    }
    if (bytes.length !== end - from) throw new FileStreamError("changed");
    if (end === to) return bytes;
    const padded = new Uint8Array(to - from);
    padded.set(bytes);
    bytes.fill(0);
    return padded;
  }
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

/** Puts a chunk where it belongs in a piece, of which it may stick out at either end. */
function putAt(at: number, chunk: Uint8Array, piece: Uint8Array): void {
  piece.set(chunk.subarray(Math.max(0, -at), Math.max(0, piece.length - at)), Math.max(0, at));
}

async function pieceDigest(piece: Uint8Array<ArrayBuffer>): Promise<Digest> {
  return digestFromBytes(new Uint8Array(await crypto.subtle.digest("SHA-256", piece)));
}

function isZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}
