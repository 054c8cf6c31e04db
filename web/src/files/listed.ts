/**
 * A case's files as the server lists them, held against what was sealed. Its word alone counts for nothing: a list of pieces
 * is good if its own digest is the one that stands in the envelope.
 */
import type { Digest } from "../sealing/digest.ts";
import { digestOfPieces, pieceCount, sealedFileSize } from "../sealing/file_stream.ts";
import type { FileId } from "../sealing/id.ts";
import { SchemaError } from "../sealing/schema.ts";

/**
 * The most pieces that all files of a case are listed with: those of 2 TiB, of which no server takes more, and one that is
 * not full of each of 2,000 files.
 */
export const MOST_PIECES = 264_144;

/** A file as the server lists it. */
export interface ListedFile {
  readonly id: FileId;
  /** Bytes of the sealed file. */
  readonly length: number;
  /** The digests of its pieces, in their order. */
  readonly pieces: readonly Digest[];
}

/** A case's files by their ids. */
export type ListedFiles = ReadonlyMap<FileId, ListedFile>;

/** What was sealed of a file. */
export interface SealedFile {
  readonly id: FileId;
  readonly digest: Digest;
  /** Bytes of it before it was sealed; an anchor does not tell them. */
  readonly size?: number;
}

/**
 * The files of a list.
 *
 * @throws SchemaError where a file stands twice in it or has no piece, or all have more than any case
 */
export function listedIn(files: readonly ListedFile[]): ListedFiles {
  let pieces = 0;
  for (const file of files) {
    pieces += file.pieces.length;
    if (file.pieces.length === 0 || pieces > MOST_PIECES) throw new SchemaError("range");
  }
  const listed = new Map(files.map((file) => [file.id, file]));
  if (listed.size !== files.length) throw new SchemaError("range");
  return listed;
}

/** Bytes of all of them, sealed. */
export function bytesOf(files: ListedFiles): number {
  let bytes = 0;
  for (const { length } of files.values()) bytes += length;
  return bytes;
}

/**
 * How a file stands against the list:
 *
 * - `listed`: the list is the one whose digest its sender sealed into the letter
 * - `missing`: the server does not list it
 * - `damaged`: the list is of another file
 */
export type Stand = "listed" | "missing" | "damaged";

/** How a file stands against what the server lists. */
export function standIn(files: ListedFiles, sealed: SealedFile): Stand {
  const listed = files.get(sealed.id);
  if (listed === undefined) return "missing";
  // A list of another length is another file's: it is not worth reading.
  return hasCountOf(listed.pieces, sealed) && digestOfPieces(listed.pieces) === sealed.digest ? "listed" : "damaged";
}

/** Whether a list has as many pieces as a file of that size, sealed. */
function hasCountOf(pieces: readonly Digest[], { size }: SealedFile): boolean {
  if (size === undefined) return true;
  try {
    return pieces.length === pieceCount(sealedFileSize(size));
  } catch {
    // No file is as large as that.
    return false;
  }
}
