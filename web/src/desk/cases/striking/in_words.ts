/** What is to be struck, and what was, in words. */
import type { Day } from "../../../sealing/day.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";
import { writerInWords, type Audience } from "../record/writers.ts";

/** What stands at a place, by its name and day. It stands within a sentence, so nobody is called "you". */
export function targetInWords(entry: Entry | undefined, { channel }: Pick<Audience, "channel">, today: Day, words: Words): string {
  const { say } = words;
  if (entry?.status !== "shown") return say("striking-target-other");
  const day = dateInWords(entry.day, today, words);
  const who = writerInWords(entry.writer, { me: null, channel }, say);
  switch (entry.body.kind) {
    case "report":
      return say("striking-target-report", { day });
    case "message":
      return say("striking-target-message", { who, day });
    case "note":
      return say("striking-target-note", { who, day });
    case "triage":
      return say("striking-target-record", { who, day });
    case "strike":
      return say("striking-target-remains", { who, day });
    case "contact":
    case "act":
    case "grant":
    case "rekey":
      return say("striking-target-other");
  }
}
