/** What will happen when something is struck. */
import type { JSX } from "preact";
import type { ThreadName } from "../../../sealing/body.ts";
import { useWords } from "../../words.ts";

/** The list of it. */
export function Consequences(props: {
  thread: ThreadName;
  isProposal: boolean;
  /** Whether nobody else works on the case who could agree. */
  isAlone?: boolean;
}): JSX.Element {
  const { thread, isProposal, isAlone = false } = props;
  const { say } = useWords();
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
        <li>{say("striking-what-backups")}</li>
      </ul>
    </>
  );
}
