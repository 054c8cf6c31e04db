/**
 * Sealing and opening files of any size in constant memory (PROTOCOL.md section 5): padded with zero bytes, sealed as a
 * plain age file to an identity of its own, and cut into pieces of 8 MiB, each with its digest.
 *
 * A piece is a function of the source and the file key alone, so that a broken upload goes on with the same bytes.
 */
export { FileStreamError, type FileStreamErrorKind } from "./file_stream/failure.ts";
export { pieceCount, PIECE_BYTES, sealedFileSize } from "./file_stream/layout.ts";
export { FileOpening } from "./file_stream/opening.ts";
export { digestOfPieces } from "./file_stream/piece_list.ts";
export { FileSealing, type MakeBeside, type SealedFile, type SealingBy } from "./file_stream/sealing.ts";
