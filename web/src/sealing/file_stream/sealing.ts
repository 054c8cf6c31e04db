/** Sealing a file: its pieces, made by one thread or two in turn, in memory that is used again. */
import type { Digest } from "../digest.ts";
import { concatenate } from "../encoding.ts";
import type { FileReference } from "../file.ts";
import { newHeader } from "../hybrid.ts";
import { newIdentity, type Identity } from "../identity.ts";
import { systemRandom } from "../random.ts";
import { fastestCipher, NONCE_BYTES, payloadKey, type MakeCipher } from "./chunk_cipher.ts";
import { FileStreamError } from "./failure.ts";
import { pieceCount, sealedFileSize } from "./layout.ts";
import { makingHere, type PieceMaking, type PiecesOf } from "./making.ts";
import { digestOfPieces } from "./piece_list.ts";

/** What an envelope and the server need to know of a sealed file. */
export interface SealedFile extends Pick<FileReference, "size" | "key" | "digest"> {
  /** Bytes of the sealed file. */
  readonly length: number;
  readonly pieces: readonly Digest[];
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
