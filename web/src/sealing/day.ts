/** Calendar days: the only time a reporter causes. */

declare const day: unique symbol;

/** A day of the Gregorian calendar, 0001-01-01 to 9999-12-31, as `YYYY-MM-DD`: in order as texts are. */
export type Day = string & { readonly [day]: true };

const FORM = /^\d{4}-\d{2}-\d{2}$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const MOST_YEAR = 9999;

/** The day in `YYYY-MM-DD`, or null for any other text and for days that the calendar lacks. */
export function parseDay(text: string): Day | null {
  return numberOf(text) === null ? null : (text as Day);
}

/** Days since 0001-01-01, which is 0. */
export function dayNumber(value: Day): number {
  return numberOf(value) ?? Number.NaN;
}

/** Days from one day to another; negative if that other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day `days` later, or earlier if that is negative; null beyond the calendar's bounds. */
export function dayPlus(value: Day, days: number): Day | null {
  return dayOfNumber(dayNumber(value) + days);
}

/**
 * The day that a moment belongs to in a time zone.
 *
 * @param zone - an IANA name, such as `Europe/Stockholm`
 * @throws RangeError when the browser does not know the zone
 */
export function dayAt(moment: Date, zone: string): Day | null {
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? "";
  return parseDay(`${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`);
}

function numberOf(text: string): number | null {
  if (!FORM.test(text)) return null;
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  if (year < 1) return null;
  const length = daysIn(year, month);
  if (length === undefined || date < 1 || date > length) return null;
  return yearsFirst(year) + monthsFirst(year, month) + date - 1;
}

function dayOfNumber(number: number): Day | null {
  if (!Number.isSafeInteger(number) || number < 0) return null;
  // The mean year has 365.2425 days, so that the guess is right or one over.
  let year = Math.floor(number / 365.2425) + 2;
  while (yearsFirst(year) > number) year -= 1;
  if (year > MOST_YEAR) return null;
  let month = 12;
  while (yearsFirst(year) + monthsFirst(year, month) > number) month -= 1;
  const date = number - yearsFirst(year) - monthsFirst(year, month) + 1;
  const digits = (value: number, width: number): string => value.toString().padStart(width, "0");
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}` as Day;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number | undefined {
  return month === 2 && isLeap(year) ? 29 : MONTHS[month - 1];
}

/** The number of a year's first day. */
function yearsFirst(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

/** How many days of the year come before a month's first. */
function monthsFirst(year: number, month: number): number {
  let days = 0;
  for (let each = 1; each < month; each += 1) days += daysIn(year, each) ?? 0;
  return days;
}
