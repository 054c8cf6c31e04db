/** What is changed in many cases at once, and what it makes of the record of one. */
import type { MemberId } from "../../../sealing/id.ts";
import { MOST_TAGS, onOneLine, writeValue } from "../record/forms.ts";
import { valueIn, type CaseRecord } from "../record/terms.ts";

/** One change for all: a member who is to work on them or no longer, a tag that they are to have or no longer. */
export type BulkChange =
  | { readonly is: "assign" | "unassign"; readonly member: MemberId }
  | { readonly is: "tag" | "untag"; readonly tag: string };

/** What can be changed. */
export const BULK_CHANGES = ["assign", "unassign", "tag", "untag"] as const satisfies readonly BulkChange["is"][];

/**
 * What comes of a change in one record:
 *
 * - `record`: the new one
 * - `same`: it says so already, and nothing is to be saved
 * - `too-many-tags`: there is no room for another
 */
export type Changed =
  | { readonly is: "record"; readonly record: CaseRecord }
  | { readonly is: "same" }
  | { readonly is: "too-many-tags" };

/** A tag as it is sealed; "" for none. */
export function tagTyped(typed: string): string {
  return onOneLine(typed);
}

/**
 * Changes a record: everything that it does not speak of stays as it is, so that what others saved meanwhile is kept by
 * changing theirs.
 */
export function changedBy(change: BulkChange, record: CaseRecord): Changed {
  const name = change.is === "assign" || change.is === "unassign" ? "assigned" : "tags";
  const before: readonly string[] = valueIn(record, name) ?? [];
  const what: string = "member" in change ? change.member : change.tag;
  const adds = change.is === "assign" || change.is === "tag";
  if (before.includes(what) === adds) return { is: "same" };
  const after = adds ? [...before, what] : before.filter((each) => each !== what);
  if (name === "tags" && after.length > MOST_TAGS) return { is: "too-many-tags" };
  const changed = new Map(record);
  if (after.length === 0) changed.delete(name);
  else changed.set(name, name === "tags" ? writeValue("tags", after) : [...after].sort().join(" "));
  return { is: "record", record: changed };
}
