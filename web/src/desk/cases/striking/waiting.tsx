/** What others propose to strike, among what is to be done: it waits for somebody else to read it. */
import type { JSX } from "preact";
import type { Day } from "../../../sealing/day.ts";
import { useWords } from "../../words.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import { useStriking } from "./asking.tsx";
import { targetInWords } from "./in_words.ts";
import { waitingFor } from "./struck.ts";

/** How many wait for a member. */
export function waitingIn({ opened }: Pick<Shown, "opened">, me: Parameters<typeof waitingFor>[0]): number {
  return waitingFor(me, opened.conversation.entries).length + waitingFor(me, opened.internal.entries).length;
}

/** Each with the button that shows it. */
export function WaitingStrikes({ shown, today }: { shown: Shown; today: Day }): JSX.Element {
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const striking = useStriking(shown);
  const { conversation, internal } = shown.opened;
  const threads = [["c", conversation.entries], ["i", internal.entries]] as const;
  return (
    <>
      {threads.flatMap(([thread, entries]) =>
        waitingFor(ports.member, entries).map((proposed) => {
          const what = targetInWords(entries[proposed.entry.body.refers.n], shown, today, words);
          return (
            <div key={`${thread}${proposed.entry.n}`} class="to-do">
              <span class="tag">{say("striking-proposal")}</span>
              <p>{say("striking-proposal-of", { what })}</p>
              <button
                type="button"
                class="button plain tiny"
                aria-label={say("striking-look-of", { what })}
                onClick={() => {
                  striking.ask({ is: "confirm", thread, proposed });
                }}
              >
                {say("striking-look")}
              </button>
            </div>
          );
        }),
      )}
      {striking.dialog}
    </>
  );
}
