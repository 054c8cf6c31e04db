import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * A form whose fields say what is wrong with them: when something is, the focus goes to the first of them. While it
 * is being sent it cannot be sent again.
 */
export function Form(props: { onSubmit: () => void | Promise<void>; children: ComponentChildren }): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const isSending = useRef(false);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const submit = async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    try {
      await props.onSubmit();
    } finally {
      isSending.current = false;
      setAttempts((before) => before + 1);
    }
  };
  return (
    <form
      ref={form}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {props.children}
    </form>
  );
}
