/** The script of the follow-up: opens a case with its code, shows it, and writes in it. */
import { isHeldBack } from "../sealing/thread.ts";
import { CodeError } from "../sealing/code.ts";
import { KeyringError } from "../sealing/keyring.ts";
import { fetchShown } from "./case/labels.ts";
import { newestUnread } from "./case/letters.ts";
import { renewMinutes } from "./case/answering.ts";
import { OpenCase } from "./case/open.ts";
import { TellingForms } from "./case/telling.ts";
import { oldOf, renew, showCase, statusOf } from "./case/view.ts";
import { HeldBackError, Writing } from "./case/writing.ts";
import { canSeal } from "./page/browser.ts";
import { carry } from "./page/carry.ts";
import { maybe, one, say, setBusy } from "./page/elements.ts";
import { forgetOnLeaving, watchForLeaving } from "./page/leave.ts";
import { message } from "./page/messages.ts";
import { problemWords } from "./page/problems.ts";
import { StoppedError, type Chooser, type FilesPart } from "./files/part.ts";
import { filesPart } from "./page/parts.ts";
import { isTooLong, mark, watchWords, wordsOf } from "./page/words.ts";
import { ServerError } from "./server/failure.ts";

/** Whether what is on the page may go: it is being left for good. */
let isLeaving = false;
watchForLeaving(() => {
  isLeaving = true;
});
carry(location.hash);
const language = document.documentElement.lang;
const notRunning = one(document, "[data-not-running]", HTMLElement);
if (canSeal()) begin();
else notRunning.textContent = message("sending-failed-browser");

function begin(): void {
  const form = one(document, "form[data-follow-up]", HTMLFormElement);
  const field = one(form, "#code", HTMLInputElement);
  const told = maybe(form, "[data-mistake]", HTMLElement);
  const button = one(form, "button[type=submit]", HTMLButtonElement);
  const opening = one(form, "[data-opening]", HTMLElement);
  let isOpening = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isOpening) return;
    isOpening = true;
    setBusy(button, true);
    mark(field, told, "");
    say(opening, message("follow-up-opening"));
    OpenCase.open(field.value).then(
      (open) => {
        field.value = "";
        void show(open);
      },
      (error: unknown) => {
        isOpening = false;
        setBusy(button, false);
        const mistake = mistakeIn(error);
        mark(field, told, mistake);
        say(opening, mistake === "" ? whyNot(error) : "");
        if (mistake !== "") field.focus();
      },
    );
  });
  one(form, "fieldset[data-fields]", HTMLFieldSetElement).disabled = false;
  button.disabled = false;
  notRunning.hidden = true;
}

/** What is wrong with the code; empty where that is not why the case does not open. */
function mistakeIn(error: unknown): string {
  if (error instanceof CodeError) {
    if (error.kind === "length") return message("code-wrong-length", { count: String(error.at) });
    return message(error.kind === "symbol" ? "code-wrong-symbol" : "code-wrong-check");
  }
  return error instanceof ServerError && error.kind === "not-found" ? message("code-unknown") : "";
}

/** Why the case does not open, though the code may be right. */
function whyNot(error: unknown): string {
  if (error instanceof KeyringError) return message("follow-up-keys-failed");
  if (!(error instanceof ServerError) || error.kind === "answer") return message("follow-up-damaged");
  if (error.kind === "network") return message("sending-failed-network");
  return problemWords(error.kind) ?? message("follow-up-unavailable");
}

async function show(open: OpenCase): Promise<void> {
  const { newest, epochs } = open.chain;
  const filed = epochs.find(({ keyring }) => keyring.epoch === open.anchor.keyring.epoch) ?? newest;
  const shown = await fetchShown(open.answer.address, newest.keyring.settings, filed.keyring.settings, language);
  const main = showCase(open, shown);
  const writing = new Writing(open, language, shown.zone);
  const old = oldOf(open);
  const again = (): void => {
    renew(main, open, shown, old);
    renewMinutes(main, open, (place, minutes) => {
      telling.watchMinutes(place, minutes);
    });
  };
  const telling = new TellingForms({ main, open, writing, renew: again, notSent });
  again();
  watchReply(main, open, writing, again, telling);
  one(main, "[data-close]", HTMLButtonElement).addEventListener("click", () => {
    location.reload();
  });
  forgetOnLeaving(() => {
    isLeaving = true;
    open.close();
  });
  const unread = newestUnread(open.conversation.entries);
  if (unread === null || isHeldBack(open.conversation.alarms)) return;
  // Should it fail, the next visit shows the same as new once more, and nothing else is lost.
  writing.read(unread).catch(() => undefined);
}

/** What became of a message that was not seen to arrive. */
function notSent(error: unknown, mayHaveArrived: boolean): string {
  if (error instanceof StoppedError) return error.words;
  if (mayHaveArrived) return message("reply-unknown");
  if (error instanceof HeldBackError) return message("follow-up-held-back");
  if (!(error instanceof ServerError)) return message("reply-failed");
  if (error.kind === "case-full") return message("reply-case-full");
  return problemWords(error.kind) ?? message(error.kind === "too-large" ? "reply-too-long" : "reply-failed");
}

/** How many files of a message the server holds as they were sealed: where its letter is hidden, this alone tells. */
async function heldWords(open: OpenCase, files: Parameters<FilesPart["hold"]>[1]): Promise<string> {
  if (files.length === 0 || open.chain.newest.keyring.policy.showOwn) return "";
  try {
    return (await (await filesPart())?.hold(open.signed, files))?.words ?? "";
  } catch (error) {
    // The message is there all the same.
    if (error instanceof ServerError) return message("files-unverified");
    throw error;
  }
}

function watchReply(main: HTMLElement, open: OpenCase, writing: Writing, again: () => void, telling: TellingForms): void {
  const form = one(main, "form[data-reply]", HTMLFormElement);
  const field = one(form, "#reply", HTMLTextAreaElement);
  const told = maybe(form, "[data-mistake]", HTMLElement);
  const button = one(form, "button[type=submit]", HTMLButtonElement);
  const status = statusOf(main);
  let isSending = false;
  let chooser: Chooser | null = null;
  const missing = one(form, "[data-files-missing]", HTMLElement);
  void filesPart().then((part) => {
    missing.hidden = part !== null;
    chooser = part?.choose(one(form, "[data-reply-files]", HTMLElement), status, open.answer.channel, open.signed) ?? null;
  });
  watchWords(field, form);
  button.disabled = isHeldBack(open.conversation.alarms);
  // Closing the case on the screen is leaving as well: it loads the page anew.
  addEventListener("beforeunload", (leaving) => {
    if (isLeaving) return;
    if (isSending || wordsOf(field) !== "" || chooser?.isEmpty === false || telling.isUnsent) leaving.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSending) return;
    const text = wordsOf(field);
    const isEmpty = text === "" && chooser?.isEmpty !== false;
    const mistake = isEmpty ? message(chooser === null ? "reply-empty" : "files-reply-empty") : isTooLong(text) ? message("mistake-too-long") : "";
    mark(field, told, mistake);
    if (mistake !== "") {
      field.focus();
      return;
    }
    isSending = true;
    setBusy(button, true);
    say(status, message("sending-upload"));
    void writing
      .message(text, () => chooser?.send(open.signed) ?? Promise.resolve([]))
      .then(
        (arrived) => {
          // What was written or chosen since it was sent, or after a try that did arrive, stays in its place.
          if (wordsOf(field) === arrived.text) field.value = "";
          chooser?.forget(arrived.files);
          return { words: message(arrived.text === text ? "reply-sent" : "reply-sent-earlier"), files: arrived.files };
        },
        (error: unknown) => ({ words: notSent(error, writing.mayHaveArrived()), files: [] }),
      )
      .then(async ({ words, files }) => {
        isSending = false;
        setBusy(button, false);
        again();
        telling.allow();
        button.disabled = isHeldBack(open.conversation.alarms);
        field.dispatchEvent(new Event("input"));
        say(status, words);
        const held = await heldWords(open, files);
        // The next message may be on its way already.
        if (held !== "" && status.textContent === words) say(status, `${words} ${held}`);
      });
  });
}
