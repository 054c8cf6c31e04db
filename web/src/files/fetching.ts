/** One file on its way back: fetched piece by piece, the next one ahead, checked and opened. */
import { digesting, type Digest } from "../sealing/digest.ts";
import { FileOpening, FileStreamError } from "../sealing/file_stream.ts";
import { AgainError } from "./attempt.ts";
import { FileError } from "./failure.ts";
import { judge, problemOf, RENEWALS, send, UnsignedError, waitOf, type Line } from "./line.ts";
import type { SentFile, SignedRequest } from "./messages.ts";
import { Patience, Watch } from "./patience.ts";
import type { Progress } from "./progress.ts";
import { Telling } from "./telling.ts";
import type { Turns } from "./turns.ts";

/** How often in a row a piece does not come before it is given up. */
const MOST_FAILURES = 6;

/** What a file on its way back needs of others. */
export interface FetchingNeeds {
  readonly line: Line;
  /** Who may fetch at the same time. */
  readonly turns: Turns;
  /**
   * A signed request for a piece.
   *
   * @throws {@link UnsignedError}, {@link FileError}
   */
  readonly readPiece: (n: number) => Promise<SignedRequest>;
  readonly tell: (progress: Progress) => void;
}

/** A file that was verified whole. */
export interface Fetched {
  readonly blob: Blob;
  readonly sha256: Digest | null;
}

/** A file on its way back. */
export class FileDownload {
  readonly #needs: FetchingNeeds;
  readonly #patience = new Patience();
  readonly #stop = new AbortController();
  #come = 0;

  constructor(needs: FetchingNeeds) {
    this.#needs = needs;
  }

  /** Calls it off. */
  cancel(): void {
    this.#stop.abort();
  }

  /** The line is back. */
  online(): void {
    this.#patience.wake();
  }

  /**
   * Fetches it.
   *
   * @param pieces - the list as the server gives it
   * @throws {@link FileError}
   */
  async run(file: SentFile, pieces: readonly Digest[], wantsDigest: boolean): Promise<Fetched> {
    const { line, turns, tell } = this.#needs;
    const { signal } = this.#stop;
    const telling = new Telling(file.size, line.now, tell);
    telling.state("waiting");
    let opening: FileOpening | null = null;
    let leave: (() => void) | null = null;
    try {
      opening = new FileOpening(file, pieces);
      telling.total = opening.length;
      leave = await turns.take(signal);
      telling.state("sealing");
      const fetched = await this.#open(opening, telling, wantsDigest ? digesting() : null);
      telling.state("done");
      return fetched;
    } catch (error) {
      telling.state(signal.aborted ? "cancelled" : "failed");
      if (signal.aborted) throw new FileError("cancelled");
      throw error instanceof FileStreamError ? new FileError("damaged", null, error) : error;
    } finally {
      // What was fetched ahead is not wanted any more.
      this.#stop.abort();
      opening?.wipe();
      leave?.();
    }
  }

  async #open(opening: FileOpening, telling: Telling, digest: ReturnType<typeof digesting> | null): Promise<Fetched> {
    const parts: Blob[] = [];
    const begin = (n: number): Promise<Uint8Array<ArrayBuffer>> => {
      const piece = this.#fetch(n, opening.lengthOf(n), telling);
      piece.catch(() => undefined);
      return piece;
    };
    let next = begin(0);
    for (let n = 0; n < opening.pieces; n += 1) {
      const piece = await next;
      if (n + 1 < opening.pieces) next = begin(n + 1);
      const content = await opening.open(piece);
      digest?.update(content);
      // The browser puts what a Blob holds on its disk when it becomes much.
      parts.push(new Blob([content]));
    }
    opening.finish();
    return { blob: new Blob(parts, { type: "application/octet-stream" }), sha256: digest?.finish() ?? null };
  }

  async #fetch(n: number, length: number, telling: Telling): Promise<Uint8Array<ArrayBuffer>> {
    const { signal } = this.#stop;
    let silences = 0;
    for (let failures = 0, renewals = 0; ; ) {
      const request = await this.#signed(n);
      const over = new AbortController();
      const stop = (): void => {
        over.abort();
      };
      signal.addEventListener("abort", stop, { once: true });
      const watch = new Watch(() => {
        silences += 1;
        stop();
      }, silences);
      const before = this.#come;
      try {
        watch.heard();
        const answer = await send(this.#needs.line, request, "GET", over.signal);
        if (answer.ok) {
          const piece = await read(answer, length, (bytes) => {
            watch.heard();
            this.#come += bytes;
            telling.moved(this.#come);
          });
          this.#patience.worked();
          return piece;
        }
        const problem = problemOf(await answer.text());
        if (answer.status === 401 && renewals < RENEWALS) {
          renewals += 1;
          continue;
        }
        const verdict = judge(answer.status, problem);
        if (verdict === "gone") throw new FileError("missing", problem);
        if (verdict !== "again") throw verdict;
        throw new AgainError({ wait: waitOf(answer.headers.get("Retry-After")) });
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof FileError) throw error;
        this.#come = before;
        failures += 1;
        if (failures >= MOST_FAILURES) throw new FileError("network");
        telling.state("offline");
        await this.#patience.wait(signal, error instanceof AgainError ? error.wait : 0);
      } finally {
        watch.rest();
        signal.removeEventListener("abort", stop);
      }
    }
  }

  async #signed(n: number): Promise<SignedRequest> {
    for (let failures = 0; ; ) {
      try {
        return await this.#needs.readPiece(n);
      } catch (error) {
        this.#stop.signal.throwIfAborted();
        if (!(error instanceof UnsignedError)) throw error;
        failures += 1;
        if (failures >= MOST_FAILURES) throw new FileError("network");
        await this.#patience.wait(this.#stop.signal);
      }
    }
  }
}

/** Reads a piece into the room that it has and no more, whatever the server sends. */
async function read(answer: Response, length: number, moved: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const piece = new Uint8Array(length);
  let at = 0;
  const reader = (answer.body ?? new Blob().stream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (at + value.length > length) {
      void reader.cancel();
      throw new FileError("damaged");
    }
    piece.set(value, at);
    at += value.length;
    moved(value.length);
  }
  if (at < length) throw new FileError("damaged");
  return piece;
}
