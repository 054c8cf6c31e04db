/** An export or a disclosure among the notes: what left the desk, and how a copy was masked, for whoever reviews it. */
import type { JSX } from "preact";
import { useWords } from "../../words.ts";
import type { Channel } from "../channel.ts";
import { marksTable } from "./deed_blocks.ts";
import type { Deed } from "./deeds.ts";
import { deedInWords } from "./deed_words.ts";
import { DocumentTable } from "./sheet_view.tsx";

/** Its words, and of a copy the reasons, how it is appealed, and every mark by its place and ground. */
export function DeedText({ deed, channel }: { deed: Deed; channel: Channel }): JSX.Element {
  const words = useWords();
  const { say } = words;
  return (
    <div class="prose deed" dir="auto">
      <p>{deedInWords(deed, words)}</p>
      {deed.what !== "copy" || deed.marks.length === 0 ? null : (
        <details>
          <summary>{say("export-decision-shown")}</summary>
          <dl>
            <dt>{say("export-reasons")}</dt>
            <dd dir="auto">{deed.reasons}</dd>
            {deed.appeal === "" ? null : (
              <>
                <dt>{say("export-appeal")}</dt>
                <dd dir="auto">{deed.appeal}</dd>
              </>
            )}
          </dl>
          <DocumentTable {...marksTable(deed, { channel }, words)} />
        </details>
      )}
    </div>
  );
}
