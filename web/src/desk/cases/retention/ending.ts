/** When a case is erased, by the owner's signed settings and what handlers have signed: one rule, as the server has it. */
import { dayPlus, type Day } from "../../../sealing/day.ts";
import { monthsAfter } from "../../../sealing/law_days.ts";
import type { Channel, Keeping } from "../channel.ts";
import { shownDays } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { endingBy, type EndingFacts } from "./borne_out.ts";

const LAST_DAY = "9999-12-31" as Day;
/** Days for which a report may be sealed under an epoch that another followed: a page that stood open meanwhile. */
const SUPERSEDED_DAYS = 2;

/** What becomes of a case. */
export type Fate =
  | { readonly is: "open" }
  | { readonly is: "held" }
  /** A public record whose time ends on that day, without a decision. */
  | { readonly is: "undecided"; readonly end: Day }
  | { readonly is: "due"; readonly on: Day };

/**
 * How a case is kept that came on that day: for no longer than was said then, and as a public record if the channel was a
 * public body's then or since. As `src/channels/keeping.rs` has it.
 */
export function keepingOf({ keeping, earlierKeepings }: Pick<Channel, "keeping" | "earlierKeepings">, received: Day): Keeping {
  return earlierKeepings
    .filter(({ followed }) => (dayPlus(followed, SUPERSEDED_DAYS) ?? LAST_DAY) >= received)
    .reduce(
      (found, said) => ({
        isPublic: found.isPublic || said.isPublic,
        months: said.issued <= received ? Math.min(found.months, said.months) : found.months,
      }),
      keeping,
    );
}

/** The same of a case that is shown. */
export function keepingIn({ channel, answer }: Shown): Keeping {
  return keepingOf(channel, answer.summary.days.received);
}

/** What becomes of a case that was closed on that day, or is not, by its verified records. */
export function fateOf(
  closed: Day | null,
  { held, decided }: Pick<EndingFacts, "held" | "decided">,
  { isPublic, months }: Keeping,
): Fate {
  if (held !== null) return { is: "held" };
  if (closed === null) return { is: "open" };
  const end = monthsAfter(closed, months) ?? LAST_DAY;
  return isPublic && decided === null ? { is: "undecided", end } : { is: "due", on: end };
}

/** The same of a case that is shown. */
export function fateIn(shown: Shown): Fate {
  const { conversation, internal } = shown.opened;
  return fateOf(shownDays(shown).closed, endingBy(conversation.entries, internal.entries), keepingIn(shown));
}
