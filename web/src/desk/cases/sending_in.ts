/** Sending a letter in a case beside its box: what a dialog writes, such as why contact details are opened. */
import type { Cases } from "./cases.ts";
import { authorOf } from "./correspondence.ts";
import type { Shown } from "./current.ts";
import type { CasesPorts } from "./ports.ts";
import { send, type Outcome, type Pending } from "./sending.ts";
import { sealLetter, type Letter } from "./writing.ts";

/**
 * Sends a letter in the case that is shown, as the box does.
 *
 * @param pending - what an earlier try left of which no answer came
 */
export async function sendIn(
  shown: Pick<Shown, "row" | "opened" | "channel">,
  letter: Letter,
  pending: Pending | null,
  { cases, ports }: { readonly cases: Cases; readonly ports: CasesPorts },
): Promise<Outcome> {
  return send(letter, shown.opened, pending, {
    member: ports.member,
    seal: (each, opened) => sealLetter(each, opened, authorOf(ports, shown.channel)),
    post: (sealed) => ports.server.post(shown.row, sealed),
    refresh: () => cases.verified(shown.row),
  });
}
