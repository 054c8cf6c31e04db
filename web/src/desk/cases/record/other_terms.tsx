/** What the record holds that this version of the desk does not know: shown as it stands, and kept unless it is taken away. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useWords } from "../../words.ts";
import type { RecordEditing } from "./editing.ts";
import { termNamed } from "./terms.ts";

/** The terms; nothing where all are known. Whoever filled a record with them would else keep others out of it. */
export function OtherTerms({ editing }: { editing: RecordEditing }): JSX.Element | null {
  const { say } = useWords();
  const place = useRef<HTMLElement>(null);
  const others = [...editing.typed.value].filter(([name]) => termNamed(name) === null);
  if (others.length === 0) return null;
  return (
    <details class="record-section">
      <summary ref={place}>
        <h3>{say("record-other")}</h3> <span class="quiet">{say("record-filled", { count: others.length })}</span>
      </summary>
      <p class="hint">{say("record-other-hint")}</p>
      <ul>
        {others.map(([name, value]) => (
          <li key={name}>
            <b>{name}</b>
            <blockquote dir="auto">{value}</blockquote>
            <button
              type="button"
              class="button plain tiny"
              aria-label={say("record-other-remove-of", { name })}
              onClick={() => {
                editing.remove(name);
                place.current?.focus();
              }}
            >
              {say("record-other-remove")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
