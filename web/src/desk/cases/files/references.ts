/** Which files a case has, by what was verified of it. */
import type { FileReference } from "../../../sealing/file.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { OpenedCase } from "../opening.ts";
import { filesLeftOf } from "../striking/struck.ts";

/** The files of every letter and note that is shown. */
export function referencesIn({ conversation, internal }: Pick<OpenedCase, "conversation" | "internal">): readonly FileReference[] {
  return [conversation.entries, internal.entries].flatMap((entries) => entries.flatMap((entry) => filesAt(entries, entry)));
}

/** The files of an entry, or those that remain of it if it was struck. */
export function filesAt(entries: readonly Entry[], entry: Entry): readonly FileReference[] {
  return entry.status === "struck" ? filesLeftOf(entries, entry) : filesOfEntry(entry);
}

/** The files that an entry names. */
export function filesOfEntry(entry: Entry): readonly FileReference[] {
  if (entry.status !== "shown") return [];
  const { body } = entry;
  return body.kind === "report" || body.kind === "message" || body.kind === "note" ? body.files : [];
}
