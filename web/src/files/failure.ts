/** Why a file did not go up, or did not come back. */

/**
 * - `changed`: the file on this computer was changed, moved or taken away since it was chosen, or cannot be read
 * - `refused`: the server does not take it, or does not hand it out; `problem` says why
 * - `missing`: the server has no such file
 * - `damaged`: what the server hands out is not what was sealed
 * - `network`: the server was not reached, again and again; an upload goes on trying and never ends so
 * - `answer`: what came is no answer of this protocol, such as an offset that was never reached
 * - `cancelled`: it was called off on this page
 * - `worker`: the worker did not start, or broke: another version on the server, or too little memory
 */
export const FILE_ERROR_KINDS = [
  "changed",
  "refused",
  "missing",
  "damaged",
  "network",
  "answer",
  "cancelled",
  "worker",
] as const;

/** What to act on. */
export type FileErrorKind = (typeof FILE_ERROR_KINDS)[number];

/** A file did not go up, or did not come back. It never quotes a name or an address. */
export class FileError extends Error {
  readonly kind: FileErrorKind;
  /** What the server says of itself, such as `problem-too-large`; null where it said nothing. */
  readonly problem: string | null;

  constructor(kind: FileErrorKind, problem: string | null = null, cause?: unknown) {
    super(problem === null ? `a file: ${kind}` : `a file: ${kind}, ${problem}`, cause === undefined ? undefined : { cause });
    this.name = "FileError";
    this.kind = kind;
    this.problem = problem;
  }
}
