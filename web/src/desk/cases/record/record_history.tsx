/** The versions of the record: what was changed, by whom, on which day. */
import type { JSX } from "preact";
import type { Day } from "../../../sealing/day.ts";
import { useWords } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";
import { changeInWords, isProse, type Saying } from "./in_words.ts";
import type { Change, Version } from "./versions.ts";
import { writerInWords, type Reading } from "./writers.ts";

/** The history, newest first. */
export function RecordHistory(props: {
  versions: readonly Version[];
  reading: Reading;
  saying: Saying;
  today: Day;
  /** Strikes a version; null where its reader cannot write. */
  onStrike: ((version: Version) => void) | null;
}): JSX.Element | null {
  const { versions, reading, saying, today, onStrike } = props;
  const words = useWords();
  const { say } = words;
  if (versions.length === 0) return null;
  return (
    <details class="record-section record-history">
      <summary>
        <h3>{say("record-history")}</h3> <span class="quiet">{say("record-history-count", { count: versions.length })}</span>
      </summary>
      <ol reversed>
        {[...versions].reverse().map((version) => (
          <li key={version.n}>
            <p>
              <b>{writerInWords(version.writer, reading, say)}</b>{" "}
              <span class="quiet">{dateInWords(version.day, today, words)}</span>
            </p>
            {version.followsStruck ? <p class="quiet">{say("striking-before-version")}</p> : null}
            <ul>
              {version.changes.length === 0 ? <li class="quiet">{say("record-history-none")}</li> : null}
              {version.changes.map((change) => (
                <li key={change.term}>
                  <Changed change={change} saying={saying} />
                </li>
              ))}
            </ul>
            {onStrike === null || version === versions.at(-1) ? null : (
              <button
                type="button"
                class="button quiet tiny"
                aria-label={say("striking-begin-of", {
                  name: writerInWords(version.writer, reading, say),
                  day: dateInWords(version.day, today, words),
                })}
                onClick={() => {
                  onStrike(version);
                }}
              >
                {say("striking-begin")}
              </button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** A change; of prose, what stood there and what stands there, for whoever wants to read it. */
function Changed({ change, saying }: { change: Change; saying: Saying }) {
  const { say } = useWords();
  const line = changeInWords(change, saying);
  if (!isProse(change.term)) return <>{line}</>;
  return (
    <details>
      <summary>{line}</summary>
      {change.before === "" ? null : (
        <>
          <p class="quiet">{say("record-history-before")}</p>
          <blockquote dir="auto">{change.before}</blockquote>
        </>
      )}
      {change.after === "" ? null : (
        <>
          <p class="quiet">{say("record-history-after")}</p>
          <blockquote dir="auto">{change.after}</blockquote>
        </>
      )}
    </details>
  );
}
