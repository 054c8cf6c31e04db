/** What the inbox can be filtered by, in which orders it stands, and what choosing something would leave. */
import type { Path } from "../../sealing/body.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Phase } from "../../sealing/phase.ts";
import type { Duty } from "./duties.ts";
import { dutiesOf, isAsked, isEnding, isMentioned, nearnessOf, stateOf, unreadOf, type Row } from "./inbox.ts";
import type { Scale } from "./record/forms.ts";
import { wordsOf } from "./searching.ts";

/** How near the next duty of the cases shown is. */
export type DutyFilter = "all" | "late" | "soon";
/** Whom the cases shown are assigned to. */
export type Assigned = "me" | "nobody" | MemberId;
/** How grave a case is, as its handlers see it, and that nobody has said. */
export type Severity = Scale | "unset";

/** What the inbox shows; null stands for whatever it be. */
export interface Filter {
  readonly search: string;
  readonly duty: DutyFilter;
  readonly unread: boolean;
  /** Only what mentions this member in a note that they have not seen. */
  readonly mentioned: boolean;
  /** Only where somebody waits for an answer. */
  readonly asked: boolean;
  /** Only what is erased soon. */
  readonly ending: boolean;
  /** What is to be done by a day. */
  readonly todo: Duty["what"] | null;
  readonly phase: Phase | null;
  readonly assigned: Assigned | null;
  /** A code, "" for cases that have none. */
  readonly category: string | null;
  readonly severity: Severity | null;
  readonly tag: string | null;
  readonly path: Path | null;
}

/** Everything. */
export const NO_FILTER: Filter = {
  search: "",
  duty: "all",
  unread: false,
  mentioned: false,
  asked: false,
  ending: false,
  todo: null,
  phase: null,
  assigned: null,
  category: null,
  severity: null,
  tag: null,
  path: null,
};

/** What is on or off, in the order of the buttons. */
export const MARKS = ["asked", "unread", "mentioned", "ending"] as const;
/** One of them. */
export type Mark = (typeof MARKS)[number];

/** What is chosen from lists, in the order of the lists. */
export const CHOICES = ["phase", "todo", "assigned", "category", "severity", "tag", "path"] as const;
/** One of them. */
export type Choice = (typeof CHOICES)[number];

/** In which order the inbox stands: by the next duty, by the day it came, newest first, or by how grave it is. */
export type Sort = "duty" | "newest" | "severity";

/** The orders, as they are listed. */
export const SORTS: readonly Sort[] = ["duty", "newest", "severity"];

/** Where the work on a case stands, as far as it is known here. */
export function phaseOfRow(row: Row): Phase {
  const { view } = row;
  const state = stateOf(row);
  if (view === null) return state;
  const { phase } = view.record;
  // The server says that it was opened again: that puts a case back, as daysOf says.
  return phase === "closed" && state !== "closed" ? "reopened" : phase;
}

/** What a case is about first of all: by its handlers, else by its reporter; "" where neither says. */
export function categoryOfRow({ view }: Row): string {
  if (view === null) return "";
  return view.record.category === "" ? view.category : view.record.category;
}

/** Everything that it is about, each once. */
function categoriesOfRow(row: Row): readonly string[] {
  const [first, further] = [categoryOfRow(row), row.view?.record.categories ?? []];
  // Thousands are counted anew with every change, and nearly all have one.
  return further.length === 0 ? [first] : [...new Set([first, ...further])];
}

/** What a row has of each choice; none of what only an opened case says where none has been opened. */
export function valuesOf(row: Row, choice: Choice, me: MemberId): readonly string[] {
  const { view } = row;
  if (choice === "todo") return dutiesOf(row);
  if (choice === "phase") return [phaseOfRow(row)];
  if (view === null) return [];
  switch (choice) {
    case "assigned":
      return view.record.assigned.length === 0 ? ["nobody"] : view.record.assigned.map((who) => (who === me ? "me" : who));
    case "category":
      return categoriesOfRow(row);
    case "severity":
      return [view.record.severity ?? "unset"];
    case "tag":
      return view.record.tags;
    case "path":
      return view.path === null ? [] : [view.path];
  }
}

/** Whether anything is filtered at all. */
export function isFiltering(filter: Filter): boolean {
  const isMarked = MARKS.some((mark) => filter[mark]);
  return filter.search !== "" || filter.duty !== "all" || isMarked || chosenIn(filter).length > 0;
}

/** What is chosen from the lists. */
export function chosenIn(filter: Filter): readonly Choice[] {
  return CHOICES.filter((choice) => filter[choice] !== null);
}

/** The rows that a filter leaves, in their order. */
export function filtered(rows: readonly Row[], filter: Filter, me: MemberId): readonly Row[] {
  if (!isFiltering(filter)) return rows;
  const wanted = wordsOf(filter.search);
  const chosen = chosenIn(filter);
  const { duty, asked, unread, mentioned, ending } = filter;
  return rows.filter(
    (row) =>
      (duty === "all" || nearnessOf(row) === duty) &&
      (!asked || isAsked(row)) &&
      (!unread || unreadOf(row) > 0) &&
      (!mentioned || isMentioned(row)) &&
      (!ending || isEnding(row)) &&
      chosen.every((choice) => valuesOf(row, choice, me).includes(filter[choice] ?? "")) &&
      wanted.every((word) => row.haystack.includes(word)),
  );
}

/** How many of the rows have each value of a choice. */
export function tallyOf(rows: readonly Row[], choice: Choice, me: MemberId): ReadonlyMap<string, number> {
  const tally = new Map<string, number>();
  for (const row of rows) for (const value of valuesOf(row, choice, me)) tally.set(value, (tally.get(value) ?? 0) + 1);
  return tally;
}

/** The tags of those rows, each once, those of most cases first. */
export function tagsOf(rows: readonly Row[]): readonly string[] {
  const tally = new Map<string, number>();
  for (const { view } of rows) for (const tag of view?.record.tags ?? []) tally.set(tag, (tally.get(tag) ?? 0) + 1);
  return [...tally].sort(([one, often], [other, more]) => more - often || (one < other ? -1 : 1)).map(([tag]) => tag);
}

/** Rows that stand in the order of duties, in another. What is equal keeps its order. */
export function sorted(rows: readonly Row[], sort: Sort): readonly Row[] {
  if (sort === "duty") return rows;
  const by = sort === "newest" ? newest : severity;
  return rows
    .map((row, place) => ({ row, place, key: by(row) }))
    .sort((one, other) => (one.key === other.key ? one.place - other.place : one.key > other.key ? -1 : 1))
    .map(({ row }) => row);
}

function newest({ view, summary }: Row): string {
  return view?.days.received ?? summary.days.received;
}

/** Closed cases last, however grave they were. */
function severity(row: Row): string {
  return `${stateOf(row) === "closed" ? 0 : 1}${row.view?.record.severity ?? 0}`;
}
