import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { useWords } from "../words.ts";

/** What stands after each page's own words in the title of the window. */
const PRODUCT = "Sigill";

/**
 * The heading of a page: names the window, and takes the focus when one arrives, so that a screen reader begins here
 * and the keyboard goes on from here.
 */
export function Heading({ children, title }: { children: ComponentChildren; title: string }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const element = useRef<HTMLHeadingElement>(null);
  const duties = desk.duties.value ?? 0;
  useEffect(() => {
    document.title = duties > 0 ? `(${words.number(duties)}) ${title} – ${PRODUCT}` : `${title} – ${PRODUCT}`;
  }, [title, duties, words]);
  useEffect(() => {
    element.current?.focus();
  }, [title]);
  return (
    <h1 ref={element} tabIndex={-1}>
      {children}
    </h1>
  );
}
