/** What a dialog that changes who can open a case goes by: whether it is on its way, and why it failed. */
import { useState } from "preact/hooks";
import { useDesk } from "../../desk.ts";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { changeAccess, type AccessOutcome, type PendingChange } from "./changing_access.ts";
import { unchangedInWords } from "./in_words.ts";
import type { Wish } from "./sealing_access.ts";

/** A change as a dialog makes it. */
export interface Change {
  readonly isBusy: boolean;
  /** Why it failed, in words; null if it has not. */
  readonly failed: string | null;
  /** Brings a wish about; whether it did. `before` is done first, and says in words why it could not be, or null. */
  readonly run: (wish: Wish, before?: () => Promise<string | null>) => Promise<boolean>;
}

/** A change of the case that is shown. */
export function useChange({ row }: Shown): Change {
  const { cases, ports } = useCases();
  const { announcer } = useDesk();
  const words = useWords();
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [pending, setPending] = useState<PendingChange | null>(null);
  const fail = (said: string): false => {
    setFailed(said);
    announcer.interrupt(said);
    return false;
  };
  const settle = (outcome: AccessOutcome): boolean => {
    setPending(outcome.is === "unknown" ? outcome.pending : null);
    if (outcome.is === "done") return true;
    if (outcome.is === "unknown") return fail(words.say("people-unknown"));
    return fail(`${words.say("people-unchanged")} ${unchangedInWords(outcome.because, words)}`);
  };
  const run = async (wish: Wish, before: () => Promise<string | null> = () => Promise.resolve(null)): Promise<boolean> => {
    setBusy(true);
    setFailed(null);
    try {
      // The very bytes once more, but only for the very wish.
      const earlier = JSON.stringify(pending?.wish) === JSON.stringify(wish) ? pending : null;
      const why = earlier === null ? await before() : null;
      return why === null ? settle(await changeAccess(row, wish, earlier, cases, ports)) : fail(why);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failed, run };
}
