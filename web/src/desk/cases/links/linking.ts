/**
 * Links between cases. One stands in the record of a case whose members can all open the other as well (SECURITY.md section
 * 6): in the other's, somebody might read it from whom the first is kept. So where neither's members all belong to the
 * other, there is no link.
 */
import type { CaseId } from "../../../sealing/case_id.ts";
import { REPRISALS } from "../category.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import { categoryOfRow } from "../filters.ts";
import type { Row } from "../inbox.ts";
import { canWrite, type OpenedCase } from "../opening.ts";
import { changeRecord } from "../record/changing.ts";
import { writeValue } from "../record/forms.ts";
import { valueIn, type CaseRecord } from "../record/terms.ts";
import { recordOf } from "../record/versions.ts";
import type { CaseRow } from "../../router.ts";
import { fold, wordsOf } from "../searching.ts";
import type { Unsent } from "../sending.ts";

/** Where a link may stand: in the case that is open, in the other, or in neither. */
export type LinkPlace = "here" | "there" | "nowhere";

/** In which of two cases a link may stand. */
function placeOfLink(here: OpenedCase, there: OpenedCase): LinkPlace {
  if (isWithin(here, there)) return "here";
  return isWithin(there, here) ? "there" : "nowhere";
}

/** Whether everybody who can open the one can open the other. */
function isWithin(one: OpenedCase, other: OpenedCase): boolean {
  const { members } = other.conversation.standing;
  return [...one.conversation.standing.members].every((member) => members.has(member));
}

/** A link of the case that is open with another that its reader can open. */
export interface LinkedCase {
  readonly row: Row;
  readonly id: CaseId;
  /** In which of the two it stands. */
  readonly stands: "here" | "there";
}

/** The links of a case, from either side, with cases that this member holds; of others nothing is shown. */
export function linkedWith(shown: Shown, { cases }: Pick<CasesAtWork, "cases">): readonly LinkedCase[] {
  const own = shown.opened.conversation.pinned.id;
  const named = valueIn(recordOf(shown.opened.internal.entries), "linked") ?? [];
  return [...cases.rows.value.values()].flatMap((row): LinkedCase[] => {
    const id = cases.idOf(row.id);
    if (row.id === shown.row || row.view === null || id === undefined) return [];
    if (named.includes(id)) return [{ row, id, stands: "here" }];
    return row.view.record.linked.includes(own) ? [{ row, id, stands: "there" }] : [];
  });
}

/** Those that are about reprisals, and were entered at the desk: opened of what the reporter told. */
export function reprisalsLinkedWith(shown: Shown, atWork: Pick<CasesAtWork, "cases">): readonly LinkedCase[] {
  return linkedWith(shown, atWork).filter(({ row }) => row.view?.path === "desk" && categoryOfRow(row) === REPRISALS);
}

/** Cases of the same channel whose reference or title has those words, that are not linked yet. */
export function linkable(shown: Shown, words: string, atWork: Pick<CasesAtWork, "cases">): readonly Row[] {
  const linked = new Set(linkedWith(shown, atWork).map(({ row }) => row.id));
  const wanted = wordsOf(words);
  return atWork.cases.ordered.value.filter(({ id, view, summary, trouble }) => {
    if (id === shown.row || linked.has(id) || view === null || trouble !== null) return false;
    if (summary.channel !== shown.answer.summary.channel) return false;
    const text = fold(`${view.reference} ${view.title}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** What came of linking two cases, or of taking a link away. */
export type LinkOutcome =
  | { readonly is: "done" }
  /** Neither case may name the other. */
  | { readonly is: "nowhere" }
  /** The other case cannot be opened or written in just now. */
  | { readonly is: "closed" }
  | { readonly is: "not-saved"; readonly outcome: Unsent };

/**
 * Links the case that is open with another.
 *
 * @param merges - whether the case that is open goes on in the other
 * @throws ApiError
 */
export async function link(shown: Shown, row: CaseRow, merges: boolean, atWork: CasesAtWork): Promise<LinkOutcome> {
  const { cases, ports } = atWork;
  const there = await cases.verified(row);
  if (there === null) return { is: "closed" };
  const here = shown.opened;
  const place = placeOfLink(here, there);
  if (place === "nowhere") return { is: "nowhere" };
  const isThere = place === "there";
  if (isThere && !canWrite(there, ports.member)) return { is: "closed" };
  const [mine, theirs] = [here.conversation.pinned.id, there.conversation.pinned.id];
  if (isThere) {
    const linked = await changeRecord(row, there, shown.channel, (record) => withLink(record, mine), atWork);
    if (linked !== null) return { is: "not-saved", outcome: linked };
    if (!merges) return { is: "done" };
  }
  const change = (record: CaseRecord): CaseRecord => {
    const marked = merges ? asMerged(record) : record;
    return isThere ? marked : withLink(marked, theirs);
  };
  const saved = await changeRecord(shown.row, here, shown.channel, change, atWork);
  return saved === null ? { is: "done" } : { is: "not-saved", outcome: saved };
}

/**
 * Takes a link away, wherever it stands. That a case went on in another stays: whoever says so takes it back in the record.
 *
 * @throws ApiError
 */
export async function unlink(shown: Shown, { row, id, stands }: LinkedCase, atWork: CasesAtWork): Promise<LinkOutcome> {
  const own = shown.opened.conversation.pinned.id;
  const [at, other] = stands === "here" ? [shown.row, id] : [row.id, own];
  const opened = stands === "here" ? shown.opened : await atWork.cases.verified(row.id);
  if (opened === null || !canWrite(opened, atWork.ports.member)) return { is: "closed" };
  const failed = await changeRecord(at, opened, shown.channel, (record) => withoutLinks(record, [other]), atWork);
  return failed === null ? { is: "done" } : { is: "not-saved", outcome: failed };
}

function withLink(record: CaseRecord, id: CaseId): CaseRecord {
  return new Map(record).set("linked", writeValue("cases", [...(valueIn(record, "linked") ?? []), id]));
}

/** The record without those links. */
export function withoutLinks(record: CaseRecord, ids: readonly CaseId[]): CaseRecord {
  const left = (valueIn(record, "linked") ?? []).filter((each) => !ids.includes(each));
  return new Map(record).set("linked", writeValue("cases", left));
}

/** The outcome that says that the case goes on in another. */
function asMerged(record: CaseRecord): CaseRecord {
  return new Map(record).set("outcomes", writeValue("choices", [...(valueIn(record, "outcomes") ?? []), "merged"]));
}
