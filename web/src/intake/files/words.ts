/** Sizes, times and names as they are shown. */
import { bytesInWords } from "../../files/amount.ts";
import { timeLeft } from "../../files/time_left.ts";
import { asFileName } from "../../sealing/file.ts";
import { message } from "../page/messages.ts";

/** A number of bytes as a person reads it. */
export function sizeInWords(bytes: number, language = document.documentElement.lang): string {
  return bytesInWords(bytes, { locale: language });
}

/** A bound, or what is left of it: never more than there is. */
export function boundInWords(bytes: number, language = document.documentElement.lang): string {
  return bytesInWords(bytes, { locale: language }, "down");
}

/** What is beyond a bound: never the same words as the bound's. */
export function overInWords(bytes: number, language = document.documentElement.lang): string {
  return bytesInWords(bytes, { locale: language }, "up");
}

/** How long it takes yet, roughly. */
export function leftInWords(seconds: number): string {
  const { unit, count } = timeLeft(seconds);
  if (unit === "seconds") return message("files-left-soon");
  if (unit === "hours") return message("files-left-hours", { count: String(count) });
  return count === 1 ? message("files-left-minute") : message("files-left-minutes", { count: String(count) });
}

/** The name that the file will have, so that whoever sees it sees what is sent. */
export function shownName(name: string): string {
  return asFileName(name);
}

/** A name within a sentence, so that its direction of writing stays its own. */
export function inSentence(name: string): string {
  return `\u2068${shownName(name)}\u2069`;
}

/** A name that says that it is the cleaned file, where the file as it is goes along. */
export function cleanedName(name: string): string {
  const [, stem = name, ending = ""] = /^(.+?)(\.[^.]{1,10})?$/su.exec(name) ?? [];
  return `${stem} (${message("files-cleaned-name")})${ending}`;
}
