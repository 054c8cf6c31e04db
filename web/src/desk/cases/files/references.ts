/** Which files a case has, by what was verified of it. */
import type { FileReference } from "../../../sealing/file.ts";
import type { Entry } from "../../../sealing/thread.ts";
import type { OpenedCase } from "../opening.ts";

/** The files of every letter and note that is shown. */
export function referencesIn({ conversation, internal }: Pick<OpenedCase, "conversation" | "internal">): readonly FileReference[] {
  return [...conversation.entries, ...internal.entries].flatMap(filesOfEntry);
}

/** The files that an entry names. */
export function filesOfEntry(entry: Entry): readonly FileReference[] {
  if (entry.status !== "shown") return [];
  const { body } = entry;
  // Of what was struck the files that remain are named by whoever proposed it.
  if (body.kind === "strike") return body.proposes?.files ?? [];
  return body.kind === "report" || body.kind === "message" || body.kind === "note" ? body.files : [];
}
