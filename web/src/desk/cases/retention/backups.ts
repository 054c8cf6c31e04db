/** Until when backups have what is erased or struck. */
import { useEffect, useState } from "preact/hooks";
import { dayPlus, type Day } from "../../../sealing/day.ts";
import { ApiError } from "../../api.ts";
import { useCases } from "../context.ts";
import type { CasesServer } from "../server.ts";

/** The operator changes it by starting the server anew, so a page asks once. */
const asked = new WeakMap<CasesServer, Promise<number>>();

function backupDays(server: CasesServer): Promise<number> {
  const before = asked.get(server);
  if (before !== undefined) return before;
  const days = server.erased().then((answer) => answer.backupDays);
  asked.set(server, days);
  days.catch(() => asked.delete(server));
  return days;
}

/**
 * The day from which on no backup has what goes on `day`; null as long as the server has not said for how long they are kept.
 * It is the operator's word: nothing here can look into a backup.
 */
export function useBackupsGone(day: Day): Day | null {
  const { ports } = useCases();
  const [days, setDays] = useState<number | null>(null);
  useEffect(() => {
    let isShown = true;
    backupDays(ports.server).then(
      (found) => {
        if (isShown) setDays(found);
      },
      (error: unknown) => {
        // What asks says by itself when the server is away; this much is then said without its day.
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      isShown = false;
    };
  }, [ports]);
  return days === null ? null : dayPlus(day, days);
}
