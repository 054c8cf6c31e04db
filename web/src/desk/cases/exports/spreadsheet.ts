/**
 * A table as a file for spreadsheets: UTF-8 with its mark, semicolons, as a Swedish Excel opens it. What stands in a cell is never
 * a formula: what could be taken for the beginning of one gets an apostrophe before it (ASVS 1.2.10), and every cell stands in
 * quotes, so that none breaks out of its own.
 */

/** What a program may take for the beginning of a formula, its full-width and typeset forms too, behind whatever is not seen. */
const FORMULA = /^[\s\p{Cf}\p{Cc}"']*[=+\-@|%＝＋－＠﹢﹣﹦﹫−]|^[\t\r\n]/u;

/** A cell as it stands in the file. */
export function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""').replaceAll(/[\t\r\n]+/g, " ")}"`;
}

/** The file's text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellOf).join(";")).join("\r\n")}\r\n`;
}
