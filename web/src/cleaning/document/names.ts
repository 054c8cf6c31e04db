/**
 * The names of those who commented on a document and changed it. Each becomes a number that is theirs throughout the
 * document, so that who answers whom can still be followed.
 */
import type { Findings } from "../findings.ts";

// What stands for nobody: what we write, and what Word writes when it takes names out.
const NOBODY = /^(?:Author(?: \d+)?|)$/;

const NO_INITIALS = "A";

/** The names of one document. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** What stands for a name, which is told. */
  exchange(name: string): string {
    if (NOBODY.test(name.trim())) return name;
    const key = name.trim();
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    this.#findings.add("author", key);
    return `Author ${number}`;
  }

  /** What stands for somebody's initials: the same for all. */
  exchangeInitials(initials: string): string {
    if (initials.trim() === "" || initials === NO_INITIALS) return initials;
    this.#findings.add("author", initials);
    return NO_INITIALS;
  }

  /** The text, where it begins with a name and a colon as spreadsheets write it into comments, with the name exchanged. */
  exchangeAtStart(text: string): string {
    const name = [...this.#numbers.keys()].find((known) => text.startsWith(`${known}:`));
    return name === undefined ? text : this.exchange(name) + text.slice(name.length);
  }
}

// A file of a disk, a computer of a network, a home of a person.
const PATH = /^(?:file:|[a-z]:[\\/]|\\\\|\/\/|\/(?:Users|home|Volumes|mnt|media)\/|~\/)/i;

/** Whether a text is a place on a computer or of a network. */
export function isPath(text: string): boolean {
  return PATH.test(text.trim());
}
