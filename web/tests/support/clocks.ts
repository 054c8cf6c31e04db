/** The vectors of the law's clocks, which the server reads too (src/cases/lifecycle.rs). */
import { readFileSync } from "node:fs";
import { digestOf } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import type { ShownEntry } from "../../src/sealing/thread.ts";
import type { CaseDays, Waived } from "../../src/desk/cases/duties.ts";
import { dayOf } from "./desk_vault.ts";

interface Days {
  readonly received: string;
  readonly acknowledged: string | null;
  readonly fed_back: string | null;
  readonly closed: string | null;
}

type Step = "acknowledge" | "feedback" | "close" | "reopen";

interface Clocks {
  readonly due: readonly {
    readonly why: string;
    readonly days: Days;
    readonly acknowledge_by: string | null;
    readonly feedback_by: string | null;
  }[];
  readonly waived: readonly {
    readonly why: string;
    readonly days: Days;
    readonly waived: Waived;
    readonly acknowledge_by: string | null;
    readonly feedback_by: string | null;
  }[];
  readonly courses: readonly {
    readonly why: string;
    readonly received: string;
    readonly steps: readonly { readonly step: Step; readonly day: string }[];
    readonly state: string;
    readonly days: Days;
  }[];
}

/** The vectors. */
export const CLOCKS = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/clocks.json", import.meta.url), "utf8"),
) as Clocks;

/** Days as the desk has them. */
export function daysIn({ received, acknowledged, fed_back, closed }: Days): CaseDays {
  const read = (day: string | null) => (day === null ? null : dayOf(day));
  return { received: dayOf(received), acknowledged: read(acknowledged), fedBack: read(fed_back), closed: read(closed) };
}

/** A verified message for each step, as a conversation has them. */
export function entriesOf(steps: Clocks["courses"][number]["steps"]): readonly ShownEntry[] {
  return steps.map(({ step, day }, index) => {
    const entry: Partial<ShownEntry> = {
      status: "shown",
      n: index + 2,
      day: dayOf(day),
      hash: digestOf(utf8(day)),
      dayDiffers: false,
      body: { kind: "message", step, text: "" } as ShownEntry["body"],
    };
    // Only what the steps are read from.
    return entry as ShownEntry;
  });
}
