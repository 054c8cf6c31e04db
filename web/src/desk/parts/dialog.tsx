import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/**
 * A modal dialog, as the browser makes it: the page behind it is inert, Escape closes it, and the focus goes back to
 * where it was.
 */
export function Dialog(props: { title: string; onClose: () => void; alert?: boolean; children: ComponentChildren }): JSX.Element {
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
      onClose={props.onClose}
    >
      <h2 id={heading}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
