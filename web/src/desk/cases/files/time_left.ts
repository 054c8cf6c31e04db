/** Seconds as people say them. */
import type { Words } from "../../words.ts";

/** How long something still takes, roughly: nobody wants to see seconds of an hour. */
export function timeLeftInWords(seconds: number, { say }: Pick<Words, "say">): string {
  if (seconds < 60) return say("desk-file-seconds-left", { count: Math.max(1, Math.ceil(seconds / 5) * 5) });
  if (seconds < 5400) return say("desk-file-minutes-left", { count: Math.ceil(seconds / 60) });
  return say("desk-file-hours-left", { count: Math.round(seconds / 3600) });
}
