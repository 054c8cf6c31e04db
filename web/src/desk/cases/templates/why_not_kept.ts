/** Why a template of one's own is not saved, or not deleted, and what to do. */
import { inWords } from "../../problem.ts";
import type { Words } from "../../words.ts";
import type { Unkept } from "../own/own_row.ts";

/** In words. */
export function whyNotKept(came: Unkept, words: Words): string {
  const { say } = words;
  switch (came.is) {
    case "full":
      return say("templates-full");
    case "no-room":
      return say("own-no-room");
    case "newer":
      return say("own-newer");
    case "changed":
      return say("templates-changed");
    case "taken":
      return say("templates-taken");
    case "not-saved":
      return `${say("templates-not-saved")} ${inWords(came.because, words)}`;
  }
}
