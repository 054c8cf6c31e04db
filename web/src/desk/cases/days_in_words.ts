/** Days as people say them: today, tomorrow, Thursday, 26 November. */
import { daysBetween, type Day } from "../../sealing/day.ts";
import type { Words } from "../words.ts";
import { nearness, type Duty } from "./duties.ts";

const WEEKDAYS = new Map<string, Intl.DateTimeFormat>();

/** A day seen from another: by its weekday within the six days ahead, with its year only where that is in doubt. */
export function dayInWords(day: Day, today: Day, words: Words): string {
  const ahead = daysBetween(today, day);
  if (ahead === 0) return words.say("cases-day-today");
  if (ahead === 1) return words.say("cases-day-tomorrow");
  if (ahead === -1) return words.say("cases-day-yesterday");
  if (ahead > 1 && ahead < 7) return weekday(day, words);
  // Which year it is goes without saying for a day that comes before its like of this year does again.
  if (ahead > 0 && ahead < 300) return words.shortDay(day);
  return dateInWords(day, today, words);
}

/** A date, with its year where that is another than today's. */
export function dateInWords(day: Day, today: Day, words: Words): string {
  const short = words.shortDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${short} ${day.slice(0, 4)}`;
}

/** A duty on one line: "Bekräfta senast torsdag", or how late it is. */
export function dutyInWords(duty: Duty, today: Day, words: Words): string {
  const { say } = words;
  if (nearness(duty, today) === "late") {
    const days = daysBetween(duty.by, today);
    return duty.what === "acknowledge"
      ? say("cases-duty-acknowledge-late", { days })
      : say("cases-duty-feedback-late", { days });
  }
  const day = dayInWords(duty.by, today, words);
  return duty.what === "acknowledge"
    ? say("cases-duty-acknowledge-by", { day })
    : say("cases-duty-feedback-by", { day });
}

function weekday(day: Day, { locale }: Words): string {
  const format = WEEKDAYS.get(locale) ?? new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  WEEKDAYS.set(locale, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}
