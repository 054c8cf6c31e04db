/** What the answers to two tries of becoming a member say together. */
import { ApiError } from "../api.ts";

/** Whether no answer of the server's own came: it may have done what was asked all the same. */
export function isWithoutAnswer(error: unknown): boolean {
  return error instanceof ApiError && ["offline", "unreadable", "problem-unavailable"].includes(error.kind);
}

/** Whether the link or invitation has been used. After a try without an answer, and other answers since, by that try. */
export function isUsedUp(error: unknown): boolean {
  return error instanceof ApiError && error.kind === "problem-expired";
}
