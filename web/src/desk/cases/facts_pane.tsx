/** Beside the case: what is to be done, its facts, who can open it, the law's dates, and the contact details. */
import type { ComponentChildren, JSX } from "preact";
import type { Day } from "../../sealing/day.ts";
import { useWords } from "../words.ts";
import type { Shown } from "./current.ts";
import { ContactSection } from "./contact_section.tsx";
import { shownDays, type Correspondence } from "./correspondence.ts";
import { byReceipt, courseOf } from "./course.ts";
import { dateInWords } from "./days_in_words.ts";
import { reportOf } from "./digesting.ts";
import { acknowledgeBy, feedbackBy } from "./duties.ts";
import { LinksSection } from "./links/links_section.tsx";
import { WhoCanOpen } from "./people/who_can_open.tsx";
import type { RecordEditing } from "./record/editing.ts";
import { PHASE_WORDS } from "./record/in_words.ts";
import { phaseIn } from "./record/moving.ts";
import { RecordFacts } from "./record/record_facts.tsx";
import { waivedIn } from "./record/stepping.ts";
import { RetentionFacts } from "./retention/retention_facts.tsx";
import { PATH_WORDS } from "./row_words.ts";
import { answerInWords } from "./answers.tsx";
import { ToDo } from "./to_do.tsx";

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
      <ToDo shown={props.shown} correspondence={props.correspondence} record={props.record} today={props.today} />
      <Facts {...props} />
      <RecordFacts {...props} />
      <LinksSection shown={props.shown} />
      <ContactSection shown={props.shown} correspondence={props.correspondence} />
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
