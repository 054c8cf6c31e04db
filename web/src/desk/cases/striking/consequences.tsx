/** What will happen when something is struck. */
import type { JSX } from "preact";
import type { ThreadName } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import { useWords } from "../../words.ts";
import { useBackupsGone } from "../retention/backups.ts";

/** The list of it. */
export function Consequences(props: {
  thread: ThreadName;
  today: Day;
  isProposal: boolean;
  /** Whether nobody else works on the case who could agree. */
  isAlone?: boolean;
}): JSX.Element {
  const { thread, today, isProposal, isAlone = false } = props;
  const words = useWords();
  const { say } = words;
  const gone = useBackupsGone(today);
  const until = isProposal ? "striking-what-backups-soonest" : "striking-what-backups-until";
  return (
    <>
      {isAlone ? <p class="warn">{say("striking-alone")}</p> : null}
      <p>
        <b>{say("striking-what")}</b>
      </p>
      <ul>
        {isProposal ? <li>{say("striking-what-second")}</li> : null}
        <li>{say(isProposal ? "striking-what-final-then" : "striking-what-final")}</li>
        <li>{say("striking-what-digest")}</li>
        <li>{say(thread === "c" ? "striking-what-reporter" : "striking-what-handlers")}</li>
        <li>{say("striking-what-caches")}</li>
        <li>{gone === null ? say("striking-what-backups") : say(until, { day: words.day(gone) })}</li>
        <li>{say("striking-what-exports")}</li>
      </ul>
    </>
  );
}
