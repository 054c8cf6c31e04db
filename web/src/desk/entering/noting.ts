/** What the record of an entered report says of how it came: the first version of its record. */
import type { CasesAtWork } from "../cases/context.ts";
import type { CaseRow } from "../router.ts";
import type { Judged } from "./told.ts";

/**
 * Opens the case and saves it. Where that fails, it stands unsaved in the record, which says so: the report is filed, and
 * how it came can be noted later.
 */
export async function noteHow({ cases, recordIn }: CasesAtWork, row: CaseRow, terms: Judged["terms"]): Promise<void> {
  await cases.load();
  await cases.open(row).catch(() => undefined);
  const shown = cases.current.peek();
  if (shown?.is !== "open" || shown.row !== row) return;
  const record = recordIn(shown);
  for (const [name, value] of terms) record.type(name, value);
  await record.save();
}
