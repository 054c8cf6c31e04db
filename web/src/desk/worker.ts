/** Starts the desk's one kind of worker, and no other: the page's Trusted Types policy knows its address alone. */
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

/** Lets through one address. */
export function onlyThis(address: string): (asked: string) => string {
  return (asked) => {
    if (asked !== address) throw new TypeError("not the address of the worker");
    return asked;
  };
}

/**
 * Stretches in a worker of that address, a new one for each passphrase: what lay in its memory goes with it.
 *
 * Called once for a page, since a policy's name is good for one policy.
 */
export function stretchingBy(address: string): Stretch {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const createScriptURL = onlyThis(address);
  const policy = trustedTypes?.createPolicy("sigill-worker", { createScriptURL }) ?? { createScriptURL };
  return (words, member) =>
    new Promise((done, fail) => {
      const worker = new Worker(policy.createScriptURL(address), { type: "module" });
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
