/** Starts the worker of files, and no other: the page's policy of trusted types knows its address alone. */

/** The part of Trusted Types that is used here; TypeScript's library lacks it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

const ADDRESS = WORKERS["intake/files.worker.js"] ?? "";
const createScriptURL = (asked: string): string => {
  if (asked !== ADDRESS) throw new TypeError("not the address of the worker");
  return asked;
};
// This script runs once for a page, and a policy's name is good for one policy.
const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy("sigill-worker", { createScriptURL }) ?? { createScriptURL };

/** A new worker. */
export function startWorker(): Worker {
  return new Worker(policy.createScriptURL(ADDRESS), { type: "module" });
}
