import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/**
 * A modal dialog, as the browser makes it: the page behind it is inert, Escape closes it, and the focus goes back to
 * where it was. While it is busy it stays, whatever is pressed.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  alert?: boolean;
  busy?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      role={props.alert === true ? "alertdialog" : undefined}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        // A key that is prevented asks for no closing, and none reaches the page behind.
        if (props.busy === true && event.key === "Escape") event.preventDefault();
      }}
      onCancel={(event) => {
        if (props.busy === true) event.preventDefault();
      }}
      onClose={() => {
        // A phone's back gesture closes it at the second time, whatever is prevented.
        if (props.busy === true) element.current?.showModal();
        else props.onClose();
      }}
    >
      <h2 id={heading}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
