/** The rows of the inbox: thousands of them, of which those in sight stand in the page. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useShortcuts } from "../parts/keys.ts";
import type { CaseRow } from "../router.ts";
import { useWords } from "../words.ts";
import { useCases } from "./context.ts";
import type { Row } from "./inbox.ts";
import { RowItem } from "./inbox_row.tsx";
import { LIST_WORDS } from "./inbox_words.ts";
import { wordsOf } from "./searching.ts";
import { beginnings, goneTo, Heights, inSight, isGoing, partsOf, type Going, type Sight } from "./windowing.ts";

/** Pixels above and below what is in sight within which rows stand in the page already. */
const BEYOND = 1000;
/** Pixels that what is in sight moves by before rows are drawn for it: far less than what is drawn beyond it. */
const MOVED = 200;

/** The list; `open` is the case that is shown beside it. */
export function List({ rows, open }: { rows: readonly Row[]; open: CaseRow | null }): JSX.Element {
  const { cases, bulk } = useCases();
  const { say } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const [heights] = useState(() => new Heights());
  const [measured, setMeasured] = useState(0);
  const [sight, setSight] = useState<Sight>({ from: 0, to: 0 });
  // Where the focus is, or is to go: that row stands in the page wherever it is.
  const [kept, setKept] = useState<CaseRow | null>(null);
  const toFocus = useRef<CaseRow | null>(null);
  const search = cases.filter.value.search;
  const wanted = useMemo(() => wordsOf(search), [search]);
  const names = useMemo(() => rows.map(({ id }) => id), [rows]);
  const places = useMemo(() => new Map(names.map((name, place) => [name, place])), [names]);
  const begin = useMemo(() => beginnings(names, heights), [names, heights, measured]);
  const range = inSight(begin, { from: sight.from - BEYOND, to: sight.to + BEYOND });
  const parts = partsOf(begin, range, kept === null ? null : (places.get(kept) ?? null));

  useEffect(() => {
    const look = (): void => {
      const place = list.current?.getBoundingClientRect();
      if (place === undefined) return;
      const from = Math.max(0, -place.top);
      const to = Math.max(from, window.innerHeight - place.top);
      setSight((before) =>
        Math.abs(before.from - from) < MOVED && Math.abs(before.to - to) < MOVED ? before : { from, to },
      );
    };
    const resized = (): void => {
      heights.forget();
      setMeasured((count) => count + 1);
      look();
    };
    look();
    // What stands above the list moves it as it grows and shrinks.
    const above = new ResizeObserver(look);
    for (let each = list.current?.previousElementSibling ?? null; each !== null; each = each.previousElementSibling) above.observe(each);
    // Whichever of the list's boxes scrolls: a scrolling does not bubble, but it is seen on its way down.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    window.addEventListener("resize", resized);
    return () => {
      above.disconnect();
      document.removeEventListener("scroll", look, { capture: true });
      window.removeEventListener("resize", resized);
    };
  }, [heights]);

  // Before it is painted, so that nothing jumps. What was measured moves what comes after it once, and then holds.
  useLayoutEffect(() => {
    const drawn = [...(list.current?.querySelectorAll<HTMLElement>("li[data-row]") ?? [])];
    const found = drawn.map((item) => [item.dataset["row"] ?? "", item.getBoundingClientRect().height] as const);
    if (heights.measure(found)) setMeasured((count) => count + 1);
  });

  useLayoutEffect(() => {
    const target = toFocus.current;
    if (target === null) return;
    toFocus.current = null;
    linkOf(list.current, target)?.focus();
  });

  const goTo = (place: number): void => {
    const row = rows[place];
    if (row === undefined) return;
    const link = linkOf(list.current, row.id);
    setKept(row.id);
    // It may have to be drawn first.
    if (link === null) toFocus.current = row.id;
    else link.focus();
  };
  const go = (key: Going, from: number): void => {
    const page = Math.floor((sight.to - sight.from) / heights.usual);
    goTo(goneTo(key, from, rows.length, page));
  };
  /** The row that was chosen last, from which a range goes. */
  const last = useRef<CaseRow | null>(null);
  const choose = (place: number, on: boolean, isRange: boolean): void => {
    const from = isRange && last.current !== null ? (places.get(last.current) ?? place) : place;
    bulk.choose(names.slice(Math.min(from, place), Math.max(from, place) + 1), on);
    last.current = names[place] ?? null;
  };
  useShortcuts(() => {
    const step = (key: Going) => (): void => {
      const focused = focusedIn(list.current);
      const at = places.get(focused ?? open ?? ("" as CaseRow));
      if (at === undefined) goTo(0);
      else go(key, at);
    };
    return [
      { key: "j", does: "cases-key-down", run: step("ArrowDown") },
      { key: "k", does: "cases-key-up", run: step("ArrowUp") },
      {
        key: "x",
        does: "bulk-key-choose",
        run: () => {
          const row = focusedIn(list.current) ?? open;
          const at = row === null ? undefined : places.get(row);
          if (row === null || at === undefined) goTo(0);
          else choose(at, !bulk.chosen.peek().has(row), false);
        },
      },
    ];
  }, [rows, open]);
  return (
    <ol
      ref={list}
      class={bulk.isChoosing.value ? "case-list choosing" : "case-list"}
      aria-label={say(LIST_WORDS[cases.sort.value])}
      onFocusCapture={() => {
        setKept(focusedIn(list.current));
      }}
      onKeyDown={(event) => {
        const at = places.get(focusedIn(list.current) ?? ("" as CaseRow));
        if (event.key === "Escape" && bulk.isChoosing.peek()) {
          event.preventDefault();
          event.stopPropagation();
          bulk.end();
          return;
        }
        if (!isGoing(event.key) || at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const isStep = event.key === "ArrowDown" || event.key === "ArrowUp";
        if (event.shiftKey && isStep) {
          // As lists have it: Shift takes along what the focus goes over.
          const to = Math.min(rows.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)));
          if (last.current === null || !bulk.chosen.peek().has(last.current)) choose(at, true, false);
          choose(to, true, false);
        }
        go(event.key, at);
      }}
    >
      {parts.map((part, index) => {
        if (part.is === "gap") return <li key={`gap ${index}`} class="gap" aria-hidden="true" style={{ height: `${part.height}px` }} />;
        const row = rows[part.place];
        if (row === undefined) return null;
        return (
          <RowItem
            key={row.id}
            row={row}
            here={row.id === open}
            place={part.place + 1}
            of={rows.length}
            wanted={wanted}
            onChoose={(on, isRange) => {
              choose(part.place, on, isRange);
            }}
          />
        );
      })}
    </ol>
  );
}

function linkOf(list: HTMLElement | null, row: CaseRow): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`li[data-row="${row}"] > a`) ?? null;
}

function focusedIn(list: HTMLElement | null): CaseRow | null {
  const item = document.activeElement?.closest<HTMLElement>("li[data-row]");
  if (item === undefined || item === null || list?.contains(item) !== true) return null;
  // Only rows of the list have names.
  return (item.dataset["row"] ?? null) as CaseRow | null;
}
