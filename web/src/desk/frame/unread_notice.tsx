import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { haveRead, type Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import type { Changes, LineRole, NamedLine } from "../unread.ts";
import { useWords, type Phrase } from "../words.ts";

const ROLES: Readonly<Record<LineRole, Phrase>> = {
  handler: "desk-role-handler",
  deputy: "desk-role-deputy",
  custodian: "desk-role-custodian",
  recovery: "desk-role-recovery",
};

/** What an epoch changes that its owner signed and may believe to have failed, until they have read it. */
export function UnreadNotice({ known, changes }: { known: Channel; changes: Changes }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say, day } = words;
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { signed, letsIn, shutsOut } = changes;
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await haveRead(desk, known);
    } catch (error) {
      setProblem(inWords(error, words));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Notice tone="alarm">
      <h2>{say("desk-unread", { address: known.told.address })}</h2>
      <p>{say("desk-unread-why", { day: day(signed) })}</p>
      <Lines title="desk-unread-lets-in" lines={letsIn} />
      <Lines title="desk-unread-shuts-out" lines={shutsOut} />
      {letsIn.length + shutsOut.length === 0 ? <p>{say("desk-unread-same-people")}</p> : null}
      <p>{say("desk-unread-what")}</p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <button type="button" class="button" aria-disabled={isBusy} onClick={() => void (isBusy ? null : confirm())}>
        {say("desk-unread-read")}
      </button>
    </Notice>
  );
}

function Lines({ title, lines }: { title: Phrase; lines: readonly NamedLine[] }): JSX.Element | null {
  const { say } = useWords();
  if (lines.length === 0) return null;
  return (
    <>
      <p>{say(title)}</p>
      <ul>
        {lines.map((line) => (
          <li key={`${line.role} ${line.title}`}>
            {line.title} <span class="tag">{say(ROLES[line.role])}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
