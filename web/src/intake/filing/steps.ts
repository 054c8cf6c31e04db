/** The form's steps: one idea a screen, forward and back without losing a word. */
import { all, maybe, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";

/** Something to be mended before going on. */
export interface Mistake {
  readonly words: string;
  readonly focus: () => void;
}

/**
 * Shows one step at a time. No step is an entry of the history: leaving quickly replaces the one entry that there is,
 * and with more of them the form would stand one press of the back key away.
 */
export class Steps {
  readonly #form: HTMLFormElement;
  readonly #sections: readonly HTMLElement[];
  readonly #check: (step: number) => readonly Mistake[];
  readonly #onShow: (step: HTMLElement) => void;
  #at = 0;
  /** Whether the step that is shown stays: something of it is under way. */
  isHeld = false;

  constructor(
    form: HTMLFormElement,
    check: (step: number) => readonly Mistake[],
    onShow: (step: HTMLElement) => void,
  ) {
    this.#form = form;
    this.#sections = all(form, "section[data-step]", HTMLElement);
    this.#check = check;
    this.#onShow = onShow;
    one(form, "[data-next]", HTMLButtonElement).addEventListener("click", () => {
      this.forward();
    });
    one(form, "[data-back]", HTMLButtonElement).addEventListener("click", () => {
      this.goTo(this.#at - 1);
    });
    form.dataset["running"] = "";
    this.#show(0, false);
  }

  get sections(): readonly HTMLElement[] {
    return this.#sections;
  }

  /** Goes on, unless something in this step is to be mended. */
  forward(): void {
    if (this.isLast || this.refuse(this.#check(this.#at))) return;
    this.goTo(this.#at + 1);
  }

  get isLast(): boolean {
    return this.#at === this.#sections.length - 1;
  }

  goTo(step: number): void {
    if (!this.isHeld) this.#show(step, true);
  }

  /** Shows what is to be mended in a summary that takes the focus; whether there was anything. */
  refuse(mistakes: readonly Mistake[]): boolean {
    const summary = one(this.#form, "[data-problems]", HTMLElement);
    summary.hidden = mistakes.length === 0;
    const list = one(summary, "[data-problem-list]", HTMLElement);
    list.replaceChildren(
      ...mistakes.map(({ words, focus }) => {
        const link = document.createElement("a");
        // An address that stays on the page; following it would change what stands after # and lose the fingerprint.
        link.href = location.hash === "" ? "#" : location.hash;
        link.textContent = words;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          focus();
        });
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
    if (mistakes.length > 0) summary.focus();
    return mistakes.length > 0;
  }

  #show(step: number, focus: boolean): void {
    this.#at = Math.min(Math.max(step, 0), this.#sections.length - 1);
    this.refuse([]);
    for (const [number, section] of this.#sections.entries()) section.toggleAttribute("data-current", number === this.#at);
    say(
      one(this.#form, "[data-progress]", HTMLElement),
      message("step-progress", { step: String(this.#at + 1), count: String(this.#sections.length) }),
    );
    one(this.#form, "[data-back]", HTMLElement).hidden = this.#at === 0;
    one(this.#form, "[data-next]", HTMLElement).hidden = this.isLast;
    const send = one(this.#form, "[data-send]", HTMLButtonElement);
    send.hidden = !this.isLast || "closed" in this.#form.dataset;
    send.disabled = !this.isLast;
    const section = this.#sections[this.#at];
    if (section === undefined) return;
    this.#onShow(section);
    if (!focus) return;
    window.scrollTo(0, 0);
    maybe(section, "h2", HTMLElement)?.focus();
  }
}
