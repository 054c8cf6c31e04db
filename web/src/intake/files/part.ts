/** What a page and the part about files, which it loads only when it is needed, say to each other. */
import type { FileReference } from "../../sealing/file.ts";
import type { Signed } from "../server/client.ts";

/** The event on the window by which the part, once loaded, gives itself as `detail`. */
export const LOADED = "sigill-files";
/** The same of what offers a late change. */
export const CHANGE_LOADED = "sigill-change";

/** The event on the place where files are chosen, when one was taken away, perhaps from among those on their way, or came late. */
export const CHANGED = "changed";

/** Files were not all sent, and with them nothing. */
export class StoppedError extends Error {
  readonly kind = "stopped";
  /** Why, to its reader. */
  readonly words: string;

  constructor(words: string) {
    super("the files were not sent");
    this.name = "StoppedError";
    this.words = words;
  }
}

/** What was sealed of a file, as far as it can be held against what the server has. */
export type SealedFile = Pick<FileReference, "id" | "digest">;

/** Choosing files and sending them. */
export interface Chooser {
  /** Whether nothing is chosen, nor about to be added. */
  readonly isEmpty: boolean;
  /** What is chosen, a line for each. */
  readonly words: string;
  /** Lets nothing be added or taken away: what was chosen may be with the server already. */
  fix(isFixed: boolean): void;
  /**
   * Sends what is chosen and has not arrived, staged under the key that signs, and tells how far it is.
   *
   * @returns the files, all of them whole; or, in words, why it stopped before
   */
  send(by: Signed): Promise<readonly FileReference[] | string>;
  /** Lets go of files that are part of the case now. */
  forget(sent: readonly SealedFile[]): void;
  /** Nothing more is to be sent: ends what looks into files and sends them. */
  close(): void;
}

/** Files that belong together, held against what the server has. */
export interface Held {
  readonly isWhole: boolean;
  readonly words: string;
}

/** The files of one letter. */
export interface LetterFiles {
  readonly n: number;
  /** Where they are shown. */
  readonly place: HTMLElement;
  /** Where their names and keys are not known, how many are as they were is all that is told. */
  readonly files: readonly (FileReference | SealedFile)[];
}

/** The part. */
export interface FilesPart {
  /**
   * Puts the choice of files in a place.
   *
   * @param sending - the line that tells what is happening: what tells of files on their way comes before it
   * @param channel - its id
   * @param by - who signs for a case that is there already; null where none is yet
   */
  choose(place: HTMLElement, sending: HTMLElement, channel: string, by: Signed | null): Chooser;
  /** Whether the server holds these files as they were sealed. */
  hold(by: Signed, files: readonly SealedFile[]): Promise<Held>;
  /** Shows the files of letters. */
  show(by: Signed, letters: readonly LetterFiles[]): Promise<void>;
}
