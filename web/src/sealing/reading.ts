/** How far each side of a conversation says that it has read: its acts `read`, which are marks at letters and no letters. */
import type { Reference } from "./body.ts";
import type { Day } from "./day.ts";
import { shownOf, type Entry } from "./thread.ts";

/** One of the two sides. */
type Side = "reporter" | "member";

/** Whether an entry says no more than that its writer has read so far. */
export function isReading(entry: Entry): boolean {
  return entry.status === "shown" && entry.body.kind === "act" && entry.body.what === "read";
}

/** When a side first said that it had read a number, by the server's day; null where it has not. */
export function readMarks(entries: readonly Entry[], by: Side): (n: number) => Day | null {
  const marks = shownOf(entries, "act").flatMap(({ body, writer, day }) =>
    body.what === "read" && body.refers !== null && writer.side === by ? [{ to: body.refers.n, day }] : [],
  );
  return (n) => marks.find(({ to }) => to >= n)?.day ?? null;
}

/**
 * What an act `read` of the members' side refers to: the last that the reporter wrote before `readTo`, unless some member
 * has said before that it was read.
 */
export function unmarked(entries: readonly Entry[], readTo: number): Reference | null {
  const last = entries.slice(0, readTo).filter((entry) => isWords(entry)).at(-1);
  if (last?.status !== "shown" || readMarks(entries, "member")(last.n) !== null) return null;
  return { n: last.n, hash: last.hash };
}

/** What the reporter wrote and somebody can read. */
function isWords(entry: Entry): boolean {
  if (entry.status !== "shown" || entry.writer.side !== "reporter") return false;
  return entry.body.kind !== "contact" && !isReading(entry);
}
