/** Bytes and seconds as people say them. */
import type { Words } from "../../words.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A number of bytes, "1,4 MB": in thousands, as phones and computers show them. */
export function bytesInWords(bytes: number, { locale }: Pick<Words, "locale">): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const maximumFractionDigits = unit === 0 || amount >= 99.95 ? 0 : 1;
  const style = { style: "unit", unit: UNITS[unit] ?? "byte", unitDisplay: unit === 0 ? "long" : "short" } as const;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { ...style, maximumFractionDigits }).format(amount);
}

/** How long something still takes, roughly: nobody wants to see seconds of an hour. */
export function timeLeftInWords(seconds: number, { say }: Pick<Words, "say">): string {
  if (seconds < 60) return say("desk-file-seconds-left", { count: Math.max(1, Math.ceil(seconds / 5) * 5) });
  if (seconds < 5400) return say("desk-file-minutes-left", { count: Math.ceil(seconds / 60) });
  return say("desk-file-hours-left", { count: Math.round(seconds / 3600) });
}
