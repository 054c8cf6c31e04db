/**
 * Two views of one case, written by two tabs or computers of its member from the same view before: what both know becomes
 * one, so that no draft and no reading mark is lost.
 */
import { withDraft } from "./draft.ts";
import { DRAFT_NAMES, type CaseView, type Drafts } from "./view.ts";

/**
 * Merges the view that is to be written, `mine`, with the one found in its place.
 *
 * - Drafts: each as whoever changed it since `before` left it. Where both did, mine, which is being written now, unless I
 *   emptied it.
 * - What has been read: as far as either has.
 * - What was verified: as whoever verified more has it.
 *
 * @param before - the last view of which both knew; null if there was none
 */
export function merged(before: CaseView | null, mine: CaseView, found: CaseView): CaseView {
  const read = { c: Math.max(mine.read.c, found.read.c), i: Math.max(mine.read.i, found.read.i) };
  const furthest = verifiedOf(found) > verifiedOf(mine) ? found : mine;
  const unread = verifiedOf(found) === verifiedOf(mine) ? Math.min(mine.unread, found.unread) : furthest.unread;
  return { ...furthest, read, unread, drafts: mergedDrafts(before?.drafts ?? null, mine.drafts, found.drafts) };
}

function verifiedOf({ heads }: CaseView): number {
  return (heads.c?.n ?? -1) + (heads.i?.n ?? -1);
}

function mergedDrafts(before: Drafts | null, mine: Drafts, found: Drafts): Drafts {
  return DRAFT_NAMES.reduce((drafts, name) => {
    const was = before?.[name] ?? "";
    const isMine = mine[name] !== was && (mine[name] !== "" || found[name] === was);
    return isMine ? drafts : withDraft(drafts, name, found[name]);
  }, mine);
}
