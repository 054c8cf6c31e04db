/** Whether the server holds files as they were sealed: its list of pieces against the digest in the sealed letter. */
import { parseDigest, type Digest } from "../../sealing/digest.ts";
import { digestOfPieces } from "../../sealing/file_stream.ts";
import { parseFileId, type FileId } from "../../sealing/id.ts";
import { count, list, parsed } from "../../sealing/schema.ts";
import { message } from "../page/messages.ts";
import { MOST, record } from "../server/answers.ts";
import type { Signed } from "../server/client.ts";
import type { Held, SealedFile } from "./part.ts";

/** `GET /api/case/files` */
const filesAnswer = record({
  files: list(record({ id: parsed(parseFileId), length: count, n: count, pieces: list(parsed(parseDigest), MOST) }), MOST),
});

/** What the server lists of a case's files. */
export interface Listed {
  /** Bytes of all of them, sealed. */
  readonly bytes: number;
  /** The pieces of a file, if the server lists it and they are those that were sealed. */
  readonly piecesOf: (file: SealedFile) => readonly Digest[] | null;
}

/** Asks which files the case has. @throws ServerError */
export async function listFiles(by: Signed): Promise<Listed> {
  const { files } = await by.get("/api/case/files", filesAnswer);
  const pieces = new Map<FileId, readonly Digest[]>(files.map((file) => [file.id, file.pieces]));
  return {
    bytes: files.reduce((sum, { length }) => sum + length, 0),
    piecesOf: ({ id, digest }) => {
      const listed = pieces.get(id) ?? null;
      return listed !== null && digestOfPieces(listed) === digest ? listed : null;
    },
  };
}

/** Whether the server holds these files as they were sealed. @throws ServerError */
export async function hold(by: Signed, files: readonly SealedFile[]): Promise<Held> {
  const { piecesOf } = await listFiles(by);
  const good = files.filter((file) => piecesOf(file) !== null).length;
  return { isWhole: good === files.length, words: message("files-verified", { good: String(good), count: String(files.length) }) };
}
