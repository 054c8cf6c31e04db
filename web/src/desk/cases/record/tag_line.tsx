/** A line in which a tag is typed, with those of other cases to choose from: a combobox with a list, as ARIA's patterns have it. */
import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import { fold } from "../searching.ts";

/** What the line is told. */
export interface TagLineProps {
  readonly id: string;
  readonly value: string;
  /** The tags to choose from, the most used first. */
  readonly tags: readonly string[];
  /** What the list of them is called. */
  readonly listLabel: string;
  readonly isWrong: boolean;
  readonly describedBy: string | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onValue: (value: string) => void;
  /** Takes a tag that was chosen from the list. */
  readonly onChoose: (tag: string) => void;
  /** Takes what was typed, when Enter is pressed. Without it Enter does what it does in any form. */
  readonly onEnter?: () => void;
  readonly onLeave?: () => void;
}

/** Tags that are offered at once. */
const MOST_OFFERED = 8;

/** The tags to be offered for what is typed: those that begin so before those in which it stands. */
export function offeredFor(typed: string, tags: readonly string[]): readonly string[] {
  const wanted = fold(typed.trim());
  const found = tags.filter((tag) => fold(tag).includes(wanted) && fold(tag) !== wanted);
  const begins = (tag: string): boolean => fold(tag).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((tag) => !begins(tag))].slice(0, MOST_OFFERED);
}

/** The line. */
export function TagLine(props: TagLineProps): JSX.Element {
  const { id, value, onValue, onChoose } = props;
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const offered = offeredFor(value, props.tags);
  const isShown = isOpen && offered.length > 0;
  const at = active === null ? -1 : offered.indexOf(active);
  const close = (): void => {
    setOpen(false);
    setActive(null);
  };
  const choose = (tag: string): void => {
    close();
    onChoose(tag);
  };
  const step = (by: 1 | -1): void => {
    const next = isShown ? at + by : by === 1 ? 0 : offered.length - 1;
    setOpen(true);
    // Beyond either end stands what was typed.
    setActive(offered[next < -1 ? offered.length - 1 : next] ?? null);
  };
  return (
    <div class="tag-line">
      <input
        id={id}
        ref={props.input}
        type="text"
        class="input short"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && at >= 0 ? `${id}-option-${at}` : undefined}
        aria-invalid={props.isWrong}
        aria-describedby={props.describedBy}
        autoComplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => {
          setOpen(true);
          setActive(null);
          onValue(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.isComposing || event.altKey) return;
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            step(event.key === "ArrowDown" ? 1 : -1);
          } else if (event.key === "Escape" && isShown) {
            event.preventDefault();
            event.stopPropagation();
            close();
          } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && isShown && at >= 0) {
            event.preventDefault();
            choose(offered[at] ?? value);
          } else if (event.key === "Enter" && props.onEnter !== undefined && value.trim() !== "") {
            // With Control or Command, all is saved: what stands in the line too.
            if (!event.ctrlKey && !event.metaKey) event.preventDefault();
            close();
            props.onEnter();
          }
        }}
        onBlur={() => {
          close();
          props.onLeave?.();
        }}
      />
      <ul id={`${id}-list`} class="tag-offers" role="listbox" aria-label={props.listLabel} hidden={!isShown}>
        {isShown
          ? offered.map((tag, index) => (
              <li
                key={tag}
                id={`${id}-option-${index}`}
                role="option"
                aria-selected={index === at}
                dir="auto"
                onMouseDown={(event) => {
                  // The line keeps the focus.
                  event.preventDefault();
                }}
                onClick={() => {
                  choose(tag);
                }}
              >
                {tag}
              </li>
            ))
          : null}
      </ul>
    </div>
  );
}
