/** What a time of keeping means for the cases that a desk knows. */
import type { ChannelId } from "../../sealing/id.ts";
import type { Day } from "../../sealing/day.ts";
import { monthsAfter } from "../../sealing/law_days.ts";
import { daysOf, type Row } from "../cases/inbox.ts";

/** The closed cases of a channel whose time is over by a number of months, and the day on which the next one's is. */
export interface Ahead {
  readonly over: number;
  readonly next: Day | null;
}

/** Reckoned from the days that signed steps bear out. */
export function aheadIn(rows: Iterable<Row>, channel: ChannelId, months: number): Ahead {
  let over = 0;
  let next: Day | null = null;
  for (const row of rows) {
    const { closed } = daysOf(row);
    const last = closed === null || row.summary.channel !== channel ? null : monthsAfter(closed, months);
    if (last === null) continue;
    if (last < row.today) over += 1;
    else if (next === null || last < next) next = last;
  }
  return { over, next };
}
