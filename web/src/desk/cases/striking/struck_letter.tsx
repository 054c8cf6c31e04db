/** What stands where a letter was struck: that it was, when and by whom, and what remains of it. */
import type { JSX } from "preact";
import type { Day } from "../../../sealing/day.ts";
import type { Entry, StruckEntry } from "../../../sealing/thread.ts";
import { useWords } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";
import { writerInWords, type Reading } from "../record/writers.ts";
import { strikeOf } from "./struck.ts";

/** The place of a struck letter among the others. */
export function StruckLetter(props: {
  thread: "c" | "i";
  entry: StruckEntry;
  /** All of its thread. */
  entries: readonly Entry[];
  isNew: boolean;
  reading: Reading;
  today: Day;
}): JSX.Element {
  const { thread, entry, entries, isNew, reading, today } = props;
  const words = useWords();
  const { say } = words;
  const strike = strikeOf(entries, entry);
  const left = strike?.body.remains.text ?? "";
  return (
    <li data-letter={thread === "c" ? entry.n : undefined}>
      <article class={thread === "i" ? "letter note" : "letter"}>
        <header>
          <b>{say("striking-struck")}</b>
          <span>{dateInWords(entry.day, today, words)}</span>
          {isNew ? <span class="tag duty">{say("cases-new")}</span> : null}
        </header>
        {strike === null ? null : (
          <p class="quiet">
            {say("striking-struck-by", {
              who: writerInWords(strike.writer, reading, say),
              day: dateInWords(strike.day, today, words),
              reason: strike.body.ground,
            })}
          </p>
        )}
        {left === "" ? (
          <p class="quiet">{say("cases-struck")}</p>
        ) : (
          <div class="prose" dir="auto">
            {left
              .split(/\n{2,}/)
              .filter((paragraph) => paragraph.trim() !== "")
              .map((paragraph, index) => (
                <p key={index}>{paragraph}</p>
              ))}
          </div>
        )}
      </article>
    </li>
  );
}
