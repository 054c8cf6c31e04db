/** Bytes as people say them, the same wherever files are shown. */

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** How a number is made short: a bound never says more than there is, what is beyond it never less. */
const ROUNDINGS = {
  nearest: { round: Math.round, next: 1023.5 },
  down: { round: Math.floor, next: 1024 },
  up: { round: Math.ceil, next: 1023 + 1 / 1024 },
} as const;

/**
 * A number of bytes, "1,4 MB", in a language: by 1024, as bounds are set and the path without script counts.
 *
 * @param rounding - `down` for a bound and for what is left of one, `up` for what is beyond it: the two never read alike
 */
export function bytesInWords(bytes: number, { locale }: { readonly locale: string }, rounding: keyof typeof ROUNDINGS = "nearest"): string {
  const { round, next } = ROUNDINGS[rounding];
  let amount = bytes;
  let unit = 0;
  while (amount >= next && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const maximumFractionDigits = unit === 0 || amount >= 99.95 ? 0 : 1;
  const scale = 10 ** maximumFractionDigits;
  const style = { style: "unit", unit: UNITS[unit] ?? "byte", unitDisplay: unit === 0 ? "long" : "short" } as const;
  const format = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { ...style, maximumFractionDigits });
  return format.format(round(amount * scale) / scale);
}
