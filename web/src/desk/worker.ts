/** Starts the desk's workers, and no others: the page's Trusted Types policy knows their addresses alone. */
import type { MemberId } from "../sealing/id.ts";
import type { Passphrase } from "../sealing/passphrase.ts";
import { Secret } from "../sealing/secret.ts";
import type { StretchAnswer, StretchRequest } from "./stretch.worker.ts";

/** Stretches a passphrase; most of a second, outside of the page. */
export type Stretch = (words: Passphrase, member: MemberId) => Promise<Secret<"passphrase">>;

/** The worker did not start, or failed: another version on the server, or too little memory. */
export class WorkerError extends Error {
  constructor() {
    super("the worker did not do its work");
    this.name = "WorkerError";
  }
}

/** The part of Trusted Types that is used here; TypeScript's library lacks it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

/** Lets through these addresses. */
function onlyThese(addresses: readonly string[]): (asked: string) => string {
  return (asked) => {
    if (!addresses.includes(asked)) throw new TypeError("not the address of a worker of the desk's");
    return asked;
  };
}

/**
 * Starts workers of these addresses.
 *
 * Called once for a page, since a policy's name is good for one policy.
 */
export function workersAt(addresses: readonly string[]): (address: string) => Worker {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const createScriptURL = onlyThese(addresses);
  const policy = trustedTypes?.createPolicy("sigill-worker", { createScriptURL }) ?? { createScriptURL };
  return (address) => new Worker(policy.createScriptURL(address), { type: "module" });
}

/** Stretches in a worker, a new one for each passphrase: what lay in its memory goes with it. */
export function stretchingBy(start: () => Worker): Stretch {
  return (words, member) =>
    new Promise((done, fail) => {
      const worker = start();
      worker.addEventListener("message", ({ data }: MessageEvent<StretchAnswer>) => {
        worker.terminate();
        done(new Secret("passphrase", data.stretched));
      });
      worker.addEventListener("error", () => {
        worker.terminate();
        fail(new WorkerError());
      });
      const request: StretchRequest = { words, member };
      worker.postMessage(request);
    });
}
