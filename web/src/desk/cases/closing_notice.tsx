/** Before a case is closed: what the record must say first, what the law's duties lack, and what closing means. */
import type { JSX } from "preact";
import { useWords } from "../words.ts";
import type { Shown } from "./current.ts";
import type { CaseDays } from "./duties.ts";
import { missingToClose } from "./record/closing.ts";
import type { RecordEditing } from "./record/editing.ts";
import { termInWords } from "./record/in_words.ts";
import { waivedIn } from "./record/stepping.ts";
import { recordOf } from "./record/versions.ts";

/** The notice above the box in which the last words are written. */
export function ClosingNotice(props: { shown: Shown; days: CaseDays; record: RecordEditing }): JSX.Element {
  const { shown, days, record } = props;
  const words = useWords();
  const { say } = words;
  const { entries } = shown.opened.internal;
  const missing = missingToClose(recordOf(entries));
  const waived = waivedIn(entries);
  const [first] = missing;
  return (
    <>
      {first === undefined ? null : (
        <div class="notice warning">
          <p>
            <b>{say("record-close-missing")}</b>
          </p>
          <ul>
            {missing.map((name) => (
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
      )}
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
