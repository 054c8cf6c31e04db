/** Who may go on: so many at once, the others in the order in which they came. */

/** How many files go up at once, and how many come back: two fill a line, and their memory is bounded. */
export const AT_ONCE = 2;

/** The turns of one line. */
export class Turns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Waits for a turn.
   *
   * @returns what gives it back
   * @throws the signal's reason, once it is aborted
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#taken < this.#most) this.#taken += 1;
    else {
      await new Promise<void>((mine, fail) => {
        const leave = (): void => {
          this.#waiting.splice(this.#waiting.indexOf(next), 1);
          // What aborts is an error of ours.
          fail(signal.reason as Error);
        };
        // Whoever gives a turn back hands it to the next; the count stays.
        const next = (): void => {
          signal.removeEventListener("abort", leave);
          mine();
        };
        this.#waiting.push(next);
        signal.addEventListener("abort", leave, { once: true });
      });
    }
    let isMine = true;
    return () => {
      if (!isMine) return;
      isMine = false;
      const next = this.#waiting.shift();
      if (next === undefined) this.#taken -= 1;
      else next();
    };
  }
}
