/**
 * When nobody has touched the desk for a while it locks; a minute before, it says so.
 *
 * Reckoned from the clock and not from timers, which stand still while a computer sleeps.
 */

/** Milliseconds without a touch after which the desk locks. */
export const LOCK_AFTER = 10 * 60 * 1000;
/** How many milliseconds before that it says so. */
export const WARN_BEFORE = 60 * 1000;

/** How long since the last touch. */
export type Idleness = "active" | "warned" | "over";

/** What a stretch without a touch amounts to. */
function idlenessAfter(milliseconds: number): Idleness {
  if (milliseconds >= LOCK_AFTER) return "over";
  return milliseconds >= LOCK_AFTER - WARN_BEFORE ? "warned" : "active";
}

/** The clock and timers an idle watch runs on. */
export interface Timing {
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => number;
  readonly cancel: (timer: number) => void;
}

/** Watches over one unlocked stretch. */
export class IdleWatch {
  readonly #timing: Timing;
  readonly #tell: (idleness: Idleness) => void;
  #touched: number;
  #told: Idleness = "active";
  #timer: number | null = null;

  /** Begins to watch; `tell` hears of every change. */
  constructor(timing: Timing, tell: (idleness: Idleness) => void) {
    this.#timing = timing;
    this.#tell = tell;
    this.#touched = timing.now();
    this.#schedule();
  }

  /** Somebody is there. A touch that comes after the time was up comes too late. */
  touch(): void {
    if (this.check() === "over") return;
    this.#touched = this.#timing.now();
    this.check();
  }

  /** Reckons anew, as when a computer has woken up. */
  check(): Idleness {
    if (this.#told === "over") return "over";
    const idleness = idlenessAfter(this.#timing.now() - this.#touched);
    if (idleness !== this.#told) {
      this.#told = idleness;
      this.#schedule();
      this.#tell(idleness);
    }
    return idleness;
  }

  /** Stops watching. */
  stop(): void {
    this.#told = "over";
    if (this.#timer !== null) this.#timing.cancel(this.#timer);
    this.#timer = null;
  }

  /** One timer at a time, for the next change; a touch in between only makes it come early and wait again. */
  #schedule(): void {
    if (this.#timer !== null) this.#timing.cancel(this.#timer);
    this.#timer = null;
    if (this.#told === "over") return;
    const limit = this.#told === "active" ? LOCK_AFTER - WARN_BEFORE : LOCK_AFTER;
    const wait = Math.max(0, this.#touched + limit - this.#timing.now());
    this.#timer = this.#timing.after(wait, () => {
      this.#timer = null;
      // Touched meanwhile: nothing has changed, and the wait begins again from that touch.
      const before = this.#told;
      if (this.check() === before) this.#schedule();
    });
  }
}
