/** Whether the server holds files as they were sealed: its list of pieces against the digest in the sealed letter. */
import { listedIn, MOST_PIECES, standIn, type ListedFiles } from "../../files/listed.ts";
import { parseDigest } from "../../sealing/digest.ts";
import { parseFileId } from "../../sealing/id.ts";
import { count, list, parsed, type Reader } from "../../sealing/schema.ts";
import { message } from "../page/messages.ts";
import { MOST, record } from "../server/answers.ts";
import type { Signed } from "../server/client.ts";
import type { Held, SealedFile } from "./part.ts";

const files = record({
  files: list(record({ id: parsed(parseFileId), length: count, n: count, pieces: list(parsed(parseDigest), MOST_PIECES) }), MOST),
});

/** `GET /api/case/files`, within what a case can have. */
export const filesAnswer: Reader<ListedFiles> = (value) => listedIn(files(value).files);

/** Asks which files the case has. @throws ServerError */
export function listFiles(by: Signed): Promise<ListedFiles> {
  return by.get("/api/case/files", filesAnswer);
}

/** Whether the server holds these files as they were sealed. @throws ServerError */
export async function hold(by: Signed, files: readonly SealedFile[]): Promise<Held> {
  const listed = await listFiles(by);
  const good = files.filter((file) => standIn(listed, file) === "listed").length;
  const isWhole = good === files.length;
  const words = message(isWhole ? "files-verified" : "files-verified-fewer", { good: String(good), count: String(files.length) });
  return { isWhole, words };
}
