/**
 * Files as a page sees them: what is chosen goes up sealed, and what was sent comes back opened and checked, in two
 * workers beside the page. They hold no key of the page's; where a request must be signed they ask the page. What is chosen is
 * looked into and cleaned in another worker, so that no document, however it was made, holds up what is on its way.
 */
import type { Cleaned, Inspection } from "../cleaning/inspection.ts";
import { asFileName, isFileType, type FileReference } from "../sealing/file.ts";
import type { Digest } from "../sealing/digest.ts";
import type { FileId } from "../sealing/id.ts";
import { FileError } from "./failure.ts";
import { Inspections } from "./inspections.ts";
import { fromWorker, type FromWorker, type SentFile, type SignedRequest, type ToWorker } from "./messages.ts";
import type { Progress } from "./progress.ts";

export { FileError, type FileErrorKind } from "./failure.ts";
export type { SignedRequest } from "./messages.ts";
export type { Progress, State } from "./progress.ts";

/**
 * Who signs, and where files lie: what the intake's pages and the desk give. Each call gives a request to be sent once, for
 * a nonce is good once; it is asked again for every attempt, also after the server refused an expired nonce.
 *
 * Both throw {@link FileError} `network` where trying again may help. Anything else that they throw ends the upload or
 * the opening, as `refused` with what was thrown as its `cause`.
 */
export interface FileHost {
  /** The creation of an upload: a POST without a body, signed. `Tus-Resumable` and `Upload-Length` are added to its headers. */
  create(length: number): Promise<SignedRequest>;
  /** The GET of a piece of a file that is part of the case, from 0. */
  readPiece(file: FileId, n: number): Promise<SignedRequest>;
}

/** A file on its way up. */
export interface Sending {
  /** Stops until {@link resume}. What the server has it keeps for 48 hours. */
  pause(): void;
  /** Goes on from where the server stands; after it failed to be reached, at once. */
  resume(): void;
  /** Calls it off, and has the server remove what it has, also after it is done. `done` rejects with `cancelled`. */
  cancel(): void;
  /**
   * What an envelope says of the file, once the server has all of it. Rejects with {@link FileError} `changed`,
   * `refused`, `answer`, `cancelled` or `worker`.
   */
  readonly done: Promise<FileReference>;
}

/** A file as it was before it was sealed. */
export interface OpenedFile {
  /** Of the type `application/octet-stream`, whatever the reference says: nothing that somebody sent runs by itself. */
  readonly blob: Blob;
  /** SHA-256 of the plain file, where it was asked for. */
  readonly sha256: Digest | null;
}

/** A file on its way back. */
export interface Opening {
  /** Calls it off. `done` rejects with `cancelled`. */
  cancel(): void;
  /**
   * The file, after all of it was verified. Rejects with {@link FileError} `damaged`, `missing`, `refused`, `network`,
   * `cancelled` or `worker`.
   */
  readonly done: Promise<OpenedFile>;
}

/** What is wanted beside the file itself. */
export interface Wanted {
  /** SHA-256 of the plain file, which browsers compute in one go only: it takes a second for each 75 MB or so. */
  readonly sha256?: boolean;
}

/** Who waits for what. */
interface Job {
  readonly tell?: (progress: Progress) => void;
  readonly sent?: (file: SentFile) => void;
  readonly opened?: (file: OpenedFile) => void;
  readonly fail: (error: FileError) => void;
}

const ANY_TYPE = "application/octet-stream";

/** Starts the workers of files. */
export interface FilesWorkers {
  /** One that seals, sends, fetches and opens (`files.worker.ts`). It is started twice: the second makes pieces for the first. */
  readonly moving: () => Worker;
  /** The one that looks into files and cleans them (`inspecting.worker.ts`). */
  readonly inspecting: () => Worker;
}

/** The files of a page. Its workers start when a file is chosen, or opened. */
export class Files {
  readonly #start: () => Worker;
  readonly #inspections: Inspections;
  readonly #host: FileHost;
  readonly #jobs = new Map<number, Job>();
  /** What the host threw, for the job that it ends. */
  readonly #causes = new Map<number, unknown>();
  #worker: Worker | null = null;
  /** Another of the same script, which makes every other piece for it. */
  #mate: Worker | null = null;
  #count = 0;
  #isClosed = false;

  constructor({ moving, inspecting }: FilesWorkers, host: FileHost) {
    this.#start = moving;
    this.#inspections = new Inspections(inspecting);
    this.#host = host;
  }

  /** Looks at what a file gives away of whoever made it: see {@link Inspections.inspect}. */
  inspect(file: Blob, signal?: AbortSignal): Promise<Inspection> {
    // What is looked into is about to be sent, and the line that the worker comes over may be gone by then.
    try {
      if (!this.#isClosed) this.#ready();
    } catch {
      // Said once it is to be sent.
    }
    return this.#inspections.inspect(file, signal);
  }

  /** Takes out what can be taken out: see {@link Inspections.clean}. */
  clean(file: Blob): Promise<Cleaned> {
    return this.#inspections.clean(file);
  }

  /**
   * Seals a file and sends it. Two at once are on their way, the others wait.
   *
   * @param source - it is read while it is sent, and again if the line breaks
   * @param name - as its sender's computer has it; the reference gets what can stand there
   * @param tell - called a few times a second, and never after `done`
   */
  upload(source: Blob, name: string, type: string, tell: (progress: Progress) => void): Sending {
    const job = this.#next();
    const done = new Promise<FileReference>((resolve, fail) => {
      const sent = ({ id, size, key, digest }: SentFile): void => {
        resolve({ id, name: asFileName(name), type: isFileType(type) ? type : ANY_TYPE, size, key, digest });
      };
      this.#begin(job, { tell, sent, fail }, { is: "upload", job, source });
    });
    return {
      pause: () => {
        this.#post({ is: "pause", job });
      },
      resume: () => {
        this.#post({ is: "resume", job });
      },
      cancel: () => {
        this.#cancel(job);
      },
      done,
    };
  }

  /**
   * Fetches a file, checks it whole and opens it.
   *
   * @param pieces - the list that the server gives; it is checked against the reference
   * @param tell - as in {@link upload}
   */
  open(
    { id, size, key, digest }: FileReference,
    pieces: readonly Digest[],
    tell: (progress: Progress) => void,
    { sha256 = false }: Wanted = {},
  ): Opening {
    const job = this.#next();
    const done = new Promise<OpenedFile>((opened, fail) => {
      this.#begin(job, { tell, opened, fail }, { is: "open", job, file: { id, size, key, digest }, pieces, sha256 });
    });
    return {
      cancel: () => {
        this.#cancel(job);
      },
      done,
    };
  }

  /** Ends the workers, and with them all that is on its way and every key they had. What was sent stays with the server. */
  close(): void {
    this.#isClosed = true;
    this.#inspections.close();
    this.#end(new FileError("cancelled"));
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  #begin(job: number, waiting: Job, message: ToWorker): void {
    if (this.#isClosed) {
      waiting.fail(new FileError("cancelled"));
      return;
    }
    this.#jobs.set(job, waiting);
    try {
      this.#ready();
      this.#post(message);
    } catch (error) {
      this.#jobs.delete(job);
      waiting.fail(new FileError("worker", null, error));
    }
  }

  #cancel(job: number): void {
    this.#post({ is: "cancel", job });
    this.#fail(job, new FileError("cancelled"));
  }

  /** Has the workers there that move files. */
  #ready(): void {
    this.#worker ??= this.#started();
    this.#mate ??= this.#join(this.#worker);
  }

  #started(): Worker {
    const worker = this.#start();
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (worker !== this.#worker) return;
      const message = fromWorker(data);
      if (message === null) this.#end(new FileError("worker"));
      else this.#hear(message);
    });
    const broke = (): void => {
      if (worker === this.#worker) this.#end(new FileError("worker"));
    };
    worker.addEventListener("error", broke);
    worker.addEventListener("messageerror", broke);
    return worker;
  }

  /** Has another worker make every other piece of what goes up: a browser seals and digests in the thread that asks. */
  #join(worker: Worker): Worker {
    const mate = this.#start();
    const { port1, port2 } = new MessageChannel();
    const ends: readonly (readonly [Worker, ToWorker, MessagePort])[] = [
      [worker, { is: "pieces-by", line: port1 }, port1],
      [mate, { is: "pieces-for", line: port2 }, port2],
    ];
    for (const [end, message, line] of ends) end.postMessage(message, [line]);
    const broke = (): void => {
      if (mate === this.#mate) this.#end(new FileError("worker"));
    };
    mate.addEventListener("error", broke);
    mate.addEventListener("messageerror", broke);
    return mate;
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #hear(message: FromWorker): void {
    const { job } = message;
    switch (message.is) {
      case "create":
        this.#ask(message.question, job, () => this.#host.create(message.length));
        return;
      case "piece":
        this.#ask(message.question, job, () => this.#host.readPiece(message.file, message.n));
        return;
      case "progress":
        this.#jobs.get(job)?.tell?.(message.progress);
        return;
      case "sent":
        this.#take(job)?.sent?.(message.file);
        return;
      case "opened":
        this.#take(job)?.opened?.({ blob: message.blob, sha256: message.sha256 });
        return;
      case "failed":
        this.#fail(job, new FileError(message.kind, message.problem, this.#causes.get(job)));
    }
  }

  #ask(question: number, job: number, ask: () => Promise<SignedRequest>): void {
    ask().then(
      ({ path, headers }) => {
        this.#post({ is: "signed", question, request: { path, headers: { ...headers } } });
      },
      (error: unknown) => {
        const isNetwork = error instanceof FileError && error.kind === "network";
        if (!isNetwork && this.#jobs.has(job)) this.#causes.set(job, error);
        this.#post({ is: "unsigned", question, why: isNetwork ? "network" : "refused" });
      },
    );
  }

  /** A job is over: nothing more is told of it. */
  #take(job: number): Job | undefined {
    const waiting = this.#jobs.get(job);
    this.#jobs.delete(job);
    return waiting;
  }

  #fail(job: number, error: FileError): void {
    this.#causes.delete(job);
    this.#take(job)?.fail(error);
  }

  #end(error: FileError): void {
    this.#worker?.terminate();
    this.#mate?.terminate();
    this.#worker = null;
    this.#mate = null;
    for (const job of [...this.#jobs.keys()]) this.#fail(job, error);
  }
}
