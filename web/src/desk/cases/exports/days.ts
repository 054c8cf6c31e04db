/** Whose word a day is: its writer's, who signed it, or the server's alone. */
import type { Day } from "../../../sealing/day.ts";
import type { Words } from "../../words.ts";

/** A day as whoever wrote signed it; the server's beside it where that is another. */
export function dayInWords({ day, body }: { readonly day: Day; readonly body: { readonly day: Day } }, words: Words): string {
  const signed = words.fullDay(body.day);
  return day === body.day ? signed : words.say("export-day-both", { signed, server: words.fullDay(day) });
}
