/** What the server says of a case's files: which there are, the digests of their pieces, and what more it takes. */
import { bytesOf, listedIn, MOST_PIECES, type ListedFiles } from "../../../files/listed.ts";
import { parseFileId } from "../../../sealing/id.ts";
import { count, list, objectOf, parsed, type Reader } from "../../../sealing/schema.ts";
import type { Json } from "../../../sealing/strict_json.ts";
import { answer } from "../../api.ts";
import { digest, truth } from "../../api/read.ts";

/** What a case's files may weigh, in bytes. */
export interface Bounds {
  /** One file. */
  readonly largest: number;
  /** All files of a case together, those of both threads: the handlers' own bound, which is wider than the reporter's. */
  readonly perCase: number;
  /** What of that is left, for sealed files. */
  readonly left: number;
  /** Whether the server takes files now. */
  readonly open: boolean;
}

/** The files of a case as the server lists them. */
export interface Listing {
  readonly files: ListedFiles;
  /** Null where the server does not tell them. */
  readonly bounds: Bounds | null;
}

/** No bound of the contract: more than this no server of ours would send. */
const MOST = 1_000_000;

const file = answer({ id: parsed(parseFileId), length: count, pieces: list(digest, MOST_PIECES) });
const bounds = answer({ largest: count, per_case: count, open: truth });
const files = answer({ files: list(file, MOST) });

/**
 * Reads `GET /api/cases/{id}/files`.
 *
 * @throws SchemaError
 */
export const readListing: Reader<Listing> = (value) => {
  const listed = listedIn(files(value).files);
  return { files: listed, bounds: boundsIn(value, bytesOf(listed)) };
};

function boundsIn(value: Json, held: number): Bounds | null {
  const given = objectOf(value)["bounds"];
  if (given === undefined || given === null) return null;
  const { largest, per_case: perCase, open } = bounds(given);
  return { largest, perCase, left: Math.max(perCase - held, 0), open };
}
