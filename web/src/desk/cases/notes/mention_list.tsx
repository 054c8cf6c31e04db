/** While a note is written: whom an `@` may mean, below the box, by keyboard and told to a screen reader. */
import type { JSX, RefObject, TextareaHTMLAttributes } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { useWords } from "../../words.ts";
import { offeredFor, typedBefore, type Mentionable, type Typed } from "./mentions.ts";

/** What the box is told of the list. */
export interface Mentioning {
  /** The list, while there is something to offer. */
  readonly list: JSX.Element | null;
  /** What stands at the box for a screen reader. */
  readonly attributes: TextareaHTMLAttributes;
  /** Looks at what stands before the caret. */
  readonly look: () => void;
  /** Takes the keys of the list; true where it took this one. */
  readonly press: (event: KeyboardEvent) => boolean;
}

/** The list for a box. */
export function useMentioning(
  area: RefObject<HTMLTextAreaElement | null>,
  people: readonly Mentionable[],
  onText: (text: string) => void,
): Mentioning {
  const { announcer } = useDesk();
  const { say } = useWords();
  const own = useId();
  const [typed, setTyped] = useState<Typed | null>(null);
  // Where the list was sent away: it comes again with another @.
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const offered = typed === null || typed.from === dismissed ? [] : offeredFor(typed.words, people);
  const active = offered[Math.min(at, offered.length - 1)];
  const told = active?.title ?? "";
  const count = offered.length;
  useEffect(() => {
    if (count > 0) announcer.say(say("mentions-offered", { count, title: told }));
  }, [announcer, say, count, told]);
  const look = (): void => {
    const box = area.current;
    const now = box === null || people.length === 0 ? null : typedBefore(box.value, box.selectionStart);
    if (now?.from !== typed?.from || now?.words !== typed?.words) {
      setTyped(now);
      setAt(0);
    }
    if (now?.from !== dismissed) setDismissed(null);
  };
  const take = ({ title }: Mentionable): void => {
    const box = area.current;
    if (box === null || typed === null) return;
    const after = box.value.slice(box.selectionStart);
    const mention = `@${title}${after.startsWith(" ") ? "" : " "}`;
    const caret = typed.from + title.length + 2;
    // At once, and not when the page is drawn next: whoever types on is faster.
    box.value = box.value.slice(0, typed.from) + mention + after;
    box.focus();
    box.setSelectionRange(caret, caret);
    onText(box.value);
    setTyped(null);
  };
  const press = (event: KeyboardEvent): boolean => {
    if (active === undefined || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    switch (event.key) {
      case "ArrowDown":
        setAt((Math.min(at, count - 1) + 1) % count);
        return true;
      case "ArrowUp":
        setAt((Math.min(at, count - 1) + count - 1) % count);
        return true;
      case "Enter":
      case "Tab":
        take(active);
        return true;
      case "Escape":
        setDismissed(typed?.from ?? null);
        return true;
      default:
        return false;
    }
  };
  const list =
    active === undefined ? null : (
      <ul class="mention-list" role="listbox" id={own} aria-label={say("mentions-list")}>
        {offered.map((each, index) => (
          <li
            key={each.member}
            id={`${own}-${index}`}
            role="option"
            aria-selected={each === active}
            onMouseDown={(event) => {
              // The focus stays in the box.
              event.preventDefault();
            }}
            onClick={() => {
              take(each);
            }}
          >
            {each.title}
          </li>
        ))}
      </ul>
    );
  const attributes: TextareaHTMLAttributes =
    active === undefined
      ? { "aria-autocomplete": "list" }
      : {
          "aria-autocomplete": "list",
          "aria-haspopup": "listbox",
          "aria-controls": own,
          "aria-activedescendant": `${own}-${offered.indexOf(active)}`,
        };
  return { list, attributes, look, press };
}
