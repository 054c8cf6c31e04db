/** The list of cases as a register: what is needed to find a case again, and nothing that anybody wrote in one. */
import { titleOfHolder, type Channel } from "../channel.ts";
import { acknowledgeBy, feedbackBy } from "../duties.ts";
import type { Day } from "../../../sealing/day.ts";
import { daysOf, waivedOf, type Row } from "../inbox.ts";
import { PHASE_WORDS } from "../record/in_words.ts";
import { WAIVERS, type Waivable } from "../record/waiving.ts";
import type { CaseView } from "../view.ts";
import type { Words } from "../../words.ts";
import { SHORT_PATHS } from "../row_words.ts";

/** A row that has been opened: only of those is anything known. */
export type OpenedRow = Row & { readonly view: CaseView };

/** Those of the rows that have been opened. */
export function openedRows(rows: readonly Row[]): readonly OpenedRow[] {
  return rows.filter((row): row is OpenedRow => row.view !== null);
}

/**
 * The register's rows, its heading first, by the day on which a case came. The matter is the same of every case, and the sender
 * is told of none: whom a report concerns and who sent it stand in the case.
 *
 * @param channelOf - the channel of a row
 */
export function registerOf(rows: readonly OpenedRow[], channelOf: (row: OpenedRow) => Channel, words: Words): readonly (readonly string[])[] {
  const { say } = words;
  const head = [
    say("cases-reference"),
    say("cases-received"),
    say("export-register-matter"),
    say("export-register-sender"),
    say("export-channel"),
    say("cases-path"),
    say("cases-state"),
    say("cases-law-days-acknowledge"),
    say("cases-acknowledged"),
    say("cases-law-days-feedback"),
    say("cases-fed-back"),
    say("cases-closed"),
    say("export-register-assigned"),
  ];
  const told = rows.map((row): readonly string[] => {
    const { view } = row;
    const days = daysOf(row);
    const channel = channelOf(row);
    // A duty that is none is told so, with its cause; the writer's own words of it stay in the case.
    const isWaived = waivedOf(row);
    const due = (duty: Waivable, by: Day, done: Day | null): readonly [string, string] => {
      if (done !== null || !isWaived[duty]) return [by, done ?? ""];
      const phrase = WAIVERS[duty].causes.get(view.record.waived[duty]);
      const cause = phrase === undefined ? view.record.waived[duty] : say(phrase);
      const since = row.summary.waived[duty];
      return ["", since === null ? say("export-register-waived", { cause }) : say("export-register-waived-since", { cause, day: since })];
    };
    return [
      view.reference,
      days.received,
      say("export-register-report"),
      say("export-register-withheld"),
      channel.address,
      view.path === null ? "" : say(SHORT_PATHS[view.path]),
      say(PHASE_WORDS[view.record.phase]),
      ...due("acknowledgement", acknowledgeBy(days.received), days.acknowledged),
      ...due("feedback", feedbackBy(days), days.fedBack),
      days.closed ?? "",
      view.record.assigned.map((member) => titleOfHolder(channel.chain, member)).join(", "),
    ];
  });
  const byDay = [...told].sort(([one = "", day = ""], [other = "", otherDay = ""]) =>
    day === otherDay ? (one < other ? -1 : 1) : day < otherDay ? -1 : 1,
  );
  return [head, ...byDay];
}
