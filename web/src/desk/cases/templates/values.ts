/** What the desk fills in: of the case, the channel and the writer, as far as each verified. */
import type { MemberId } from "../../../sealing/id.ts";
import { referenceOf } from "../../../sealing/reference.ts";
import type { Words } from "../../words.ts";
import { inLanguage, titleOfHolder, todayIn } from "../channel.ts";
import { byReceipt, courseOf, unfoundedColumns } from "../course.ts";
import type { Shown } from "../current.ts";
import { feedbackBy } from "../duties.ts";
import type { DraftKind } from "../view.ts";
import type { FieldValues } from "./placeholders.ts";

/**
 * The values in the language of those words.
 *
 * @param kind - what is written: an acknowledgement moves the day of the feedback
 */
export function valuesIn(shown: Shown, kind: DraftKind, me: MemberId, now: Date, words: Words): FieldValues {
  const { opened, answer, channel } = shown;
  const { entries, pinned } = opened.conversation;
  const columns = answer.summary.days;
  const course = courseOf(entries, columns.received, byReceipt(channel, entries));
  // The server's day of receipt says nothing where the reporter's own is another.
  const isFounded = !unfoundedColumns(course, columns, entries).includes("received");
  const acknowledged = kind === "acknowledge" ? todayIn(channel, now) : course.days.acknowledged;
  return {
    reference: referenceOf(pinned.id),
    organisation: orNull(inLanguage(channel.organisation, words.locale)),
    title: orNull(titleOfHolder(channel.chain, me)),
    received: isFounded ? words.fullDay(columns.received) : null,
    "feedback-by": isFounded ? words.fullDay(feedbackBy({ ...course.days, acknowledged })) : null,
  };
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}
