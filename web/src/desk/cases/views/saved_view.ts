/** Saved views of the inbox: a filter with its search and order, under a name that their member gave them. */
import { SealingError } from "../../../sealing/failure.ts";
import { parseMemberId } from "../../../sealing/id.ts";
import { path } from "../../../sealing/body.ts";
import { PHASES } from "../../../sealing/phase.ts";
import { exactly, list, nullable, oneOf, record, SchemaError, string, type Reader } from "../../../sealing/schema.ts";
import { parseJsonText, writeJsonText, type Json } from "../../../sealing/strict_json.ts";
import { SORTS, type Assigned, type Filter, type Severity, type Sort } from "../filters.ts";
import { SCALE } from "../record/forms.ts";

/** A view as it is saved. */
export interface SavedView {
  readonly name: string;
  readonly filter: Filter;
  readonly sort: Sort;
}

/** The most views that a member saves: more are no shortcut. */
export const MOST_VIEWS = 40;
/** Characters of a name. */
export const NAME_MOST = 60;

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

const schema = record({
  v: exactly(1),
  views: list(
    record({
      name: string,
      filter: record({
        search: string,
        duty: oneOf("all", "late", "soon"),
        unread: truth,
        phase: nullable(oneOf(...PHASES)),
        assigned: nullable(assigned),
        category: nullable(string),
        severity: nullable(severity),
        tag: nullable(string),
        path: nullable(path),
      }),
      sort: oneOf(...SORTS),
    }),
    MOST_VIEWS,
  ),
});

/** The views that a text holds; null if it is none that this desk wrote. */
export function readViews(text: string): readonly SavedView[] | null {
  try {
    return schema(parseJsonText(text)).views;
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}

/** The text of views. */
export function writeViews(views: readonly SavedView[]): string {
  const written = views.map((view) => ({
    ...view,
    filter: { ...view.filter, unread: view.filter.unread ? "yes" : "no" },
  }));
  return writeJsonText({ v: 1, views: written });
}

/** Whether the inbox stands as a view has it. */
export function isShown({ filter, sort }: SavedView, now: Filter, order: Sort): boolean {
  const keys = Object.keys(filter).map((key) => key as keyof Filter);
  return sort === order && keys.every((key) => filter[key] === now[key]);
}

/** A name as it is saved; "" for none. */
export function nameTyped(typed: string): string {
  return Array.from(typed.normalize("NFC").replaceAll(/\s+/gu, " ").trim()).slice(0, NAME_MOST).join("").trim();
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
