/** The frame of a field of the record: label, hint, what is wrong, and what somebody else put there. */
import type { ComponentChildren, JSX } from "preact";

/** What a frame is told. */
export interface LabelledProps {
  /** The id of the control, or of the group of them. */
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  /** What is wrong, in words that say how to mend it. */
  readonly error: string | null;
  /** What stands below the control. */
  readonly below: ComponentChildren;
}

/** The ids of what describes a control. */
export function describedBy({ id, hint, error }: Pick<LabelledProps, "id" | "hint" | "error">): string | undefined {
  const ids = [hint === null ? null : `${id}-hint`, error === null ? null : `${id}-error`].filter((each) => each !== null);
  return ids.length === 0 ? undefined : ids.join(" ");
}

function Says({ id, hint, error }: LabelledProps): JSX.Element {
  return (
    <>
      {hint === null ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** One control in its frame. */
export function Labelled(props: LabelledProps & { children: ComponentChildren }): JSX.Element {
  return (
    <div class={props.error === null ? "field" : "field wrong"}>
      <label for={props.id}>{props.label}</label>
      <Says {...props} />
      {props.children}
      {props.below}
    </div>
  );
}

/** Several controls that answer one question. The focus can come to it when something is wrong. */
export function Grouped(props: LabelledProps & { radios: boolean; children: ComponentChildren }): JSX.Element {
  return (
    <fieldset
      id={props.id}
      class={props.error === null ? "field choice" : "field choice wrong"}
      role={props.radios ? "radiogroup" : undefined}
      tabIndex={-1}
      aria-describedby={describedBy(props)}
      // What a group without a role of its own cannot be, its first control is.
      aria-invalid={props.radios ? props.error !== null : undefined}
    >
      <legend>{props.label}</legend>
      <Says {...props} />
      {props.children}
      {props.below}
    </fieldset>
  );
}
