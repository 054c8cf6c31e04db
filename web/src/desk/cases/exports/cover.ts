/** The cover of a case file: what case it is, how far it has come by what was signed, and what the file holds and leaves out. */
import type { Day } from "../../../sealing/day.ts";
import { stepLettersIn } from "../../../sealing/steps.ts";
import type { Words } from "../../words.ts";
import { byReceipt, courseOf } from "../course.ts";
import { reportOf } from "../digesting.ts";
import { acknowledgeBy, feedbackBy } from "../duties.ts";
import { PHASE_WORDS, valueInWords } from "../record/in_words.ts";
import { phaseIn } from "../record/moving.ts";
import { waivingIn, WAIVERS, type Waivable } from "../record/waiving.ts";
import { sayingOf } from "../record/writers.ts";
import { PATH_WORDS } from "../row_words.ts";
import type { Telling } from "./case_file.ts";
import { dayInWords, serverDayInWords, signedDayInWords } from "./days.ts";
import { PARTS } from "./deeds.ts";
import { organisationIn, PART_WORDS, referenceIn, type Wanted } from "./parts.ts";
import type { Block, Fact } from "./sheet.ts";

const fact = (name: string, value: string): Fact => ({ name, value });

/** The cover. */
export function cover(telling: Telling): readonly Block[] {
  const { shown, wanted, making, words } = telling;
  const { say } = words;
  const { opened, channel } = shown;
  const told = reportOf(opened.conversation.entries);
  const contents = [
    say("export-part-conversation"),
    say("export-deeds-title"),
    ...PARTS.filter((part) => wanted.parts.has(part)).map((part) => say(PART_WORDS[part])),
    ...(wanted.contact === null ? [] : [say("cases-contact")]),
  ];
  const left = [
    ...PARTS.filter((part) => !wanted.parts.has(part)).map((part) => say(PART_WORDS[part])),
    ...(wanted.contact === null ? [say("cases-contact")] : []),
  ];
  return [
    {
      is: "facts",
      facts: [
        fact(say("export-organisation"), organisationIn(shown, wanted.language)),
        fact(say("export-channel"), channel.address),
        fact(say("cases-reference"), referenceIn(shown)),
        fact(say("cases-state"), say(PHASE_WORDS[phaseIn(shown)])),
        ...(told === null ? [] : [fact(say("cases-path"), say(PATH_WORDS[told.path]))]),
        ...course(telling),
        fact(say("export-contains"), contents.join(", ")),
        ...(left.length === 0 ? [] : [fact(say("export-leaves-out"), left.join(", "))]),
        ...forWhom(wanted.to, words),
        fact(say("export-made-by"), making.title),
        fact(say("export-made-on"), words.fullDay(making.day)),
        fact(say("export-case-id"), opened.conversation.pinned.id),
      ],
    },
  ];
}

/** The days that the law's clocks turn on: of a step as its writer signed it, else by the server; of a duty that is none, why. */
function course(telling: Telling): readonly Fact[] {
  const { shown, words } = telling;
  const { say } = words;
  const { entries } = shown.opened.conversation;
  const isByReceipt = byReceipt(shown.channel, entries);
  const { days } = courseOf(entries, shown.answer.summary.days.received, isByReceipt);
  const letters = stepLettersIn(entries);
  const step = (letter: (typeof letters)["closed"]): string => (letter === null ? say("cases-not-yet") : dayInWords(letter, words));
  const due = (duty: Waivable, dueBy: Fact, done: Fact, isDone: boolean): readonly Fact[] => {
    const waived = isDone ? null : waivedInWords(duty, telling);
    return waived === null ? [dueBy, done] : [fact(done.name, waived)];
  };
  const byServer = (day: Day): string => serverDayInWords(day, words);
  return [
    fact(say("cases-received"), byServer(days.received)),
    ...due(
      "acknowledgement",
      fact(say("cases-law-days-acknowledge"), byServer(acknowledgeBy(days.received))),
      fact(say("cases-acknowledged"), isByReceipt ? byServer(days.received) : step(letters.acknowledged)),
      days.acknowledged !== null,
    ),
    ...due(
      "feedback",
      fact(say("cases-law-days-feedback"), byServer(feedbackBy(days))),
      fact(say("cases-fed-back"), step(letters.fedBack)),
      days.fedBack !== null,
    ),
    fact(say("cases-closed"), step(letters.closed)),
  ];
}

/** That a duty is none: why, in the words of the law and in those of whoever noted it, and since when; null where it is one. */
function waivedInWords(duty: Waivable, { shown, words, versions }: Telling): string | null {
  const waiving = waivingIn(versions, duty);
  if (waiving === null) return null;
  const { cause, reason, since } = waiving;
  return words.say("export-waived", {
    cause: valueInWords(WAIVERS[duty].term, cause, sayingOf(shown, words)),
    reason: reason === "" ? "–" : reason,
    day: signedDayInWords({ signed: since.written, server: since.day }, words),
  });
}

/** Whom it is for; of somebody outside also on which ground. */
function forWhom(to: Wanted["to"], { say }: Words): readonly Fact[] {
  if (to.is === "inside") return [fact(say("export-for"), to.purpose)];
  return [fact(say("export-recipient"), to.recipient), fact(say("export-basis"), to.basis)];
}
