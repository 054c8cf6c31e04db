/** Below the record: saving it, how much is not saved, and what came of saving. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { useWords, type Words } from "../../words.ts";
import { outcomeInWords } from "../composer.tsx";
import { useCases } from "../context.ts";
import type { RecordEditing } from "./editing.ts";
import type { EditingStatus } from "./status.ts";
import { TermLinks } from "./term_links.tsx";

/** The bar. */
export function SaveBar({ editing }: { editing: RecordEditing }): JSX.Element {
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const status = editing.status.value;
  const isSaving = status.is === "saving";
  const said = savingInWords(status, words);
  const count = editing.changed.value.length;
  const isTooLong = ports.keeper.failing.value.get(editing.row) === "too-long";
  const isWrong = status.is === "wrong" || status.is === "not-saved" || status.is === "overtaken";
  return (
    <div class="save-bar">
      {said === null ? null : (
        <div class={isWrong ? "save-said error" : "save-said"}>
          <p>{said}</p>
          {status.is !== "wrong" ? null : <TermLinks names={editing.problems.value.keys()} />}
        </div>
      )}
      <div class="composer-foot">
        <button class="button" aria-disabled={isSaving}>
          {say(isSaving ? "record-saving" : "record-save")}
          {isSaving ? null : <kbd aria-hidden="true">{say("desk-key-mod")} ↵</kbd>}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => {
            editing.leave();
          }}
        >
          {say("record-leave")} <kbd aria-hidden="true">Esc</kbd>
        </button>
        {count === 0 ? null : <span class="composer-kept">{say("record-changes", { count })}</span>}
        {isTooLong ? <span class="composer-kept warn">{say("cases-draft-too-long")}</span> : null}
      </div>
    </div>
  );
}

function savingInWords(status: EditingStatus, words: Words): string | null {
  const { say } = words;
  switch (status.is) {
    case "editing":
    case "saving":
      return null;
    case "saved":
      return say(status.changed ? "record-saved-earlier" : "record-saved");
    case "unchanged":
      return say("record-unchanged");
    case "wrong":
      return say("record-wrong");
    case "overtaken":
      return say("record-overtaken");
    case "not-saved":
      if (status.outcome.is === "refused" && status.outcome.because === "too-long") return say("record-too-much");
      return `${say(status.outcome.is === "unknown" ? "record-perhaps-saved" : "record-not-saved")} ${outcomeInWords(status.outcome, words)}`;
  }
}

/** Tells a screen reader what became of saving. */
export function useSavingTold(editing: RecordEditing, words: Words): void {
  const { announcer } = useDesk();
  const status = editing.status.value;
  const before = useRef(status);
  useEffect(() => {
    if (status === before.current) return;
    before.current = status;
    const said = status.is === "saving" ? words.say("record-saving") : savingInWords(status, words);
    if (said === null) return;
    if (status.is === "wrong" || status.is === "not-saved" || status.is === "overtaken") announcer.interrupt(said);
    else announcer.say(said);
  }, [status, announcer, words]);
}
