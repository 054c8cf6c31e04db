/**
 * What the server lists, held against what this computer remembers: only here does a whole case that is hidden show.
 *
 * Two facts, and neither excuses the other: so many remembered cases are not in the list, and so many rows of it do not
 * open and may be any case or none. A server could otherwise cover what it hides with a row that never answers.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import type { Digest } from "../../sealing/digest.ts";
import type { CasesPorts } from "./ports.ts";

/** What a loading found missing. */
export class Missing {
  readonly #ports: Pick<CasesPorts, "missing" | "letGo">;
  readonly #names = signal<readonly Digest[]>([]);
  readonly #unopened = signal(0);

  constructor(ports: Pick<CasesPorts, "missing" | "letGo">) {
    this.#ports = ports;
  }

  /** The cases, by their keyed hashes, that this computer has seen and that no row of the list is known to be. */
  get names(): ReadonlySignal<readonly Digest[]> {
    return this.#names;
  }

  /** How many rows of the list have not shown which case they are. */
  get unopened(): ReadonlySignal<number> {
    return this.#unopened;
  }

  /** Takes which case each listed row is known to be; undefined where that is not known. */
  find(rows: readonly (CaseId | undefined)[]): void {
    const known = rows.filter((id) => id !== undefined);
    this.#names.value = this.#ports.missing(known);
    this.#unopened.value = rows.length - known.length;
  }

  /** The member knows why they are gone: they are not told of again. */
  letGo(): void {
    for (const name of this.#names.peek()) this.#ports.letGo(name);
    this.#names.value = [];
  }
}
