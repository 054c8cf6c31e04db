import type { JSX } from "preact";
import { findMember, signOut } from "../begin.ts";
import { useDesk } from "../desk.ts";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { inWords } from "../problem.ts";
import type { Question } from "../session.ts";
import { useWords } from "../words.ts";

/** The server has not said who is signed in, or that the session has ended: what is known, and asking again. */
export function Unanswered({ asked, because }: { asked: Question; because: unknown }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const title = say(asked === "who" ? "desk-no-answer" : "desk-sign-out-unanswered");
  return (
    <div class="entry">
      <Heading title={title}>{title}</Heading>
      {asked === "who" ? null : <Notice tone="warning">{say("desk-sign-out-unanswered-means")}</Notice>}
      <p>{inWords(because, words)}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            void (asked === "who" ? findMember(desk) : signOut(desk));
          }}
        >
          {say(asked === "who" ? "desk-again" : "desk-sign-out-again")}
        </button>
      </div>
    </div>
  );
}
