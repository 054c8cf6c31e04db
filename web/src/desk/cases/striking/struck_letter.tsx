/** What stands where a letter was struck: that it was, when, by whom and why, and what they left. */
import type { JSX } from "preact";
import type { ThreadName } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import { halvesOf, isReplaced } from "../../../sealing/struck.ts";
import type { Entry, StruckEntry } from "../../../sealing/thread.ts";
import { useWords } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";
import type { CaseFiles } from "../files/case_files.ts";
import { LetterFiles } from "../files/letter_files.tsx";
import { Prose } from "../prose.tsx";
import { useBackupsGone } from "../retention/backups.ts";
import { writerInWords, type Reading } from "../record/writers.ts";
import { StrikeButton, type StrikeAsked } from "./asking.tsx";

/** The place of a struck letter among the others. */
export function StruckLetter(
  props: Reading & {
    thread: ThreadName;
    entry: StruckEntry;
    /** All of its thread. */
    entries: readonly Entry[];
    isNew: boolean;
    today: Day;
    caseFiles: CaseFiles;
    /** Null where its reader cannot write. */
    onStrike: ((asked: StrikeAsked) => void) | null;
  },
): JSX.Element | null {
  const { thread, entry, entries, isNew, today, caseFiles, onStrike } = props;
  const words = useWords();
  const { say } = words;
  const halves = halvesOf(entries, entry);
  const gone = useBackupsGone(halves?.confirmation.body.day ?? today);
  // What remained of a letter and was struck again stands in the letter's place no more, nor in one of its own.
  if (halves === null || isReplaced(entries, entry)) return null;
  const { proposes, confirmation } = halves;
  const who = writerInWords(halves.entry.writer, props, say);
  const other = writerInWords(confirmation.writer, props, say);
  const isLeft = proposes.text !== "" || proposes.files.length > 0;
  return (
    <li data-letter={thread === "c" ? entry.n : undefined}>
      <article class={thread === "i" ? "letter note" : "letter"}>
        <header>
          {thread === "c" && entry.n === 0 ? <b>{say("cases-report")}</b> : null}
          <b>{say("striking-struck")}</b>
          <span>{dateInWords(entry.day, today, words)}</span>
          {thread === "i" ? <span>{say("cases-note-hidden")}</span> : null}
          {isNew ? <span class="tag duty">{say("cases-new")}</span> : null}
        </header>
        <p class="quiet">
          {say("striking-struck-by", { who, other, day: dateInWords(confirmation.body.day, today, words) })}
        </p>
        <Prose text={say("striking-proposal-ground", { reason: proposes.ground })} language={null} />
        <p class="quiet">{say(isLeft ? "striking-left-by" : "striking-left-nothing")}</p>
        <Prose text={proposes.text} language={null} />
        <LetterFiles references={proposes.files} files={caseFiles} />
        {confirmation.dayDiffers ? <p class="letter-foot warn">{say("cases-day-differs")}</p> : null}
        {gone === null || gone <= today ? null : <p class="letter-foot quiet">{say("striking-in-backups", { day: dateInWords(gone, today, words) })}</p>}
        {entry.isThere ? <p class="letter-foot warn">{say("striking-still-there")}</p> : null}
        {onStrike === null ? null : (
          <StrikeButton thread={thread} entry={halves.entry} name={say("striking-struck")} today={today} onStrike={onStrike} />
        )}
      </article>
    </li>
  );
}
