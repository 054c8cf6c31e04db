/** The inbox: what is most urgent first, or as it was asked for, filters, a search, and a list of any length. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { Wait } from "../parts/wait.tsx";
import type { CaseRow } from "../router.ts";
import { useWords, type Words } from "../words.ts";
import { BulkBar } from "./bulk/bulk_bar.tsx";
import { problemInWords, useCases } from "./context.ts";
import { ListDialog } from "./exports/list_dialog.tsx";
import { NO_FILTER, type Filter } from "./filters.ts";
import { unsearchedIn, type Row } from "./inbox.ts";
import { Find } from "./inbox_find.tsx";
import { List } from "./inbox_list.tsx";
import { InboxWarnings } from "./inbox_warnings.tsx";

/** Milliseconds after the last key of a search until its result is told. */
const TELL_AFTER = 600;

/** So many cases are named that a search does not reach to their end. */
const MOST_NAMED = 5;

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
      {loading.is === "ready" && rows.length > 0 ? <SaveList rows={rows} /> : null}
      {loading.is === "ready" ? <Unsearched /> : null}
      {rows.length > 0 ? <List rows={rows} open={open} /> : null}
      <BulkBar rows={rows} />
      {left > 0 ? (
        <p class="cases-progress" role="status">
          {say("cases-opening-left", { count: left })}
        </p>
      ) : null}
    </nav>
  );
}

/** Takes what the list shows out of the desk. */
function SaveList({ rows }: { rows: readonly Row[] }) {
  const { say } = useWords();
  const [asked, setAsked] = useState<readonly Row[] | null>(null);
  return (
    <div class="cases-save-list">
      <button
        type="button"
        class="button quiet tiny"
        onClick={() => {
          setAsked(rows);
        }}
      >
        {say("export-register-open")}
      </button>
      {asked === null ? null : (
        <ListDialog
          rows={asked}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </div>
  );
}

/** While something is searched for: which cases are not searched, or not to their end. */
function Unsearched() {
  const { cases } = useCases();
  const { say } = useWords();
  const rows = cases.ordered.value;
  // Not for every key that is typed.
  const { unopened, cut } = useMemo(() => unsearchedIn(rows), [rows]);
  if (cases.filter.value.search.trim() === "") return null;
  return (
    <>
      {unopened > 0 ? <p class="cases-unsearched">{say("inbox-unopened", { count: unopened })}</p> : null}
      {cut.length > 0 ? <p class="cases-unsearched">{say("inbox-cut", { count: cut.length, references: cut.slice(0, MOST_NAMED).join(", ") })}</p> : null}
    </>
  );
}

function Empty() {
  const { cases } = useCases();
  const { say } = useWords();
  const { search } = cases.filter.value;
  if (cases.ordered.value.length === 0) {
    return (
      <div class="cases-empty">
        <h2>{say("cases-empty-title")}</h2>
        <p>{say("cases-empty")}</p>
      </div>
    );
  }
  const isSearch = search !== "";
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
