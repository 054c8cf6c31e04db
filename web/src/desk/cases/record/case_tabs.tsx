/** Above the case: its conversation, or its record. */
import type { JSX } from "preact";
import { useWords } from "../../words.ts";
import type { RecordEditing } from "./editing.ts";

/** The two ways to look at a case. */
export function CaseTabs({ record }: { record: RecordEditing }): JSX.Element {
  const { say } = useWords();
  const isRecord = record.isOpen.value;
  const count = record.changed.value.length;
  return (
    <div class="case-tabs" role="group" aria-label={say("record-show")}>
      <button
        type="button"
        class="composer-kind"
        aria-pressed={!isRecord}
        onClick={() => {
          record.isOpen.value = false;
        }}
      >
        {say("cases-conversation")}
      </button>
      <button
        type="button"
        class="composer-kind"
        aria-pressed={isRecord}
        onClick={() => {
          if (!isRecord) record.open(null);
        }}
      >
        {say("record-title")}
        {count === 0 || isRecord ? null : <span class="tag duty">{say("record-changes", { count })}</span>}
      </button>
    </div>
  );
}
