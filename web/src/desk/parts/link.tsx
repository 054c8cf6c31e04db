import type { ComponentChildren, JSX } from "preact";
import { useDesk } from "../desk.ts";
import type { Place } from "../router.ts";

/** A link to a place in the desk: a real address, so that it opens in a tab of its own too. */
export function Link(props: { to: Place; here?: boolean; class?: string; children: ComponentChildren }): JSX.Element {
  const desk = useDesk();
  return (
    <a
      href={desk.router.address(props.to)}
      class={props.class}
      aria-current={props.here === true ? "page" : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        desk.router.go(props.to);
      }}
    >
      {props.children}
    </a>
  );
}
