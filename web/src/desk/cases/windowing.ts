/**
 * Which rows of a long list stand in the page: those in sight, some beyond, and the one that has the focus. What is
 * between them is a gap as high as the rows that it stands for, so that the list scrolls as if it were whole.
 *
 * Rows have the height that their words need, on this screen and at this size of text: each is measured when it is
 * drawn, and until then reckoned as high as those that were.
 */

/** Pixels that a row is reckoned as before any has been measured. */
const FIRST_GUESS = 104;

/** A part of the list, from its beginning on: a row by its place, or a gap of so many pixels. */
export type Part = { readonly is: "row"; readonly place: number } | { readonly is: "gap"; readonly height: number };

/** What of a list is in sight: pixels from its beginning. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

/** Places from one to the one before another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The heights of rows by their names, measured or reckoned. */
export class Heights {
  readonly #measured = new Map<string, number>();
  #sum = 0;

  /** What a row is reckoned as that was not measured. */
  get usual(): number {
    return this.#measured.size === 0 ? FIRST_GUESS : this.#sum / this.#measured.size;
  }

  /** The height of a row. */
  of(name: string): number {
    return this.#measured.get(name) ?? this.usual;
  }

  /** Takes what was measured; says whether anything is other than it was taken for. */
  measure(measured: Iterable<readonly [name: string, height: number]>): boolean {
    let isOther = false;
    for (const [name, height] of measured) {
      const before = this.#measured.get(name);
      if (before === height) continue;
      this.#sum += height - (before ?? 0);
      this.#measured.set(name, height);
      isOther = true;
    }
    return isOther;
  }

  /** Forgets everything: the screen has another width, or the text another size. */
  forget(): void {
    this.#measured.clear();
    this.#sum = 0;
  }
}

/** Where each row begins, and at the end where the list does. */
export function beginnings(names: readonly string[], heights: Heights): Float64Array {
  const begin = new Float64Array(names.length + 1);
  for (const [place, name] of names.entries()) begin[place + 1] = (begin[place] ?? 0) + heights.of(name);
  return begin;
}

/** The rows of which at least a part is in sight. Never none of a list that has any: then the nearest. */
export function inSight(begin: Float64Array, { from, to }: Sight): Range {
  const count = begin.length - 1;
  const first = Math.min(placeAt(begin, from), Math.max(0, count - 1));
  return { from: first, to: Math.min(count, placeAt(begin, Math.max(from, to)) + 1) };
}

/** The place of the row in which a number of pixels from the beginning falls; the last where that is beyond the end. */
export function placeAt(begin: Float64Array, pixels: number): number {
  let low = 0;
  let high = Math.max(0, begin.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((begin[middle] ?? 0) <= pixels) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The list in parts: the rows of a range, one more wherever it stands, and the gaps between them. */
export function partsOf(begin: Float64Array, range: Range, kept: number | null): readonly Part[] {
  const count = begin.length - 1;
  const places = Array.from({ length: Math.max(0, range.to - range.from) }, (_, index) => range.from + index);
  if (kept !== null && kept >= 0 && kept < count) {
    if (kept < range.from) places.unshift(kept);
    else if (kept >= range.to) places.push(kept);
  }
  const parts: Part[] = [];
  let next = 0;
  const gapTo = (place: number): void => {
    const height = (begin[place] ?? 0) - (begin[next] ?? 0);
    if (place > next && height > 0) parts.push({ is: "gap", height });
  };
  for (const place of places) {
    gapTo(place);
    parts.push({ is: "row", place });
    next = place + 1;
  }
  gapTo(count);
  return parts;
}

/** The keys that go through a list. */
export type Going = "ArrowDown" | "ArrowUp" | "PageDown" | "PageUp" | "Home" | "End";

/** Where a key goes from a place; the same at the ends. `page` is how many rows are in sight at once. */
export function goneTo(key: Going, place: number, count: number, page: number): number {
  const leap = Math.max(1, page - 1);
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + leap, PageUp: place - leap, Home: 0, End: count - 1 };
  return Math.max(0, Math.min(count - 1, to[key]));
}

/** Whether a key is one of them. */
export function isGoing(key: string): key is Going {
  return ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"].includes(key);
}
