/** What a reporter tells beside messages: a wish to meet, reprisals, a withdrawal, an answer to minutes. Each is a form. */
import { isHeldBack } from "../../sealing/thread.ts";
import type { Minutes } from "../../sealing/minutes.ts";
import { all, maybe, one, say, setBusy } from "../page/elements.ts";
import { message, type MessageId } from "../page/messages.ts";
import { isTooLong, mark, watchWords, wordsOf } from "../page/words.ts";
import type { OpenCase } from "./open.ts";
import type { Deed, Telling, Writing } from "./writing.ts";

/** What is said once it has arrived. */
const TOLD = {
  meeting: "acts-meeting-sent",
  retaliation: "acts-retaliation-sent",
  withdraw: "acts-withdraw-sent",
  approve: "acts-minutes-approved",
  correct: "acts-minutes-corrected",
} as const satisfies Readonly<Record<Deed, MessageId>>;

/** What of the page the forms work with. */
export interface Tellers {
  readonly main: HTMLElement;
  readonly open: OpenCase;
  readonly writing: Writing;
  /** Shows the case as it has become. */
  readonly renew: () => void;
  /** Why something was not seen to arrive, in words. */
  readonly notSent: (error: unknown, mayHaveArrived: boolean) => string;
}

/** The forms beside that of messages, and whether something unsent stands in one of them, or is on its way. */
export class TellingForms {
  readonly #with: Tellers;
  #sending = 0;

  constructor(tellers: Tellers) {
    this.#with = tellers;
    const { main } = tellers;
    for (const what of ["meeting", "retaliation", "withdraw"] as const) {
      this.#watch(one(main, `form[data-tell="${what}"]`, HTMLFormElement), { what, refers: null });
    }
    this.allow();
  }

  /** Whether leaving the page would lose something. */
  get isUnsent(): boolean {
    const fields = all(this.#with.main, "form[data-tell] textarea", HTMLTextAreaElement);
    return this.#sending > 0 || fields.some((field) => wordsOf(field) !== "");
  }

  /** Makes the forms of minutes work. */
  watchMinutes(place: HTMLElement, { entry }: Minutes): void {
    const refers = { n: entry.n, hash: entry.hash };
    for (const what of ["approve", "correct"] as const) {
      this.#watch(one(place, `form[data-tell="${what}"]`, HTMLFormElement), { what, refers });
    }
  }

  /** Lets nothing be sent while the server seems to hold something back. */
  allow(): void {
    const isHeld = isHeldBack(this.#with.open.conversation.alarms);
    for (const button of all(this.#with.main, "form[data-tell] button[type=submit]", HTMLButtonElement)) button.disabled = isHeld;
  }

  #watch(form: HTMLFormElement, telling: Telling): void {
    const field = maybe(form, "textarea", HTMLTextAreaElement);
    if (field !== null) watchWords(field, form);
    const status = one(form, "[data-sending]", HTMLElement);
    const button = one(form, "button[type=submit]", HTMLButtonElement);
    let isSending = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (isSending || !isFilledIn(form, field, telling.what)) return;
      isSending = true;
      this.#sending += 1;
      setBusy(button, true);
      say(status, message("sending-upload"));
      void this.#send(telling, field).then((words) => {
        isSending = false;
        this.#sending -= 1;
        setBusy(button, false);
        this.#with.renew();
        this.allow();
        field?.dispatchEvent(new Event("input"));
        this.#tell(form, status, words);
      });
    });
  }

  async #send(telling: Telling, field: HTMLTextAreaElement | null): Promise<{ readonly words: string; readonly arrived: boolean }> {
    const { writing, notSent } = this.#with;
    const text = field === null ? "" : wordsOf(field);
    try {
      const arrived = await writing.tell(telling, text);
      // What was written since it was sent, or after a try that did arrive, stays in its place.
      if (field !== null && wordsOf(field) === arrived) field.value = "";
      return { words: message(arrived === text ? TOLD[telling.what] : "reply-sent-earlier"), arrived: true };
    } catch (error) {
      return { words: notSent(error, writing.mayHaveArrived(telling)), arrived: false };
    }
  }

  /** Says what came of it where the form was; of what has arrived, at the top, for the form may be gone with it. */
  #tell(form: HTMLFormElement, status: HTMLElement, { words, arrived }: { readonly words: string; readonly arrived: boolean }): void {
    if (!arrived) {
      say(status, words);
      return;
    }
    say(status, "");
    const done = one(this.#with.main, "[data-told]", HTMLElement);
    say(done, words);
    const folded = form.closest("details");
    if (folded !== null) folded.open = false;
    done.focus();
  }
}

/** Says what is missing in a form; whether nothing is. */
function isFilledIn(form: HTMLFormElement, field: HTMLTextAreaElement | null, what: Deed): boolean {
  const sure = maybe(form, "input[type=checkbox]", HTMLInputElement);
  const unsure = sure !== null && !sure.checked ? message("acts-withdraw-unconfirmed") : "";
  if (sure !== null) {
    mark(sure, maybe(form, "[data-unsure]", HTMLElement), unsure);
    if (unsure !== "") sure.focus();
  }
  if (field === null) return unsure === "";
  const text = wordsOf(field);
  const needsWords = what === "retaliation" || what === "correct";
  const mistake = needsWords && text === "" ? message("reply-empty") : isTooLong(text) ? message("mistake-too-long") : "";
  mark(field, maybe(form, "[data-mistake]", HTMLElement), mistake);
  if (mistake !== "") field.focus();
  return mistake === "" && unsure === "";
}
