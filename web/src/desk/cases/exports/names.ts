/** Names under which files stand in a package: safe on every system, each once. What a file is truly called is in the manifest. */

/** Letters that are not written with marks over others, and what stands for them. */
const SPELLED: Readonly<Record<string, string>> = { æ: "ae", œ: "oe", ø: "o", ß: "ss", ð: "d", þ: "th", ł: "l", đ: "d" };
const MOST_LETTERS = 48;

/**
 * The name of a file in a package: its number, what can be kept of its own name, and its ending. Lower-case letters a to z,
 * digits and hyphens are on every system what they are here; a number before them makes it neither another file's nor one
 * that a system keeps for itself.
 *
 * @param runs - whether it can do something when it is opened: then nothing opens it by its ending
 */
export function packageName(number: number, name: string, runs: boolean): string {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 ? plain(name.slice(dot + 1)) : "";
  const isEnding = /^[a-z0-9]{1,8}$/.test(ending);
  const stem = plain(isEnding ? name.slice(0, dot) : name).slice(0, MOST_LETTERS).replace(/-$/, "");
  const whole = `${number.toString().padStart(3, "0")}-${stem === "" ? "file" : stem}${isEnding ? `.${ending}` : ""}`;
  return runs ? `${whole}.unopened` : whole;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[æœøßðþłđ]/gu, (letter) => SPELLED[letter] ?? "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}
