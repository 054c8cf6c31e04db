/** What the answers to two tries of becoming a member say together. */
import { ApiError } from "../api.ts";

/**
 * Whether it is not known what became of a request: no answer came, none that can be read, or one of a server that does not
 * know it either. It may have done what was asked all the same; after any other problem nothing was stored.
 */
export function isWithoutAnswer(error: unknown): boolean {
  return error instanceof ApiError && ["offline", "unreadable", "problem-unknown"].includes(error.kind);
}

/** Whether the link or invitation has been used. After a try without an answer, and other answers since, by that try. */
export function isUsedUp(error: unknown): boolean {
  return error instanceof ApiError && error.kind === "problem-expired";
}
