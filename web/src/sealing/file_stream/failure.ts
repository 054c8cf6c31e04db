/** Why a file does not seal or open. */
import { SealingError } from "../failure.ts";

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
