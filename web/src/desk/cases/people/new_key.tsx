/** Where the desk could not make the key that the case needs: it says so, and its member can have it tried again. */
import type { JSX } from "preact";
import { useWords } from "../../words.ts";
import type { Shown } from "../current.ts";
import { useChange } from "./use_change.ts";

/** The warning with its button. */
export function NewKey({ shown }: { shown: Shown }): JSX.Element {
  const { say } = useWords();
  const change = useChange(shown);
  return (
    <div class="people-key">
      <p class="warn">{say("people-new-key-needed")}</p>
      {change.failed === null ? null : <p class="error">{change.failed}</p>}
      <button
        type="button"
        class="button tiny"
        aria-disabled={change.isBusy}
        onClick={() => {
          if (!change.isBusy) void change.run({ what: "new-key" });
        }}
      >
        {say(change.isBusy ? "people-sealing" : "people-new-key")}
      </button>
    </div>
  );
}
