/** Beside the case: when it is erased, what keeps it, and what can be said of that. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { daysBetween, parseDay, type Day } from "../../../sealing/day.ts";
import { useWords, type Phrase, type Words } from "../../words.ts";
import { useCases } from "../context.ts";
import { shownDays } from "../correspondence.ts";
import type { Shown } from "../current.ts";
import { dateInWords, dayAndDaysLeft } from "../days_in_words.ts";
import { reviewBy } from "../other_duties.ts";
import { valueIn } from "../record/terms.ts";
import { canWrite, holdersOf } from "../opening.ts";
import type { RecordEditing } from "../record/editing.ts";
import { recordOf } from "../record/versions.ts";
import { writerInWords } from "../record/writers.ts";
import { ConfirmErasing } from "./confirm_erasing.tsx";
import { decidedSince, endingBy, lapsedDecision, proposalIn } from "./borne_out.ts";
import { fateIn, keepingIn, type Fate } from "./ending.ts";
import { EndingDialog, type Saying } from "./ending_dialog.tsx";

interface Props {
  readonly shown: Shown;
  readonly record: RecordEditing;
  readonly reference: string;
  readonly today: Day;
}

const DO_WORDS: Readonly<Record<Saying | "confirm", Phrase>> = {
  hold: "erasing-do-hold",
  release: "erasing-do-release",
  review: "erasing-do-review",
  decide: "erasing-do-decide",
  undecide: "erasing-do-undecide",
  propose: "erasing-do-propose",
  withdraw: "erasing-do-withdraw",
  confirm: "erasing-do-confirm",
};

/** The section. */
export function RetentionFacts({ shown, record: editing, reference, today }: Props): JSX.Element {
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const [asking, setAsking] = useState<Saying | "confirm" | null>(null);
  const fate = fateIn(shown);
  const { entries } = shown.opened.internal;
  const conversation = shown.opened.conversation.entries;
  const record = recordOf(entries);
  const { held } = endingBy(conversation, entries);
  const lapsed = lapsedDecision(conversation, entries);
  const decision = {
    reference: record.get("erasure-decision") ?? "",
    day: decisionDay(record.get("erasure-decision-day") ?? "", today, words),
  };
  const receipt = record.get("archive-receipt") ?? "";
  const isDecided = decidedSince(conversation, entries) !== null;
  const proposal = shown.answer.summary.ending.isProposed ? proposalIn(entries) : null;
  const isOwn = proposal?.writer.side === "member" && proposal.writer.holder === ports.member;
  const isAlone = holdersOf(shown.opened).every((holder) => holder === ports.member || holder === "recovery");
  const isClosed = shownDays(shown).closed !== null;
  const { isPublic } = keepingIn(shown);
  const canDo = canWrite(shown.opened, ports.member) ? thingsToDo({ fate, isClosed, isPublic, isDecided, isProposed: proposal !== null, isOwn, isAlone }) : [];
  const close = (): void => {
    setAsking(null);
  };
  return (
    <section>
      <h3>{say("erasing-title")}</h3>
      <FateInWords fate={fate} shown={shown} today={today} />
      {fate.is === "held" && held !== null ? (
        <>
          <p>{say("erasing-review-by", { day: dayAndDaysLeft(reviewBy(held, valueIn(record, "hold-review")), today, words) })}</p>
          <p class="quiet small" dir="auto">
            {record.get("hold-reason")}
          </p>
        </>
      ) : null}
      {isDecided ? <p dir="auto">{say("erasing-decided", decision)}</p> : null}
      {isDecided && receipt !== "" ? (
        <p class="quiet small" dir="auto">
          {say("erasing-archived", { receipt })}
        </p>
      ) : null}
      {lapsed === "" ? null : (
        <p class="quiet" dir="auto">
          {say("erasing-decision-lapsed", decision)}
        </p>
      )}
      {proposal === null ? null : (
        <>
          <p class="warn">
            {isOwn
              ? say(isAlone ? "erasing-proposed-alone" : "erasing-proposed-own")
              : say("erasing-proposed", {
                  title: writerInWords(proposal.writer, { me: ports.member, channel: shown.channel }, say),
                })}
          </p>
          <p class="quiet small" dir="auto">
            {record.get("erasure-early")}
          </p>
        </>
      )}
      {canDo.map((what) => (
        <button
          key={what}
          type="button"
          class={what === "confirm" || what === "decide" ? "button plain tiny" : "button quiet tiny"}
          onClick={() => {
            setAsking(what);
          }}
        >
          {say(DO_WORDS[what])}
        </button>
      ))}
      {asking === "confirm" ? (
        <ConfirmErasing shown={shown} reference={reference} onClose={close} />
      ) : asking === null ? null : (
        <EndingDialog saying={asking} record={editing} lapsed={lapsed} today={today} onClose={close} />
      )}
    </section>
  );
}

function decisionDay(text: string, today: Day, words: Words): string {
  const day = parseDay(text);
  return day === null ? "–" : dateInWords(day, today, words);
}

/** What its member can say now, in this order. */
function thingsToDo(of: {
  fate: Fate;
  isClosed: boolean;
  isPublic: boolean;
  isDecided: boolean;
  isProposed: boolean;
  isOwn: boolean;
  isAlone: boolean;
}): readonly (Saying | "confirm")[] {
  const { fate, isClosed, isPublic, isDecided, isProposed, isOwn, isAlone } = of;
  const things: (Saying | "confirm")[] = [];
  if (isProposed) things.push(isOwn ? "withdraw" : "confirm");
  if (isProposed && !isOwn) things.push("withdraw");
  if (isPublic && isClosed) things.push(isDecided ? "undecide" : "decide");
  if (fate.is === "held") things.push("review", "release");
  // What a trial needs is not struck either, while the case is worked on.
  else things.push("hold");
  // Whom nobody could answer need not ask.
  if (!isPublic && fate.is === "due" && !isProposed && !isAlone) things.push("propose");
  return things;
}

function FateInWords({ fate, shown, today }: { fate: Fate; shown: Shown; today: Day }) {
  const words = useWords();
  const { say } = words;
  switch (fate.is) {
    case "open":
      return <p class="quiet">{say("erasing-open", { months: words.number(keepingIn(shown).months) })}</p>;
    case "held":
      return <span class="tag">{say("erasing-held")}</span>;
    case "undecided": {
      const day = dateInWords(fate.end, today, words);
      const isPast = daysBetween(fate.end, today) >= 0;
      return (
        <>
          <p class={isPast ? "warn" : ""}>{say(isPast ? "erasing-public-past" : "erasing-public", { day })}</p>
          <p class="quiet small">{say("erasing-public-archive")}</p>
        </>
      );
    }
    case "due": {
      const { eraseOn } = shown.answer.summary.ending;
      // The server names a later day where its handlers could not be told in time.
      const on = eraseOn !== null && eraseOn > fate.on ? eraseOn : fate.on;
      const left = daysBetween(today, on);
      return (
        <>
          {left <= 0 ? (
            <span class="tag duty">{say("erasing-due-soon")}</span>
          ) : (
            <span class={left <= SOON ? "tag duty" : "tag"}>{say("erasing-due", { day: dateInWords(on, today, words) })}</span>
          )}
          <p class="quiet small">{say("erasing-due-hint")}</p>
        </>
      );
    }
  }
}

/** From so many days before, it stands out. */
const SOON = 60;
