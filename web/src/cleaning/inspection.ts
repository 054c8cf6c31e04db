/**
 * What a file gives away of whoever made it, and what can be done about that before it is sealed. Nothing here needs a
 * page: it is what the worker tells the page.
 */

/**
 * What a finding is about:
 *
 * - `place`: coordinates; `location-text`: a place in words
 * - `camera`: make, model or serial number of what took a picture
 * - `time`: when something was made, changed or printed
 * - `author`: the name of a person; `company`: of an organisation; `signature`: an electronic signature
 * - `software`: the program; `path`: a place on a computer, a server or a printer
 * - `title`: title, subject or keywords; `comment`: a remark
 * - `revisions`: traces of editing, earlier versions among them; `identifier`: a number that is this file's or device's alone
 * - `tracked-changes`: suggested changes that show who wrote what
 * - `hidden`: content that does not show; `thumbnail`: a small picture of how it once looked
 * - `embedded`: a file within the file; `script`: code, or an action that a reader of the file would carry out
 * - `other`: what is understood only in part, or not at all
 */
export type What =
  | "place"
  | "location-text"
  | "camera"
  | "time"
  | "author"
  | "company"
  | "signature"
  | "software"
  | "path"
  | "title"
  | "comment"
  | "revisions"
  | "identifier"
  | "tracked-changes"
  | "hidden"
  | "thumbnail"
  | "embedded"
  | "script"
  | "other";

/** One thing that a file gives away. */
export interface Finding {
  readonly what: What;
  /** The value itself as it stands in the file, shortened and in plain characters; null where there is none to show. */
  readonly detail: string | null;
}

/** The formats that are told apart; `other` is everything that is not looked into. */
export type Format = "jpeg" | "png" | "webp" | "heic" | "office" | "opendocument" | "pdf" | "other";

/**
 * What can be done:
 *
 * - `clean`: the findings can be taken out
 * - `nothing-to-clean`: the format is understood, and nothing was found that cleaning would take out
 * - `cannot`: the format is not cleaned, or the file is locked by a password; there may be more than was found
 * - `too-large`: the file is over what a browser is trusted with
 * - `damaged`: the file does not hold to its format, so that nobody can say what is in it
 */
export type Can = "clean" | "nothing-to-clean" | "cannot" | "too-large" | "damaged";

/** What was found in a file. */
export interface Inspection {
  readonly format: Format;
  /** What cleaning takes out; where `can` is not `clean`, what was seen all the same. */
  readonly findings: readonly Finding[];
  /** What stands in a cleaned file too, for it is content, or cannot be taken out without harm. */
  readonly stays: readonly Finding[];
  readonly can: Can;
}

/** A cleaned file. */
export interface Cleaned {
  readonly blob: Blob;
  readonly stays: readonly Finding[];
}

/**
 * Why there is no cleaned file:
 *
 * - `cannot`, `too-large`, `damaged`: as {@link Can}
 * - `remains`: the cleaned file was inspected in its turn, and something was still in it
 * - `unfinished`: it took so long that it was ended
 */
export type CleaningErrorKind = "cannot" | "too-large" | "damaged" | "remains" | "unfinished";

/** A file that was not cleaned. Its message never quotes the file. */
export class CleaningError extends Error {
  readonly kind: CleaningErrorKind;

  constructor(kind: CleaningErrorKind, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause });
    this.name = "CleaningError";
    this.kind = kind;
  }
}
