/** Striking versions of the record: what somebody wrote in their own words and has taken out since, wherever it stands still. */
import { phaseOf } from "../../../sealing/phase.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { Shown } from "../current.ts";
import { sinceIn } from "../record/stepping.ts";
import { TERMS } from "../record/terms.ts";
import { versionsOf, type Version } from "../record/versions.ts";
import { endingBy } from "../retention/borne_out.ts";
import { isHeld, type Kept } from "./strikable.ts";

/** What a version says in somebody's own words and the newest does not any more: terms and what they say. */
export function ownWordsGone(versions: readonly Version[], { record }: Version): readonly (readonly [string, string])[] {
  const newest = versions.at(-1)?.record;
  return TERMS.flatMap(({ name, form }): (readonly [string, string])[] => {
    const value = record.get(name) ?? "";
    const isOwnWords = form === "text" || form === "line";
    return isOwnWords && value !== "" && newest?.get(name) !== value ? [[name, value]] : [];
  });
}

/**
 * The versions that say in somebody's own words what a version says and the newest does not any more, that one among them;
 * none where the newest says all of it still. The newest is never one of them, and its steps stand.
 */
export function sayingTheSame(versions: readonly Version[], version: Version): readonly Version[] {
  const gone = ownWordsGone(versions, version);
  return versions.slice(0, -1).filter((each) => gone.some(([name, value]) => each.record.get(name) === value));
}

/** What keeps versions; null if nothing does. */
export function whatKeepsVersions(shown: Pick<Shown, "opened" | "answer">, versions: readonly Version[]): Kept | null {
  const { conversation, internal } = shown.opened;
  if (isHeld(shown)) return "held";
  const numbers = new Set(versions.map(({ n }) => n));
  const without = internal.entries.filter(({ n }) => !numbers.has(n));
  return borneOut(conversation.entries, without) === borneOut(conversation.entries, internal.entries) ? null : "record";
}

/** What the versions of a record bear out: where the work stands, and since when what the server has in clear. */
function borneOut(conversation: readonly Entry[], internal: readonly Entry[]): string {
  const versions = versionsOf(internal);
  const waived = (["waiver-acknowledgement", "waiver-feedback"] as const).map((term) => sinceIn(versions, term));
  return JSON.stringify([phaseOf(conversation, internal), endingBy(conversation, internal), waived]);
}
