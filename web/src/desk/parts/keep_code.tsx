import type { JSX } from "preact";
import { useWords, type Phrase } from "../words.ts";
import { CodeText } from "./code_text.tsx";
import { Field } from "./field.tsx";
import { saveText } from "./save.ts";

/** A code that must be kept on paper or in a file, and what its sheet says. */
export interface KeepCodeProps {
  readonly code: string;
  /** What it is called. */
  readonly name: Phrase;
  /** What it is good for and where it belongs: on the page's sheet and in the file. */
  readonly purpose: string;
  /** Name of the file. */
  readonly file: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly error: string | null;
}

/** Shows a code, prints it, saves it, and asks for its last group to see that it was kept. */
export function KeepCode(props: KeepCodeProps): JSX.Element {
  const { say } = useWords();
  const name = say(props.name);
  return (
    <>
      <CodeText code={props.code} label={name} />
      <div class="row">
        <button
          type="button"
          class="button plain"
          onClick={() => {
            window.print();
          }}
        >
          {say("desk-print")}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => {
            saveText(props.file, `${name}\n\n${props.code}\n\n${props.purpose}\n`);
          }}
        >
          {say("desk-save-file")}
        </button>
      </div>
      <Field
        label={say("desk-last-group")}
        hint={say("desk-last-group-hint")}
        value={props.typed}
        onValue={props.onTyped}
        error={props.error}
        width="digits"
      />
      <section class="sheet" aria-hidden="true">
        <h1>{name}</h1>
        <CodeText code={props.code} label={name} />
        <p>{props.purpose}</p>
      </section>
    </>
  );
}
