/** A page with its files, and the worker beside it, over a line to a server in memory. */
import { vi } from "vitest";
import { Files, type FileHost, type Progress } from "../../src/files/port.ts";
import { inspectingHere } from "./inspecting_here.ts";
import type { ToWorker } from "../../src/files/messages.ts";
import { servingFiles } from "../../src/files/worker.ts";
import { TusServer } from "./tus_server.ts";

/** Where the intake's uploads are made. */
export const UPLOADS = "/api/case/files";

/** A page, its server, and what the page was told. */
export interface FilesPage {
  readonly server: TusServer;
  readonly files: Files;
  /** Starts the worker that moves files. */
  readonly start: () => Worker;
  readonly host: { -readonly [name in keyof FileHost]: FileHost[name] };
  readonly told: Progress[];
  readonly tell: (progress: Progress) => void;
  /** The browser says that it is online again. */
  readonly online: () => void;
  /** Breaks the worker. */
  readonly break: () => void;
}

/** Opens a page. Messages are copied as between a page and a worker. */
export function filesPage(): FilesPage {
  const server = new TusServer();
  const host: FilesPage["host"] = {
    create: () => Promise.resolve(server.signed(`${UPLOADS}?channel=${"0".repeat(31)}1`)),
    readPiece: (file, n) => Promise.resolve(server.signed(`${UPLOADS}/${file}/${String(n)}`)),
  };
  const told: Progress[] = [];
  let online: () => void = () => undefined;
  let broken: () => void = () => undefined;
  let count = 0;
  const start = (): Worker => {
    const listeners = new Map<string, (event: { data?: unknown }) => void>();
    const line = { fetch: server.fetch, stack: server.stack, now: () => performance.now() };
    let isTerminated = false;
    const serving = servingFiles((message) => {
      const data: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (!isTerminated) listeners.get("message")?.({ data });
      });
    }, line);
    // The first is the one that sends.
    if (count === 0) ({ online } = serving);
    if (count === 0) broken = () => listeners.get("error")?.({});
    count += 1;
    const worker: Pick<Worker, "postMessage" | "terminate"> & { addEventListener: (type: string, listener: (event: { data?: unknown }) => void) => void } = {
      postMessage: (message: ToWorker, transfer?: Transferable[] | StructuredSerializeOptions) => {
        const data = structuredClone(message, Array.isArray(transfer) ? { transfer } : undefined);
        queueMicrotask(() => {
          if (!isTerminated) serving.hear(data);
        });
      },
      addEventListener: (type, listener) => listeners.set(type, listener),
      terminate: () => {
        isTerminated = true;
      },
    };
    return worker as unknown as Worker;
  };
  return {
    server,
    files: new Files({ moving: start, inspecting: inspectingHere }, host),
    start,
    host,
    told,
    tell: (progress) => told.push(progress),
    online: () => {
      online();
    },
    break: () => {
      broken();
    },
  };
}

/** Milliseconds of real time after which a promise is given up, so that its test fails of itself. */
const LONGEST = 50_000;

/** Lets timers run ahead until something is settled; what is not a timer takes its own time. */
export async function settled<T>(promise: Promise<T>): Promise<T> {
  const waited = { isOver: false };
  const over = (): void => {
    waited.isOver = true;
  };
  promise.then(over, over);
  // Counted in time, not in turns: sealing on other threads takes as many of those as it likes.
  const end = Date.now() + LONGEST;
  for (let turn = 0; !waited.isOver && Date.now() < end; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    // Sealing takes turns without a timer; hurry only where nothing else happens.
    if (turn % 5 === 4) await vi.advanceTimersByTimeAsync(1000);
  }
  return promise;
}
