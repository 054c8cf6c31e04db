/** Saved views of the inbox: a filter with its search and order, under a name that their member gave them. */
import { parseMemberId } from "../../../sealing/id.ts";
import { path } from "../../../sealing/body.ts";
import { PHASES } from "../../../sealing/phase.ts";
import { nullable, objectOf, oneOf, record, SchemaError, string, type Reader } from "../../../sealing/schema.ts";
import type { Json, JsonObject } from "../../../sealing/strict_json.ts";
import { DUTIES } from "../duties.ts";
import { MARKS, SORTS, type Assigned, type Filter, type Severity, type Sort } from "../filters.ts";
import { SCALE } from "../record/forms.ts";

/** A view as it is saved. */
export interface SavedView {
  readonly name: string;
  readonly filter: Filter;
  readonly sort: Sort;
}

/** The most views that a member saves: more are no shortcut. */
export const MOST_VIEWS = 40;

const truth: Reader<boolean> = (value: Json) => oneOf("yes", "no")(value) === "yes";
const assigned: Reader<Assigned> = (value) => {
  const text = string(value);
  const found = text === "me" || text === "nobody" ? text : parseMemberId(text);
  if (found === null) throw new SchemaError("range");
  return found;
};
const severity: Reader<Severity> = (value) => {
  const found = (["unset", ...SCALE] as const).find((each) => each === value);
  if (found === undefined) throw new SchemaError("range");
  return found;
};

const named = record({
  search: string,
  duty: oneOf("all", "late", "soon"),
  asked: truth,
  unread: truth,
  mentioned: truth,
  ending: truth,
  todo: nullable(oneOf(...DUTIES)),
  phase: nullable(oneOf(...PHASES)),
  assigned: nullable(assigned),
  category: nullable(string),
  severity: nullable(severity),
  tag: nullable(string),
  path: nullable(path),
});

/** A filter of before there were some of its parts lacks their names. */
const fields: Reader<Filter> = (value) => named({ asked: "no", mentioned: "no", ending: "no", todo: null, ...objectOf(value) });

/** Reads a view as it is saved. */
export const readView: Reader<SavedView> = record({
  name: string,
  filter: fields,
  sort: oneOf(...SORTS),
});

/** A view as it is saved. */
export function writeView({ name, filter, sort }: SavedView): JsonObject {
  const marks = Object.fromEntries(MARKS.map((mark) => [mark, filter[mark] ? "yes" : "no"]));
  return { name, filter: { ...filter, ...marks }, sort };
}

/** Whether the inbox stands as a view has it. */
export function isShown({ filter, sort }: SavedView, now: Filter, order: Sort): boolean {
  const keys = Object.keys(filter).map((key) => key as keyof Filter);
  return sort === order && keys.every((key) => filter[key] === now[key]);
}

/** What becomes of a member's views: each is done to whatever stands there by then. */
export type ViewsChange = (views: readonly SavedView[]) => readonly SavedView[];

/** Saves a view in its place by name, or as the last. */
export function saving(view: SavedView): ViewsChange {
  return (views) =>
    views.some(({ name }) => name === view.name) ? views.map((each) => (each.name === view.name ? view : each)) : [...views, view];
}

/** Takes the view of that name away. */
export function removing(gone: string): ViewsChange {
  return (views) => views.filter(({ name }) => name !== gone);
}
