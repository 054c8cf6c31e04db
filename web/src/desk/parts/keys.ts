import { useLayoutEffect } from "preact/hooks";
import { useDesk } from "../desk.ts";
import type { Shortcut } from "../shortcuts.ts";

/**
 * Keys that work while the part is on the page; made anew when an input changes. They work from the moment in which the
 * part is seen: a key pressed before the browser has painted would be lost.
 */
export function useShortcuts(make: () => readonly Shortcut[], inputs: readonly unknown[] = []): void {
  const { shortcuts } = useDesk();
  useLayoutEffect(() => shortcuts.add(...make()), [shortcuts, ...inputs]);
}
