/** What is said of a file once it was looked into, or could not be. */
import { HEIC_WORDS, namesAreExchanged, outcomeWords, STAYS_WORDS, type CleaningWords } from "../../cleaning/words.ts";
import type { Finding, Inspection } from "../../cleaning/inspection.ts";
import { FileError } from "../../files/port.ts";

/** What is said of a file. */
export interface Outcome {
  readonly canClean: boolean;
  /** What can be done with it; null where {@link Outcome.heic} says that already. */
  readonly words: CleaningWords | "files-unlooked" | "files-why-changed" | null;
  readonly heic: readonly (typeof HEIC_WORDS)[number][];
  readonly findings: readonly Finding[];
  /** What goes along with it however it is sent, under a heading. */
  readonly stays: readonly Finding[];
  readonly staysWords: typeof STAYS_WORDS | "files-stays";
  /** Whether names in it are exchanged. */
  readonly exchangesNames: boolean;
}

/** What is said of a file that was looked into. What stays is told also where there is nothing to take out of it. */
export function outcomeOf(inspection: Inspection): Outcome {
  const { can, format, findings, stays } = inspection;
  const canClean = can === "clean";
  const isHeic = format === "heic" && !canClean;
  return {
    canClean,
    // How to make a picture that can be cleaned says also why this one cannot be.
    words: isHeic && can === "cannot" ? null : outcomeWords(inspection),
    heic: isHeic ? HEIC_WORDS : [],
    findings,
    stays,
    staysWords: canClean ? STAYS_WORDS : "files-stays",
    exchangesNames: canClean && namesAreExchanged(stays),
  };
}

/** What is said of a file that could not be looked into: that says nothing of the file, unless it cannot be read any more. */
export function outcomeOfFailure(error: unknown): Outcome {
  const isChanged = error instanceof FileError && error.kind === "changed";
  return {
    canClean: false,
    words: isChanged ? "files-why-changed" : "files-unlooked",
    heic: [],
    findings: [],
    stays: [],
    staysWords: "files-stays",
    exchangesNames: false,
  };
}
