/**
 * What the page of a recovery code holds while somebody is at it. All of it is wiped when they leave, when nobody has touched
 * the page for a while, and when it goes; what comes in after that is wiped as it comes.
 */
import type { CaseKeys } from "../../sealing/access.ts";
import type { Desk } from "../desk.ts";
import { forget, type CodeKeys } from "./holding.ts";
import { forgetKeys } from "./left_case.ts";

/** One stay at the page. */
export class RecoveryStay {
  #code: CodeKeys | null = null;
  #keys: CaseKeys | null = null;
  #isOver = false;

  /** Whether everything is forgotten. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Keeps a code's keys, in the place of those before. */
  hold(code: CodeKeys): void {
    if (this.#code !== null) forget(this.#code);
    this.#code = code;
    if (this.#isOver) this.forget();
  }

  /** Keeps the keys of the one case that is open, in the place of those before; null when it is closed. */
  holdCase(keys: CaseKeys | null): void {
    if (this.#keys !== null) forgetKeys(this.#keys);
    this.#keys = keys;
    if (this.#isOver) this.forget();
  }

  /** Wipes everything, for good. */
  forget(): void {
    this.#isOver = true;
    this.release();
  }

  /** Wipes everything: the code is typed anew. */
  release(): void {
    if (this.#code !== null) forget(this.#code);
    if (this.#keys !== null) forgetKeys(this.#keys);
    this.#code = null;
    this.#keys = null;
  }
}

/** Ends the stay, where there is one. */
export function endRecovery(desk: Pick<Desk, "recovery">): void {
  const stay = desk.recovery.peek();
  stay?.forget();
  desk.recovery.value = null;
}
