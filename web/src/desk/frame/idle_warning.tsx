import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useWords } from "../words.ts";

/** A minute before the desk locks for idleness it says so, and any key or touch keeps it open. */
export function IdleWarning(): JSX.Element | null {
  const desk = useDesk();
  const { say } = useWords();
  const isWarned = desk.idleness.value === "warned";
  useEffect(() => {
    if (isWarned) desk.announcer.interrupt(`${say("desk-idle-title")} ${say("desk-idle-warning")}`);
  }, [isWarned]);
  if (!isWarned) return null;
  return (
    <Dialog alert title={say("desk-idle-title")} onClose={() => undefined}>
      <p>{say("desk-idle-warning")}</p>
      <form method="dialog">
        <button class="button">{say("desk-idle-stay")}</button>
      </form>
    </Dialog>
  );
}
