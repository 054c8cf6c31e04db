/** Changing a record at once, without its form: a version that changes the newest one, whoever wrote that. */
import type { CaseRow } from "../../router.ts";
import type { Channel } from "../channel.ts";
import type { CasesAtWork } from "../context.ts";
import { authorOf } from "../correspondence.ts";
import type { OpenedCase } from "../opening.ts";
import { send, type Unsent } from "../sending.ts";
import { sealLetter } from "../writing.ts";
import { writeTerms, type CaseRecord } from "./terms.ts";
import { recordOf } from "./versions.ts";

/** How often somebody may be quicker before a change is given up. */
const MOST_TRIES = 3;

/**
 * Writes a version of a record that changes the newest one; where somebody else was quicker, theirs. What stands unsaved in
 * the form's fields stays there.
 *
 * @returns null once it stands
 * @throws ApiError
 */
export async function changeRecord(
  row: CaseRow,
  opened: OpenedCase,
  channel: Channel,
  change: (record: CaseRecord) => CaseRecord,
  { cases, ports }: Pick<CasesAtWork, "cases" | "ports">,
): Promise<Unsent | null> {
  let now = opened;
  for (let tries = 1; ; tries += 1) {
    const terms = writeTerms(change(recordOf(now.internal.entries)));
    const outcome = await send({ kind: "triage", terms, moves: false }, now, null, {
      member: ports.member,
      seal: (each, at) => sealLetter(each, at, authorOf(ports, channel)),
      post: (sealed) => ports.server.post(row, sealed),
      refresh: () => cases.verified(row),
    });
    if (outcome.is === "sent") return null;
    if (outcome.is !== "contradicted" || outcome.by !== "recorded" || tries >= MOST_TRIES) return outcome;
    const again = await cases.verified(row);
    if (again === null) return { is: "refused", because: "case-gone" };
    now = again;
  }
}
