/** What is to be done in a case: what the reporter asked for, the law's duties, those that are noted to be none, and closing. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Day } from "../../sealing/day.ts";
import { useWords, type Words } from "../words.ts";
import type { Shown } from "./current.ts";
import { OpenRequests, requestsOf } from "./acts/open_requests.tsx";
import { beginWriting } from "./composer.tsx";
import { useCases } from "./context.ts";
import { shownDays, type Correspondence } from "./correspondence.ts";
import { dateInWords, dutyInWords } from "./days_in_words.ts";
import { acknowledgeBy, duties, feedbackBy, nearness, type CaseDays, type LawDuty } from "./duties.ts";
import { OtherToDo, otherDutiesIn, toneOf } from "./other_to_do.tsx";
import type { RecordEditing } from "./record/editing.ts";
import { valueInWords } from "./record/in_words.ts";
import { waivedIn } from "./record/stepping.ts";
import { recordOf } from "./record/versions.ts";
import { UnwaiveDialog, WaiveDialog } from "./record/waive_dialog.tsx";
import { WAIVERS, type Waivable } from "./record/waiving.ts";
import { sayingOf } from "./record/writers.ts";
import { canWrite } from "./opening.ts";
import { waitingIn, WaitingStrikes } from "./striking/waiting.tsx";
import type { DraftKind } from "./view.ts";

/** The section. */
export function ToDo(props: { shown: Shown; correspondence: Correspondence; record: RecordEditing; today: Day }): JSX.Element {
  const { shown, correspondence, record, today } = props;
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const days = shownDays(shown);
  const waived = waivedIn(shown.opened.internal.entries);
  const open = duties(days, waived);
  const [asking, setAsking] = useState<Waivable | null>(null);
  const isAsked = requestsOf(shown, today).length > 0 || waitingIn(shown, ports.member) > 0;
  const others = otherDutiesIn(shown, today);
  const isWriter = canWrite(shown.opened, ports.member);
  const write = (kind: DraftKind): void => {
    record.isOpen.value = false;
    beginWriting(correspondence, kind);
  };
  return (
    <section>
      <h3>{say("cases-to-do")}</h3>
      <OpenRequests
        shown={shown}
        today={today}
        isWriter={isWriter}
        write={write}
        showLetters={() => {
          record.isOpen.value = false;
        }}
      />
      {open.length + others.length === 0 && !isAsked ? <p class="quiet">{say(days.closed === null ? "cases-nothing-to-do" : "cases-to-do-closed")}</p> : null}
      {open.map((duty, index) => (
        <div key={duty.what} class="to-do">
          <span class={toneOf(duty, today)}>{dutyInWords(duty, today, words)}</span>
          <p>{lawInWords(duty, shown, days, today, words)}</p>
          {nearness(duty, today) === "late" && duty.what === "feedback" ? (
            <p class="warn">{say("cases-law-late")}</p>
          ) : null}
          {isWriter ? (
            <button
              type="button"
              class={index === 0 ? "button tiny" : "button plain tiny"}
              onClick={() => {
                write(duty.what);
              }}
            >
              {say(duty.what === "acknowledge" ? "cases-do-acknowledge" : "cases-do-feedback")}
            </button>
          ) : null}
          {isWriter ? (
            <button
              type="button"
              class="button quiet tiny"
              onClick={() => {
                setAsking(WAIVABLE[duty.what]);
              }}
            >
              {say(WAIVERS[WAIVABLE[duty.what]].begin)}
            </button>
          ) : null}
        </div>
      ))}
      {isWriter ? <WaitingStrikes shown={shown} today={today} /> : null}
      <OtherToDo shown={shown} record={record} duties={others} today={today} isWriter={isWriter} />
      <WaivedDuties shown={shown} record={record} days={days} today={today} isWriter={isWriter} />
      {asking === null ? null : (
        <WaiveDialog
          duty={asking}
          record={record}
          isWaived={waived[asking]}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
      {isWriter ? (
        <button
          type="button"
          class="button quiet tiny"
          onClick={() => {
            write(days.closed === null ? "close" : "reopen");
          }}
        >
          {say(days.closed === null ? "cases-do-close" : "cases-do-reopen")}
        </button>
      ) : null}
    </section>
  );
}

/** What a duty's noting is called. */
const WAIVABLE: Readonly<Record<LawDuty["what"], Waivable>> = { acknowledge: "acknowledgement", feedback: "feedback" };

function lawInWords(duty: LawDuty, shown: Shown, days: CaseDays, today: Day, words: Words): string {
  const day = dateInWords(duty.by, today, words);
  if (duty.what === "acknowledge") return words.say("cases-law-acknowledge", { day });
  if (days.acknowledged !== null) return words.say("cases-law-feedback-acknowledged", { day });
  // For a reporter who wanted no acknowledgement the law names no day (VBL 5:8 3); the one for all others is kept.
  const cause = recordOf(shown.opened.internal.entries).get("waiver-acknowledgement");
  if (cause === "declined") return words.say("waivers-law-feedback-declined", { day });
  return words.say(cause === undefined ? "cases-law-feedback-unacknowledged" : "waivers-law-feedback-none", { day });
}

/** The duties that are noted to be none, why, and how to take that back. */
function WaivedDuties(props: { shown: Shown; record: RecordEditing; days: CaseDays; today: Day; isWriter: boolean }) {
  const { shown, record: editing, days, today, isWriter } = props;
  const words = useWords();
  const { say } = words;
  const [asking, setAsking] = useState<Waivable | null>(null);
  const { entries } = shown.opened.internal;
  const record = recordOf(entries);
  const waived = waivedIn(entries);
  const saying = sayingOf(shown, words);
  const by = { acknowledgement: acknowledgeBy(days.received), feedback: feedbackBy(days) };
  return (
    <>
      {(["acknowledgement", "feedback"] as const).filter((duty) => waived[duty]).map((duty) => {
        const { term, reason, title } = WAIVERS[duty];
        return (
          <div key={duty} class="to-do waived">
            <span class="tag">{say(title)}</span>
            <p>{valueInWords(term, record.get(term) ?? "", saying)}</p>
            <p class="quiet small" dir="auto">
              {record.get(reason)}
            </p>
            {isWriter ? (
              <button
                type="button"
                class="button quiet tiny"
                onClick={() => {
                  setAsking(duty);
                }}
              >
                {say("waivers-begin-back")}
              </button>
            ) : null}
          </div>
        );
      })}
      {asking === null || !waived[asking] ? null : (
        <UnwaiveDialog
          duty={asking}
          record={editing}
          day={dateInWords(by[asking], today, words)}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </>
  );
}
