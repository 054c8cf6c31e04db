/** What a reporter told by an act: that they withdraw, want to meet, suffer reprisals, approve or correct minutes. */
import type { ComponentChildren, JSX } from "preact";
import type { BodyOf } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import type { Minutes } from "../../../sealing/minutes.ts";
import type { Entry, ShownEntry } from "../../../sealing/thread.ts";
import { useWords, type Phrase, type Words } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";

const TOLD = ["withdraw", "meeting", "retaliation", "approve", "correct"] as const;
/** What a reporter tells by an act. */
export type Told = (typeof TOLD)[number];
/** Such an act in its place. */
export type ToldEntry = ShownEntry<BodyOf<"act"> & { readonly what: Told }>;

/** Whether an entry is one. A member's wish to meet is none. */
export function isTold(entry: Entry): entry is ToldEntry {
  if (entry.status !== "shown" || entry.body.kind !== "act" || entry.writer.side !== "reporter") return false;
  const { what } = entry.body;
  return TOLD.some((each) => each === what);
}

const WORDS: Readonly<Record<Exclude<Told, "approve" | "correct">, Phrase>> = {
  withdraw: "desk-acts-withdraw",
  meeting: "desk-acts-meeting",
  retaliation: "desk-acts-retaliation",
};

/** What it is, behind whoever wrote it. */
export function toldInWords({ body }: ToldEntry, minutes: readonly Minutes[], today: Day, words: Words): string {
  const { what, refers } = body;
  if (what !== "approve" && what !== "correct") return words.say(WORDS[what]);
  const about = minutes.find(({ entry }) => entry.n === refers?.n && entry.hash === refers.hash)?.entry;
  // What refers to no minutes approves and corrects nothing.
  if (about === undefined) return words.say("desk-acts-no-minutes");
  const day = dateInWords(about.day, today, words);
  return what === "approve" ? words.say("desk-acts-approve", { day }) : words.say("desk-acts-correct", { day });
}

/** Its words, if there are any. */
export function ToldAct({ entry, children }: { entry: ToldEntry; children: ComponentChildren }): JSX.Element {
  const { say } = useWords();
  const { what, text } = entry.body;
  if (text !== "") return <>{children}</>;
  return <p class="quiet">{say(what === "approve" ? "desk-acts-signed" : "desk-acts-no-words")}</p>;
}
