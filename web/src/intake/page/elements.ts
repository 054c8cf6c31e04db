/** Finding what a page's script works with. The templates in `web/pages/intake` list it at their top. */

/** The page lacks what its script needs: the script stops, and the page goes on saying that it has not started. */
export class PageError extends Error {
  readonly kind = "missing-element";

  constructor(selector: string) {
    super(`the page has no ${selector}`);
    this.name = "PageError";
  }
}

/** Anything that can be searched. */
export type Root = Document | DocumentFragment | Element;

/** The one element of a selector. */
export function one<E extends Element>(root: Root, selector: string, type: new () => E): E {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new PageError(selector);
}

/** The one element of a selector, where it need not be there. */
export function maybe<E extends Element>(root: Root, selector: string, type: new () => E): E | null {
  const found = root.querySelector(selector);
  return found instanceof type ? found : null;
}

/** Every element of a selector. */
export function all<E extends Element>(root: Root, selector: string, type: new () => E): readonly E[] {
  return [...root.querySelectorAll(selector)].filter((found): found is E => found instanceof type);
}

/** A new element with these words. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, words = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/** Fills an element with words, and shows it only if there are some. */
export function say(where: HTMLElement, words: string): void {
  where.textContent = words;
  where.hidden = words === "";
}

/** Tells that a button does nothing just now. It keeps the focus, which a disabled one would lose. */
export function setBusy(button: HTMLElement, isBusy: boolean): void {
  button.setAttribute("aria-disabled", String(isBusy));
}

/** A copy of what a template holds. */
export function copyOf(selector: string): DocumentFragment {
  const { content } = one(document, selector, HTMLTemplateElement);
  return document.importNode(content, true);
}

/**
 * Puts a template's content in the place of what <main> holds, but for its templates, and the focus on its heading,
 * which becomes the page's title.
 */
export function replaceMain(content: DocumentFragment): HTMLElement {
  const main = one(document, "main", HTMLElement);
  main.replaceChildren(content, ...all(main, "template", HTMLTemplateElement));
  window.scrollTo(0, 0);
  const heading = maybe(main, "h1", HTMLElement);
  if (heading === null) return main;
  // What stands after the dash is whose page it is.
  const dash = document.title.indexOf(" – ");
  document.title = heading.textContent + (dash < 0 ? "" : document.title.slice(dash));
  heading.focus();
  return main;
}
