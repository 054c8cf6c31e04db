/** A proposal to strike something that nobody has agreed to, in its place among the letters. */
import type { JSX } from "preact";
import type { ThreadName } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import type { Proposed } from "../../../sealing/struck.ts";
import type { Entry } from "../../../sealing/thread.ts";
import { useWords } from "../../words.ts";
import { dateInWords } from "../days_in_words.ts";
import { isOwn } from "../draft.ts";
import { Prose } from "../prose.tsx";
import { writerInWords, type Reading } from "../record/writers.ts";
import { StrikeButton, type StrikeAsked } from "./asking.tsx";
import { targetInWords } from "./in_words.ts";

/** Who proposes to strike what, and why; the button by which somebody else looks at it and agrees. */
export function ProposedStrike(
  props: Reading & {
    thread: ThreadName;
    proposed: Proposed;
    /** All of its thread. */
    entries: readonly Entry[];
    isNew: boolean;
    today: Day;
    /** Null where its reader cannot write. */
    onStrike: ((asked: StrikeAsked) => void) | null;
  },
): JSX.Element {
  const { thread, proposed, entries, isNew, today, me, onStrike } = props;
  const { entry, proposes } = proposed;
  const words = useWords();
  const { say } = words;
  const who = writerInWords(entry.writer, props, say);
  const what = targetInWords(entries[entry.body.refers.n], props, today, words);
  const isMine = isOwn(entry, me);
  // Something else was agreed to, or what it strikes is there no more.
  const isPending = entries[entry.body.refers.n]?.status === "shown";
  const standing = !isPending ? "striking-proposal-over" : isMine ? "striking-proposal-own" : "striking-proposal-waits";
  return (
    <li>
      <article class={thread === "i" ? "letter note" : "letter"}>
        <header>
          <b>{say("striking-proposal")}</b>
          <span>{who}</span>
          <span>{dateInWords(entry.day, today, words)}</span>
          {isNew ? <span class="tag duty">{say("cases-new")}</span> : null}
        </header>
        <p>{say("striking-proposal-of", { what })}</p>
        <Prose text={say("striking-proposal-ground", { reason: proposes.ground })} language={null} />
        <p class="quiet">{say(standing)}</p>
        {!isPending || isMine || onStrike === null ? null : (
          <p class="note-foot">
            <button
              type="button"
              class="button tiny"
              aria-label={say("striking-look-of", { what })}
              onClick={() => {
                onStrike({ is: "confirm", thread, proposed });
              }}
            >
              {say("striking-look")}
            </button>
          </p>
        )}
        {onStrike === null ? null : (
          <StrikeButton thread={thread} entry={entry} name={say("striking-proposal")} today={today} onStrike={onStrike} />
        )}
      </article>
    </li>
  );
}
