/** Waiting for what comes about by itself. */
import { vi } from "vitest";

/** Milliseconds of real time that it may take: sealing keeps a busy machine occupied for a while. */
const LONGEST = 20_000;

/** Looks again and again until nothing is thrown any more; lets faked timers run meanwhile. */
export async function eventually(look: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(look, LONGEST);
}
