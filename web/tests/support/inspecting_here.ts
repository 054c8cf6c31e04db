/** Workers of inspection in a test, without a thread: some look into files, and some never answer. */
import { inspecting } from "../../src/files/inspecting.ts";
import type { FromInspecting, ToInspecting } from "../../src/files/inspecting_messages.ts";

/** What stands for a worker's answer: none where it never comes. */
export type Answering = (message: ToInspecting) => Promise<unknown>;

/** A worker as the page sees it, with what a test knows of it. */
export interface WorkerHere {
  readonly worker: Worker;
  readonly asked: ToInspecting[];
  readonly isTerminated: () => boolean;
  /** Breaks it. */
  readonly break: () => void;
}

/** A worker that answers so. */
export function workerHere(answering: Answering): WorkerHere {
  const listeners = new Map<string, (event: { data?: unknown }) => void>();
  const asked: ToInspecting[] = [];
  let isTerminated = false;
  const worker = {
    postMessage: (message: ToInspecting): void => {
      asked.push(message);
      void answering(message).then((data) => {
        if (!isTerminated) listeners.get("message")?.({ data });
      });
    },
    addEventListener: (type: string, listener: (event: { data?: unknown }) => void) => listeners.set(type, listener),
    terminate: () => {
      isTerminated = true;
    },
  };
  return {
    worker: worker as unknown as Worker,
    asked,
    isTerminated: () => isTerminated,
    break: () => listeners.get("error")?.({}),
  };
}

/** A worker that looks into files as the real one does. */
export function inspectingHere(): Worker {
  return workerHere((message): Promise<FromInspecting> => inspecting(message)).worker;
}

/** An answer that never comes. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}
