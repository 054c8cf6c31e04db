/** What kind of thing a file is by what its sender says of it: for an icon and a word, never for a decision. */
import type { FileReference } from "../../../sealing/file.ts";
import type { Phrase } from "../../words.ts";

/** A kind of file. */
export type FileKind = "picture" | "text" | "pdf" | "sheet" | "slides" | "sound" | "film" | "mail" | "package" | "other";

const BY_TYPE: readonly (readonly [RegExp, FileKind])[] = [
  [/^image\//, "picture"],
  [/^audio\//, "sound"],
  [/^video\//, "film"],
  [/^application\/pdf$/, "pdf"],
  [/spreadsheet|ms-excel|^text\/csv$/, "sheet"],
  [/presentation|ms-powerpoint/, "slides"],
  [/^message\/|ms-outlook|mbox/, "mail"],
  [/zip|compressed|x-tar|x-rar|x-7z/, "package"],
  [/^text\/|wordprocessing|msword|opendocument\.text|rtf/, "text"],
];

const BY_ENDING: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(jpe?g|png|gif|webp|hei[cf]|bmp|tiff?|svg)$/i, "picture"],
  [/\.(mp3|m4a|wav|ogg|opus|flac|amr)$/i, "sound"],
  [/\.(mp4|mov|mkv|webm|avi)$/i, "film"],
  [/\.pdf$/i, "pdf"],
  [/\.(xlsx?|xlsm|ods|csv)$/i, "sheet"],
  [/\.(pptx?|odp)$/i, "slides"],
  [/\.(eml|msg|mbox|pst)$/i, "mail"],
  [/\.(zip|7z|rar|tar|gz)$/i, "package"],
  [/\.(txt|md|docx?|docm|odt|rtf)$/i, "text"],
];

/** The kind of a file by its claimed type, else by how its name ends. */
export function kindOf({ type, name }: Pick<FileReference, "type" | "name">): FileKind {
  const lower = type.toLowerCase();
  const found = BY_TYPE.find(([pattern]) => pattern.test(lower)) ?? BY_ENDING.find(([pattern]) => pattern.test(name));
  return found?.[1] ?? "other";
}

/** A kind in a word. */
export const KIND_WORDS: Readonly<Record<FileKind, Phrase>> = {
  picture: "desk-file-kind-picture",
  text: "desk-file-kind-text",
  pdf: "desk-file-kind-pdf",
  sheet: "desk-file-kind-sheet",
  slides: "desk-file-kind-slides",
  sound: "desk-file-kind-sound",
  film: "desk-file-kind-film",
  mail: "desk-file-kind-mail",
  package: "desk-file-kind-package",
  other: "desk-file-kind-other",
};
