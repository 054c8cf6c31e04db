/**
 * Looking into files and cleaning them, as a page sees it: one after the other, in a worker of its own. One that does not
 * answer in time is ended, and the next file gets a new one.
 */
import { CleaningError, type Cleaned, type Inspection } from "../cleaning/inspection.ts";
import { FileError } from "./failure.ts";
import { fromInspecting, type FromInspecting, type ToInspecting } from "./inspecting_messages.ts";

const MIB = 1 << 20;

/** Milliseconds for any file: the worker is loaded in them, too. */
const FOR_ANY = 60_000;
/** Milliseconds more for each MiB. */
const FOR_EACH = 1000;
/** No more of a file is read than this, whatever its size: see `LARGEST` in `../cleaning/cleaning.ts`. */
const MOST_READ = 128 * MIB;

/** Milliseconds in which a file of so many bytes is to be looked into, or cleaned. */
export function longestFor(bytes: number): number {
  return FOR_ANY + Math.ceil(Math.min(bytes, MOST_READ) / MIB) * FOR_EACH;
}

/** One file that is looked into, or waits for it. */
interface Job {
  readonly message: ToInspecting;
  readonly told: (told: FromInspecting) => void;
  readonly fail: (error: FileError | CleaningError) => void;
}

/** The inspections of a page. */
export class Inspections {
  readonly #start: () => Worker;
  #waiting: readonly Job[] = [];
  #running: Job | null = null;
  #worker: Worker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** @param start - starts the worker (`inspecting.worker.ts`) */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /**
   * Looks at what a file gives away of whoever made it. Rejects with {@link FileError} `changed` where it cannot be read,
   * `cancelled`, or `worker` where nobody could look at it, or not in time.
   *
   * @param signal - calls it off
   */
  inspect(file: Blob, signal?: AbortSignal): Promise<Inspection> {
    return this.#ask<Inspection>({ is: "inspect", file }, (told) => (told.is === "inspected" ? told.inspection : null), signal);
  }

  /**
   * Takes out what can be taken out. Rejects as {@link inspect} does, and with {@link CleaningError}, which is
   * `unfinished` where it took too long.
   */
  clean(file: Blob): Promise<Cleaned> {
    return this.#ask<Cleaned>({ is: "clean", file }, (told) => (told.is === "cleaned" ? told.cleaned : null));
  }

  /** Ends the worker and whatever it is at. */
  close(): void {
    this.#isClosed = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#fail(new FileError("cancelled"));
    for (const { fail } of waiting) fail(new FileError("cancelled"));
    this.#end();
  }

  #ask<T>(message: ToInspecting, answerIn: (told: FromInspecting) => T | null, signal?: AbortSignal): Promise<T> {
    return new Promise((done, fail) => {
      if (this.#isClosed || signal?.aborted === true) {
        fail(new FileError("cancelled"));
        return;
      }
      const callOff = (): void => {
        if (this.#running === job) this.#fail(new FileError("cancelled"));
        this.#waiting = this.#waiting.filter((each) => each !== job);
        fail(new FileError("cancelled"));
      };
      const over = (): void => {
        signal?.removeEventListener("abort", callOff);
      };
      const job: Job = {
        message,
        told: (told) => {
          over();
          const answer = answerIn(told);
          if (answer !== null) done(answer);
          else if (told.is === "uncleaned") fail(new CleaningError(told.kind));
          else fail(new FileError(told.is === "failed" ? told.kind : "worker"));
        },
        fail: (error) => {
          over();
          fail(error);
        },
      };
      signal?.addEventListener("abort", callOff, { once: true });
      this.#waiting = [...this.#waiting, job];
      this.#next();
    });
  }

  #next(): void {
    const [job, ...others] = this.#waiting;
    if (this.#running !== null || job === undefined) return;
    this.#waiting = others;
    this.#running = job;
    try {
      this.#worker ??= this.#started();
      this.#worker.postMessage(job.message);
    } catch {
      this.#fail(new FileError("worker"));
      return;
    }
    const { is, file } = job.message;
    this.#timer = setTimeout(() => {
      this.#fail(is === "clean" ? new CleaningError("unfinished") : new FileError("worker"));
    }, longestFor(file.size));
  }

  #started(): Worker {
    const worker = this.#start();
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (worker !== this.#worker) return;
      const told = fromInspecting(data);
      if (told === null) this.#fail(new FileError("worker"));
      else this.#take()?.told(told);
      this.#next();
    });
    const broke = (): void => {
      if (worker === this.#worker) this.#fail(new FileError("worker"));
    };
    worker.addEventListener("error", broke);
    worker.addEventListener("messageerror", broke);
    return worker;
  }

  /** What runs is over. */
  #take(): Job | null {
    const job = this.#running;
    this.#running = null;
    clearTimeout(this.#timer);
    return job;
  }

  /** What runs failed, and its worker may be anywhere: it goes, and the next file gets a new one. */
  #fail(error: FileError | CleaningError): void {
    this.#end();
    this.#take()?.fail(error);
    this.#next();
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
