/** Above the inbox: how many of one's cases were erased, and when the last backup of them is gone. Never which. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../../api.ts";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { ErasedDay } from "../summary.ts";

/** The lines; nothing where nothing was erased lately. */
export function ErasedCases(): JSX.Element | null {
  const { cases, ports } = useCases();
  const words = useWords();
  const [erased, setErased] = useState<readonly ErasedDay[]>([]);
  // Asked for again as a case goes from the list.
  const count = cases.rows.value.size;
  useEffect(() => {
    let isShown = true;
    ports.server.erased().then(
      ({ days }) => {
        if (isShown) setErased(days);
      },
      (error: unknown) => {
        // The inbox itself says when the server is away.
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      isShown = false;
    };
  }, [ports, count]);
  if (erased.length === 0) return null;
  return (
    <ul class="cases-erased quiet small">
      {erased.map(({ day, cases: gone, gone: from }) => (
        <li key={day}>{words.say("erasing-erased", { count: gone, day: words.day(day), gone: words.day(from) })}</li>
      ))}
    </ul>
  );
}
