/** Leaving quickly: a click on the way out, or Shift three times. The neutral page takes this page's place in the history. */
import { all, one } from "./elements.ts";

/** How soon the three must follow one another, in milliseconds. */
const WITHIN = 1000;
const TIMES = 3;

/** Makes the way out replace this page, and tells of the keys. `before` lets go of what would hold the page back. */
export function watchForLeaving(before: () => void = () => undefined): void {
  const way = one(document, "a[data-leave]", HTMLAnchorElement);
  const leave = (): void => {
    before();
    // Nothing of the page is seen while the next one loads, nor kept should it be taken out of memory again.
    document.documentElement.hidden = true;
    document.body.replaceChildren();
    location.replace(way.href);
  };
  way.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  const presses = new Presses();
  document.addEventListener("keydown", (event) => {
    if (presses.take(event.key, event.repeat, event.timeStamp)) leave();
  });
  for (const told of all(document, "[data-leave-keys]", HTMLElement)) told.hidden = false;
}

/** However a page is left that shows what is secret: a browser that keeps it would show it to whoever presses Back. */
export function forgetOnLeaving(forget: () => void): void {
  addEventListener("pagehide", () => {
    forget();
    one(document, "main", HTMLElement).replaceChildren();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}

/** Counts presses of Shift that follow one another with nothing between them. */
export class Presses {
  #times: readonly number[] = [];

  /** Whether that press was the last of three. Times are in milliseconds. */
  take(key: string, held: boolean, at: number): boolean {
    if (held) return false;
    if (key !== "Shift") {
      this.#times = [];
      return false;
    }
    this.#times = [...this.#times.filter((time) => at - time < WITHIN), at];
    return this.#times.length >= TIMES;
  }
}
