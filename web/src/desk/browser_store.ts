/** What a browser keeps for the desk from one visit to the next. */
import type { Store } from "./memory.ts";

/** The browser's store; one that keeps nothing where even asking for it is forbidden. */
export function browserStore(host: Pick<Window, "localStorage"> = window): Store {
  try {
    return host.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined, key: () => null, length: 0 };
  }
}
