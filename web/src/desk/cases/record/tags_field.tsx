/** The tags of a case: those it has, each to be taken away, and a line for one more with those of other cases to choose from. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useWords } from "../../words.ts";
import { onOneLine } from "./forms.ts";
import { describedBy, Labelled, type LabelledProps } from "./labelled.tsx";
import { TagLine } from "./tag_line.tsx";

/** What the field is told. */
export interface TagsFieldProps {
  readonly value: string;
  readonly tags: readonly string[];
  readonly frame: LabelledProps;
  readonly onValue: (value: string) => void;
}

/** The field. */
export function TagsField({ value, tags, frame, onValue }: TagsFieldProps): JSX.Element {
  const { say } = useWords();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const all = value === "" ? [] : value.split("\n");
  const known = tags.filter((tag) => !all.includes(tag));
  const add = (texts: readonly string[]): void => {
    const now = new Set([...all, ...texts.map(onOneLine).filter((tag) => tag !== "")]);
    if (now.size > all.length) onValue([...now].join("\n"));
  };
  const addTyped = (): void => {
    add([typed]);
    setTyped("");
  };
  return (
    <Labelled {...frame}>
      {all.length === 0 ? null : (
        <ul class="tag-list">
          {all.map((tag) => (
            <li key={tag} class="tag">
              <span dir="auto">{tag}</span>
              <button
                type="button"
                class="tag-remove"
                aria-label={say("record-tag-remove", { tag })}
                onClick={() => {
                  onValue(all.filter((each) => each !== tag).join("\n"));
                  input.current?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <TagLine
        id={frame.id}
        input={input}
        value={typed}
        tags={known}
        listLabel={say("record-tags-known")}
        isWrong={frame.error !== null}
        describedBy={describedBy(frame)}
        onValue={(text) => {
          // A comma ends a tag.
          const tagsTyped = text.split(",");
          setTyped(tagsTyped.at(-1)?.trimStart() ?? "");
          add(tagsTyped.slice(0, -1));
        }}
        onChoose={(tag) => {
          add([tag]);
          setTyped("");
        }}
        onEnter={addTyped}
        onLeave={addTyped}
      />
    </Labelled>
  );
}
