/** How long to wait before the server is asked again, and how long for its answer. */

/** Milliseconds before the first attempt after one that failed; it doubles with each. */
const FIRST = 500;
/** Milliseconds that are never exceeded. */
const LONGEST = 30_000;

/** Waits longer after each failure, and not at all any more once {@link wake} is called. */
export class Patience {
  #failures = 0;
  #wake: (() => void) | null = null;

  /** Something worked: the next failure is a first one. */
  worked(): void {
    this.#failures = 0;
  }

  /** How many failures there were since something worked. */
  get failures(): number {
    return this.#failures;
  }

  /**
   * Waits after a failure.
   *
   * @param least - milliseconds that the server asks for
   * @throws the signal's reason, once it is aborted
   */
  async wait(signal: AbortSignal, least = 0): Promise<void> {
    signal.throwIfAborted();
    const time = Math.min(LONGEST, Math.max(least, FIRST * 2 ** Math.min(this.#failures, 16)));
    this.#failures += 1;
    await new Promise<void>((done, fail) => {
      const over = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        this.#wake = null;
      };
      const stop = (): void => {
        over();
        fail(signal.reason as Error);
      };
      const go = (): void => {
        over();
        done();
      };
      const timer = setTimeout(go, time);
      signal.addEventListener("abort", stop, { once: true });
      this.#wake = go;
    });
  }

  /** The line is back, or somebody wants it to be tried: no more waiting, and short waits from here on. */
  wake(): void {
    this.#failures = 0;
    this.#wake?.();
  }
}

/** Milliseconds without a byte after which a line is given up: a computer was closed, or moved to another network. */
export const SILENCE = 60_000;

/** Calls back once nothing has been heard for {@link SILENCE}; twice as long after each time, for slow lines. */
export class Watch {
  readonly #silent: () => void;
  readonly #patience: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param times - how often it was silent before, one after the other */
  constructor(silent: () => void, times: number) {
    this.#silent = silent;
    this.#patience = SILENCE * 2 ** Math.min(times, 3);
  }

  /** Something was heard, or is being waited for from here on. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#silent, this.#patience);
  }

  /** Nothing is being waited for. */
  rest(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Waits for something that goes on by itself, and no longer than until the signal is aborted.
 *
 * @throws the signal's reason, once it is aborted; whatever `promise` rejects with
 */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave: () => void = () => undefined;
  const aborted = new Promise<never>((_, fail) => {
    leave = () => {
      // What aborts is an error of ours.
      fail(signal.reason as Error);
    };
  });
  signal.addEventListener("abort", leave, { once: true });
  return Promise.race([promise, aborted]).finally(() => {
    signal.removeEventListener("abort", leave);
  });
}
