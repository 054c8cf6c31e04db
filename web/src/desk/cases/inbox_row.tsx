/** One row of the inbox. */
import type { JSX } from "preact";
import type { MemberId } from "../../sealing/id.ts";
import { Link } from "../parts/link.tsx";
import { useWords, type Words } from "../words.ts";
import { useCases } from "./context.ts";
import { dateInWords, dayAndDaysLeft, dutyInWords } from "./days_in_words.ts";
import { hasDraft } from "./draft.ts";
import { phaseOfRow } from "./filters.ts";
import { claimedOf, daysOf, dutyOf, isDecisionMissing, isMentioned, nearnessOf, unreadOf, type Row } from "./inbox.ts";
import { useTitles, valueInWords } from "./inbox_words.ts";
import { ROW_REQUESTS } from "./acts/open_requests.tsx";
import { PHASE_WORDS } from "./record/in_words.ts";
import { isWaiting } from "./requests.ts";
import { CLAIMED_WORDS, SHORT_PATHS } from "./row_words.ts";
import { excerptOf, isFurtherBack, piecesOf } from "./searching.ts";

/** The least severity that a row shows: what is lower is nothing unusual. */
const GRAVE = 3;

interface RowProps {
  readonly row: Row;
  /** Whether it is the case that is shown. */
  readonly here: boolean;
  /** Its place in the whole list, from 1 on. */
  readonly place: number;
  /** How many the whole list has. */
  readonly of: number;
  /** The words that were searched for. */
  readonly wanted: readonly string[];
  /** Chooses it or lets it go; with all from the last one on. */
  readonly onChoose: (on: boolean, isRange: boolean) => void;
}

/** A row: what is to be done, what the case is called, what is unusual about it, and what it is. */
export function RowItem({ row, here, place, of, wanted, onChoose }: RowProps): JSX.Element {
  const { cases, bulk } = useCases();
  const words = useWords();
  const { say } = words;
  const { view } = row;
  const isChosen = bulk.chosen.value.has(row.id);
  const title = titleOfRow(row, words);
  // By the verified report: the server's word alone is not shown.
  const path = view?.path ?? null;
  const unread = unreadOf(row);
  const days = daysOf(row);
  const claimed = claimedOf(row);
  const phase = say(PHASE_WORDS[phaseOfRow(row)]);
  return (
    <li
      class={isChosen ? "chosen" : undefined}
      data-row={row.id}
      aria-posinset={place}
      aria-setsize={of}
      onClick={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        // The link leads nowhere new: what has come since is looked for. Where that fails, what is shown stays.
        if (here) cases.open(row.id).catch(() => undefined);
      }}
    >
      <Link to={{ at: "inbox", open: row.id }} here={here} class={unread > 0 ? "case-row unread" : "case-row"}>
        <span class="case-row-top">
          <DutyTag row={row} />
          {unread > 0 && view !== null ? <span class="tag new">{say("cases-row-new", { count: unread })}</span> : null}
        </span>
        <b class="case-row-title">
          <Marked text={title} wanted={view === null ? [] : wanted} />
        </b>
        <Found row={row} wanted={wanted} />
        <Marks row={row} wanted={wanted} />
        <span class="case-row-foot">
          {view === null ? null : (
            <span class="case-reference">
              <Marked text={view.reference} wanted={wanted} />
            </span>
          )}
          <span>
            {days.closed === null
              ? say("cases-row-received", { day: dateInWords(days.received, row.today, words) })
              : say("cases-row-closed", { day: dateInWords(days.closed, row.today, words) })}
          </span>
          {path === null ? null : <span>{say(SHORT_PATHS[path])}</span>}
          {/* Where nothing is due the tag says it. */}
          {dutyOf(row) === null ? null : <span class={isUsual(row) ? "unseen" : ""}>{phase}</span>}
          {claimed === null ? null : <span>{say(CLAIMED_WORDS[claimed])}</span>}
        </span>
      </Link>
      {bulk.isChoosing.value ? (
        <input
          type="checkbox"
          class="case-choose"
          checked={isChosen}
          aria-label={say("bulk-row", { reference: view?.reference ?? "", title })}
          onClick={(event) => {
            onChoose(event.currentTarget.checked, event.shiftKey);
          }}
        />
      ) : null}
    </li>
  );
}

/** Who is to work on it. */
function Assigned({ to }: { to: readonly MemberId[] }): JSX.Element {
  const { ports } = useCases();
  const words = useWords();
  const titles = useTitles();
  const who = to.map((member) =>
    member === ports.member ? words.say("assign-row-me") : valueInWords("assigned", member, words, titles),
  );
  return <span class="tag own">{words.say("assign-row", { who: who.join(", ") })}</span>;
}

/** The next duty of a row, or where the work stands if there is none. */
function DutyTag({ row }: { row: Row }): JSX.Element {
  const words = useWords();
  const duty = dutyOf(row);
  const near = nearnessOf(row);
  if (duty === null || near === null) {
    const phase = phaseOfRow(row);
    return <span class={phase === "closed" ? "tag done" : "tag"}>{words.say(PHASE_WORDS[phase])}</span>;
  }
  const tone = near === "late" ? "tag late" : near === "soon" ? "tag duty" : "tag";
  return <span class={tone}>{dutyInWords(duty, row.today, words)}</span>;
}

/** What goes without saying beside the duty that is shown. */
function isUsual(row: Row): boolean {
  return ["received", "acknowledged"].includes(phaseOfRow(row));
}

/** What is unusual: a warning, a mention, that it is erased soon, a draft, how grave it is, what the reporter asks or tells, whose it is, its tags. */
function Marks({ row, wanted }: Pick<RowProps, "row" | "wanted">) {
  const words = useWords();
  const { say } = words;
  const { view } = row;
  const { eraseOn } = row.summary.ending;
  const severity = view?.record.severity ?? null;
  const marks = [
    row.trouble !== null || view?.damaged === true ? (
      <span key="warning" class="tag late">
        {say("cases-row-warning")}
      </span>
    ) : null,
    isMentioned(row) ? (
      <span key="mentioned" class="tag mentioned">
        {say("mentions-row")}
      </span>
    ) : null,
    eraseOn === null ? null : (
      <span key="ending" class="tag duty">
        {say("inbox-row-ending", { day: dayAndDaysLeft(eraseOn, row.today, words) })}
      </span>
    ),
    // Where another duty comes first, its tag says that one.
    isDecisionMissing(row) && dutyOf(row)?.what !== "decide" ? (
      <span key="undecided" class="tag duty">
        {say("inbox-row-undecided")}
      </span>
    ) : null,
    view !== null && hasDraft(view.drafts) ? (
      <span key="draft" class="tag draft">
        {say("cases-row-draft")}
      </span>
    ) : null,
    severity !== null && Number(severity) >= GRAVE ? (
      <span key="severity" class="tag grave">
        {say("inbox-row-severity", { severity: severity })}
      </span>
    ) : null,
    ...[...new Set(view?.asked.filter((each) => isWaiting(each, row.today)).map(({ what }) => what))].map((what) => {
      const phrase = ROW_REQUESTS[what];
      return phrase === null ? null : (
        <span key={`request ${what}`} class={what === "retaliation" ? "tag late" : "tag duty"}>
          {say(phrase)}
        </span>
      );
    }),
    view === null || view.record.assigned.length === 0 ? null : <Assigned key="assigned" to={view.record.assigned} />,
    ...(view?.record.tags ?? []).map((tag) => (
      <span key={`tag ${tag}`} class="tag own">
        <Marked text={tag} wanted={wanted} />
      </span>
    )),
  ].filter((mark) => mark !== null);
  return marks.length === 0 ? null : <span class="case-row-marks">{marks}</span>;
}

function Found({ row, wanted }: Pick<RowProps, "row" | "wanted">) {
  const { say } = useWords();
  if (row.view === null || wanted.length === 0) return null;
  const excerpt = excerptOf(row.view.words, wanted);
  if (excerpt === null) return isFurtherBack(row.view, wanted) ? <span class="case-found">{say("inbox-found-further")}</span> : null;
  return (
    <span class="case-found">
      <Marked text={excerpt} wanted={wanted} />
    </span>
  );
}

/** A text in which what was searched for is marked. */
function Marked({ text, wanted }: { text: string; wanted: readonly string[] }) {
  if (wanted.length === 0) return <>{text}</>;
  return <>{piecesOf(text, wanted).map((piece, index) => (piece.found ? <mark key={index}>{piece.text}</mark> : piece.text))}</>;
}

function titleOfRow({ view, trouble }: Row, { say }: Words): string {
  if (view !== null) return view.title === "" ? say("cases-row-untitled") : view.title;
  if (trouble === "unfetched") return say("cases-row-unfetched");
  return say(trouble === null ? "cases-row-unopened" : "cases-row-damaged");
}
