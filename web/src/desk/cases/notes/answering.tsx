/** Answering a note: the key, and the line above the box that says which one is answered. */
import type { JSX } from "preact";
import { useShortcuts } from "../../parts/keys.ts";
import { useWords } from "../../words.ts";
import { beginWriting } from "../composer.tsx";
import type { Correspondence } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { deedInWords } from "../exports/deed_words.ts";
import { deedOf } from "../exports/deeds.ts";
import { writerInWords, type Reading } from "../record/writers.ts";
import { isNote, noteNamed, referenceTo, type Note } from "./threads.ts";

/** Characters of the note that are shown of it. */
const GIST_MOST = 80;

/** Begins an answer to a note. */
export function beginAnswer(correspondence: Correspondence, note: Note): void {
  correspondence.answerNote(referenceTo(note));
  beginWriting(correspondence, "note");
}

/** `T` answers the note in which the focus is, or the newest. */
export function useAnswerKey({ opened }: Shown, correspondence: Correspondence, canWrite: boolean): void {
  const notes = opened.internal.entries.filter(isNote);
  const isAnswerable = canWrite && notes.length > 0;
  useShortcuts(() => {
    if (!isAnswerable) return [];
    const run = (): void => {
      const here = document.activeElement?.closest<HTMLElement>("[data-note]")?.dataset["note"];
      const note = notes.find(({ n }) => String(n) === here) ?? notes.at(-1);
      if (note !== undefined) beginAnswer(correspondence, note);
    };
    return [{ key: "t", does: "notes-key-answer", run }];
  }, [correspondence, opened, isAnswerable]);
}

/** Which note the one in the box answers, and the way out of it. */
export function Answering(props: { shown: Shown; correspondence: Correspondence; reading: Reading }): JSX.Element | null {
  const { shown, correspondence, reading } = props;
  const words = useWords();
  const { say } = words;
  const to = correspondence.noteTo.value;
  if (to === null) return null;
  const note = noteNamed(to, shown.opened.internal.entries);
  const deed = note === null ? null : deedOf(note);
  const said = deed === null ? (note?.body.text ?? "") : deedInWords(deed, words);
  return (
    <p class="answering">
      <span>
        {note === null
          ? say("notes-answering-lost")
          : say("notes-answering", { who: writerInWords(note.writer, reading, say), words: gistOf(said) })}
      </span>
      <button
        type="button"
        class="button quiet tiny"
        onClick={() => {
          correspondence.answerNote(null);
          beginWriting(correspondence, "note");
        }}
      >
        {say("notes-answer-nothing")}
      </button>
    </p>
  );
}

/** A note's first words. */
function gistOf(text: string): string {
  const line = text.trim().replace(/\s+/gu, " ");
  const characters = Array.from(line);
  return characters.length <= GIST_MOST ? line : `${characters.slice(0, GIST_MOST).join("").trimEnd()} …`;
}
