/** Opening index entries: what the server keeps of them, to what they say. Runs in the worker, and on the page for one. */
import type { CaseId } from "../../sealing/case_id.ts";
import { parseBase64 } from "../../sealing/encoding.ts";
import { SealingError } from "../../sealing/failure.ts";
import { openIndexEntry, SALT_BYTES } from "../../sealing/index.ts";
import type { Secret } from "../../sealing/secret.ts";
import type { ListedEntry } from "./summary.ts";
import { readView, type CaseView } from "./view.ts";

/** An entry that has opened. */
export interface KeptEntry {
  readonly case: CaseId;
  readonly counter: number;
  readonly view: CaseView;
}

/** Opens an entry; null where it does not open, is of another version, or of another row: then it is made anew. */
export async function openEntry({ row, salt, sealed }: ListedEntry, self: Secret<"self">): Promise<KeptEntry | null> {
  const saltBytes = parseBase64(salt, SALT_BYTES);
  if (saltBytes === null) return null;
  try {
    const entry = await openIndexEntry({ salt: saltBytes, ciphertext: sealed }, self);
    const view = readView(entry.view);
    return view?.row !== row ? null : { case: entry.case, counter: entry.counter, view };
  } catch (error) {
    // A cache that the server damaged is made anew from the threads.
    if (error instanceof SealingError) return null;
    throw error;
  }
}

/** Opens many; each as {@link openEntry} does. */
export async function openAll(entries: readonly ListedEntry[], self: Secret<"self">): Promise<readonly (KeptEntry | null)[]> {
  return Promise.all(entries.map((entry) => openEntry(entry, self)));
}
