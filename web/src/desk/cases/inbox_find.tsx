/** Finding in the inbox: the search, the filters, what is switched on and how many it leaves, and the order. */
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { useShortcuts } from "../parts/keys.ts";
import { useWords, type Words } from "../words.ts";
import { useCases } from "./context.ts";
import { DUTIES } from "./duties.ts";
import { CHOICES, chosenIn, isFiltering, MARKS, NO_FILTER, SORTS, tallyOf, type Choice, type Filter } from "./filters.ts";
import type { Counts } from "./inbox.ts";
import { CHOICE_WORDS, MARK_WORDS, SORT_WORDS, useTitles, valueInWords, type Titles } from "./inbox_words.ts";
import { isShown } from "./views/saved_view.ts";
import { ViewsPanel } from "./views/views_panel.tsx";

const PANEL = "inbox-filters-panel";
const VIEWS = "inbox-views-panel";

/** What is unfolded below the search. */
type Unfolded = "filters" | "views" | null;

/** The search and the filters. */
export function Find(): JSX.Element {
  const { cases, bulk, own } = useCases();
  const words = useWords();
  const { say } = words;
  const [unfolded, setUnfolded] = useState<Unfolded>(null);
  const buttons = { filters: useRef<HTMLButtonElement>(null), views: useRef<HTMLButtonElement>(null) };
  const panels = { filters: useRef<HTMLDivElement>(null), views: useRef<HTMLDivElement>(null) };
  const isAsked = useRef(false);
  const filter = cases.filter.value;
  const change = (part: Partial<Filter>): void => {
    cases.filter.value = { ...cases.filter.peek(), ...part };
  };
  const clear = (): void => {
    cases.filter.value = NO_FILTER;
  };
  const focusIn = (what: Exclude<Unfolded, null>): void => {
    panels[what].current?.querySelector<HTMLElement>("select, button, input")?.focus();
  };
  const ask = (what: Exclude<Unfolded, null>) => (): void => {
    isAsked.current = true;
    setUnfolded(what);
    if (unfolded === what) focusIn(what);
  };
  useShortcuts(
    () => [
      { key: "f", does: "inbox-key-filters", run: ask("filters") },
      { key: "v", does: "views-key", run: ask("views") },
      { key: "c", does: "inbox-key-clear", run: clear },
    ],
    [unfolded],
  );
  useLayoutEffect(() => {
    if (unfolded !== null && isAsked.current) focusIn(unfolded);
    isAsked.current = false;
  }, [unfolded]);
  const fold = (what: Exclude<Unfolded, null>): void => {
    setUnfolded(null);
    buttons[what].current?.focus();
  };
  const toggle = (what: Exclude<Unfolded, null>) => (): void => {
    setUnfolded(unfolded === what ? null : what);
  };
  const chosen = chosenIn(filter).length;
  const view = own.views.value.find((each) => isShown(each, filter, cases.sort.value));
  return (
    <search class="cases-find">
      <Search change={change} />
      <div class="cases-filters">
        <Chips counts={cases.counts.value} filter={filter} change={change} />
        <button
          ref={buttons.filters}
          type="button"
          class="chip filters"
          aria-expanded={unfolded === "filters"}
          aria-controls={PANEL}
          onClick={toggle("filters")}
        >
          {say("inbox-filters")}
          {chosen > 0 ? <b> {words.number(chosen)}</b> : null}
        </button>
        <button
          ref={buttons.views}
          type="button"
          class="chip views"
          aria-expanded={unfolded === "views"}
          aria-controls={VIEWS}
          onClick={toggle("views")}
        >
          {view === undefined ? say("views") : <span dir="auto">{say("views-shown", { name: view.name })}</span>}
        </button>
        <button
          type="button"
          class="chip choose"
          aria-pressed={bulk.isChoosing.value}
          onClick={() => {
            if (bulk.isChoosing.peek()) bulk.end();
            else bulk.isChoosing.value = true;
          }}
        >
          {say("bulk-choose-rows")}
        </button>
      </div>
      <div
        ref={panels.filters}
        id={PANEL}
        class="inbox-choices"
        role="group"
        aria-label={say("inbox-filters-panel")}
        hidden={unfolded !== "filters"}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          fold("filters");
        }}
      >
        {unfolded === "filters" ? <Choices filter={filter} change={change} /> : null}
      </div>
      <div
        ref={panels.views}
        id={VIEWS}
        class="inbox-views"
        role="group"
        aria-label={say("views")}
        hidden={unfolded !== "views"}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          fold("views");
        }}
      >
        {unfolded === "views" ? (
          <ViewsPanel
            onShown={() => {
              fold("views");
            }}
          />
        ) : null}
      </div>
      {isFiltering(filter) ? <SwitchedOn filter={filter} change={change} clear={clear} /> : null}
    </search>
  );
}

type Change = (part: Partial<Filter>) => void;

function Search({ change }: { change: Change }) {
  const { cases } = useCases();
  const desk = useDesk();
  const { say } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const { search } = cases.filter.value;
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
        value={search}
        onInput={(event) => {
          change({ search: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape" && search !== "") {
            event.stopPropagation();
            change({ search: "" });
          } else if (event.key === "Enter" || event.key === "ArrowDown") {
            event.preventDefault();
            document.querySelector<HTMLElement>("a.case-row")?.focus();
          }
        }}
      />
      {search === "" && desk.shortcuts.singleKeys.value ? <kbd aria-hidden="true">/</kbd> : null}
    </div>
  );
}

function Chips({ counts, filter, change }: { counts: Counts; filter: Filter; change: Change }) {
  const words = useWords();
  const { say } = words;
  const { duty } = filter;
  const isAll = duty === "all" && !MARKS.some((mark) => filter[mark]);
  const chip = (name: keyof Counts, isOn: boolean, part: Partial<Filter>): JSX.Element | null =>
    counts[name] > 0 || name === "all" || isOn ? (
      <button
        key={name}
        type="button"
        class={`chip ${name}`}
        aria-pressed={isOn}
        onClick={() => {
          change(part);
        }}
      >
        {chipWords(name, counts, words)}
      </button>
    ) : null;
  return (
    <div role="group" aria-label={say("cases-filter-duty")}>
      {chip("late", duty === "late", { duty: duty === "late" ? "all" : "late" })}
      {chip("soon", duty === "soon", { duty: duty === "soon" ? "all" : "soon" })}
      {MARKS.map((mark) => chip(mark, filter[mark], { [mark]: !filter[mark] }))}
      {chip("all", isAll, { duty: "all", asked: false, unread: false, mentioned: false, ending: false })}
    </div>
  );
}

function chipWords(name: keyof Counts, counts: Counts, words: Words): string {
  const { say } = words;
  const count = counts[name];
  switch (name) {
    case "all":
      return say("cases-filter-all", { count: words.number(count) });
    case "late":
      return say("cases-filter-late", { count });
    case "soon":
      return say("cases-filter-soon", { count: words.number(count) });
    case "unread":
      return say("cases-filter-unread", { count });
    case "mentioned":
      return say("inbox-filter-mentioned", { count });
    case "asked":
      return say("inbox-filter-asked", { count: words.number(count) });
    case "ending":
      return say("inbox-filter-ending", { count: words.number(count) });
  }
}

/** The lists to choose from: of what occurs among all cases, with how many have it, and of what is chosen. */
function Choices({ filter, change }: { filter: Filter; change: Change }) {
  const { cases, ports } = useCases();
  const words = useWords();
  const { say } = words;
  const titles = useTitles();
  const rows = cases.ordered.value;
  // Not for every key that is typed.
  const tallies = useMemo(
    () => CHOICES.map((choice) => ({ choice, tally: tallyOf(rows, choice, ports.member) })),
    [rows, ports.member],
  );
  return (
    <>
      {tallies.map(({ choice, tally }) => {
        const chosen = filter[choice];
        const values = [...new Set([...tally.keys(), ...(chosen === null ? [] : [chosen])])];
        if (values.length === 0) return null;
        const options = values.map((value) => ({ value, name: valueInWords(choice, value, words, titles) }));
        return (
          <label key={choice}>
            <span>{say(CHOICE_WORDS[choice])}</span>
            <select
              class="cases-state"
              // A value may be "", which stands for cases that have none.
              value={chosen === null ? "any" : `is ${chosen}`}
              onChange={(event) => {
                const wanted = values.find((value) => `is ${value}` === event.currentTarget.value) ?? null;
                // What stands in a list came out of it.
                change({ [choice]: wanted });
              }}
            >
              <option value="any">{say("inbox-any")}</option>
              {inListOrder(choice, options, words).map(({ value, name }) => (
                <option key={value} value={`is ${value}`}>
                  {`${name} (${words.number(tally.get(value) ?? 0)})`}
                </option>
              ))}
            </select>
          </label>
        );
      })}
      <label>
        <span>{say("inbox-sort")}</span>
        <select
          class="cases-state"
          value={cases.sort.value}
          onChange={(event) => {
            const wanted = event.currentTarget.value;
            cases.sort.value = SORTS.find((sort) => sort === wanted) ?? "duty";
          }}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {say(SORT_WORDS[sort])}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

interface Option {
  readonly value: string;
  readonly name: string;
}

/** What stands first in a list, in an order of its own. */
const FIRST: Readonly<Partial<Record<Choice, readonly string[]>>> = {
  todo: DUTIES,
  assigned: ["me", "nobody"],
  severity: ["4", "3", "2", "1", "unset"],
};

/** How grave, the gravest first; what has a word of its own before names; names by the alphabet. */
function inListOrder(choice: Choice, options: readonly Option[], { locale }: Words): readonly Option[] {
  const first = FIRST[choice] ?? [];
  const rank = ({ value }: Option): number => (first.includes(value) ? first.indexOf(value) : first.length);
  return [...options].sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, locale));
}

/** Everything that is switched on, each to be taken off, and how many cases are left. */
function SwitchedOn({ filter, change, clear }: { filter: Filter; change: Change; clear: () => void }) {
  const { cases } = useCases();
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const titles = useTitles();
  const [count, all] = [cases.shown.value.length, cases.ordered.value.length];
  return (
    <div class="inbox-on" role="group" aria-label={say("inbox-on")}>
      <span class="inbox-leaves">{say("inbox-leaves", { count: words.number(count), all: words.number(all) })}</span>
      {onIn(filter, words, titles).map(({ what, off }) => (
        <button
          key={what}
          type="button"
          class="chip on"
          aria-label={say("inbox-take-off", { what })}
          onClick={() => {
            change(off);
          }}
        >
          {what} <span aria-hidden="true">×</span>
        </button>
      ))}
      <button
        type="button"
        class="chip clear"
        aria-keyshortcuts={desk.shortcuts.singleKeys.value ? "c" : undefined}
        onClick={clear}
      >
        {say("inbox-clear")}
        {desk.shortcuts.singleKeys.value ? <kbd aria-hidden="true"> C</kbd> : null}
      </button>
    </div>
  );
}

interface On {
  readonly what: string;
  /** What takes it off. */
  readonly off: Partial<Filter>;
}

function onIn(filter: Filter, words: Words, titles: Titles): readonly On[] {
  const { say } = words;
  const on: On[] = [];
  const { search, duty } = filter;
  if (search.trim() !== "") on.push({ what: say("inbox-on-search", { words: search.trim() }), off: { search: "" } });
  if (duty !== "all") on.push({ what: say(duty === "late" ? "inbox-on-late" : "inbox-on-soon"), off: { duty: "all" } });
  for (const mark of MARKS) if (filter[mark]) on.push({ what: say(MARK_WORDS[mark]), off: { [mark]: false } });
  for (const choice of chosenIn(filter)) {
    const value = valueInWords(choice, filter[choice] ?? "", words, titles);
    on.push({ what: `${say(CHOICE_WORDS[choice])}: ${value}`, off: { [choice]: null } });
  }
  return on;
}
