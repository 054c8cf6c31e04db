/**
 * Makes the pieces of a sealed file, each by itself: all that one needs for it is the source, the beginning and the key, so that
 * two threads can make them in turn.
 */
import { digestFromBytes, type Digest } from "../digest.ts";
import { hex } from "../encoding.ts";
import { paddedFileSize } from "../padding.ts";
import { CHUNK_BYTES, TAG_BYTES, type ChunkCipher, type HandedKey } from "./chunk_cipher.ts";
import { FileStreamError } from "./failure.ts";
import { BEFORE_CHUNKS, pieceLength, PIECE_BYTES, SEALED_CHUNK_BYTES, sealedFileSize } from "./layout.ts";

/** What a file's pieces are made of, as it is handed to another thread. */
export interface PiecesOf {
  readonly source: Blob;
  /** Header and nonce. */
  readonly beginning: Uint8Array<ArrayBuffer>;
  readonly key: HandedKey;
}

/** A chunk that lies in two pieces: whoever makes the one must have read what whoever made the other did. */
export interface Seam {
  /** Its number. */
  readonly chunk: number;
  /** Its tag, in hex. */
  readonly tag: string;
}

/** A piece, and what is to be known of it. */
export interface MadePiece {
  readonly piece: Uint8Array<ArrayBuffer>;
  readonly digest: Digest;
  readonly seams: readonly Seam[];
}

/** Makes the pieces of one file. */
export interface PieceMaking {
  /**
   * Piece `n`, from 0: the same at every call.
   *
   * @param room - memory of a piece that nobody uses any more, to make it in; it is the maker's from then on
   * @throws {@link FileStreamError} `changed`
   */
  make(n: number, room: ArrayBuffer | null): Promise<MadePiece>;
  /** Forgets the key. */
  wipe(): void;
}

/** Makes them in this thread. */
export function makingHere(source: Blob, beginning: Uint8Array, cipher: ChunkCipher): PieceMaking {
  return {
    make: (n, room) => make(n, room, source, beginning, cipher),
    wipe: () => {
      cipher.wipe();
    },
  };
}

/** SHA-256 of a piece, by the browser. */
export async function pieceDigest(piece: Uint8Array<ArrayBuffer>): Promise<Digest> {
  return digestFromBytes(new Uint8Array(await crypto.subtle.digest("SHA-256", piece)));
}

async function make(n: number, room: ArrayBuffer | null, source: Blob, beginning: Uint8Array, cipher: ChunkCipher): Promise<MadePiece> {
  const padded = paddedFileSize(source.size);
  const from = n * PIECE_BYTES;
  const length = pieceLength(n, sealedFileSize(source.size));
  if (!Number.isSafeInteger(n) || n < 0 || length === 0) throw new RangeError("no such piece");
  const piece = room === null || room.byteLength < length ? new Uint8Array(length) : new Uint8Array(room, 0, length);
  if (from < BEFORE_CHUNKS) piece.set(beginning);
  const first = Math.max(0, Math.floor((from - BEFORE_CHUNKS) / SEALED_CHUNK_BYTES));
  const last = Math.floor((from + length - 1 - BEFORE_CHUNKS) / SEALED_CHUNK_BYTES);
  const content = await read(source, first * CHUNK_BYTES, Math.min(padded, (last + 1) * CHUNK_BYTES));
  const seams: Seam[] = [];
  const chunks: Promise<void>[] = [];
  for (let chunk = first; chunk <= last; chunk += 1) {
    const at = (chunk - first) * CHUNK_BYTES;
    const isLast = (chunk + 1) * CHUNK_BYTES >= padded;
    const sealing = cipher.seal(chunk, isLast, content.subarray(at, at + CHUNK_BYTES));
    chunks.push(
      sealing.then((sealed) => {
        const place = BEFORE_CHUNKS + chunk * SEALED_CHUNK_BYTES - from;
        if (place < 0 || place + sealed.length > length) seams.push({ chunk, tag: hex(sealed.subarray(-TAG_BYTES)) });
        putAt(place, sealed, piece);
      }),
    );
  }
  try {
    await Promise.all(chunks);
  } finally {
    content.fill(0);
    // Moved to nowhere, its memory is free at once and not when somebody collects it: the next piece needs as much.
    structuredClone(null, { transfer: [content.buffer] });
  }
  return { piece, digest: await pieceDigest(piece), seams };
}

/** The padded content between two places. */
async function read(source: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const end = Math.min(to, source.size);
  if (end <= from) return new Uint8Array(to - from);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await source.slice(from, end).arrayBuffer());
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

/** Puts a chunk where it belongs in a piece, of which it may stick out at either end. */
function putAt(at: number, chunk: Uint8Array, piece: Uint8Array): void {
  piece.set(chunk.subarray(Math.max(0, -at), Math.max(0, piece.length - at)), Math.max(0, at));
}
