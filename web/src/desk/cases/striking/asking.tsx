/** Where striking is asked for: the button at a letter, and the dialog that it opens. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ThreadName } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import type { Proposed } from "../../../sealing/struck.ts";
import { useWords } from "../../words.ts";
import type { Shown } from "../current.ts";
import { dateInWords } from "../days_in_words.ts";
import { ConfirmDialog } from "./confirm_dialog.tsx";
import type { Strikable } from "./strikable.ts";
import { StrikeDialog } from "./strike_dialog.tsx";

/** What somebody asks for: to propose that something is struck, or to look at a proposal and agree to it. */
export type StrikeAsked = { readonly thread: ThreadName } & (
  | { readonly is: "propose"; readonly entry: Strikable }
  | { readonly is: "confirm"; readonly proposed: Proposed }
);

/** Asks for it, one at a time. */
export function useStriking(shown: Shown): { readonly ask: (asked: StrikeAsked) => void; readonly dialog: JSX.Element | null } {
  const [asked, setAsked] = useState<StrikeAsked | null>(null);
  const onClose = (): void => {
    setAsked(null);
  };
  const dialog =
    asked === null ? null : asked.is === "propose" ? (
      <StrikeDialog shown={shown} thread={asked.thread} entry={asked.entry} onClose={onClose} />
    ) : (
      <ConfirmDialog shown={shown} thread={asked.thread} proposed={asked.proposed} onClose={onClose} />
    );
  return { ask: setAsked, dialog };
}

/** Proposes to strike something out of a letter. */
export function StrikeButton(props: {
  thread: ThreadName;
  entry: Strikable;
  name: string;
  today: Day;
  onStrike: (asked: StrikeAsked) => void;
}): JSX.Element {
  const { thread, entry, name, today, onStrike } = props;
  const words = useWords();
  const { say } = words;
  return (
    <p class="note-foot">
      <button
        type="button"
        class="button quiet tiny"
        aria-label={say("striking-begin-of", { name, day: dateInWords(entry.day, today, words) })}
        onClick={() => {
          onStrike({ is: "propose", thread, entry });
        }}
      >
        {say("striking-begin")}
      </button>
    </p>
  );
}
