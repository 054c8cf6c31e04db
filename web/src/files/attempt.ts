/** One attempt at sending a file by tus, from where the server stands until it is through or the line breaks. */
import { Upload, type DetailedError, type HttpResponse } from "tus-js-client";
import { PIECE_BYTES } from "../sealing/file_stream.ts";
import { FileError } from "./failure.ts";
import { judge, problemOf, waitOf, type Line } from "./line.ts";
import { Watch } from "./patience.ts";
import type { SealedSource } from "./source.ts";

/** An attempt that failed, and may succeed if it is made again. */
export class AgainError extends Error {
  /** Whether the server was reached at all. */
  readonly wasReached: boolean;
  /** Whether it has nothing under that address any more. */
  readonly isGone: boolean;
  /** Milliseconds that it asks to wait. */
  readonly wait: number;

  constructor(more: { readonly wasReached?: boolean; readonly isGone?: boolean; readonly wait?: number } = {}) {
    super("the line broke");
    this.wasReached = more.wasReached ?? false;
    this.isGone = more.isGone ?? false;
    this.wait = more.wait ?? 0;
  }
}

/** What an attempt is of. */
export interface Attempt {
  /** Path of the upload. */
  readonly path: string;
  readonly source: SealedSource;
  /** How many attempts before this one ended in silence. */
  readonly silences: number;
  /** So many bytes have gone over the line. */
  readonly moved: (sent: number) => void;
  /** The server has so many bytes for good. */
  readonly kept: (offset: number) => void;
  /** It is over: resolves no more. */
  readonly signal: AbortSignal;
}

/** An attempt that ended because nothing was heard. */
export class SilenceError extends AgainError {}

/**
 * Sends what the server does not have.
 *
 * @throws {@link AgainError}, {@link FileError}, or the signal's reason
 */
export async function attempt(line: Line, { path, source, silences, moved, kept, signal }: Attempt): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((done, fail) => {
    let isOver = false;
    const end = (error: Error | null): void => {
      if (isOver) return;
      isOver = true;
      watch.rest();
      signal.removeEventListener("abort", stop);
      if (error === null) {
        done();
        return;
      }
      void upload.abort();
      fail(error);
    };
    const stop = (): void => {
      end(signal.reason as Error);
    };
    const watch = new Watch(() => {
      end(new SilenceError());
    }, silences);
    const slice = async (start: number): Promise<{ value: Uint8Array; done: false }> => {
      watch.rest();
      const value = await source.from(start).catch((error: unknown) => {
        end(error as Error);
        throw error;
      });
      refuseIf(isOver);
      return { value, done: false };
    };
    const upload = new Upload(new Blob(), {
      uploadUrl: path,
      httpStack: line.stack,
      chunkSize: PIECE_BYTES,
      // Every attempt is one of ours, for we go on for as long as the page lives.
      retryDelays: null,
      // Nothing of an upload is written down anywhere.
      fingerprint: () => Promise.resolve(NOTHING),
      urlStorage: FORGETTING,
      storeFingerprintForResuming: false,
      fileReader: {
        openFile: () => Promise.resolve({ size: source.size, slice, close: () => undefined }),
      },
      onBeforeRequest: () => {
        // What the library has begun goes on behind an abort; nothing more is sent then.
        refuseIf(isOver);
        watch.heard();
      },
      onAfterResponse: () => {
        watch.rest();
      },
      onProgress: (sent) => {
        if (isOver) return;
        watch.heard();
        moved(sent);
      },
      onChunkComplete: (_, offset) => {
        if (!isOver) kept(offset);
      },
      onSuccess: ({ lastResponse }) => {
        end(lastResponse.getHeader("Upload-Offset") === String(source.size) ? null : new FileError("answer"));
      },
      onError: (error) => {
        end(errorOf(error));
      },
    });
    signal.addEventListener("abort", stop, { once: true });
    upload.start();
  });
}

/** Has the server remove an upload; if it cannot be reached, it does so by itself after two to three days. */
export async function terminate(line: Line, path: string): Promise<void> {
  await Upload.terminate(path, { httpStack: line.stack, retryDelays: [1000, 4000, 16_000] }).catch(() => undefined);
}

// The library takes null, and has not said so.
const NOTHING = null as unknown as string;

const FORGETTING = {
  findAllUploads: () => Promise.resolve([]),
  findUploadsByFingerprint: () => Promise.resolve([]),
  removeUpload: () => Promise.resolve(),
  addUpload: () => Promise.resolve(""),
};

function refuseIf(isOver: boolean): void {
  if (isOver) throw new Error("over");
}

function errorOf(error: Error | DetailedError): Error {
  const response: HttpResponse | null = "originalResponse" in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (response === null || status === 0) return new AgainError();
  // Good by its status, and not of this protocol: somebody on the way answers for the server.
  if (status < 400) return new AgainError();
  const verdict = judge(status, problemOf(response.getBody()));
  if (verdict === "gone") return new AgainError({ wasReached: true, isGone: true });
  if (verdict !== "again") return verdict;
  // A proxy speaks for a server that is not there.
  const wasReached = status < 500;
  return new AgainError({ wasReached, wait: waitOf(response.getHeader("Retry-After") ?? null) });
}
