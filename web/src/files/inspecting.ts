/**
 * The worker that looks into files and cleans them. It is apart from the one that seals and sends: what somebody has made of
 * a document may keep it busy for as long as the page lets it live, and holds up nothing else.
 */
import { clean, inspect } from "../cleaning/cleaning.ts";
import { CleaningError } from "../cleaning/inspection.ts";
import type { FromInspecting, ToInspecting } from "./inspecting_messages.ts";

/**
 * Does what a page asks for, one thing at a time.
 *
 * @returns what the page is told
 */
export async function inspecting(message: ToInspecting): Promise<FromInspecting> {
  try {
    return message.is === "inspect"
      ? { is: "inspected", inspection: await inspect(message.file) }
      : { is: "cleaned", cleaned: await clean(message.file) };
  } catch (error) {
    if (error instanceof CleaningError) return { is: "uncleaned", kind: error.kind };
    // What the browser says of a file that it cannot read, or can no longer.
    return { is: "failed", kind: error instanceof DOMException ? "changed" : "worker" };
  }
}

/** Serves the page that started this worker. */
export function serveInspecting(): void {
  addEventListener("message", ({ data }: MessageEvent<ToInspecting>) => {
    void inspecting(data).then((told) => {
      postMessage(told);
    });
  });
}
