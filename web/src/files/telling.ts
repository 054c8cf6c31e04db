/** Tells a page how far a file is: a few times a second, and at once when it comes into another state. */
import { Pace, type Progress, type State } from "./progress.ts";

/** Milliseconds between two tellings of one state. */
const APART = 200;

/** What is told of one file. */
export class Telling {
  readonly #tell: (progress: Progress) => void;
  readonly #now: () => number;
  readonly #pace: Pace;
  #total: number;
  #sent = 0;
  #state: State = "waiting";
  #told: { readonly at: number; readonly state: State } | null = null;

  constructor(total: number, now: () => number, tell: (progress: Progress) => void) {
    this.#total = total;
    this.#now = now;
    this.#tell = tell;
    this.#pace = new Pace(now);
  }

  /** How large the sealed file is, as soon as that is known. */
  set total(bytes: number) {
    this.#total = bytes;
  }

  /** It comes into a state. */
  state(state: State): void {
    if (state !== "sending") this.#pace.rest();
    this.#state = state;
    this.#say(false);
  }

  /** So many bytes have gone over the line. */
  moved(sent: number): void {
    // A server may say anything.
    this.#sent = Math.max(0, Math.min(sent, this.#total));
    this.#state = "sending";
    this.#pace.moved(this.#sent);
    this.#say(true);
  }

  #say(canWait: boolean): void {
    const at = this.#now();
    const last = this.#told;
    if (canWait && last?.state === this.#state && at - last.at < APART) return;
    this.#told = { at, state: this.#state };
    const isMoving = this.#state === "sending";
    const perSecond = isMoving ? this.#pace.perSecond : null;
    const secondsLeft = isMoving ? this.#pace.secondsFor(this.#total - this.#sent) : null;
    this.#tell({ sent: this.#sent, total: this.#total, perSecond, secondsLeft, state: this.#state });
  }
}
