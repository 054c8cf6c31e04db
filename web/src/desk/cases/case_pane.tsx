/** The case that is open: what does not hold first, then the letters, then the box. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Day } from "../../sealing/day.ts";
import { ApiError } from "../api.ts";
import { useDesk } from "../desk.ts";
import { useShortcuts } from "../parts/keys.ts";
import { Link } from "../parts/link.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { INBOX, type CaseRow } from "../router.ts";
import { useWords, type Phrase } from "../words.ts";
import type { CasesProblem, Shown } from "./current.ts";
import { Composer } from "./composer.tsx";
import { problemInWords, useCases } from "./context.ts";
import { byReceipt, courseOf, unfoundedColumns } from "./course.ts";
import { ALARM_WORDS, COLUMN_WORDS, TROUBLE_WORDS, WAIVER_WORDS } from "./damage.ts";
import { reportOf } from "./digesting.ts";
import { ExportPane } from "./exports/export_pane.tsx";
import { FactsPane } from "./facts_pane.tsx";
import { useReadMarks } from "./acts/read_marks.ts";
import { todayIn } from "./channel.ts";
import { CaseTabs } from "./record/case_tabs.tsx";
import { RecordPane } from "./record/record_pane.tsx";
import { unfoundedWaivers } from "./record/stepping.ts";
import { endingBy, unfoundedEnding } from "./retention/borne_out.ts";
import { PATH_WORDS } from "./row_words.ts";
import { Letters } from "./letters.tsx";
import { useMarks } from "./marking.ts";
import { wordsOf } from "./searching.ts";

/** The open case, or what to do where none is. */
export function CasePane(): JSX.Element {
  const { cases } = useCases();
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const current = cases.current.value;
  if (current === null) {
    return (
      <section class="cases-case none">
        {cases.ordered.value.length === 0 ? null : (
          <>
            <h2>{say("cases-none-title")}</h2>
            <p>{say(desk.shortcuts.singleKeys.value ? "cases-none" : "cases-none-no-keys")}</p>
          </>
        )}
      </section>
    );
  }
  if (current.is === "open") return <OpenCase key={current.row} shown={current} />;
  return (
    <section class="cases-case" aria-label={say("cases-the-case")}>
      <Back />
      {current.is === "opening" ? <Wait>{say("cases-opening")}</Wait> : null}
      {current.is === "failed" && isTaken(current.because) ? (
        <Notice>
          <h2>{say("people-taken-title")}</h2>
          <p>{say("people-taken")}</p>
        </Notice>
      ) : null}
      {current.is === "failed" && !isTaken(current.because) ? (
        <Notice tone="warning">
          <h2>{say("cases-failed-title")}</h2>
          <p>{problemInWords(current.because, words)}</p>
          <button type="button" class="button plain" onClick={() => void cases.open(current.row)}>
            {say("cases-retry")}
          </button>
        </Notice>
      ) : null}
      {current.is === "damaged" ? (
        <Notice tone="alarm">
          <h2>{say("cases-damaged-title")}</h2>
          <p>{say(TROUBLE_WORDS[current.because])}</p>
        </Notice>
      ) : null}
    </section>
  );
}

/** Whether the server has no such case for this member: nothing went wrong, and trying again brings nothing. */
function isTaken(problem: CasesProblem): boolean {
  return problem instanceof ApiError && problem.kind === "problem-not-found";
}

function Back() {
  const { say } = useWords();
  return (
    <Link to={INBOX} class="cases-back">
      {say("cases-back")}
    </Link>
  );
}

function OpenCase({ shown }: { shown: Shown }) {
  const { cases, correspondenceIn, recordIn, filesIn, leaveFiles } = useCases();
  const desk = useDesk();
  const { say } = useWords();
  const files = filesIn(shown);
  // Nothing that was opened outlives the case on the page.
  useEffect(
    () => () => {
      leaveFiles(files);
    },
    [files, leaveFiles],
  );
  const heading = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  useReadMarks(shown);
  useMarks(section, ".letters", wordsOf(cases.filter.value.search), shown.opened);
  const row = cases.rows.value.get(shown.row);
  const today: Day = row?.today ?? todayIn(shown.channel, desk.now());
  const correspondence = correspondenceIn(shown);
  const record = recordIn(shown);
  const isRecord = record.isOpen.value;
  const [isExporting, setExporting] = useState(false);
  const view = row?.view ?? null;
  const report = reportOf(shown.opened.conversation.entries);
  const reference = view?.reference ?? "";
  // Before it is painted, so that the focus is not taken from whoever is quicker.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // What is new comes into sight; a case that nobody has read begins with its report.
    firstNew()?.scrollIntoView({ block: "center" });
  }, [shown.row]);
  const wasRecord = useRef(isRecord);
  useLayoutEffect(() => {
    // Whoever comes back from the record stands at the head of the case, unless they go on to write.
    if (wasRecord.current && !isRecord) heading.current?.focus();
    wasRecord.current = isRecord;
  }, [isRecord]);
  useShortcuts(
    () => [
      {
        key: "Escape",
        does: isExporting ? "export-key-leave" : isRecord ? "record-key-leave" : "cases-key-escape",
        run: () => {
          if (isExporting) setExporting(false);
          else if (isRecord) record.leave();
          else desk.router.go(INBOX);
        },
      },
    ],
    [record, isRecord, isExporting],
  );
  if (isExporting) {
    return (
      <section class="cases-case exporting" aria-labelledby="case-title">
        <header class="case-head">
          <h2 id="case-title">{view === null || view.title === "" ? say("cases-row-untitled") : view.title}</h2>
          <p class="quiet">
            <span class="case-reference">{reference}</span>
          </p>
        </header>
        <ExportPane
          shown={shown}
          today={today}
          warningsOf={warningsOf}
          onLeave={() => {
            setExporting(false);
          }}
        />
      </section>
    );
  }
  return (
    <>
      <section ref={section} class="cases-case" aria-labelledby="case-title">
        <Back />
        <header class="case-head">
          <h2 id="case-title" ref={heading} tabIndex={-1}>
            {view === null || view.title === "" ? say("cases-row-untitled") : view.title}
          </h2>
          <p class="quiet">
            <span class="case-reference">{reference}</span>
            {report === null ? null : ` · ${say(PATH_WORDS[report.path])}`}
          </p>
          <a class="button plain tiny case-to-facts" href="#cases-facts">
            {say("cases-facts")}
          </a>
        </header>
        <Warnings shown={shown} />
        <CaseTabs record={record} />
        {isRecord ? (
          <RecordPane shown={shown} editing={record} today={today} />
        ) : (
          <>
            <Letters shown={shown} today={today} />
            <Came row={shown.row} count={view?.unread ?? 0} />
            <Composer shown={shown} correspondence={correspondence} record={record} bounds={files.bounds} />
          </>
        )}
      </section>
      <FactsPane
        key={shown.row}
        shown={shown}
        correspondence={correspondence}
        record={record}
        reference={reference}
        today={today}
        onExport={() => {
          setExporting(true);
        }}
      />
    </>
  );
}

/** What came while the case was open: nobody is moved from where they read or write, but they are told. */
function Came({ row, count }: { row: CaseRow; count: number }) {
  const { cases } = useCases();
  const { announcer } = useDesk();
  const { say } = useWords();
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) announcer.say(say("cases-came", { count }));
    before.current = count;
  }, [count, announcer, say]);
  if (count === 0) return null;
  return (
    <p class="cases-came">
      <span>{say("cases-came", { count })}</span>
      <button
        type="button"
        class="button plain tiny"
        onClick={() => {
          const letter = firstNew();
          if (letter !== null) {
            letter.tabIndex = -1;
            letter.focus({ preventScroll: true });
            letter.scrollIntoView({ block: "center" });
          }
          cases.read(row);
        }}
      >
        {say("cases-came-show")}
      </button>
    </p>
  );
}

function firstNew(): HTMLElement | null {
  return document.querySelector(".letters .tag.duty")?.closest<HTMLElement>("li") ?? null;
}

/** What does not hold in the case as a whole. It hides nothing of the rest. */
function Warnings({ shown }: { shown: Shown }) {
  const { say } = useWords();
  const found = warningsOf(shown);
  if (found.length === 0) return null;
  return (
    <Notice tone="alarm">
      <h3>{say("cases-warnings")}</h3>
      <ul>
        {found.map((phrase) => (
          <li key={phrase}>{say(phrase)}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Every warning once, the gravest first. */
export function warningsOf(shown: Shown): readonly Phrase[] {
  const { opened, answer, channel } = shown;
  const { conversation, internal } = opened;
  const { days, waived } = answer.summary;
  const course = courseOf(conversation.entries, days.received, byReceipt(channel, conversation.entries));
  const alarms = [...conversation.alarms, ...internal.alarms].map(({ kind }) => ALARM_WORDS[kind]);
  const found: readonly (Phrase | null)[] = [
    shown.wentBack ? "cases-went-back" : null,
    ...alarms,
    opened.foreignWraps > 0 ? "cases-foreign-wrap" : null,
    channel.settingsHold ? null : "cases-settings-changed",
    (reportOf(conversation.entries)?.path ?? answer.summary.path) === answer.summary.path ? null : "cases-column-path",
    ...unfoundedColumns(course, days, conversation.entries).map((column) => COLUMN_WORDS[column]),
    ...unfoundedWaivers(waived, internal.entries).map((duty) => WAIVER_WORDS[duty]),
    ...unfoundedEnding(answer.summary.ending, endingBy(conversation.entries, internal.entries)),
  ];
  return [...new Set(found.filter((phrase) => phrase !== null))];
}
