/** Beside the case: what is to be done, its facts, who can open it, the law's dates, and the contact details. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Day } from "../../sealing/day.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { useDesk } from "../desk.ts";
import { useWords, type Words } from "../words.ts";
import type { Shown } from "./current.ts";
import { OpenRequests } from "./acts/open_requests.tsx";
import { openRequests } from "./requests.ts";
import { beginWriting, outcomeInWords } from "./composer.tsx";
import { contactIn, openContact, type ContactOutcome } from "./contact_details.ts";
import { useCases } from "./context.ts";
import { shownDays, type Correspondence } from "./correspondence.ts";
import { byReceipt, courseOf } from "./course.ts";
import { dateInWords, dutyInWords } from "./days_in_words.ts";
import { reportOf } from "./digesting.ts";
import { DisclosureDialog } from "./exports/disclosure_dialog.tsx";
import { acknowledgeBy, duties, feedbackBy, nearness, type CaseDays, type Duty } from "./duties.ts";
import { LinksSection } from "./links/links_section.tsx";
import { WhoCanOpen } from "./people/who_can_open.tsx";
import type { RecordEditing } from "./record/editing.ts";
import { PHASE_WORDS, valueInWords } from "./record/in_words.ts";
import { phaseIn } from "./record/moving.ts";
import { RecordFacts } from "./record/record_facts.tsx";
import { waivedIn } from "./record/stepping.ts";
import { recordOf } from "./record/versions.ts";
import { UnwaiveDialog, WaiveDialog } from "./record/waive_dialog.tsx";
import { WAIVERS, type Waivable } from "./record/waiving.ts";
import { sayingOf } from "./record/writers.ts";
import { RetentionFacts } from "./retention/retention_facts.tsx";
import { PATH_WORDS } from "./row_words.ts";
import { answerInWords } from "./letters.tsx";
import { canWrite } from "./opening.ts";
import type { DraftKind } from "./view.ts";

interface FactsProps {
  readonly shown: Shown;
  readonly correspondence: Correspondence;
  readonly record: RecordEditing;
  readonly reference: string;
  readonly today: Day;
  readonly onExport: () => void;
}

/** The facts of a case. */
export function FactsPane(props: FactsProps): JSX.Element {
  const { say } = useWords();
  return (
    <aside class="cases-facts" aria-label={say("cases-facts")} id="cases-facts">
      <ToDo {...props} />
      <Facts {...props} />
      <RecordFacts {...props} />
      <LinksSection shown={props.shown} />
      <Contact {...props} />
      <WhoCanOpen shown={props.shown} />
      <LawDays {...props} />
      <RetentionFacts {...props} />
      <section>
        <h3>{say("export-title")}</h3>
        <p class="small quiet">{say("export-open-hint")}</p>
        <button type="button" class="button plain tiny" onClick={props.onExport}>
          {say("export-open")}
        </button>
      </section>
    </aside>
  );
}

function ToDo({ shown, correspondence, record, today }: FactsProps) {
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const days = shownDays(shown);
  const waived = waivedIn(shown.opened.internal.entries);
  const open = duties(days, waived);
  const [asking, setAsking] = useState<Waivable | null>(null);
  const isAsked = openRequests(shown.opened.conversation.entries).length > 0;
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
      {open.length === 0 && !isAsked ? <p class="quiet">{say(days.closed === null ? "cases-nothing-to-do" : "cases-to-do-closed")}</p> : null}
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

function toneOf(duty: Duty, today: Day): string {
  const near = nearness(duty, today);
  return near === "late" ? "tag late" : near === "soon" ? "tag duty" : "tag";
}

/** What a duty's noting is called. */
const WAIVABLE: Readonly<Record<Duty["what"], Waivable>> = { acknowledge: "acknowledgement", feedback: "feedback" };

function lawInWords(duty: Duty, shown: Shown, days: CaseDays, today: Day, words: Words): string {
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

function Facts({ shown, reference, today }: FactsProps) {
  const words = useWords();
  const { say } = words;
  const { opened, answer, channel } = shown;
  const { received } = answer.summary.days;
  const course = courseOf(opened.conversation.entries, received, byReceipt(channel, opened.conversation.entries));
  const report = reportOf(opened.conversation.entries);
  const category = channel.questions.find(({ kind }) => kind === "category") ?? null;
  const about = report?.answers.find(({ question }) => question === category?.id)?.answer ?? "";
  const waived = waivedIn(opened.internal.entries);
  const given = (day: Day | null, isWaived: boolean): string => {
    if (day !== null) return dateInWords(day, today, words);
    return say(isWaived ? "waivers-not-given" : "cases-not-yet");
  };
  return (
    <section>
      <h3>{say("cases-the-case")}</h3>
      <dl class="facts">
        <Fact name={say("cases-reference")}>
          <span class="case-reference">{reference}</span>
        </Fact>
        <Fact name={say("cases-state")}>{say(PHASE_WORDS[phaseIn(shown)])}</Fact>
        {about === "" ? null : <Fact name={say("cases-category")}>{answerInWords(category, about, words)}</Fact>}
        {report === null ? null : <Fact name={say("cases-path")}>{say(PATH_WORDS[report.path])}</Fact>}
        <Fact name={say("cases-received")}>{dateInWords(received, today, words)}</Fact>
        <Fact name={say("cases-acknowledged")}>{given(course.days.acknowledged, waived.acknowledgement)}</Fact>
        <Fact name={say("cases-fed-back")}>{given(course.days.fedBack, waived.feedback)}</Fact>
        {course.days.closed === null ? null : (
          <Fact name={say("cases-closed")}>{dateInWords(course.days.closed, today, words)}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LawDays({ shown, today }: FactsProps) {
  const words = useWords();
  const { say } = words;
  const days = shownDays(shown);
  return (
    <section>
      <h3>{say("cases-law-days")}</h3>
      <dl class="facts">
        <Fact name={say("cases-law-days-acknowledge")}>{dateInWords(acknowledgeBy(days.received), today, words)}</Fact>
        <Fact name={say("cases-law-days-feedback")}>{dateInWords(feedbackBy(days), today, words)}</Fact>
      </dl>
    </section>
  );
}

type ContactState =
  | { readonly is: "closed" }
  | { readonly is: "asking" }
  | { readonly is: "storing" }
  | Extract<ContactOutcome, { readonly is: "open" | "damaged" }>;

function Contact({ shown, correspondence }: FactsProps) {
  const { ports } = useCases();
  const { say } = useWords();
  const [state, setState] = useState<ContactState>({ is: "closed" });
  const [isDisclosing, setDisclosing] = useState(false);
  const { policy } = shown.channel.chain.newest.keyring;
  return (
    <section>
      <h3>{say("cases-contact")}</h3>
      {state.is === "open" ? (
        <>
          {state.words === "" ? (
            <p class="quiet">{say("cases-contact-none")}</p>
          ) : (
            <p class="contact-words" dir="auto">
              {state.words}
            </p>
          )}
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setState({ is: "closed" });
            }}
          >
            {say("cases-contact-hide")}
          </button>
        </>
      ) : state.is === "damaged" || contactIn(shown.opened) === "damaged" ? (
        <p class="warn">{say("cases-contact-damaged")}</p>
      ) : (
        <>
          <p class="small quiet">{say(policy.contact === "two" ? "cases-contact-two" : "cases-contact-sealed")}</p>
          {policy.contact === "one" && canWrite(shown.opened, ports.member) ? (
            <button
              type="button"
              class="button plain tiny"
              onClick={() => {
                setState({ is: "asking" });
              }}
            >
              {say("cases-contact-open")}
            </button>
          ) : null}
        </>
      )}
      {canWrite(shown.opened, ports.member) ? (
        <>
          <p class="small quiet disclose">{say("export-disclosure-hint")}</p>
          <button
            type="button"
            class="button plain tiny"
            onClick={() => {
              setDisclosing(true);
            }}
          >
            {say("export-disclosure-open")}
          </button>
        </>
      ) : null}
      {isDisclosing ? (
        <DisclosureDialog
          shown={shown}
          onClose={() => {
            setDisclosing(false);
          }}
        />
      ) : null}
      {state.is === "asking" || state.is === "storing" ? (
        <AskForReason
          shown={shown}
          correspondence={correspondence}
          onState={setState}
          isStoring={state.is === "storing"}
        />
      ) : null}
    </section>
  );
}

function AskForReason(props: {
  shown: Shown;
  correspondence: Correspondence;
  isStoring: boolean;
  onState: (state: ContactState) => void;
}) {
  const { cases, ports } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const { say } = words;
  const { shown, correspondence, isStoring } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    if (reason.trim() === "") {
      setError(say("cases-contact-reason-missing"));
      return;
    }
    setError(null);
    props.onState({ is: "storing" });
    const outcome = await openContact(reason.trim(), shown, correspondence.pendingOpening, cases, ports);
    if (outcome.is === "not-stored") {
      correspondence.pendingOpening = outcome.pending;
      const isUnknown = outcome.outcome.is === "unknown";
      const verdict = say(isUnknown ? "cases-contact-perhaps-stored" : "cases-contact-not-opened");
      setError(isUnknown ? verdict : `${verdict} ${outcomeInWords(outcome.outcome, words)}`);
      announcer.interrupt(verdict);
      props.onState({ is: "asking" });
      return;
    }
    correspondence.pendingOpening = null;
    props.onState(outcome);
  };
  const close = (): void => {
    if (!isStoring) props.onState({ is: "closed" });
  };
  return (
    <Dialog title={say("cases-contact-ask-title")} busy={isStoring} onClose={close}>
      <Form onSubmit={open}>
        <p>{say("cases-contact-ask")}</p>
        <Field
          label={say("cases-contact-reason")}
          hint={say("cases-contact-reason-hint")}
          error={error}
          value={reason}
          onValue={setReason}
          lines={2}
          readOnly={isStoring}
        />
        <div class="row">
          <button class="button" aria-disabled={isStoring}>
            {say(isStoring ? "cases-contact-storing" : "cases-contact-confirm")}
          </button>
          <button type="button" class="button plain" onClick={close}>
            {say("cases-cancel")}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
