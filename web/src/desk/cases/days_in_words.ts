/** Days as people say them: today, tomorrow, Thursday, 26 November. */
import { daysBetween, type Day } from "../../sealing/day.ts";
import type { Words } from "../words.ts";
import type { Duty } from "./duties.ts";

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

/** How many days are left until a day, or by how many it is over: "5 dagar kvar", "2 dagar försenat"; null today. */
export function daysLeftInWords(by: Day, today: Day, { say }: Pick<Words, "say">): string | null {
  const left = daysBetween(today, by);
  if (left === 0) return null;
  return left > 0 ? say("cases-days-left", { days: left }) : say("cases-days-over", { days: -left });
}

/** A day and how far off it is: "torsdag, 4 dagar kvar", "i dag". */
export function dayAndDaysLeft(by: Day, today: Day, words: Words): string {
  const left = daysLeftInWords(by, today, words);
  const day = dayInWords(by, today, words);
  return left === null ? day : `${day}, ${left}`;
}

/** A duty on one line: "Bekräfta senast torsdag, 4 dagar kvar". */
export function dutyInWords({ what, by }: Duty, today: Day, words: Words): string {
  const day = dayAndDaysLeft(by, today, words);
  switch (what) {
    case "acknowledge":
      return words.say("cases-duty-acknowledge-by", { day });
    case "feedback":
      return words.say("cases-duty-feedback-by", { day });
    case "step":
      return words.say("cases-duty-step-by", { day });
    case "tell":
      return words.say("cases-duty-tell-by", { day });
    case "protect":
      return words.say("cases-duty-protect-by", { day });
    case "recommend":
      return words.say("cases-duty-recommend-by", { day });
    case "review":
      return words.say("cases-duty-review-by", { day });
    case "decide":
      return words.say("cases-duty-decide-by", { day });
  }
}

function weekday(day: Day, { locale }: Words): string {
  const format = WEEKDAYS.get(locale) ?? new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  WEEKDAYS.set(locale, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}
