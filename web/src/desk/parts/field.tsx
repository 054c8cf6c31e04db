import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

/** What a text field is told. */
export interface FieldProps {
  readonly label: string;
  /** A sentence that helps, above the field. */
  readonly hint?: ComponentChildren;
  /** What is wrong, in words that say how to mend it; null if nothing. */
  readonly error?: string | null;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** As HTML has it; `off` unless something is to be filled in. */
  readonly autoComplete?: string;
  readonly inputMode?: "numeric" | "text";
  /** Whether what is typed shows; only for a single line. */
  readonly hidden?: boolean;
  /** How wide it is, in characters of what belongs there. */
  readonly width?: "digits" | "short" | "full";
  readonly lines?: number;
  readonly readOnly?: boolean;
  readonly spelling?: boolean;
  readonly id?: string;
}

/** A text field with its label, hint and error, tied together for whoever cannot see that they belong together. */
export function Field(props: FieldProps): JSX.Element {
  const own = useId();
  const id = props.id ?? own;
  const error = props.error ?? null;
  const described = [props.hint === undefined ? null : `${id}-hint`, error === null ? null : `${id}-error`];
  const common = {
    id,
    value: props.value,
    readOnly: props.readOnly ?? false,
    autoComplete: props.autoComplete ?? "off",
    // Browsers' spell checking may send what is typed to its maker.
    spellcheck: props.spelling ?? false,
    autoCapitalize: "none",
    "aria-invalid": error !== null,
    "aria-describedby": described.filter((each) => each !== null).join(" ") || undefined,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      props.onValue(event.currentTarget.value);
    },
    class: `input ${props.width ?? "full"}`,
  } as const;
  const mode = props.inputMode ?? "text";
  let input = <input type="text" inputMode={mode} {...common} />;
  if (props.hidden === true) input = <input type="password" {...common} />;
  if (props.lines !== undefined) input = <textarea rows={props.lines} {...common} />;
  return (
    <div class={error === null ? "field" : "field wrong"}>
      <label for={id}>{props.label}</label>
      {props.hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {input}
    </div>
  );
}
