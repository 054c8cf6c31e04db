/** Where else one may report, shown in the form: the channel's page has the list, and going there would lose the form. */
import { all, one } from "../page/elements.ts";
import { fetchPage } from "../page/parts.ts";

/** Makes the link put the list in its own place. Should that fail, it opens the channel's page beside the form. */
export function bringAuthorities(place: HTMLElement): void {
  const link = one(place, "a", HTMLAnchorElement);
  link.addEventListener("click", (event) => {
    if (link.target !== "") return;
    event.preventDefault();
    void fetchPage(link.pathname).then((page) => {
      const list = page?.querySelector("ul.authorities") ?? null;
      if (list === null) {
        link.target = "_blank";
        link.click();
        return;
      }
      const shown = document.importNode(list, true);
      for (const away of all(shown, "a", HTMLAnchorElement)) away.target = "_blank";
      place.replaceChildren(shown);
      all(place, "a", HTMLAnchorElement)[0]?.focus();
    });
  });
}
