/** What a screen reader is told of what happened elsewhere on the page. */
import { signal, type ReadonlySignal } from "@preact/signals";

/** The desk's voice: one polite, one that interrupts. */
export class Announcer {
  readonly #polite = signal("");
  readonly #urgent = signal("");

  /** What is said when there is a pause. */
  get polite(): ReadonlySignal<string> {
    return this.#polite;
  }

  /** What is said at once. */
  get urgent(): ReadonlySignal<string> {
    return this.#urgent;
  }

  /** Says it when there is a pause. */
  say(words: string): void {
    this.#polite.value = distinct(words, this.#polite.value);
  }

  /** Says it at once: only for what cannot wait. */
  interrupt(words: string): void {
    this.#urgent.value = distinct(words, this.#urgent.value);
  }
}

/** The same words again would not be read again: a no-break space makes them others. */
function distinct(words: string, before: string): string {
  return words === before ? `${words}\u00a0` : words;
}
