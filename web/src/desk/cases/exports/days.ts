/** Whose word a day is: its writer's, who signed it, or the server's alone. */
import type { Day } from "../../../sealing/day.ts";
import type { ShownEntry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";

/** A day as whoever wrote signed it; the server's beside it where that is another. */
export function signedDayInWords({ signed, server }: { readonly signed: Day; readonly server: Day }, words: Words): string {
  const day = words.fullDay(signed);
  return signed === server ? day : words.say("export-day-both", { signed: day, server: words.fullDay(server) });
}

/** The same of an entry. */
export function dayInWords({ day, body }: Pick<ShownEntry, "day" | "body">, words: Words): string {
  return signedDayInWords({ signed: body.day, server: day }, words);
}

/** A day that the server alone says, or that is reckoned from one. */
export function serverDayInWords(day: Day, words: Words): string {
  return words.say("export-day-server", { day: words.fullDay(day) });
}
