/** Terms of the record by name, each of which leads to its field. */
import type { JSX } from "preact";
import { useWords } from "../../words.ts";
import { focusOn } from "./focusing.ts";
import { termInWords } from "./in_words.ts";
import { termNamed } from "./terms.ts";

/** The list. A name of no term that this version knows leads nowhere, and is left out. */
export function TermLinks({ names }: { names: Iterable<string> }): JSX.Element {
  const words = useWords();
  const terms = [...names].map(termNamed).filter((term) => term !== null);
  return (
    <ul>
      {terms.map(({ name }) => (
        <li key={name}>
          <button
            type="button"
            class="button quiet tiny"
            onClick={() => {
              focusOn(name);
            }}
          >
            {termInWords(name, words)}
          </button>
        </li>
      ))}
    </ul>
  );
}
