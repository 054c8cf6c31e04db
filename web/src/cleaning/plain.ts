/** What stands in a file as it can be shown: short, on one line, and in the direction in which the page is read. */

/** The most characters of a value that are shown. */
export const MOST_CHARACTERS = 120;

// Control characters, line and paragraph ends, lone surrogates, what does not show, and what turns the direction of writing.
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]+/gu;

/** The value to show, or null where nothing of it can be shown. */
export function plain(value: string): string | null {
  const characters = Array.from(value.slice(0, MOST_CHARACTERS * 8).replace(UNSHOWN, " ").replace(/\s+/gu, " ").trim());
  if (characters.length === 0) return null;
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join("").trimEnd()}…` : characters.join("");
}
