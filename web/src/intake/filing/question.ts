/** One question of the form: its answer, and what is wrong with it. */
import { all, maybe, one, PageError } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import { isTooLong, mark, watchWords, wordsOf, type TextField } from "../page/words.ts";

/** A question with the elements that answer it. */
export interface Question {
  /** Its id in the channel's settings. */
  readonly id: string;
  /** Its words, as the form shows them. */
  readonly label: string;
  /** The answer as it stands in the report; empty where there is none. */
  readonly answer: () => string;
  /** The answer as a person reads it. */
  readonly shown: () => string;
  /** Checks the answer, shows what is wrong with it beside it, and returns that; empty where nothing is. */
  readonly check: () => string;
  /** What takes the focus. */
  readonly focus: () => void;
}

/** Every question of a part of the form. */
export function questionsOf(step: Element): readonly Question[] {
  return all(step, "[data-question]", HTMLElement).map((element) => questionOf(element, step));
}

function questionOf(element: HTMLElement, step: Element): Question {
  const id = element.dataset["question"] ?? "";
  const label = labelOf(element);
  const told = maybe(element, "[data-mistake]", HTMLElement);
  const isRequired = element.hasAttribute("data-required");
  const text = maybe(element, "textarea[data-answer]", HTMLTextAreaElement) ?? maybe(element, "input[type=text][data-answer]", HTMLInputElement);
  if (text !== null) return ofWords(text, { id, label, element, told, isRequired });
  return ofChoices(element, step, { id, label, element, told, isRequired });
}

interface Parts {
  readonly id: string;
  readonly label: string;
  readonly element: HTMLElement;
  readonly told: HTMLElement | null;
  readonly isRequired: boolean;
}

function ofWords(field: TextField, { id, label, element, told, isRequired }: Parts): Question {
  watchWords(field, element);
  const answer = (): string => wordsOf(field);
  return {
    id,
    label,
    answer,
    shown: answer,
    check: () => {
      const words = answer();
      const mistake =
        isRequired && words === "" ? message("mistake-required") : isTooLong(words) ? message("mistake-too-long") : "";
      mark(field, told, mistake);
      return mistake;
    },
    focus: () => {
      field.focus();
    },
  };
}

/** Radios; those of a category stand in groups, and a group of several opens a list of its own. */
function ofChoices(element: HTMLElement, step: Element, { id, label, told, isRequired }: Parts): Question {
  const groups = all(element, "input[data-group]", HTMLInputElement);
  const choices = all(element, "input[type=radio]", HTMLInputElement);
  const [first] = choices;
  if (first === undefined) throw new PageError(`radio of ${id}`);
  // Names make the arrow keys go from one to the next. The form is never submitted, so that no name is ever sent.
  for (const choice of choices) choice.name = id;
  const details = new Map(groups.map((group) => [group, detailsOf(group, step, id)] as const));
  const showDetails = (): void => {
    for (const [group, list] of details) if (list !== null) list.hidden = !group.checked;
  };
  for (const group of groups) group.addEventListener("change", showDetails);
  showDetails();

  const chosen = (): HTMLInputElement | null => {
    const choice = choices.find((each) => each.checked);
    if (choice === undefined) return null;
    const list = details.get(choice) ?? null;
    if (list === null) return choice;
    return all(list, "input[data-answer]", HTMLInputElement).find((each) => each.checked) ?? null;
  };
  const isHalf = (): boolean => chosen() === null && choices.some((choice) => choice.checked);
  return {
    id,
    label,
    answer: () => chosen()?.value ?? "",
    shown: () => wordsOfChoice(chosen()),
    check: () => {
      const mistake = isHalf() || (isRequired && chosen() === null) ? message("mistake-choice") : "";
      mark(element, told, mistake);
      return mistake;
    },
    focus: () => {
      const open = [...details].find(([group, list]) => group.checked && list !== null)?.[1] ?? null;
      const inside = open === null ? null : maybe(open, "input", HTMLInputElement);
      (inside ?? choices.find((each) => each.checked) ?? first).focus();
    },
  };
}

/** The list of a group's categories, if it has several. */
function detailsOf(group: HTMLInputElement, step: Element, id: string): HTMLElement | null {
  const list = maybe(step, `[data-details="${group.dataset["group"] ?? ""}"]`, HTMLElement);
  if (list === null) return null;
  for (const choice of all(list, "input[data-answer]", HTMLInputElement)) choice.name = `${id}-${group.dataset["group"] ?? ""}`;
  return list;
}

/** What an answer to choose says; nothing where it is that there is none. */
export function wordsOfChoice(choice: HTMLInputElement | null): string {
  return choice === null || choice.value === "" ? "" : one(choice.closest("label") ?? choice, "span", HTMLElement).textContent.trim();
}

/** The words of a label or legend, without what it says about being optional. */
export function labelOf(element: HTMLElement): string {
  const label = maybe(element, "label, legend", HTMLElement);
  return label?.firstChild?.textContent?.trim() ?? "";
}
