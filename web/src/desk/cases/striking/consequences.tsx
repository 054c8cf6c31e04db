/** What will happen when something is struck. */
import type { JSX } from "preact";
import type { ThreadName } from "../../../sealing/body.ts";
import { useWords } from "../../words.ts";

/** The list of it. */
export function Consequences({ thread }: { thread: ThreadName }): JSX.Element {
  const { say } = useWords();
  return (
    <>
      <p>
        <b>{say("striking-what")}</b>
      </p>
      <ul>
        <li>{say("striking-what-final")}</li>
        <li>{say("striking-what-digest")}</li>
        <li>{say(thread === "c" ? "striking-what-reporter" : "striking-what-handlers")}</li>
        <li>{say("striking-what-caches")}</li>
        <li>{say("striking-what-backups")}</li>
      </ul>
    </>
  );
}
