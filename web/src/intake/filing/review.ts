/** The last step: everything once more, and who can open it. */
import { element, one } from "../page/elements.ts";
import { message } from "../page/messages.ts";

/** One line of the review. */
export interface Line {
  readonly label: string;
  readonly words: string;
  /** Goes back to where it was answered. */
  readonly edit: () => void;
}

/** Fills the review with every answer, and the list of readers with their titles. */
export function fillReview(form: HTMLFormElement, lines: readonly Line[], readers: readonly string[]): void {
  const rows = lines.map(({ label, words, edit }) => {
    const row = element("div");
    const answer = element("dd", words === "" ? message("check-empty") : words);
    if (words === "") answer.classList.add("quiet");
    // A browser that translates the page sends what stands in it to its maker.
    else answer.translate = false;
    const button = element("button", message("check-edit"));
    button.type = "button";
    button.className = "link";
    button.append(unseen(`: ${label}`));
    button.addEventListener("click", edit);
    const way = element("dd");
    way.append(button);
    row.append(element("dt", label), answer, way);
    return row;
  });
  one(form, "[data-review]", HTMLElement).replaceChildren(...rows);
  one(form, "[data-readers]", HTMLElement).replaceChildren(...readers.map((title) => element("li", title)));
}

/** Words for those who do not see what a button stands beside. */
function unseen(words: string): HTMLElement {
  const span = element("span", words);
  span.className = "unseen";
  return span;
}
