/** How far a file is, how fast it goes and how long it will take yet. */

/**
 * - `waiting`: others are before it
 * - `sealing`: it is being sealed, or opened, and nothing of it has gone over the line yet
 * - `sending`: it is on its way, up or down
 * - `paused`: until it is told to go on
 * - `offline`: the server is not reached; it goes on by itself
 * - `done`, `failed`, `cancelled`: nothing more comes
 */
export const STATES = ["waiting", "sealing", "sending", "paused", "offline", "done", "failed", "cancelled"] as const;

/** Where a file stands. */
export type State = (typeof STATES)[number];

/** How far a file is. Bytes are those of the sealed file, which is a little larger than what was chosen. */
export interface Progress {
  /** Bytes that went over the line. It goes back where the server has not kept what was sent. */
  readonly sent: number;
  readonly total: number;
  /** Bytes a second, smoothed over some seconds; null until it is known, and while nothing moves. */
  readonly perSecond: number | null;
  /** Whole seconds until it is done at that speed. */
  readonly secondsLeft: number | null;
  readonly state: State;
}

/** Milliseconds in which an older speed loses half of its weight. */
const HALF_LIFE = 4000;
/** Milliseconds before a speed is told at all. */
const SETTLED = 1000;
/** Milliseconds between two measurements: what lies closer together says more of buffers than of the line. */
const APART = 200;

/** Measures the speed of what moves, smoothed. */
export class Pace {
  readonly #now: () => number;
  #began: number | null = null;
  #last: { readonly at: number; readonly sent: number } | null = null;
  #weighed = 0;
  #weight = 0;

  /** @param now - a clock in milliseconds that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** So many bytes have gone. */
  moved(sent: number): void {
    const at = this.#now();
    this.#began ??= at;
    if (this.#last === null || sent < this.#last.sent) {
      // What is sent again says nothing of what was lost.
      this.#last = { at, sent };
      return;
    }
    const took = at - this.#last.at;
    if (took < APART) return;
    const kept = 0.5 ** (took / HALF_LIFE);
    // Averaged over time: a measurement counts as much as it took.
    this.#weighed = this.#weighed * kept + ((sent - this.#last.sent) / took) * (1 - kept);
    this.#weight = this.#weight * kept + (1 - kept);
    this.#last = { at, sent };
  }

  /** Nothing moves for a while, which is not to count. The speed until then is kept for when it goes on. */
  rest(): void {
    this.#last = null;
  }

  /** Bytes a second, or null while it is not known. */
  get perSecond(): number | null {
    if (this.#began === null || this.#weight === 0 || this.#now() - this.#began < SETTLED) return null;
    return Math.round((this.#weighed / this.#weight) * 1000);
  }

  /** Whole seconds until so many more bytes have gone, or null while it is not known. */
  secondsFor(bytes: number): number | null {
    const speed = this.perSecond;
    return speed === null || speed === 0 ? null : Math.ceil(bytes / speed);
  }
}
