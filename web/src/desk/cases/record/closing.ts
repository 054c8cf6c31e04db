/** What a case's record must say before the case is closed, and what it is asked for beside. */
import { valueIn, type CaseRecord, type TermName } from "./terms.ts";

/** A case is closed with what was found and at least one thing that came of it. */
export function missingToClose(record: CaseRecord): readonly TermName[] {
  return (["finding", "outcomes"] as const).filter((name) => valueIn(record, name) === null);
}

/** What may rightly be empty: no law asks it of an internal channel, and not every case costs money or teaches something. */
export function askedAtClosing(record: CaseRecord): readonly TermName[] {
  return (["closing-reason", "damage", "recovered", "lessons"] as const).filter((name) => valueIn(record, name) === null);
}
