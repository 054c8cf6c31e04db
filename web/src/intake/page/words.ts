/** A field of words: how much is used, what looks like a personal identity number, what is wrong. */
import { MOST_CHARACTERS, asText, characters } from "../../sealing/text.ts";
import { maybe, say, type Root } from "./elements.ts";
import { message } from "./messages.ts";

/** From how much of the limit on the count is told: before that it is of no use to anybody. */
const TELL_FROM = 0.8;
const NUMBER = /(?<!\d)(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{3})(\d)(?!\d)/g;

/** Whether a text seems to hold a Swedish personal identity number: a date, real or of a coordination number, and a check digit. */
export function holdsIdentityNumber(text: string): boolean {
  return [...text.matchAll(NUMBER)].some(([, year = "", month = "", date = "", serial = "", check = ""]) => {
    const inYear = Number(month) >= 1 && Number(month) <= 12;
    const of = Number(date) > 60 ? Number(date) - 60 : Number(date);
    return inYear && of >= 1 && of <= 31 && luhn(`${year}${month}${date}${serial}`) === Number(check);
  });
}

function luhn(digits: string): number {
  let sum = 0;
  for (const [place, digit] of Array.from(digits).entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

/** A text field or text area with what stands around it. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Tells what is used and noticed while somebody writes. */
export function watchWords(field: TextField, around: Root): void {
  const count = maybe(around, "[data-count]", HTMLElement);
  const notice = maybe(around, "[data-notice]", HTMLElement);
  const tell = (): void => {
    // By hundreds: who is read to is not told of every letter.
    const used = Math.ceil(characters(field.value) / 100) * 100;
    if (count !== null) {
      const [limit, so] = [MOST_CHARACTERS, used].map((number) => number.toLocaleString(document.documentElement.lang));
      say(count, used < MOST_CHARACTERS * TELL_FROM ? "" : message("characters-used", { limit: limit ?? "", used: so ?? "" }));
    }
    if (notice !== null) notice.hidden = !holdsIdentityNumber(field.value);
  };
  field.addEventListener("input", tell);
  tell();
}

/** What was written, as it will be sealed, without space around it. */
export function wordsOf(field: TextField): string {
  return asText(field.value).trim();
}

/** Whether that is more than an envelope takes. */
export function isTooLong(words: string): boolean {
  return characters(words) > MOST_CHARACTERS;
}

/** Says what is wrong with a field, or that nothing is. */
export function mark(field: HTMLElement, told: HTMLElement | null, mistake: string): void {
  if (told !== null) say(told, mistake);
  if (mistake === "") field.removeAttribute("aria-invalid");
  else field.setAttribute("aria-invalid", "true");
}
