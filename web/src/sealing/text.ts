/** Text as the protocol lets it in: no control characters, bounded (tests/vectors/OBJECTS.md). */

/** The most Unicode scalar values a text has. */
export const MOST_CHARACTERS = 100_000;
/** The most bytes a short text has. */
export const MOST_SHORT_BYTES = 256;

// Cs is a surrogate without its other half: no Unicode scalar value, so no character.
const REFUSED = /[\p{Cc}\p{Cs}]/u;
const REFUSED_BUT_LF = /(?!\n)[\p{Cc}\p{Cs}]/u;

/** Whether somebody's words may stand in an envelope: at most 100,000 characters, no control character but LF. */
export function isText(value: string): boolean {
  return !REFUSED_BUT_LF.test(value) && characters(value) <= MOST_CHARACTERS;
}

/** Whether it may be a title or a name: 1 to 256 bytes of UTF-8, no control character at all. */
export function isShortText(value: string): boolean {
  const bytes = new TextEncoder().encode(value).length;
  return !REFUSED.test(value) && bytes > 0 && bytes <= MOST_SHORT_BYTES;
}

/** How many characters a text has: Unicode scalar values, as a form counts them for its writer. */
export function characters(value: string): number {
  let pairs = 0;
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) pairs += 1;
  }
  return value.length - pairs;
}

/**
 * What a person typed, as it is sealed: NFC, line ends as LF, tabs as spaces, other control characters gone.
 * Whether it then is short enough {@link isText} says.
 */
export function asText(typed: string): string {
  return typed
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, "")
    .normalize("NFC");
}
