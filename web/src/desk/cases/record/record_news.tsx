/** What somebody else changed while the record was being filled in. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Notice } from "../../parts/notice.tsx";
import { useWords } from "../../words.ts";
import type { RecordEditing } from "./editing.ts";
import { focusOn } from "./focusing.ts";
import { changeInWords, termInWords, type Saying } from "./in_words.ts";
import { termNamed } from "./terms.ts";
import { writerInWords, type Reading } from "./writers.ts";

/** The notice; nothing where nobody did. */
export function RecordNews(props: { editing: RecordEditing; reading: Reading; saying: Saying }): JSX.Element | null {
  const { editing, reading, saying } = props;
  const words = useWords();
  const { say } = words;
  const { announcer } = useDesk();
  const news = editing.news.value;
  const conflicts = [...editing.conflicts.value.keys()].map(termNamed).filter((term) => term !== null);
  const place = useRef<HTMLDivElement>(null);
  const last = news.at(-1);
  const who = last === undefined ? null : writerInWords(last.version.writer, reading, say);
  useEffect(() => {
    if (who === null) return;
    announcer.interrupt(say("record-news", { who }));
    place.current?.scrollIntoView({ block: "nearest" });
  }, [last, who, announcer, say]);
  if (news.length === 0) return null;
  return (
    <div ref={place} class="record-news">
      <Notice tone="warning">
        {news.map(({ version, taken }) => (
          <div key={version.n}>
            <h3>{say("record-news", { who: writerInWords(version.writer, reading, say) })}</h3>
            {taken.length === 0 ? null : (
              <ul>
                {taken.map((change) => (
                  <li key={change.term}>{changeInWords(change, saying)}</li>
                ))}
              </ul>
            )}
          </div>
        ))}
        <p>{say(conflicts.length === 0 ? "record-news-kept" : "record-news-conflicts")}</p>
        {conflicts.length === 0 ? null : (
          <ul>
            {conflicts.map(({ name }) => (
              <li key={name}>
                <button
                  type="button"
                  class="button quiet tiny"
                  onClick={() => {
                    focusOn(name);
                  }}
                >
                  {termInWords(name, words)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
