/** Which sentences of `locales/<language>/cleaning.ftl` a page says of an inspection. They take no arguments. */
import type { Finding, Inspection, What } from "./inspection.ts";

/** What a finding is called, before its detail. */
export const FINDING_WORDS = {
  place: "cleaning-place",
  "location-text": "cleaning-location-text",
  camera: "cleaning-camera",
  time: "cleaning-time",
  author: "cleaning-author",
  company: "cleaning-company",
  signature: "cleaning-signature",
  software: "cleaning-software",
  path: "cleaning-path",
  title: "cleaning-title",
  comment: "cleaning-comment",
  revisions: "cleaning-revisions",
  identifier: "cleaning-identifier",
  "tracked-changes": "cleaning-tracked-changes",
  hidden: "cleaning-hidden",
  thumbnail: "cleaning-thumbnail",
  embedded: "cleaning-embedded",
  script: "cleaning-script",
  other: "cleaning-other",
} as const satisfies Readonly<Record<What, string>>;

/** How to make a JPEG of a HEIC picture, and why; said one below the other. */
export const HEIC_WORDS = [
  "cleaning-heic-why",
  "cleaning-heic-iphone",
  "cleaning-heic-android",
  "cleaning-heic-computer",
] as const;

/** What heads the list of what stays in a cleaned file. */
export const STAYS_WORDS = "cleaning-stays";

const OUTCOME_WORDS = {
  clean: "cleaning-can-clean",
  "nothing-to-clean": "cleaning-nothing",
  cannot: "cleaning-cannot",
  "too-large": "cleaning-too-large",
  damaged: "cleaning-damaged",
} as const;

/** The id of a sentence that says what can be done with a file. */
export type CleaningWords =
  | (typeof OUTCOME_WORDS)[Inspection["can"]]
  | "cleaning-cannot-locked";

/** The sentence that says what can be done with a file; {@link HEIC_WORDS} follow it where the format is `heic`. */
export function outcomeWords({ format, can }: Inspection): CleaningWords {
  const isLocked = can === "cannot" && (format === "pdf" || format === "office" || format === "opendocument");
  return isLocked ? "cleaning-cannot-locked" : OUTCOME_WORDS[can];
}

/** Whether names in what stays of a cleaned file were exchanged, which is to be said (`cleaning-names`). */
export function namesAreExchanged(stays: readonly Finding[]): boolean {
  return stays.some(({ what }) => what === "tracked-changes" || what === "comment");
}
