/** When a case is erased, by the owner's signed settings and what handlers have signed: one rule, as the server has it. */
import type { Day } from "../../../sealing/day.ts";
import { monthsAfter } from "../../../sealing/law_days.ts";
import type { Channel } from "../channel.ts";
import { shownDays } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { endingBy, type EndingFacts } from "./borne_out.ts";

const LAST_DAY = "9999-12-31" as Day;

/** What becomes of a case. */
export type Fate =
  | { readonly is: "open" }
  | { readonly is: "held" }
  /** A public record whose time ends on that day, without a decision. */
  | { readonly is: "undecided"; readonly end: Day }
  | { readonly is: "due"; readonly on: Day };

/** What becomes of a case that was closed on that day, by its verified records. */
export function fateOf(
  closed: Day | null,
  { held, decided }: Pick<EndingFacts, "held" | "decided">,
  { isPublic, retentionMonths }: Pick<Channel, "isPublic" | "retentionMonths">,
): Fate {
  if (closed === null) return { is: "open" };
  if (held !== null) return { is: "held" };
  const end = monthsAfter(closed, retentionMonths) ?? LAST_DAY;
  return isPublic && decided === null ? { is: "undecided", end } : { is: "due", on: end };
}

/** The same of a case that is shown. */
export function fateIn(shown: Shown): Fate {
  const { conversation, internal } = shown.opened;
  return fateOf(shownDays(shown).closed, endingBy(conversation.entries, internal.entries), shown.channel);
}
