/** What a case's record must say before the case is closed. */
import { valueIn, type CaseRecord, type TermName } from "./terms.ts";

/** A case is closed with what was found and at least one thing that came of it. */
export function missingToClose(record: CaseRecord): readonly TermName[] {
  return (["finding", "outcomes"] as const).filter((name) => valueIn(record, name) === null);
}
