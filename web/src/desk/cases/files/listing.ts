/**
 * What the server says of a case's files: which there are, and the digests of their pieces. Its word alone counts for
 * nothing: a list is good if its own digest is the one that stands in the envelope.
 */
import type { Digest } from "../../../sealing/digest.ts";
import type { FileReference } from "../../../sealing/file.ts";
import { digestOfPieces, pieceCount, sealedFileSize } from "../../../sealing/file_stream.ts";
import { parseFileId, type FileId } from "../../../sealing/id.ts";
import { count, list, objectOf, parsed, SchemaError, type Reader } from "../../../sealing/schema.ts";
import type { Json } from "../../../sealing/strict_json.ts";
import { answer } from "../../api.ts";
import { digest, truth } from "../../api/read.ts";

/** What a case's files may weigh, in bytes. */
export interface Bounds {
  /** One file. */
  readonly largest: number;
  /** All files of a case together. */
  readonly perCase: number;
  /** Whether the server takes files now. */
  readonly open: boolean;
}

/** A file as the server lists it. */
export interface ServedFile {
  readonly id: FileId;
  /** Bytes of the sealed file. */
  readonly length: number;
  /** The digests of its pieces, in their order. */
  readonly pieces: readonly Digest[];
}

/** The files of a case as the server lists them. */
export interface Listing {
  readonly files: ReadonlyMap<FileId, ServedFile>;
  /** Null where the server does not tell them. */
  readonly bounds: Bounds | null;
}

/** No bound of the contract: more than this no server of ours would send. */
const MOST = 1_000_000;
/** As many pieces as 512 GiB have. */
const MOST_PIECES = 65_536;

const file = answer({ id: parsed(parseFileId), length: count, pieces: list(digest, MOST_PIECES) });
const bounds = answer({ largest: count, per_case: count, open: truth });
const files = answer({ files: list(file, MOST) });

/**
 * Reads `GET /api/cases/{id}/files`.
 *
 * @throws SchemaError
 */
export const readListing: Reader<Listing> = (value) => {
  const read = files(value);
  if (new Set(read.files.map(({ id }) => id)).size !== read.files.length) throw new SchemaError("range");
  return { files: new Map(read.files.map((each) => [each.id, each])), bounds: boundsIn(value) };
};

function boundsIn(value: Json): Bounds | null {
  const given = objectOf(value)["bounds"];
  if (given === undefined || given === null) return null;
  const { largest, per_case: perCase, open } = bounds(given);
  return { largest, perCase, open };
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
export function standIn(listing: Listing, reference: FileReference): Stand {
  const served = listing.files.get(reference.id);
  if (served === undefined) return "missing";
  // A list of another length is another file's: it is not worth reading.
  return hasCountOf(served.pieces, reference) && digestOfPieces(served.pieces) === reference.digest ? "listed" : "damaged";
}

/** Whether a list has as many pieces as a file of that size, sealed. */
function hasCountOf(pieces: readonly Digest[], { size }: FileReference): boolean {
  try {
    return pieces.length === pieceCount(sealedFileSize(size));
  } catch {
    // No file is as large as that.
    return false;
  }
}
