/** Bytes as people say them, the same wherever files are shown. */

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A number of bytes, "1,4 MB", in a language: by 1024, as bounds are set and the path without script counts. */
export function bytesInWords(bytes: number, { locale }: { readonly locale: string }): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const maximumFractionDigits = unit === 0 || amount >= 99.95 ? 0 : 1;
  const style = { style: "unit", unit: UNITS[unit] ?? "byte", unitDisplay: unit === 0 ? "long" : "short" } as const;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, { ...style, maximumFractionDigits }).format(amount);
}
