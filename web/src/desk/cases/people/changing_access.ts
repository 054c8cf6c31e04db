/**
 * Changing who can open a case so that it is done once, by the very bytes that were sealed first where an answer was lost,
 * and by new ones where somebody was quicker: everything is worked out anew from what is verified then.
 */
import { AccessError } from "../../../sealing/access.ts";
import { digestOf } from "../../../sealing/digest.ts";
import { SealingError } from "../../../sealing/failure.ts";
import { ApiError, type ApiErrorKind } from "../../api.ts";
import type { CaseRow } from "../../router.ts";
import { mayBeStored, mayStillBeStored } from "../answered.ts";
import type { Cases } from "../cases.ts";
import type { OpenedCase } from "../opening.ts";
import type { CasesPorts } from "../ports.ts";
import { WritingError, type WritingErrorKind } from "../writing.ts";
import { LeftBeforeError, NobodyLeftError, sealWish, type SealedChange, type Wish } from "./sealing_access.ts";

/** A change of which it is not known whether it is stored. */
export interface PendingChange {
  readonly wish: Wish;
  readonly sealed: SealedChange;
}

/**
 * Why a change was not made:
 *
 * - `excluded`: the reporter has shut that person out
 * - `gone`: the case is not this member's any more
 * - `left-before`: that person stepped aside from the case or was shut out of it
 * - `nobody-left`: nobody could open the case then
 * - `not-listed`: that person is no handler or deputy of the newest keyring
 */
export type Unchanged = ApiErrorKind | WritingErrorKind | "excluded" | "gone" | "left-before" | "nobody-left" | "not-listed";

/** What came of it. */
export type AccessOutcome =
  | { readonly is: "done" }
  | { readonly is: "unknown"; readonly pending: PendingChange }
  | { readonly is: "refused"; readonly because: Unchanged };

/** How often somebody may be quicker. */
const MOST_TRIES = 5;

/**
 * Brings a wish about.
 *
 * @param pending - what an earlier try left of which no answer came
 */
export async function changeAccess(
  row: CaseRow,
  wish: Wish,
  pending: PendingChange | null,
  cases: Cases,
  ports: CasesPorts,
): Promise<AccessOutcome> {
  try {
    if (pending !== null) {
      const earlier = await store(row, pending, true, cases, ports);
      if (earlier !== "conflict") return earlier;
    }
    for (let tries = MOST_TRIES; tries > 0; tries -= 1) {
      const opened = await cases.verified(row);
      const summary = cases.rows.peek().get(row)?.summary;
      if (opened === null || summary === undefined) return { is: "refused", because: "gone" };
      const [answer, channel] = await Promise.all([ports.server.case(row), ports.channelOf(summary.channel)]);
      const sealed = await sealWish(wish, opened, answer, channel, ports);
      if (sealed === null) return { is: "done" };
      const outcome = await store(row, { wish, sealed }, false, cases, ports);
      if (outcome !== "conflict") return outcome;
    }
    return { is: "refused", because: "problem-conflict" };
  } catch (error) {
    return { is: "refused", because: whyNot(error) };
  }
}

/** @param isAgain - whether the very bytes were sent before, and no answer came */
async function store(
  row: CaseRow,
  pending: PendingChange,
  isAgain: boolean,
  cases: Cases,
  ports: CasesPorts,
): Promise<AccessOutcome | "conflict"> {
  const { wish, sealed } = pending;
  const { change, generation } = sealed;
  try {
    await ports.server.postAccess(row, change, generation);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.kind === "problem-conflict") return "conflict";
    const isUnknown = isAgain ? mayStillBeStored(error.kind) : mayBeStored(error.kind);
    return isUnknown ? { is: "unknown", pending } : { is: "refused", because: whyNot(error) };
  }
  if (wish.what === "step-aside") {
    // There is nothing to look at any more: that the server took it is all that is known.
    cases.left(row);
    return { is: "done" };
  }
  let opened: OpenedCase | null;
  try {
    opened = await cases.verified(row);
  } catch (error) {
    if (error instanceof ApiError) return { is: "unknown", pending };
    throw error;
  }
  const entry = opened?.conversation.entries[change.n];
  const stands = entry?.status === "shown" && entry.hash === digestOf(change.envelope);
  return stands ? { is: "done" } : { is: "unknown", pending };
}

function whyNot(error: unknown): Unchanged {
  if (error instanceof ApiError) return error.kind === "problem-not-found" ? "gone" : error.kind;
  if (error instanceof NobodyLeftError) return "nobody-left";
  if (error instanceof LeftBeforeError) return "left-before";
  if (error instanceof WritingError) return error.kind;
  if (error instanceof AccessError) {
    if (error.kind === "excluded") return "excluded";
    return error.kind === "unknown" ? "not-listed" : "withheld";
  }
  // The keys went with the vault.
  if (error instanceof SealingError) return "locked";
  throw error;
}
