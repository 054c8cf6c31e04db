/** A note that begins a thread, with what answers it beneath: one step in, however long the thread grows. */
import type { JSX } from "preact";
import { useWords, type Phrase } from "../../words.ts";
import type { Lost, Note } from "./threads.ts";

const LOST_WORDS: Readonly<Record<Lost, Phrase>> = {
  unverified: "notes-lost-unverified",
  struck: "notes-lost-struck",
  "no-note": "notes-lost-no-note",
};

/** What stands at the foot of a note: that what it answers is not shown, and the button that answers it. */
export function NoteFoot(props: {
  note: Note;
  lost: Lost | null;
  /** Whose the note is, in words. */
  who: string;
  /** Null where its reader cannot write. */
  onAnswer: ((note: Note) => void) | null;
}): JSX.Element {
  const { note, lost, who, onAnswer } = props;
  const { say } = useWords();
  return (
    <>
      {lost === null ? null : <p class="letter-foot warn">{say(LOST_WORDS[lost])}</p>}
      {onAnswer === null ? null : (
        <p class="note-foot">
          <button
            type="button"
            class="button quiet tiny"
            aria-label={say("notes-answer-to", { who })}
            onClick={() => {
              onAnswer(note);
            }}
          >
            {say("notes-answer")}
          </button>
        </p>
      )}
    </>
  );
}
