/** Whether the form asks what the owner signed: its words come in a page, which is the server's word. */
import { all, maybe } from "../page/elements.ts";
import type { Settings } from "../server/settings.ts";
import { ListError } from "./concerns.ts";
import { labelOf, wordsOfChoice } from "./question.ts";

type Words = Settings["steps"][number]["title"];

/** The steps that are the form's own, after those of the channel: files, whom it concerns, contact details, reading through. */
const OWN_STEPS = 4;

/**
 * Compares every heading, question, hint and answer to choose with the settings, in their order: an answer must not stand
 * under other words than its reader will see.
 *
 * @throws {@link ListError}
 */
export function checkAsked(form: HTMLFormElement, { steps, hidden_categories: hidden }: Settings, language: string): void {
  const say = (words: Words | null): string => (words === null ? "" : (language === "en" && words.en !== "" ? words.en : words.sv).trim());
  const signed = steps.map(({ title, hint, questions }) => [
    say(title),
    say(hint),
    questions.map((question) => {
      const isCategory = question.kind === "category";
      const options = isCategory ? null : question.options.map(({ id, label }) => [id, say(label)]);
      return [question.id, question.required && !isCategory, say(question.label), say(question.hint), options];
    }),
  ]);
  const sections = all(form, "section[data-step]", HTMLElement).slice(0, -OWN_STEPS);
  const shown = sections.map((section) => [
    textOf(section, "h2"),
    textOf(section, ":scope > .hint"),
    all(section, "[data-question]", HTMLElement).map((question) => {
      const { dataset } = question;
      const options = dataset["categories"] === undefined ? choicesOf(question, "input[type=radio]") : null;
      const words = options?.map((choice) => [choice.value, wordsOfChoice(choice)]) ?? null;
      return [dataset["question"], "required" in dataset, labelOf(question), textOf(question, ".hint"), words];
    }),
  ]);
  if (JSON.stringify(signed) !== JSON.stringify(shown) || !hides(form, hidden)) throw new ListError();
}

/** What the categories are called no settings say; which of them the form leaves out they do. */
function hides(form: HTMLFormElement, hidden: readonly string[]): boolean {
  const categories = maybe(form, "[data-categories]", HTMLElement);
  if (categories === null) return true;
  const codes = choicesOf(form, "[data-categories] [data-answer], [data-details] [data-answer]").map(({ value }) => value);
  return new Set([...codes, ...hidden]).size === Number(categories.dataset["categories"]) && !codes.some((code) => hidden.includes(code));
}

/** What can be chosen, but for giving no answer. */
function choicesOf(root: Element, selector: string): readonly HTMLInputElement[] {
  return all(root, selector, HTMLInputElement).filter(({ value }) => value !== "");
}

function textOf(root: Element, selector: string): string {
  return maybe(root, selector, HTMLElement)?.textContent.trim() ?? "";
}
