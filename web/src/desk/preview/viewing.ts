/** The desk's end of a preview: asks the frame, waits no longer than it must, and believes only what may be answered. */
import { PATIENCE } from "./bounds.ts";
import { readAnswer, type Answer, type PassedKey, type Refusal, type Request } from "./protocol.ts";

/** What the frame shows, as it told at first. */
export type Shown = Extract<Answer, { readonly said: "image" | "document" | "text" | "sound" }>;

/** How far it is. `late` and `broken` end the frame: it took too long, or never began. */
export type Stage =
  | { readonly at: "opening" }
  | { readonly at: "shown"; readonly what: Shown; readonly page: number; readonly isBusy: boolean }
  | { readonly at: "refused"; readonly why: Refusal | "late" | "broken" };

/** Timers, which tests move by hand. */
export interface Timing {
  readonly after: (milliseconds: number, run: () => void) => number;
  readonly cancel: (timer: number) => void;
}

/** One file in one frame. A frame that answers what it must not, or nothing, is given up. */
export class Viewing {
  readonly #port: MessagePort;
  readonly #first: Request;
  readonly #timing: Timing;
  readonly #tell: (stage: Stage) => void;
  readonly #press: (key: PassedKey) => void;
  readonly #waiting: Request[] = [];
  #asked: Request | "greeting" | null = "greeting";
  #timer: number;
  #stage: Stage = { at: "opening" };

  /**
   * Waits for the frame at the other end of the port to greet, and then asks it to show what `first` says.
   */
  constructor(
    port: MessagePort,
    first: Extract<Request, { ask: "show" }>,
    timing: Timing,
    tell: (stage: Stage) => void,
    press: (key: PassedKey) => void,
  ) {
    this.#port = port;
    this.#first = first;
    this.#timing = timing;
    this.#tell = tell;
    this.#press = press;
    this.#timer = this.#wait();
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#hear(readAnswer(data));
    };
  }

  /** Asks for a page that is shown; pages that were asked for and not yet begun are passed over. */
  turnTo(page: number): void {
    const { what } = this.#shown() ?? {};
    if (what?.said !== "document" || page < 1 || page > what.shown) return;
    this.#ask({ ask: "page", page });
  }

  /** Asks for another size, or for a quarter's turn. */
  change(request: Extract<Request, { ask: "size" | "turn" }>): void {
    const { what } = this.#shown() ?? {};
    if (what?.said === "document" || what?.said === "image") this.#ask(request);
  }

  /** Hears nothing more; the frame is gone, or is going. */
  end(): void {
    this.#timing.cancel(this.#timer);
    this.#port.onmessage = null;
    this.#port.close();
    this.#asked = null;
    this.#waiting.length = 0;
  }

  /** The frame did what it never does by itself, such as loading another document. */
  giveUp(): void {
    this.#refuse("damaged");
  }

  #shown(): Extract<Stage, { at: "shown" }> | null {
    return this.#stage.at === "shown" ? this.#stage : null;
  }

  #ask(request: Request): void {
    if (this.#asked === null) {
      this.#send(request);
      return;
    }
    // Of what waits only the last page counts, and a handful of the rest.
    const rest = request.ask === "page" ? this.#waiting.filter(({ ask }) => ask !== "page") : this.#waiting.slice(-4);
    this.#waiting.splice(0, Infinity, ...rest, request);
  }

  #send(request: Request): void {
    this.#asked = request;
    this.#timer = this.#wait();
    this.#port.postMessage(request);
    const shown = this.#shown();
    if (shown !== null) this.#become({ ...shown, isBusy: true });
  }

  #wait(): number {
    return this.#timing.after(PATIENCE, () => {
      this.#refuse(this.#asked === "greeting" ? "broken" : "late");
    });
  }

  #hear(answer: Answer | null): void {
    if (answer?.said === "key") {
      this.#press(answer.key);
      return;
    }
    const asked = this.#asked;
    if (asked === null || answer === null || !isAnswerTo(asked, answer)) {
      this.#refuse("damaged");
      return;
    }
    this.#timing.cancel(this.#timer);
    this.#asked = null;
    if (answer.said === "refused") {
      this.#refuse(answer.why);
      return;
    }
    const shown = this.#shown();
    if (answer.said === "page") {
      if (shown !== null) this.#become({ ...shown, page: answer.page, isBusy: false });
    } else if (answer.said === "done") {
      if (shown !== null) this.#become({ ...shown, isBusy: false });
    } else this.#become({ at: "shown", what: answer, page: 1, isBusy: false });
    const next = asked === "greeting" ? this.#first : this.#waiting.shift();
    if (next !== undefined) this.#send(next);
  }

  #refuse(why: Refusal | "late" | "broken"): void {
    this.end();
    this.#become({ at: "refused", why });
  }

  #become(stage: Stage): void {
    this.#stage = stage;
    this.#tell(stage);
  }
}

/** Whether a frame may answer so. */
function isAnswerTo(asked: Request | "greeting", answer: Answer): boolean {
  if (asked === "greeting") return answer.said === "done";
  if (answer.said === "refused") return true;
  switch (asked.ask) {
    case "show":
      return answer.said === asked.showing;
    case "page":
      return answer.said === "page" && answer.page === asked.page;
    case "size":
    case "turn":
      return answer.said === "done";
  }
}
