/** Findings as they are gathered: each once, in the order in which they are read, and no more than can be shown. */
import type { Finding, What } from "./inspection.ts";
import { plain } from "./plain.ts";

/** The most findings that are kept; one more says how many there are besides. */
const MOST_FINDINGS = 60;

/** The findings of one file. */
export class Findings {
  readonly #found = new Map<string, Finding>();
  #left = 0;

  /** Adds a finding; `detail` is shortened, and left out where nothing of it can be shown. */
  add(what: What, detail: string | null = null): void {
    const shown = detail === null ? null : plain(detail);
    const key = `${what} ${shown ?? ""}`;
    if (this.#found.has(key)) return;
    if (this.#found.size >= MOST_FINDINGS) this.#left += 1;
    else this.#found.set(key, { what, detail: shown });
  }

  /** Adds all that was found in a part of the file. */
  addAll(findings: readonly Finding[]): void {
    for (const { what, detail } of findings) this.add(what, detail);
  }

  /** How many there are. */
  get size(): number {
    return this.#found.size;
  }

  /** The findings as they are told. */
  list(): readonly Finding[] {
    const found = [...this.#found.values()];
    return this.#left > 0 ? [...found, { what: "other", detail: `+ ${this.#left}` }] : found;
  }
}

/** What was found in a file of a format that is cleaned. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly stays: readonly Finding[];
  /** Writes the cleaned file, in parts. */
  readonly write: () => readonly Uint8Array<ArrayBuffer>[];
}
