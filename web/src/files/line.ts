/** Speaking with the server: what stays the same for every request, and what an answer means. */
import type { HttpStack } from "tus-js-client";
import { FileError } from "./failure.ts";
import type { SignedRequest } from "./messages.ts";

/** What a worker speaks with the server by: the browser's means, or a test's. */
export interface Line {
  readonly fetch: typeof fetch;
  /** Sends what tus-js-client sends. */
  readonly stack: HttpStack;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** The page did not give a request, and trying again may help. */
export class UnsignedError extends Error {}

/** How often a request is signed anew, because its nonce had expired. */
export const RENEWALS = 2;

const NAMED = /"(problem-[a-z-]{1,40})"/;

/** How a fetch of ours differs from any other: nothing follows it, and nothing of it is kept. */
export function send(line: Line, { path, headers }: SignedRequest, method: "GET" | "POST", signal: AbortSignal): Promise<Response> {
  return line.fetch(path, {
    method,
    headers,
    mode: "same-origin",
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal,
  });
}

/** What the server says of itself in an answer's text (src/http/failure.rs). */
export function problemOf(text: string): string | null {
  return NAMED.exec(text)?.[1] ?? null;
}

/** Refusals that no waiting helps with, whatever their status: so says src/http/failure.rs of them. */
const FINAL = ["problem-files-tomorrow", "problem-no-room-for-files", "problem-no-space"];
/** Too slow, somebody else's offset, still being received, too much at once. */
const PASSING = [408, 409, 423, 429];

/**
 * What an answer that is none means: `again` where trying again may help, `gone` where there is nothing there, and
 * else why it is refused.
 */
export function judge(status: number, problem: string | null): "again" | "gone" | FileError {
  if (status === 404 || status === 410 || problem === "problem-file-lost") return "gone";
  if (problem !== null && FINAL.includes(problem)) return new FileError("refused", problem);
  return PASSING.includes(status) || status >= 500 ? "again" : new FileError("refused", problem);
}

/** Milliseconds that an answer asks to wait, at most a minute. */
export function waitOf(header: string | null): number {
  const seconds = Number(header ?? 0);
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 60) * 1000 : 0;
}
