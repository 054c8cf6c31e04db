/** Before a file is saved that may do harm: what it says it is, what it is, and what to think of first. */
import type { JSX } from "preact";
import { Dialog } from "../../parts/dialog.tsx";
import { TypeNote } from "../../preview/type_note.tsx";
import { useWords } from "../../words.ts";
import type { Nature } from "./saving.ts";

/** The question. */
export function Warning(props: {
  name: string;
  claimed: string;
  nature: Nature;
  onAnswer: (isToBeSaved: boolean) => void;
}): JSX.Element {
  const { say } = useWords();
  const { name, claimed, nature, onAnswer } = props;
  return (
    <Dialog
      alert
      title={say("desk-file-warn-title")}
      onClose={() => {
        onAnswer(false);
      }}
    >
      <p class="file-name">
        <bdi dir="auto">{name}</bdi>
      </p>
      <p>
        {say("desk-file-warn-said")} {nature.said === null ? <bdi>{claimed}</bdi> : say(nature.said)}
      </p>
      <TypeNote found={nature.found} claimed={claimed} name={name} />
      <p>{say("desk-file-warn-risk")}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            onAnswer(false);
          }}
        >
          {say("desk-file-warn-skip")}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => {
            onAnswer(true);
          }}
        >
          {say("desk-file-warn-save")}
        </button>
      </div>
    </Dialog>
  );
}
