/** What somebody else changed while the record was being filled in. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { Notice } from "../../parts/notice.tsx";
import { useWords } from "../../words.ts";
import type { RecordEditing } from "./editing.ts";
import { changeInWords, type Saying } from "./in_words.ts";
import { TermLinks } from "./term_links.tsx";
import { writerInWords, type Reading } from "./writers.ts";

/** The notice; nothing where nobody did. */
export function RecordNews(props: { editing: RecordEditing; reading: Reading; saying: Saying }): JSX.Element | null {
  const { editing, reading, saying } = props;
  const words = useWords();
  const { say } = words;
  const { announcer } = useDesk();
  const news = editing.news.value;
  const conflicts = editing.conflicts.value;
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
        <p>{say(conflicts.size === 0 ? "record-news-kept" : "record-news-conflicts")}</p>
        {conflicts.size === 0 ? null : <TermLinks names={conflicts.keys()} />}
      </Notice>
    </div>
  );
}
