/** One file on its way up: sealed, created, sent, and sent again from where the server stands, for as long as it takes. */
import { FileSealing, type MakeBeside, type SealedFile } from "../sealing/file_stream.ts";
import { parseFileId, type FileId } from "../sealing/id.ts";
import { attempt, AgainError, SilenceError, terminate } from "./attempt.ts";
import { FileError } from "./failure.ts";
import { judge, problemOf, RENEWALS, send, UnsignedError, waitOf, type Line } from "./line.ts";
import type { SentFile, SignedRequest } from "./messages.ts";
import { Patience, unlessAborted, Watch } from "./patience.ts";
import type { Progress } from "./progress.ts";
import { SealedSource } from "./source.ts";
import { Telling } from "./telling.ts";
import type { Turns } from "./turns.ts";

/** How often a server may say that it has nothing of what it took, before it is not believed any more. */
const MOST_TIMES_GONE = 3;

/** An upload that the server has. */
interface Created {
  readonly id: FileId;
  readonly path: string;
}

/** What a file on its way up needs of others. */
export interface SendingNeeds {
  readonly line: Line;
  /** Who may send at the same time. */
  readonly turns: Turns;
  /** Makes every other piece, where there is another worker for it. */
  readonly makeBeside: MakeBeside | null;
  /**
   * A signed request that creates an upload.
   *
   * @throws {@link UnsignedError}, {@link FileError}
   */
  readonly create: (length: number) => Promise<SignedRequest>;
  readonly tell: (progress: Progress) => void;
}

/** A file on its way up. */
export class FileUpload {
  readonly #needs: SendingNeeds;
  readonly #patience = new Patience();
  /** Aborted by whatever stops it; another one once it goes on. */
  #stop = new AbortController();
  #isPaused = false;
  #isCancelled = false;
  #goOn: (() => void) | null = null;
  #sealed: SealedSource | null = null;
  #upload: Created | null = null;
  /** The one that is being created. It is waited for also by whoever has stopped: the server may have it already. */
  #creating: Promise<Created> | null = null;

  constructor(needs: SendingNeeds) {
    this.#needs = needs;
  }

  /** Stops until {@link resume}. */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#stop.abort();
  }

  /** Goes on; whoever waits for the server waits no longer. */
  resume(): void {
    this.#patience.wake();
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#stop = new AbortController();
    this.#goOn?.();
  }

  /** The line is back. */
  online(): void {
    this.#patience.wake();
  }

  /** Calls it off, and has the server remove what it has, or is about to have. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#stop.abort();
    this.#goOn?.();
    if (this.#upload !== null) void terminate(this.#needs.line, this.#upload.path);
  }

  /**
   * Sends it.
   *
   * @throws {@link FileError}
   */
  async run(source: Blob): Promise<SentFile> {
    const { line, tell } = this.#needs;
    const telling = new Telling(source.size, line.now, tell);
    try {
      telling.state("waiting");
      const id = await this.#unlessStopped(telling, async (signal) => {
        const sealed = (this.#sealed ??= new SealedSource(await FileSealing.start(source, { makeBeside: this.#needs.makeBeside })));
        telling.total = sealed.size;
        return this.#send(sealed, telling, signal);
      });
      const { size, key, digest } = finished(this.#sealed);
      telling.state("done");
      return { id, size, key, digest };
    } catch (error) {
      telling.state(this.#isCancelled ? "cancelled" : "failed");
      throw error;
    } finally {
      this.#sealed?.wipe();
    }
  }

  /** Does something in its turn, and again from the beginning after each pause. */
  async #unlessStopped<T>(telling: Telling, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      if (this.#isCancelled) throw new FileError("cancelled");
      const { signal } = this.#stop;
      try {
        const leave = await this.#needs.turns.take(signal);
        try {
          telling.state("sealing");
          const done = await work(signal);
          if (!signal.aborted) return done;
        } finally {
          leave();
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      if (!this.#isPaused || this.#isStopping()) continue;
      telling.state("paused");
      // However many are paused, they hold no more than their names.
      this.#sealed?.rest();
      await new Promise<void>((goOn) => {
        this.#goOn = goOn;
      });
      this.#goOn = null;
      telling.state("waiting");
    }
  }

  /** Read where it may have become true since it was last looked at. */
  #isStopping(): boolean {
    return this.#isCancelled;
  }

  async #send(source: SealedSource, telling: Telling, signal: AbortSignal): Promise<FileId> {
    const { line } = this.#needs;
    let gone = 0;
    let silences = 0;
    for (;;) {
      try {
        // It may have been stopped while sealing was begun: then nothing is asked for that nobody waits for.
        signal.throwIfAborted();
        const { id, path } = this.#upload ?? (await unlessAborted(this.#begin(source.size, signal), signal));
        const kept = (): void => {
          silences = 0;
          this.#patience.worked();
        };
        const moved = (sent: number): void => {
          telling.moved(sent);
        };
        await attempt(line, { path, source, silences, moved, kept, signal });
        return id;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AgainError)) throw error;
        if (error instanceof SilenceError) silences += 1;
        if (error.isGone) {
          gone += 1;
          if (gone > MOST_TIMES_GONE) throw new FileError("answer");
          this.#upload = null;
          source.restart();
        }
        if (!error.wasReached) telling.state("offline");
        await this.#patience.wait(signal, error.wait);
      }
    }
  }

  /** Creates the upload once. Whoever pauses meanwhile finds it when they go on; one that is called off is removed again. */
  #begin(length: number, signal: AbortSignal): Promise<Created> {
    this.#creating ??= this.#create(length, signal)
      .then((upload) => {
        this.#upload = upload;
        if (this.#isCancelled) void terminate(this.#needs.line, upload.path);
        return upload;
      })
      .finally(() => {
        this.#creating = null;
      });
    return this.#creating;
  }

  /**
   * Creates the upload. What was asked of the server is not taken back, so that what it creates is known. If an answer is
   * lost on its way, what was created is removed by the server after two to three days.
   *
   * @param signal - nothing is asked once it is aborted
   */
  async #create(length: number, signal: AbortSignal): Promise<Created> {
    for (let renewals = 0; ; renewals += 1) {
      const signed = await this.#needs.create(length).catch((error: unknown) => {
        throw error instanceof UnsignedError ? new AgainError() : error;
      });
      // Whoever goes on meanwhile asks anew.
      if (signal.aborted) throw new AgainError({ wasReached: true });
      const headers = { ...signed.headers, "Tus-Resumable": "1.0.0", "Upload-Length": String(length) };
      const answer = await ask(this.#needs.line, { path: signed.path, headers }, this.#patience.failures);
      const { status } = answer;
      if (status === 201) return created(signed.path, answer.headers.get("Location"));
      if (status === 401 && renewals < RENEWALS) continue;
      const problem = problemOf(await answer.text().catch(() => ""));
      const verdict = judge(status, problem);
      if (verdict === "gone") throw new FileError("refused", problem);
      if (verdict !== "again") throw verdict;
      throw new AgainError({ wasReached: status < 500, wait: waitOf(answer.headers.get("Retry-After")) });
    }
  }
}

/** Asks for an upload, after so many failures. It is given up only where nothing is heard at all. */
async function ask(line: Line, request: SignedRequest, failures: number): Promise<Response> {
  const over = new AbortController();
  const watch = new Watch(() => {
    over.abort();
  }, failures);
  watch.heard();
  try {
    return await send(line, request, "POST", over.signal);
  } catch {
    throw new AgainError();
  } finally {
    watch.rest();
  }
}

/** Where the upload is: below the address that created it, whatever a proxy makes of the server's own name. */
function created(path: string, location: string | null): Created {
  const id = parseFileId(location?.split("/").at(-1) ?? "");
  if (id === null) throw new FileError("answer");
  return { id, path: `${path.split("?", 1)[0] ?? ""}/${id}` };
}

/** A server that says it has what was never sealed lies. */
function finished(source: SealedSource | null): SealedFile {
  try {
    if (source !== null) return source.finish();
  } catch (error) {
    throw new FileError("answer", null, error);
  }
  throw new FileError("answer");
}
