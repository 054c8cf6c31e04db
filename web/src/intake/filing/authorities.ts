/** Where else one may report, shown in the form: the channel's page has the list, and going there would lose the form. */
import { all, one } from "../page/elements.ts";

/** Makes the link put the list in its own place. Should that fail, it opens the channel's page beside the form. */
export function bringAuthorities(place: HTMLElement): void {
  const link = one(place, "a", HTMLAnchorElement);
  link.addEventListener("click", (event) => {
    if (link.target !== "") return;
    event.preventDefault();
    const asked = new XMLHttpRequest();
    asked.addEventListener("loadend", () => {
      const list = asked.responseXML?.querySelector("ul.authorities") ?? null;
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
    asked.open("GET", link.pathname);
    // A document that no script of its own runs in; text would need a parser that the policy forbids.
    asked.responseType = "document";
    asked.send();
  });
}
