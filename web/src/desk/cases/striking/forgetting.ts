/** What was struck is forgotten here too: bytes that this desk had fetched before, or that the server still hands out. */
import type { Digest } from "../../../sealing/digest.ts";
import { shownOf, type Entry, type Served } from "../../../sealing/thread.ts";
import type { Opening } from "../opener.ts";

/** What is served of a case's threads. */
export interface Threads {
  readonly conversation: readonly Served[];
  readonly internal: readonly Served[];
}

/**
 * Opens a case, and once more without the bytes of letters that a verified strike of it strikes.
 *
 * @returns what came of it, and what of the threads is to be kept
 */
export async function openForgetting(
  files: Threads,
  open: (files: Threads) => Promise<Opening>,
): Promise<{ readonly opening: Opening; readonly files: Threads }> {
  const opening = await open(files);
  if (opening.status === "damaged") return { opening, files };
  const conversation = without(files.conversation, opening.conversation.entries);
  const internal = without(files.internal, opening.internal.entries);
  if (conversation === files.conversation && internal === files.internal) return { opening, files };
  const left = { conversation, internal };
  return { opening: await open(left), files: left };
}

function without(served: readonly Served[], entries: readonly Entry[]): readonly Served[] {
  const struck = new Map<number, Digest>(shownOf(entries, "strike").map(({ body: { refers } }) => [refers.n, refers.hash]));
  const has = ({ n, file }: Served): boolean => struck.has(n) && !("gone" in file);
  if (!served.some(has)) return served;
  return served.map((one) => {
    const gone = struck.get(one.n);
    return gone === undefined ? one : { ...one, file: { gone } };
  });
}
