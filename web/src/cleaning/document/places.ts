/** Places on computers and addresses of mail, looked for where nobody expects them, so that none stays unsaid. */
import type { Findings } from "../findings.ts";

// Within other words: a file of a disk or a network, a home of a person. An address on the web has a letter before its colon.
const PLACE = /(?:\bfile:|\b[a-z]:[\\/](?!\/)|\\\\\w|(?<![\w.~-])\/(?:Users|home|Volumes)\/)/i;

const BEFORE_AT = /[\p{L}\p{N}._%+-]{1,64}$/u;
const BEHIND_AT = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/u;

/** Adds the first place on a computer and the first address of mail that stand in a text. */
export function tellPlaces(text: string, findings: Findings): void {
  if (text.length < 4) return;
  const at = text.search(PLACE);
  if (at >= 0) findings.add("path", text.slice(at, at + 1024));
  const address = addressIn(text);
  if (address !== null) findings.add("author", address);
}

function addressIn(text: string): string | null {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const before = BEFORE_AT.exec(text.slice(Math.max(0, at - 64), at));
    const behind = BEHIND_AT.exec(text.slice(at + 1, at + 256));
    if (before !== null && behind !== null) return `${before[0]}@${behind[0]}`;
  }
  return null;
}
