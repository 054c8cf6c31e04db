/**
 * Why somebody steps aside, as an internal note: written before the key is replaced, for whoever left writes nothing more.
 * Where the page dies between the two, the next try finds the note and writes none again.
 */
import { shownOf } from "../../../sealing/thread.ts";
import { ApiError } from "../../api.ts";
import type { CaseRow } from "../../router.ts";
import type { Words } from "../../words.ts";
import type { Cases } from "../cases.ts";
import { authorOf } from "../correspondence.ts";
import type { CasesPorts } from "../ports.ts";
import { send, type Unsent } from "../sending.ts";
import { sealLetter, type Letter } from "../writing.ts";

/** Writes it, unless this member's last note says that already; null where it stands, else why it does not. */
export async function leaveReason(
  row: CaseRow,
  reason: string,
  say: Words["say"],
  cases: Cases,
  ports: CasesPorts,
): Promise<Unsent | null> {
  const text = say("people-aside-note", { reason });
  try {
    const opened = await cases.verified(row);
    const summary = cases.rows.peek().get(row)?.summary;
    if (opened === null || summary === undefined) return { is: "refused", because: "case-gone" };
    const notes = shownOf(opened.internal.entries, "note");
    const own = notes.filter(({ writer }) => writer.side === "member" && writer.holder === ports.member);
    if (own.at(-1)?.body.text === text) return null;
    const channel = await ports.channelOf(summary.channel);
    const letter: Letter = { kind: "note", text, files: [], refers: null };
    const outcome = await send(letter, opened, null, {
      member: ports.member,
      seal: (each, now) => sealLetter(each, now, authorOf(ports, channel)),
      post: (sealed) => ports.server.post(row, sealed),
      refresh: () => cases.verified(row),
    });
    return outcome.is === "sent" ? null : outcome;
  } catch (error) {
    if (error instanceof ApiError) return { is: "refused", because: error.kind };
    throw error;
  }
}
