/** Above the inbox: which cases' ends the server has otherwise than signed records do, before any of them is erased. */
import type { JSX } from "preact";
import { Notice } from "../../parts/notice.tsx";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import { isFresh, type Row } from "../inbox.ts";
import { unfoundedEnding } from "./borne_out.ts";

/** The warning; nothing where every column is borne out, as far as cases have been looked at. */
export function UnfoundedEndings(): JSX.Element | null {
  const { cases } = useCases();
  const { say } = useWords();
  const rows = cases.ordered.value.filter(isUnfounded);
  if (rows.length === 0) return null;
  const references = rows.map(({ view }) => view?.reference ?? "").join(", ");
  return (
    <Notice tone="alarm">
      <p>{say("erasing-inbox-unfounded", { references })}</p>
    </Notice>
  );
}

/** Whether the server's columns of a case's end are others than its verified records say. */
export function isUnfounded(row: Pick<Row, "summary" | "view">): boolean {
  const facts = row.view?.record.ending ?? null;
  return facts !== null && isFresh(row) && unfoundedEnding(row.summary.ending, facts).length > 0;
}
