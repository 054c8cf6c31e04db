/** The names that a member gives to what they keep. */

/** Characters of a name. */
export const NAME_MOST = 60;

/** A name as it is saved; "" for none. */
export function nameTyped(typed: string): string {
  return Array.from(typed.normalize("NFC").replaceAll(/\s+/gu, " ").trim()).slice(0, NAME_MOST).join("").trim();
}
