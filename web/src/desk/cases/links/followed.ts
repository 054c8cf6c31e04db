/**
 * Reprisals that somebody has taken up: of what a reporter told in one case, another was opened that is linked with it
 * (law 2021:890, chapter 3). That answers what was told until then, and nothing that is told later.
 */
import type { CaseId } from "../../../sealing/case_id.ts";
import type { Day } from "../../../sealing/day.ts";
import type { CaseRow } from "../../router.ts";
import { REPRISALS } from "../category.ts";
import { categoryOfRow } from "../filters.ts";
import type { Row } from "../inbox.ts";
import type { Asked } from "../requests.ts";

/** Whether a case is one that was opened at the desk, about reprisals. */
export function isAboutReprisals(row: Row): boolean {
  return row.view?.path === "desk" && categoryOfRow(row) === REPRISALS;
}

/** Whether something that was told is taken up by a case that is about what was told until then. */
export function isTakenUp({ what, since }: Asked, until: Day | null): boolean {
  return what === "retaliation" && until !== null && since <= until;
}

/** The day until which linked cases have taken up what was told of reprisals; null where there are none. */
export function takenUpUntil(linked: readonly Row[]): Day | null {
  const days = linked.flatMap((row) => (row.view !== null && isAboutReprisals(row) ? [row.view.days.received] : []));
  return days.sort().at(-1) ?? null;
}

/** The rows as they are once linked cases are known: what those have taken up waits no more. */
export function withoutTakenUp(rows: readonly Row[], idOf: (row: CaseRow) => CaseId | undefined): readonly Row[] {
  if (!rows.some(isTold)) return rows;
  const about = rows.filter(isAboutReprisals);
  if (about.length === 0) return rows;
  return rows.map((row) => {
    const own = idOf(row.id);
    if (!isTold(row) || row.view === null || own === undefined) return row;
    const { linked } = row.view.record;
    const until = takenUpUntil(
      about.filter((other) => {
        const id = idOf(other.id);
        return other.view?.record.linked.includes(own) === true || (id !== undefined && linked.includes(id));
      }),
    );
    const asked = row.view.asked.filter((each) => !isTakenUp(each, until));
    return asked.length === row.view.asked.length ? row : { ...row, view: { ...row.view, asked } };
  });
}

function isTold({ view }: Row): boolean {
  return view?.asked.some(({ what }) => what === "retaliation") === true;
}
