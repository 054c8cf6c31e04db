/** The desk's keys: registered by whoever acts on them, listed in a dialog, switched off in one place. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Phrase } from "./words.ts";

/** One key and what it does. */
export interface Shortcut {
  /**
   * As `KeyboardEvent.key` names it: `l`, `/`, `?`, `Escape`, `ArrowDown`. With `Mod+` before it, Control or Command
   * is held too, and then it works within text fields and stays on when single keys are off.
   */
  readonly key: string;
  /** What it does, for the list. */
  readonly does: Phrase;
  /** Does it. */
  readonly run: () => void;
}

/** The parts of a key press that matter. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing"> & {
  /** Whether the focus is where letters are typed. */
  readonly typing: boolean;
};

/** The keys that work at the moment. */
export class Shortcuts {
  readonly #all = signal<readonly Shortcut[]>([]);
  readonly #singleKeys = signal(true);

  /** Those that work at the moment, oldest first. */
  get all(): ReadonlySignal<readonly Shortcut[]> {
    return this.#all;
  }

  /** Whether single keys work; who dictates to the computer switches them off. */
  get singleKeys(): ReadonlySignal<boolean> {
    return this.#singleKeys;
  }

  /** Switches single keys on or off. */
  switchSingleKeys(on: boolean): void {
    this.#singleKeys.value = on;
  }

  /** Adds keys; the function returned takes them away. Of two with the same key the later one works. */
  add(...shortcuts: readonly Shortcut[]): () => void {
    this.#all.value = [...this.#all.peek(), ...shortcuts];
    return () => {
      this.#all.value = this.#all.peek().filter((shortcut) => !shortcuts.includes(shortcut));
    };
  }

  /** Runs what a press stands for; false if nothing. */
  press(press: KeyPress): boolean {
    if (press.altKey || press.isComposing) return false;
    const modified = press.ctrlKey || press.metaKey;
    if (!modified && (press.typing || !this.#singleKeys.peek())) return false;
    const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
    const wanted = modified ? `Mod+${key}` : key;
    const found = this.#all.peek().filter((shortcut) => shortcut.key === wanted).at(-1);
    found?.run();
    return found !== undefined;
  }
}

/** Whether letters pressed now are typed somewhere. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable) ||
    (target instanceof HTMLInputElement && !["button", "checkbox", "radio", "submit"].includes(target.type))
  );
}
