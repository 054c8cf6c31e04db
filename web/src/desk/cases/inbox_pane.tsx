/** The inbox: what is most urgent first, filters, a search, and a list that grows as one goes down it. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { useShortcuts } from "../parts/keys.ts";
import { Link } from "../parts/link.tsx";
import { Wait } from "../parts/wait.tsx";
import type { CaseRow } from "../router.ts";
import { useWords, type Words } from "../words.ts";
import { problemInWords, useCases } from "./context.ts";
import { dateInWords, dutyInWords } from "./days_in_words.ts";
import { hasDraft } from "./draft.ts";
import {
  claimedOf,
  daysOf,
  dutyOf,
  excerptOf,
  nearnessOf,
  neighbour,
  NO_FILTER,
  stateOf,
  unreadOf,
  wordsOf,
  type Counts,
  type DutyFilter,
  type Filter,
  type Row,
} from "./inbox.ts";
import { InboxWarnings } from "./inbox_warnings.tsx";
import { CLAIMED_WORDS, SHORT_PATHS, STATE_WORDS } from "./row_words.ts";
import type { State } from "./summary.ts";

/** How many rows stand in the page at first, and how many more each time: thousands would take it seconds to lay out. */
const STEP = 100;
/** Milliseconds after the last key of a search until its result is told. */
const TELL_AFTER = 600;

/** The inbox with its search; `open` is the case that is shown beside it. */
export function InboxPane({ open }: { open: CaseRow | null }): JSX.Element {
  const { cases } = useCases();
  const words = useWords();
  const { say } = words;
  const loading = cases.loading.value;
  const rows = cases.shown.value;
  const left = cases.opening.value;
  useResultsTold(rows.length, cases.filter.value, words);
  return (
    <nav class="cases-inbox" aria-label={say("cases-inbox")}>
      <Find />
      <InboxWarnings />
      {loading.is === "loading" ? <Wait>{say("cases-loading")}</Wait> : null}
      {loading.is === "failed" ? (
        <div class="cases-empty" role="alert">
          <p>{problemInWords(loading.because, words)}</p>
          <button type="button" class="button plain" onClick={() => void cases.load()}>
            {say("cases-retry")}
          </button>
        </div>
      ) : null}
      {loading.is === "ready" && rows.length === 0 ? <Empty /> : null}
      {rows.length > 0 ? <List rows={rows} open={open} /> : null}
      {left > 0 ? (
        <p class="cases-progress" role="status">
          {say("cases-opening-left", { count: left })}
        </p>
      ) : null}
    </nav>
  );
}

function Find() {
  const { cases } = useCases();
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const field = useRef<HTMLInputElement>(null);
  const filter = cases.filter.value;
  const counts = cases.counts.value;
  const change = (part: Partial<Filter>): void => {
    cases.filter.value = { ...cases.filter.peek(), ...part };
  };
  useShortcuts(() => [
    {
      key: "/",
      does: "cases-key-search",
      run: () => {
        field.current?.focus();
        field.current?.select();
      },
    },
  ]);
  return (
    <search class="cases-find">
      <div class="cases-search">
        <input
          ref={field}
          type="search"
          class="input full"
          aria-label={say("cases-search")}
          aria-keyshortcuts={desk.shortcuts.singleKeys.value ? "/" : undefined}
          placeholder={say("cases-search")}
          autoComplete="off"
          spellcheck={false}
          value={filter.search}
          onInput={(event) => {
            change({ search: event.currentTarget.value });
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && filter.search !== "") {
              event.stopPropagation();
              change({ search: "" });
            } else if (event.key === "Enter" || event.key === "ArrowDown") {
              event.preventDefault();
              document.querySelector<HTMLElement>("a.case-row")?.focus();
            }
          }}
        />
        {filter.search === "" && desk.shortcuts.singleKeys.value ? <kbd aria-hidden="true">/</kbd> : null}
      </div>
      <div class="cases-filters">
        <div role="group" aria-label={say("cases-filter-duty")}>
          {(["late", "soon", "unread", "all"] as const).map((duty) =>
            counts[duty] > 0 || duty === "all" || filter.duty === duty ? (
              <button
                key={duty}
                type="button"
                class={`chip ${duty}`}
                aria-pressed={filter.duty === duty}
                onClick={() => {
                  change({ duty });
                }}
              >
                {chipWords(duty, counts, words)}
              </button>
            ) : null,
          )}
        </div>
        <select
          class="cases-state"
          aria-label={say("cases-filter-state")}
          value={filter.state}
          onChange={(event) => {
            const wanted = event.currentTarget.value;
            change({ state: STATES.find((state) => state === wanted) ?? "all" });
          }}
        >
          {(["all", ...STATES] as const).map((state) => (
            <option key={state} value={state}>
              {state === "all" ? say("cases-state-all") : say(STATE_WORDS[state])}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}

const STATES: readonly State[] = ["received", "acknowledged", "closed"];

function chipWords(duty: DutyFilter, counts: Counts, words: Words): string {
  const { say } = words;
  const count = counts[duty];
  switch (duty) {
    case "all":
      return say("cases-filter-all", { count: words.number(count) });
    case "late":
      return say("cases-filter-late", { count });
    case "soon":
      return say("cases-filter-soon", { count: words.number(count) });
    case "unread":
      return say("cases-filter-unread", { count });
  }
}

function Empty() {
  const { cases } = useCases();
  const { say } = useWords();
  const { search, duty, state } = cases.filter.value;
  if (cases.ordered.value.length === 0) {
    return (
      <div class="cases-empty">
        <h2>{say("cases-empty-title")}</h2>
        <p>{say("cases-empty")}</p>
      </div>
    );
  }
  const isSearch = search !== "" || (duty === "all" && state === "all");
  return (
    <div class="cases-empty">
      <h2>{say(isSearch ? "cases-empty-search-title" : "cases-empty-filter-title")}</h2>
      <p>{say(isSearch ? "cases-empty-search" : "cases-empty-filter")}</p>
      <button
        type="button"
        class="button plain tiny"
        onClick={() => {
          cases.filter.value = NO_FILTER;
        }}
      >
        {say("cases-show-all")}
      </button>
    </div>
  );
}

function List({ rows, open }: { rows: readonly Row[]; open: CaseRow | null }) {
  const { cases } = useCases();
  const { say } = useWords();
  const [most, setMost] = useState(STEP);
  const end = useRef<HTMLDivElement>(null);
  const search = cases.filter.value.search;
  const shown = useMemo(() => rows.slice(0, most), [rows, most]);
  useEffect(() => {
    setMost(STEP);
  }, [search]);
  useEffect(() => {
    const element = end.current;
    if (element === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) setMost((now) => now + STEP);
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, [rows.length > most]);
  useShortcuts(() => {
    const move = (step: 1 | -1): void => {
      const focused = focusedRow();
      const next = neighbour(rows, focused ?? open, focused === null && open === null ? 1 : step);
      if (next === null) return;
      const at = rows.findIndex(({ id }) => id === next);
      setMost((now) => Math.max(now, at + 1));
      // After the list has grown to hold it.
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>(`#${rowId(next)} > a`)?.focus();
      });
    };
    const down = (): void => {
      move(1);
    };
    const up = (): void => {
      move(-1);
    };
    return [
      { key: "j", does: "cases-key-down", run: down },
      { key: "k", does: "cases-key-up", run: up },
    ];
  }, [rows, open]);
  return (
    <>
      <ol
        class="case-list"
        aria-label={say("cases-list")}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          const item = document.activeElement?.closest("li");
          const next = event.key === "ArrowDown" ? item?.nextElementSibling : item?.previousElementSibling;
          event.preventDefault();
          next?.querySelector<HTMLElement>("a")?.focus();
        }}
      >
        {shown.map((row, index) => (
          <RowItem key={row.id} row={row} here={row.id === open} place={index + 1} of={rows.length} search={search} />
        ))}
      </ol>
      {rows.length > most ? (
        <div ref={end} class="cases-more">
          <button
            type="button"
            class="button quiet tiny"
            onClick={() => {
              setMost(most + STEP);
            }}
          >
            {say("cases-show-more")}
          </button>
        </div>
      ) : null}
    </>
  );
}

function RowItem(props: { row: Row; here: boolean; place: number; of: number; search: string }) {
  const { row, here, search } = props;
  const { cases } = useCases();
  const words = useWords();
  const { say } = words;
  const { view } = row;
  // By the verified report: the server's word alone is not shown.
  const path = view?.path ?? null;
  const unread = unreadOf(row);
  const days = daysOf(row);
  const claimed = claimedOf(row);
  const isWrong = row.trouble !== null || view?.damaged === true;
  const isDrafted = view !== null && hasDraft(view.drafts);
  return (
    <li
      id={rowId(row.id)}
      aria-posinset={props.place}
      aria-setsize={props.of}
      onClick={() => {
        // The link leads nowhere new: what has come since is looked for. Where that fails, what is shown stays.
        if (here) cases.open(row.id).catch(() => undefined);
      }}
    >
      <Link to={{ at: "inbox", open: row.id }} here={here} class={unread > 0 ? "case-row unread" : "case-row"}>
        <span class="case-row-top">
          <DutyTag row={row} />
          {unread > 0 && view !== null ? <span class="tag new">{say("cases-row-new", { count: unread })}</span> : null}
        </span>
        <b class="case-row-title">{titleOfRow(row, words)}</b>
        <Found row={row} search={search} />
        {isWrong || isDrafted ? (
          <span class="case-row-marks">
            {isWrong ? <span class="tag late">{say("cases-row-warning")}</span> : null}
            {isDrafted ? <span class="tag draft">{say("cases-row-draft")}</span> : null}
          </span>
        ) : null}
        <span class="case-row-foot">
          {view === null ? null : <span class="case-reference">{view.reference}</span>}
          <span>
            {days.closed === null
              ? say("cases-row-received", { day: dateInWords(days.received, row.today, words) })
              : say("cases-row-closed", { day: dateInWords(days.closed, row.today, words) })}
          </span>
          {path === null ? null : <span>{say(SHORT_PATHS[path])}</span>}
          <span class="unseen">{say(STATE_WORDS[stateOf(row)])}</span>
          {claimed === null ? null : <span>{say(CLAIMED_WORDS[claimed])}</span>}
        </span>
      </Link>
    </li>
  );
}

/** The next duty of a row, or its state where there is none. */
export function DutyTag({ row }: { row: Row }): JSX.Element {
  const words = useWords();
  const duty = dutyOf(row);
  const near = nearnessOf(row);
  const state = stateOf(row);
  if (duty === null || near === null) {
    return <span class={state === "closed" ? "tag done" : "tag"}>{words.say(STATE_WORDS[state])}</span>;
  }
  const tone = near === "late" ? "tag late" : near === "soon" ? "tag duty" : "tag";
  return <span class={tone}>{dutyInWords(duty, row.today, words)}</span>;
}

function titleOfRow({ view, trouble }: Row, { say }: Words): string {
  if (view !== null) return view.title === "" ? say("cases-row-untitled") : view.title;
  if (trouble === "unfetched") return say("cases-row-unfetched");
  return say(trouble === null ? "cases-row-unopened" : "cases-row-damaged");
}

function Found({ row, search }: { row: Row; search: string }) {
  if (row.view === null || wordsOf(search).length === 0) return null;
  const excerpt = excerptOf(row.view.words, search);
  if (excerpt === null) return null;
  return (
    <span class="case-found">
      {excerpt.before}
      <mark>{excerpt.found}</mark>
      {excerpt.after}
    </span>
  );
}

function rowId(row: CaseRow): string {
  return `case-${row}`;
}

function focusedRow(): CaseRow | null {
  const id = document.activeElement?.closest("li")?.id ?? "";
  // Only rowId makes ids that begin so.
  return id.startsWith("case-") ? (id.slice("case-".length) as CaseRow) : null;
}

/** Tells a screen reader how many were found, once nobody types any more. */
function useResultsTold(count: number, filter: Filter, { say }: Words): void {
  const { announcer } = useDesk();
  const before = useRef(filter);
  useEffect(() => {
    if (before.current === filter) return undefined;
    const timer = setTimeout(() => {
      before.current = filter;
      announcer.say(say("cases-found", { count }));
    }, TELL_AFTER);
    return () => {
      clearTimeout(timer);
    };
  }, [count, filter, announcer, say]);
}
