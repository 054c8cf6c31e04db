/** Days in words. */
import type { Day } from "../../sealing/day.ts";

/** The day with its weekday and year, "söndag 29 november 2026". */
export function dayInWords(day: Day, language: string): string {
  const moment = new Date(`${day}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }).format(moment);
  const number = Number(day.slice(8));
  return `${part({ weekday: "long" })} ${number} ${part({ month: "long" })} ${day.slice(0, 4)}`;
}
