/** What is said of a file before it is sent: what it gives away, and what of that goes with it. */
import type { Finding } from "../../../cleaning/inspection.ts";
import type { Phrase } from "../../words.ts";
import type { Outgoing } from "./outgoing.ts";

/** One line, with what was found behind its words; some lines are words alone. */
export interface Carrying {
  readonly words: Phrase;
  readonly findings: readonly Finding[];
}

/** What a file gives away as it goes. Of a file that can go there is something to say, unless it is yet to be looked at. */
export function carryingOf({ inspection, version, state }: Pick<Outgoing, "inspection" | "version" | "state">): readonly Carrying[] {
  if (state.is === "inspecting" || state.is === "unreadable" || state.is === "too-large") return [];
  // Nobody knows what is in it: that has to be said before it goes to somebody who is not to read it.
  if (inspection === null) return [alone("desk-file-not-seen")];
  const { can, findings, stays } = inspection;
  if (can === "nothing-to-clean" && stays.length === 0) return [alone("desk-file-nothing-found")];
  const lines: readonly Carrying[] =
    version === "cleaned"
      ? [
          { words: "desk-file-loses", findings },
          { words: "desk-file-keeps", findings: stays },
        ]
      : [{ words: "desk-file-carries", findings: [...findings, ...stays] }];
  const told = lines.filter((line) => line.findings.length > 0);
  const goesAsItIs = version === "original" && can !== "clean" && can !== "nothing-to-clean";
  return goesAsItIs ? [alone("desk-file-goes-as-it-is"), ...told] : told;
}

function alone(words: Phrase): Carrying {
  return { words, findings: [] };
}
