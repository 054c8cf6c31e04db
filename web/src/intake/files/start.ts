/** Starts the workers of files, and no others: the page's policy of trusted types knows their addresses alone. */
import type { FilesWorkers } from "../../files/port.ts";

/** The part of Trusted Types that is used here; TypeScript's library lacks it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

const MOVING = WORKERS["intake/files.worker.js"] ?? "";
const INSPECTING = WORKERS["intake/inspecting.worker.js"] ?? "";
const createScriptURL = (asked: string): string => {
  if (asked !== MOVING && asked !== INSPECTING) throw new TypeError("not the address of a worker");
  return asked;
};
// This script runs once for a page, and a policy's name is good for one policy.
const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy("sigill-worker", { createScriptURL }) ?? { createScriptURL };

const startAt = (address: string) => (): Worker => new Worker(policy.createScriptURL(address), { type: "module" });

/** Each starts a new worker. */
export const WORKERS_OF_FILES: FilesWorkers = { moving: startAt(MOVING), inspecting: startAt(INSPECTING) };
