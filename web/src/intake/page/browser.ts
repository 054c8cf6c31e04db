/** Whether this browser can seal at all. */
import { systemRandom } from "../../sealing/random.ts";

/** Tries what older browsers lack, rather than asking for their name. */
export function canSeal(): boolean {
  try {
    const drawn = systemRandom(1);
    const knows = [globalThis.fetch, globalThis.AbortController, globalThis.BigInt, globalThis.TextEncoder, Intl.DateTimeFormat];
    return drawn.length === 1 && knows.every((known) => typeof known === "function") && "å".normalize("NFD").length === 2;
  } catch {
    return false;
  }
}
