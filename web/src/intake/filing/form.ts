/** The report form at work: its steps, its answers, and sending them. */
import type { OwnerFingerprint } from "../../sealing/code.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import { all, maybe, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import { isTooLong, wordsOf } from "../page/words.ts";
import { fetchChannel, SettingsError, type VerifiedChannel } from "../server/channels.ts";
import { ServerError } from "../server/failure.ts";
import { bringAuthorities } from "./authorities.ts";
import { offerChange } from "./change.ts";
import { showCode } from "./code_page.ts";
import { Concerns, ListError } from "./concerns.ts";
import { changeSince, draftOf, type Draft } from "./draft.ts";
import { questionsOf, type Question } from "./question.ts";
import { fillReview } from "./review.ts";
import { Sender, SendError, wipe, type Sent, type Stage } from "./send.ts";
import { Steps, type Mistake } from "./steps.ts";

const STAGES = { sealing: "sending-sealing", upload: "sending-upload", checking: "sending-checking" } as const;

/** A running form. */
export class ReportForm {
  readonly #form: HTMLFormElement;
  readonly #steps: Steps;
  readonly #questions: readonly (readonly Question[])[];
  readonly #concerns: Concerns;
  readonly #contact: readonly HTMLInputElement[];
  readonly #sender: Sender;
  readonly #fingerprint: OwnerFingerprint | null;
  readonly #language: string;
  #channel: VerifiedChannel;
  #isSending = false;
  /** Whether leaving would lose what cannot be had again: an answer under way, or a code not yet kept. */
  #holds = false;
  /** Whether the form is done with, and what stands in it may go. */
  #isOver = false;

  /** Starts the form of a verified channel. Nothing can be written in it before. */
  constructor(form: HTMLFormElement, channel: VerifiedChannel, fingerprint: OwnerFingerprint | null) {
    this.#form = form;
    this.#channel = channel;
    this.#fingerprint = fingerprint;
    this.#language = document.documentElement.lang;
    const sections = all(form, "section[data-step]", HTMLElement);
    this.#questions = sections.map(questionsOf);
    this.#concerns = new Concerns(one(form, '[data-step="concerns"]', HTMLElement), channel.chain.newest.keyring);
    bringAuthorities(one(form, "[data-authorities]", HTMLElement));
    this.#contact = all(form, "input[data-contact]", HTMLInputElement);
    this.#sender = new Sender((stage: Stage) => {
      this.#say(message(STAGES[stage]));
    });
    this.#steps = new Steps(
      form,
      (step) => this.#mistakesOf(step),
      (section) => {
        if (section.dataset["step"] === "check") this.#review();
      },
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#steps.isLast) void this.#send();
      else this.#steps.forward();
    });
    one(form, "[data-retry]", HTMLButtonElement).addEventListener("click", () => void this.#send());
    addEventListener("beforeunload", (event) => {
      if (this.#holds || (!this.#isOver && this.#isBegun())) event.preventDefault();
    });
    one(form, "fieldset[data-fields]", HTMLFieldSetElement).disabled = false;
  }

  /** Lets the reporter go at once, whatever is under way. */
  letGo(): void {
    this.#holds = false;
    this.#isOver = true;
  }

  /** Whether something stands in the form that leaving it would lose. */
  #isBegun(): boolean {
    const { report, excluded } = this.#draft();
    return report.answers.length > 0 || report.contact !== "" || excluded.length > 0;
  }

  #mistakesOf(step: number): readonly Mistake[] {
    const name = this.#steps.sections[step]?.dataset["step"];
    if (name === "concerns") return this.#concerns.mistakes;
    if (name === "contact") {
      const mistake = this.#contactMistake();
      return mistake === null ? [] : [{ words: message(mistake), focus: () => this.#contact[0]?.focus() }];
    }
    return (this.#questions[step] ?? []).flatMap((question) => {
      const words = question.check();
      return words === "" ? [] : [{ words, focus: question.focus }];
    });
  }

  #contactMistake(): "mistake-too-long" | "contact-no-custodian" | null {
    const words = this.#contactWords();
    if (isTooLong(words)) return "mistake-too-long";
    return words !== "" && this.#concerns.nobodyOpensContact ? "contact-no-custodian" : null;
  }

  /** Under each field's own words, for the handler reads them alone. */
  #contactWords(): string {
    const given = this.#contact.filter((field) => wordsOf(field) !== "");
    return given.map((field) => `${field.labels?.[0]?.firstChild?.textContent?.trim() ?? ""}: ${wordsOf(field)}`).join("\n");
  }

  #draft(): Draft {
    return draftOf(this.#questions.flat(), this.#concerns.excluded, this.#contactWords(), this.#language);
  }

  #review(): void {
    const lines = this.#questions.flatMap((questions, step) =>
      questions.map((question) => ({
        label: question.label,
        words: question.shown(),
        edit: () => {
          this.#steps.goTo(step);
          question.focus();
        },
      })),
    );
    const contact = this.#steps.sections.findIndex((section) => section.dataset["step"] === "contact");
    const title = maybe(this.#form, '[data-step="contact"] h2', HTMLElement)?.textContent ?? "";
    lines.push({
      label: title,
      words: this.#contactWords(),
      edit: () => {
        this.#steps.goTo(contact);
      },
    });
    fillReview(this.#form, lines, this.#concerns.readers);
    if (this.#concerns.sharing !== null) {
      this.#sender.prepare(this.#draft(), this.#channel);
    }
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    for (const [step] of this.#steps.sections.entries()) {
      const mistakes = this.#mistakesOf(step);
      if (mistakes.length === 0) continue;
      this.#steps.goTo(step);
      this.#steps.refuse(mistakes);
      return;
    }
    this.#setSending(true);
    const draft = this.#draft();
    try {
      const sent = await this.#deliver(draft);
      const main = showCode(sent, () => {
        this.#holds = false;
        // What was offered below the code still needs the keys.
        if (change === "") wipe(sent.own);
      });
      this.#isOver = true;
      const change = changeSince(sent.draft, draft);
      if (change !== "") offerChange(main, sent, change, this.#language, this.#channel.zone);
    } catch (error) {
      this.#setSending(false);
      await this.#tellFailure(error);
    }
  }

  /**
   * Sends it, and once more if the server's own key was replaced meanwhile: nothing was stored then, and what the
   * reporter has read and decided stands, unless the channel's keyring has changed as well.
   */
  async #deliver(draft: Draft): Promise<Sent> {
    try {
      return await this.#sender.send(draft, this.#channel);
    } catch (error) {
      if (!(error instanceof ServerError) || error.kind !== "key-replaced") throw error;
      const channel = await fetchChannel(this.#channel.address, this.#fingerprint);
      if (channel.chain.newest.hash !== this.#channel.chain.newest.hash) throw new ServerError("expired");
      this.#channel = channel;
      return await this.#sender.send(draft, channel);
    }
  }

  #setSending(isSending: boolean): void {
    this.#isSending = isSending;
    this.#holds = isSending;
    for (const selector of ["[data-send]", "[data-back]", "[data-retry]"]) {
      one(this.#form, selector, HTMLButtonElement).disabled = isSending;
    }
    if (isSending) one(this.#form, "[data-retry]", HTMLElement).hidden = true;
  }

  /** Says what went wrong in words, and what can be done: nothing that was written is lost. */
  async #tellFailure(error: unknown): Promise<void> {
    if (error instanceof ServerError && error.kind === "expired") {
      await this.#renew();
      return;
    }
    const words = failureWords(error, this.#sender.mayHaveArrived);
    this.#say(words);
    one(this.#form, "[data-retry]", HTMLElement).hidden = false;
  }

  /** The keyring has changed since the form was opened: goes on with the new one, and shows who can now open the report. */
  async #renew(): Promise<void> {
    try {
      this.#channel = await fetchChannel(this.#channel.address, this.#fingerprint);
      this.#concerns.renew(this.#channel.chain.newest.keyring);
      this.#review();
      this.#say(message("sending-failed-changed"));
    } catch (error) {
      this.#say(error instanceof ListError ? message("sending-failed-changed") : failureWords(error, this.#sender.mayHaveArrived));
      one(this.#form, "[data-retry]", HTMLElement).hidden = false;
    }
  }

  #say(words: string): void {
    say(one(this.#form, "[data-sending]", HTMLElement), words);
  }
}

/** What a failure is to its reader. */
function failureWords(error: unknown, mayHaveArrived: boolean): string {
  if (error instanceof ServerError && error.kind === "network") return message("sending-failed-network");
  if (error instanceof SendError) {
    return message(error.kind === "damaged" ? "sending-failed-damaged" : "sending-failed-expired");
  }
  if (error instanceof KeyringError || error instanceof SettingsError) return message("sending-failed-keys");
  return message(mayHaveArrived ? "sending-failed-unknown" : "sending-failed-other");
}
