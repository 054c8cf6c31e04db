/** What was struck is forgotten here too: bytes that this desk had fetched before, or that the server still hands out. */
import type { Entry, Served } from "../../../sealing/thread.ts";
import type { Opening } from "../opener.ts";

/** What is served of a case's threads. */
export interface Threads {
  readonly conversation: readonly Served[];
  readonly internal: readonly Served[];
}

/** What of the threads is to be kept once they were opened: no bytes of what two members struck. */
export function forgetting(files: Threads, opening: Opening): Threads {
  if (opening.status === "damaged") return files;
  return {
    conversation: without(files.conversation, opening.conversation.entries),
    internal: without(files.internal, opening.internal.entries),
  };
}

/** What was fetched before, as it is kept beside what is fetched now. */
export function fetchedBefore(served: readonly Served[]): readonly Served[] {
  return served.map((one) => (one.fetchedAt === undefined ? { ...one, fetchedAt: served.length } : one));
}

function without(served: readonly Served[], entries: readonly Entry[]): readonly Served[] {
  const struck = new Map(entries.flatMap((entry) => (entry.status === "struck" ? [[entry.n, entry.hash] as const] : [])));
  if (struck.size === 0) return served;
  return served.map((one) => {
    const gone = struck.get(one.n);
    return gone === undefined || "gone" in one.file ? one : { ...one, file: { gone, wasServed: true } };
  });
}
