/** The kind of error that a call ends with, or `"accepted"`, so that a test reads as what is refused and why. */
export function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return kindOf(error);
  }
  return "accepted";
}

/** As {@link refusal}, of a call that answers later. */
export async function laterRefusal(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    return kindOf(error);
  }
  return "accepted";
}

function kindOf(error: unknown): string {
  if (error instanceof Error && "kind" in error && typeof error.kind === "string") return error.kind;
  throw error;
}
