/** The sealed file as tus-js-client reads it: sealed as it is asked for, and one piece ahead. */
import { FileStreamError, PIECE_BYTES, type FileSealing, type SealedFile } from "../sealing/file_stream.ts";
import { FileError } from "./failure.ts";

type Piece = Promise<Uint8Array<ArrayBuffer>>;

/** A sealed file in slices that never pass the end of a piece. */
export class SealedSource {
  readonly #sealing: FileSealing;
  /** The piece on its way, for sending it again, and the next one. */
  readonly #made = new Map<number, Piece>();
  /** As far as anything was ever handed out. */
  #reached = 0;
  /** How often it was asked, or wiped: whoever asked before is not answered any more. */
  #count = 0;

  constructor(sealing: FileSealing) {
    this.#sealing = sealing;
  }

  /** Bytes of the sealed file. */
  get size(): number {
    return this.#sealing.length;
  }

  /**
   * The bytes from a place to the end of its piece. Whoever asks again has done with what was handed out before.
   *
   * @throws {@link FileError} `answer` for a place that nothing was sent up to, `changed`; `cancelled` where somebody else
   *   asked meanwhile, who goes on instead, or it was wiped
   */
  async from(start: number): Promise<Uint8Array<ArrayBuffer>> {
    // The server says where to go on: whoever believed everything would leave holes.
    if (!Number.isSafeInteger(start) || start < 0 || start > this.#reached || start >= this.size) throw new FileError("answer");
    const n = Math.floor(start / PIECE_BYTES);
    this.#count += 1;
    const count = this.#count;
    let piece: Uint8Array<ArrayBuffer>;
    try {
      piece = await this.#piece(n);
    } catch (error) {
      if (error instanceof FileStreamError && error.kind === "changed") throw new FileError("changed");
      throw error;
    }
    if (count !== this.#count) throw new FileError("cancelled");
    for (const [made, done] of this.#made) if (made !== n && made !== n + 1) this.#giveBack(made, done);
    if (n + 1 < this.#sealing.pieces) void this.#piece(n + 1);
    this.#reached = Math.max(this.#reached, n * PIECE_BYTES + piece.length);
    return piece.subarray(start - n * PIECE_BYTES);
  }

  /**
   * What to say of the file.
   *
   * @throws {@link FileStreamError} `unfinished` where not all of it was ever made
   */
  finish(): SealedFile {
    return this.#sealing.finish();
  }

  /** Lets go of the memory of pieces for as long as nothing is sent: they are made again, the same. */
  rest(): void {
    this.#count += 1;
    this.#made.clear();
    this.#sealing.rest();
  }

  /** Forgets the keys. */
  wipe(): void {
    this.rest();
    this.#sealing.wipe();
  }

  /** The server has nothing any more: from the beginning, with the same bytes. */
  restart(): void {
    this.#reached = 0;
  }

  #giveBack(n: number, piece: Piece): void {
    this.#made.delete(n);
    piece.then(
      (done) => {
        this.#sealing.giveBack(done);
      },
      () => undefined,
    );
  }

  #piece(n: number): Piece {
    const made = this.#made.get(n);
    if (made !== undefined) return made;
    const piece = this.#sealing.piece(n);
    this.#made.set(n, piece);
    // Told to whoever asks for it, not to nobody.
    piece.catch(() => undefined);
    return piece;
  }
}
