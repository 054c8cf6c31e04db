/** Rows of an inbox, as index entries and the server's columns would have them. */
import type { Row } from "../../../../src/desk/cases/inbox.ts";
import { haystackOf } from "../../../../src/desk/cases/searching.ts";
import type { CaseSummary } from "../../../../src/desk/cases/summary.ts";
import type { RecordFacts } from "../../../../src/desk/cases/record/facts.ts";
import { MADE, NO_DRAFTS, type CaseView } from "../../../../src/desk/cases/view.ts";
import { parseCaseRow, type CaseRow } from "../../../../src/desk/router.ts";
import { digestOf } from "../../../../src/sealing/digest.ts";
import { utf8 } from "../../../../src/sealing/encoding.ts";
import { newId } from "../../../../src/sealing/id.ts";
import { day, given } from "./given.ts";

export const TODAY = day("2026-11-22");
const channel = newId<"channel">();
let count = 0;

/** The next row's id. */
export function rowId(): CaseRow {
  count += 1;
  return given(parseCaseRow(count.toString(16).padStart(32, "0")));
}

const reference = (n: number) => ({ n, hash: digestOf(utf8(`${n}`)) });

/** A case in which nobody has set anything. */
export const NO_RECORD: RecordFacts = {
  phase: "received",
  severity: null,
  category: "",
  categories: [],
  assigned: [],
  tags: [],
  linked: [],
  nextBy: null,
  tellBy: null,
  protectionBy: null,
  recommendationsBy: null,
  review: null,
  waived: { acknowledgement: "", feedback: "" },
  ending: null,
};

/** The view of a case. */
export function view(over: Partial<CaseView> = {}): CaseView {
  return {
    v: 4,
    row: rowId(),
    reference: "K3M-9TX2",
    title: "Jäv vid tillsättning av rektor",
    path: "browser",
    category: "conf",
    record: NO_RECORD,
    asked: [],
    further: "",
    isWhole: true,
    words: "Förvaltningschefens svåger fick tjänsten.\nMöte den 9 juni.",
    state: "received",
    days: { received: day("2026-11-20"), acknowledged: null, fedBack: null, closed: null },
    heads: { c: reference(1), i: null },
    served: { c: 2, i: 0 },
    generation: 0,
    read: { c: 2, i: 0 },
    unread: 0,
    mentioned: null,
    damaged: false,
    drafts: NO_DRAFTS,
    made: MADE,
    ...over,
  };
}

/** A row by its days. */
export function row(days: Partial<CaseSummary["days"]>, over: Partial<Row> = {}, counts = { c: 2, i: 0 }): Row {
  const id = rowId();
  const whole = { received: day("2026-11-20"), acknowledged: null, fedBack: null, closed: null, ...days };
  const state = whole.closed !== null ? "closed" : whole.acknowledged !== null ? "acknowledged" : "received";
  const waived = { acknowledgement: null, feedback: null };
  const ending = { held: null, decided: null, isProposed: false, eraseOn: null };
  const summary = { id, channel, path: "browser", state, days: whole, waived, ending, counts, generation: 0, indexed: false } as const;
  return { id, summary, today: TODAY, retention: null, view: view({ days: whole, state }), trouble: null, wentBack: false, haystack: "", ...over };
}

/** A row that was opened, and says this. */
export function opened(over: Partial<CaseView>, record: Partial<RecordFacts> = {}, days: Partial<CaseSummary["days"]> = {}): Row {
  const made = row(days);
  const written = view({ ...given(made.view), record: { ...NO_RECORD, ...record }, ...over });
  return { ...made, view: written, haystack: haystackOf(written) };
}
