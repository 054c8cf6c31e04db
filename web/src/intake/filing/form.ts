/** The report form at work: its steps, its answers, and sending them. */
import type { OwnerFingerprint } from "../../sealing/code.ts";
import { SealingError } from "../../sealing/failure.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import { all, maybe, one, say, setBusy } from "../page/elements.ts";
import { forgetOnLeaving } from "../page/leave.ts";
import { message } from "../page/messages.ts";
import { problemWords } from "../page/problems.ts";
import { isTooLong, wordsOf } from "../page/words.ts";
import { fetchChannel, SettingsError, type VerifiedChannel } from "../server/channels.ts";
import { ServerError } from "../server/failure.ts";
import { checkAsked } from "./asked.ts";
import { bringAuthorities } from "./authorities.ts";
import { showCode } from "./code_page.ts";
import { Concerns, ListError } from "./concerns.ts";
import { changeSince, draftOf, type Draft } from "./draft.ts";
import { questionsOf, type Question } from "./question.ts";
import { fillReview } from "./review.ts";
import { CHANGED, StoppedError } from "../files/part.ts";
import { FilesStep } from "./files_step.ts";
import { Sender, SendError, wipe, type Sent, type Stage } from "./send.ts";
import { Steps, type Mistake } from "./steps.ts";

const STAGES = { sealing: "sending-sealing", upload: "sending-upload", checking: "sending-checking" } as const;

/** A running form. */
export class ReportForm {
  readonly #form: HTMLFormElement;
  readonly #steps: Steps;
  readonly #questions: readonly (readonly Question[])[];
  readonly #concerns: Concerns;
  readonly #files: FilesStep;
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

  /**
   * Starts the form of a verified channel. Nothing can be written in it before.
   *
   * @throws ListError where the page asks something else, or lists others, than the channel's owner has signed
   */
  constructor(form: HTMLFormElement, channel: VerifiedChannel, fingerprint: OwnerFingerprint | null) {
    this.#form = form;
    this.#channel = channel;
    this.#fingerprint = fingerprint;
    this.#language = document.documentElement.lang;
    checkAsked(form, channel.settings, this.#language);
    const sections = all(form, "section[data-step]", HTMLElement);
    this.#questions = sections.map(questionsOf);
    this.#concerns = new Concerns(one(form, '[data-step="concerns"]', HTMLElement), channel.chain.newest.keyring);
    bringAuthorities(one(form, "[data-authorities]", HTMLElement));
    this.#files = new FilesStep(form);
    one(form, "[data-files]", HTMLElement).addEventListener(CHANGED, () => {
      if (this.#steps.isLast) this.#review();
    });
    this.#contact = all(form, "input[data-contact]", HTMLInputElement);
    this.#sender = new Sender((stage: Stage) => {
      this.#say(message(STAGES[stage]));
    });
    this.#steps = new Steps(
      form,
      (step) => this.#mistakesOf(step),
      (section) => {
        const { step } = section.dataset;
        if (step === "files") this.#files.load();
        if (step === "check") this.#review();
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
    return report.answers.length > 0 || report.contact !== "" || excluded.length > 0 || !this.#files.isEmpty;
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
    for (const [name, words] of [
      ["files", this.#files.words],
      ["contact", this.#contactWords()],
    ] as const) {
      const at = this.#steps.sections.findIndex((section) => section.dataset["step"] === name);
      const label = maybe(this.#form, `[data-step="${name}"] h2`, HTMLElement)?.textContent ?? "";
      lines.push({
        label,
        words,
        edit: () => {
          this.#steps.goTo(at);
        },
      });
    }
    fillReview(this.#form, lines, this.#concerns.readers);
    if (this.#concerns.sharing !== null && this.#files.isEmpty) {
      this.#sender.prepare(this.#draft(), this.#channel);
    }
  }

  async #send(): Promise<void> {
    if (this.#isSending || "closed" in this.#form.dataset) return;
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
      const change = changeSince(sent.draft, draft);
      // The code is to be kept, and what is offered below it needs the keys.
      let left = change === "" ? 1 : 2;
      const done = (): void => {
        left -= 1;
        if (left > 0) return;
        this.#holds = false;
        wipe(sent.own);
      };
      const main = showCode(sent, done);
      this.#isOver = true;
      this.#files.tell(main);
      forgetOnLeaving(() => {
        this.letGo();
        wipe(sent.own);
      });
      if (change !== "") this.#files.offerChange(main, sent, change, this.#language, this.#channel.zone, done);
    } catch (error) {
      this.#setSending(false);
      if (error instanceof ServerError && error.kind === "expired") await this.#renew();
      else this.#fail(error);
    }
  }

  /**
   * Sends it, and once more if the server's own key was replaced or its files were removed meanwhile: nothing was stored then, and what the
   * reporter has read and decided stands, unless the channel's keyring has changed as well.
   */
  async #deliver(draft: Draft): Promise<Sent> {
    try {
      return await this.#sender.send(draft, this.#channel, this.#files.toSend);
    } catch (error) {
      // Files that waited for too long are gone, and are sent again.
      if (error instanceof ServerError && error.kind === "files") return await this.#sender.send(draft, this.#channel, this.#files.toSend);
      if (!(error instanceof ServerError) || error.kind !== "key-replaced") throw error;
      const channel = await fetchChannel(this.#channel.address, this.#fingerprint);
      if (channel.chain.newest.hash !== this.#channel.chain.newest.hash) throw new ServerError("expired");
      this.#channel = channel;
      return await this.#sender.send(draft, channel, this.#files.toSend);
    }
  }

  #setSending(isSending: boolean): void {
    this.#isSending = isSending;
    this.#holds = isSending;
    this.#steps.isHeld = isSending;
    for (const button of all(this.#form, "[data-send], [data-back], [data-retry]", HTMLElement)) setBusy(button, isSending);
  }

  /** Says what went wrong in words, and what can be done: nothing that was written is lost. */
  #fail(error: unknown): void {
    const retry = one(this.#form, "[data-retry]", HTMLElement);
    const isClosed = error instanceof ListError;
    retry.hidden = isClosed;
    if (isClosed) {
      this.#form.dataset["closed"] = "";
      one(this.#form, "[data-send]", HTMLElement).hidden = true;
    }
    this.#files.fix(this.#sender.mayHaveArrived);
    this.#say(failureWords(error, this.#sender.mayHaveArrived));
    (isClosed ? one(this.#form, "[data-back]", HTMLElement) : retry).focus();
  }

  /**
   * The keyring has changed since the form was opened: goes on with the new one, and shows who can now open the report. If
   * the page lists others, or asks something else, nothing is sealed by it any more: nobody has seen who would read.
   */
  async #renew(): Promise<void> {
    try {
      const channel = await fetchChannel(this.#channel.address, this.#fingerprint);
      checkAsked(this.#form, channel.settings, this.#language);
      this.#concerns.renew(channel.chain.newest.keyring);
      this.#channel = channel;
      one(this.#form, "[data-retry]", HTMLElement).hidden = true;
      this.#review();
      this.#say(message("sending-failed-changed"));
      one(this.#form, "[data-send]", HTMLElement).focus();
    } catch (error) {
      this.#fail(error);
    }
  }

  #say(words: string): void {
    say(one(this.#form, "[data-sending]", HTMLElement), words);
  }
}

/** What a failure is to its reader. */
function failureWords(error: unknown, mayHaveArrived: boolean): string {
  if (error instanceof SendError) {
    return message(error.kind === "damaged" ? "sending-failed-damaged" : "sending-failed-expired");
  }
  if (error instanceof StoppedError) return error.words;
  if (error instanceof ListError) return message("sending-failed-list");
  if (mayHaveArrived) return message("sending-failed-unknown");
  if (error instanceof KeyringError || error instanceof SettingsError) return message("sending-failed-unverified");
  // All answers together, before they are sealed or where the server measures them.
  const isTooLarge = error instanceof SealingError && (error.kind === "length" || error.kind === "too-large");
  if (isTooLarge) return message("mistake-form-too-long");
  if (error instanceof ServerError) {
    if (error.kind === "network") return message("sending-failed-network");
    if (error.kind === "too-large") return message("mistake-form-too-long");
    return problemWords(error.kind) ?? message("sending-failed-other");
  }
  return message("sending-failed-other");
}
