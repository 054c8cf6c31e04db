/**
 * Telling the reporter that what they wrote has been read, where the channel's signed settings say so: one act, by whoever
 * is first, once a member has the case before their eyes. What the desk opens by itself marks nothing.
 */
import { useEffect, useRef } from "preact/hooks";
import type { Reference } from "../../../sealing/body.ts";
import { unmarked } from "../../../sealing/reading.ts";
import { isHeldBack } from "../../../sealing/thread.ts";
import type { Cases } from "../cases.ts";
import { useCases } from "../context.ts";
import { authorOf } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { canWrite } from "../opening.ts";
import type { CasesPorts } from "../ports.ts";
import { send } from "../sending.ts";
import type { CaseView } from "../view.ts";
import { sealLetter } from "../writing.ts";

/** What is to be marked as read now; null if nothing is, or nothing may be. */
export function toMark(shown: Shown, view: CaseView | null, me: CasesPorts["member"]): Reference | null {
  const { opened, channel } = shown;
  const { entries, alarms } = opened.conversation;
  if (!channel.readMarks || view === null || !canWrite(opened, me) || isHeldBack(alarms)) return null;
  return unmarked(entries, view.read.c);
}

/** Stores the act. If it does not come through, the next visit to the case says it. */
export async function markRead(to: Reference, shown: Shown, cases: Cases, ports: CasesPorts): Promise<void> {
  await send({ kind: "read", to }, shown.opened, null, {
    member: ports.member,
    seal: (letter, opened) => sealLetter(letter, opened, authorOf(ports, shown.channel)),
    post: (sealed) => ports.server.post(shown.row, sealed),
    refresh: () => cases.verified(shown.row),
  });
}

/** Marks what its member has read of the case that is shown: each letter once, however often the case is looked at anew. */
export function useReadMarks(shown: Shown): void {
  const { cases, ports } = useCases();
  const tried = useRef<string | null>(null);
  const to = toMark(shown, cases.rows.value.get(shown.row)?.view ?? null, ports.member);
  const hash = to?.hash ?? null;
  useEffect(() => {
    if (to === null || tried.current === to.hash) return;
    tried.current = to.hash;
    void markRead(to, shown, cases, ports);
    // What is to be marked is known by its digest.
  }, [hash]);
}
