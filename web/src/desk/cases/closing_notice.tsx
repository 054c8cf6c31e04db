/** Before a case is closed: what the record must say first, what the law's duties lack, and what closing means. */
import type { JSX } from "preact";
import { useWords, type Phrase } from "../words.ts";
import type { Shown } from "./current.ts";
import type { CaseDays } from "./duties.ts";
import { askedAtClosing, missingToClose } from "./record/closing.ts";
import type { RecordEditing } from "./record/editing.ts";
import { termInWords } from "./record/in_words.ts";
import { waivedIn } from "./record/stepping.ts";
import type { TermName } from "./record/terms.ts";
import { recordOf } from "./record/versions.ts";

/** The notice above the box in which the last words are written. */
export function ClosingNotice(props: { shown: Shown; days: CaseDays; record: RecordEditing }): JSX.Element {
  const { shown, days, record } = props;
  const words = useWords();
  const { say } = words;
  const { entries } = shown.opened.internal;
  const missing = missingToClose(recordOf(entries));
  const waived = waivedIn(entries);
  const asked = askedAtClosing(recordOf(entries));
  return (
    <>
      <ToFillIn tone="warning" title="record-close-missing" names={missing} record={record} />
      {missing.length > 0 ? null : <ToFillIn tone="plain" title="record-close-asked" names={asked} record={record} />}
      <div class="notice plain">
        <p>
          <b>{say("cases-close-means-title")}</b>
        </p>
        <ul>
          {days.acknowledged === null && !waived.acknowledgement ? <li class="warn">{say("cases-close-not-acknowledged")}</li> : null}
          {days.fedBack === null && !waived.feedback ? <li class="warn">{say("cases-close-not-fed-back")}</li> : null}
          <li>{say("cases-close-means-stays")}</li>
          <li>{say("cases-close-means-duties")}</li>
          <li>{say("cases-close-means-reopen")}</li>
        </ul>
      </div>
    </>
  );
}

/** Terms of the record that are empty, and the way to the first; nothing where none is. */
function ToFillIn(props: {
  tone: "warning" | "plain";
  title: Phrase;
  names: readonly TermName[];
  record: RecordEditing;
}): JSX.Element | null {
  const { tone, title, names, record } = props;
  const words = useWords();
  const { say } = words;
  const [first] = names;
  if (first === undefined) return null;
  return (
    <div class={`notice ${tone}`}>
      <p>
        <b>{say(title)}</b>
      </p>
      <ul>
        {names.map((name) => (
          <li key={name}>{termInWords(name, words)}</li>
        ))}
      </ul>
      <button
        type="button"
        class="button plain tiny"
        onClick={() => {
          record.open(first);
        }}
      >
        {say("record-close-fill-in")}
      </button>
    </div>
  );
}
