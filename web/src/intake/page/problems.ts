/** What a server says of itself, in the words that every page has for it. */
import type { ServerErrorKind } from "../server/failure.ts";
import { message } from "./messages.ts";

const PROBLEMS = {
  "no-space": ["problem-no-space", "problem-no-space-do"],
  busy: ["problem-busy", "problem-busy-do"],
  closed: ["problem-closed", "problem-closed-do"],
} as const;

/** What has happened and what to do; null where a page has words of its own for it. */
export function problemWords(kind: ServerErrorKind): string | null {
  if (kind !== "no-space" && kind !== "busy" && kind !== "closed") return null;
  const [what, advice] = PROBLEMS[kind];
  return `${message(what)}. ${message(advice)}`;
}
