/** The script of the follow-up: opens a case with its code, shows it, and writes in it. */
import { isHeldBack } from "../sealing/thread.ts";
import { CodeError } from "../sealing/code.ts";
import { KeyringError } from "../sealing/keyring.ts";
import { fetchShown, type Shown } from "./case/labels.ts";
import { newestUnread } from "./case/letters.ts";
import { OpenCase } from "./case/open.ts";
import { newOf, renew, showCase, statusOf } from "./case/view.ts";
import { HeldBackError, Writing } from "./case/writing.ts";
import { canSeal } from "./page/browser.ts";
import { carry } from "./page/carry.ts";
import { maybe, one, say } from "./page/elements.ts";
import { watchForLeaving } from "./page/leave.ts";
import { message } from "./page/messages.ts";
import { isTooLong, mark, watchWords, wordsOf } from "./page/words.ts";
import { ServerError } from "./server/failure.ts";

watchForLeaving();
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
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    mark(field, told, "");
    say(opening, message("follow-up-opening"));
    button.disabled = true;
    OpenCase.open(field.value).then(
      (open) => {
        field.value = "";
        void show(open);
      },
      (error: unknown) => {
        button.disabled = false;
        say(opening, "");
        mark(field, told, whyNot(error));
        field.focus();
      },
    );
  });
  one(form, "fieldset[data-fields]", HTMLFieldSetElement).disabled = false;
  button.disabled = false;
  notRunning.hidden = true;
}

/** What a person can do about a code that does not open. */
function whyNot(error: unknown): string {
  if (error instanceof CodeError) {
    if (error.kind === "length") return message("code-wrong-length", { count: String(error.at) });
    return message(error.kind === "symbol" ? "code-wrong-symbol" : "code-wrong-check");
  }
  if (error instanceof KeyringError) return message("follow-up-keys-failed");
  if (error instanceof ServerError && error.kind !== "answer") {
    return message(error.kind === "not-found" ? "code-unknown" : "sending-failed-network");
  }
  return message("follow-up-damaged");
}

async function show(open: OpenCase): Promise<void> {
  const shown = await fetchShown(open.answer.address, open.chain.newest.keyring.settings, language);
  const main = showCase(open, shown);
  const writing = new Writing(open, language, shown.zone);
  watchReply(main, open, writing, shown);
  one(main, "[data-close]", HTMLButtonElement).addEventListener("click", () => {
    location.reload();
  });
  // However the page is left: a browser that keeps it in memory would show the case to whoever presses Back.
  addEventListener("pagehide", () => {
    open.close();
    main.replaceChildren();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  const unread = newestUnread(open.conversation.entries);
  if (unread === null || isHeldBack(open.conversation.alarms)) return;
  // Should it fail, the next visit shows the same as new once more, and nothing else is lost.
  writing.read(unread).catch(() => undefined);
}

/** What became of a message that was not seen to arrive. */
function notSent(error: unknown): "reply-failed" | "reply-unknown" {
  const isSure = error instanceof ServerError && ["refused", "unavailable", "not-found", "conflict"].includes(error.kind);
  return isSure ? "reply-failed" : "reply-unknown";
}

function watchReply(main: HTMLElement, open: OpenCase, writing: Writing, shown: Shown): void {
  const form = one(main, "form[data-reply]", HTMLFormElement);
  const field = one(form, "#reply", HTMLTextAreaElement);
  const told = maybe(form, "[data-mistake]", HTMLElement);
  const button = one(form, "button[type=submit]", HTMLButtonElement);
  const status = statusOf(main);
  const wasNew = newOf(open);
  watchWords(field, form);
  button.disabled = isHeldBack(open.conversation.alarms);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = wordsOf(field);
    const mistake = text === "" ? message("reply-empty") : isTooLong(text) ? message("mistake-too-long") : "";
    mark(field, told, mistake);
    if (mistake !== "") {
      field.focus();
      return;
    }
    button.disabled = true;
    say(status, message("sending-upload"));
    const hold = (leaving: BeforeUnloadEvent): void => {
      leaving.preventDefault();
    };
    addEventListener("beforeunload", hold);
    void writing
      .message(text)
      .then(
        (arrived) => {
          // What was changed after a try that did arrive stays in the box.
          if (arrived === text) field.value = "";
          renew(main, open, shown, wasNew);
          say(status, message("reply-sent"));
        },
        (error: unknown) => {
          renew(main, open, shown, wasNew);
          say(status, message(error instanceof HeldBackError ? "follow-up-held-back" : notSent(error)));
        },
      )
      .finally(() => {
        removeEventListener("beforeunload", hold);
        button.disabled = isHeldBack(open.conversation.alarms);
        field.dispatchEvent(new Event("input"));
      });
  });
}
