/**
 * What a case's record tells whoever is given the case: that there are other cases, which they cannot open. The desk shows
 * them no such link, and a program of their own could: so whoever gives somebody the case is told before (SECURITY.md
 * section 6).
 */
import type { CaseId } from "../../../sealing/case_id.ts";
import type { MemberId } from "../../../sealing/id.ts";
import { ApiError } from "../../api.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import { changeRecord } from "../record/changing.ts";
import { valueIn } from "../record/terms.ts";
import { recordOf } from "../record/versions.ts";
import { withoutLinks, type LinkOutcome } from "./linking.ts";

/** The links of a case that somebody could read of, and who cannot open what they lead to. */
export interface GivenAway {
  readonly ids: readonly CaseId[];
  /** The references of those that this member can open. */
  readonly references: readonly string[];
  /** How many others there are: nobody here knows who can open them. */
  readonly unopened: number;
}

/** What giving the case that is open to somebody would give away. */
export async function givenAwayTo(to: MemberId, shown: Shown, { cases }: Pick<CasesAtWork, "cases">): Promise<GivenAway> {
  const named = valueIn(recordOf(shown.opened.internal.entries), "linked") ?? [];
  const rows = [...cases.rows.peek().values()];
  const ids: CaseId[] = [];
  const references: string[] = [];
  for (const id of named) {
    const row = rows.find((each) => cases.idOf(each.id) === id);
    const reference = row?.view?.reference;
    const opened = row === undefined || reference === undefined ? null : await verified(row.id, cases);
    if (opened?.conversation.standing.members.has(to) === true) continue;
    ids.push(id);
    if (opened !== null && reference !== undefined) references.push(reference);
  }
  return { ids, references, unopened: ids.length - references.length };
}

async function verified(row: Shown["row"], cases: CasesAtWork["cases"]): Promise<Shown["opened"] | null> {
  try {
    return await cases.verified(row);
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/**
 * Takes those links out of the record of the case that is open; the versions of before keep them.
 *
 * @throws ApiError
 */
export async function takeAway(ids: readonly CaseId[], shown: Shown, atWork: CasesAtWork): Promise<LinkOutcome> {
  const named = valueIn(recordOf(shown.opened.internal.entries), "linked") ?? [];
  // An earlier try took them away, and got no further.
  if (!named.some((id) => ids.includes(id))) return { is: "done" };
  const failed = await changeRecord(shown.row, shown.opened, shown.channel, (record) => withoutLinks(record, ids), atWork);
  return failed === null ? { is: "done" } : { is: "not-saved", outcome: failed };
}
