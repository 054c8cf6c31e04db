/**
 * Marking in the open case what was searched for in the inbox. By the browser's own marks, which lie over the text and
 * change nothing in it; a browser that has none shows the case as it is.
 */
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { spansOf } from "./searching.ts";

/** What the style calls these marks. */
const NAME = "sigill-search";
/** The most places marked in one case: a search for one letter finds it in every word. */
const MOST = 2000;

/**
 * Marks those words within an element, in what a selector finds there, for as long as both stand.
 *
 * @param text - what is written there: when it is another, words are marked anew
 */
export function useMarks(
  within: RefObject<HTMLElement | null>,
  selector: string,
  wanted: readonly string[],
  text: unknown,
): void {
  const words = wanted.join(" ");
  useLayoutEffect(() => {
    const element = within.current?.querySelector(selector) ?? null;
    if (words === "" || element === null || !("highlights" in CSS)) return undefined;
    CSS.highlights.set(NAME, new Highlight(...placesIn(element, words.split(" "))));
    return () => {
      CSS.highlights.delete(NAME);
    };
  }, [within, selector, words, text]);
}

function placesIn(element: Element, wanted: readonly string[]): readonly Range[] {
  const places: Range[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null && places.length < MOST; node = texts.nextNode()) {
    for (const { from, to } of spansOf(node.textContent ?? "", wanted)) {
      const place = document.createRange();
      place.setStart(node, from);
      place.setEnd(node, to);
      places.push(place);
    }
  }
  return places;
}
