/** The page that shows the case code, once everything is durable. */
import { isLastGroup, writeCode } from "../../sealing/code.ts";
import { shareCase } from "../../sealing/exclusion.ts";
import { acknowledgeBy } from "../../sealing/law_days.ts";
import { referenceOf } from "../../sealing/reference.ts";
import { all, copyOf, element, maybe, one, replaceMain, say } from "../page/elements.ts";
import { dayInWords } from "../page/days.ts";
import { fill, message } from "../page/messages.ts";
import { mark } from "../page/words.ts";
import { readersOf } from "./concerns.ts";
import type { Sent } from "./send.ts";

/** How long an address that a file is saved from must live, in milliseconds. */
const SAVING = 60_000;

/** Shows the code. `kept` is called once the reporter has shown that they have it. */
export function showCode(sent: Sent, kept: () => void): HTMLElement {
  const { own, filing, received } = sent;
  const code = writeCode(own.code);
  const content = copyOf("template[data-code-page]");
  const groups = code.split("-");
  const shown = one(content, "[data-code]", HTMLElement);
  shown.replaceChildren(...groups.map((group) => element("span", group)));
  shown.setAttribute("aria-label", `${shown.getAttribute("aria-label") ?? ""}: ${groups.map((group) => Array.from(group).join(" ")).join(", ")}`);
  for (const whole of all(content, "[data-code-whole]", HTMLElement)) whole.textContent = code;
  for (const sheet of all(content, "[data-sheet-open]", HTMLElement)) {
    sheet.textContent = sheet.textContent.replace(location.host, `${location.host}/${document.documentElement.lang}/follow-up`);
  }
  const by = acknowledgeBy(received);
  const day = by === null ? "" : dayInWords(by, document.documentElement.lang);
  fillIn(one(content, "[data-acknowledge-by]", HTMLElement), { day });
  fillIn(one(content, "[data-reference]", HTMLElement), { reference: referenceOf(filing.case) });
  const main = replaceMain(content);
  tellTooLate(main, sent);
  keep(main, code);
  check(main, code, kept);
  return main;
}

/** Says, before anything else, that a change came too late and who can open what did arrive. */
function tellTooLate(main: HTMLElement, { tooLate }: Sent): void {
  if (tooLate === null) return;
  const { epoch, draft } = tooLate.filed;
  const told = one(main, "[data-late]", HTMLElement);
  const readers = readersOf(epoch.keyring, shareCase(epoch.keyring, draft.excluded));
  one(told, "[data-late-readers]", HTMLElement).replaceChildren(...readers.map((title) => element("li", title)));
  one(told, "[data-late-excluded]", HTMLElement).hidden = !tooLate.excluded;
  one(told, "[data-late-contact]", HTMLElement).hidden = !tooLate.contact;
  one(main, "[data-done]", HTMLElement).hidden = true;
  told.hidden = false;
  told.focus();
}

function fillIn(where: HTMLElement, values: Readonly<Record<string, string>>): void {
  where.textContent = fill(where.textContent, values);
}

/** Three ways to keep the code. */
function keep(main: HTMLElement, code: string): void {
  const status = one(main, "[data-code-status]", HTMLElement);
  one(main, "[data-copy]", HTMLButtonElement).addEventListener("click", () => {
    void copy(code).then((copied) => {
      say(status, message(copied ? "code-copied" : "code-copy-failed"));
    });
  });
  one(main, "[data-print]", HTMLButtonElement).addEventListener("click", () => {
    window.print();
  });
  one(main, "[data-save]", HTMLButtonElement).addEventListener("click", () => {
    const lines = all(main, ".sheet p", HTMLElement).map((line) => line.textContent.trim());
    const address = URL.createObjectURL(new Blob([`${lines.join("\r\n\r\n")}\r\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${message("code-file-name")}.txt`;
    link.click();
    setTimeout(() => {
      URL.revokeObjectURL(address);
    }, SAVING);
    say(status, message("code-saved"));
  });
}

async function copy(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    return false;
  }
}

/** The small check that the code was kept: its last group, typed. */
function check(main: HTMLElement, code: string, kept: () => void): void {
  const form = one(main, "form[data-code-check]", HTMLFormElement);
  const field = one(form, "#last", HTMLInputElement);
  const told = maybe(form, "[data-mistake]", HTMLElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const isRight = isLastGroup("case", code, field.value);
    mark(field, told, isRight ? "" : message("code-check-wrong"));
    if (!isRight) {
      field.focus();
      return;
    }
    form.hidden = true;
    const next = one(main, "[data-kept]", HTMLElement);
    next.hidden = false;
    next.focus();
    kept();
  });
}
