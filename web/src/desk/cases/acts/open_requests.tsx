/** In what is to be done: what the reporter asked or told, and since when it waits. */
import type { JSX } from "preact";
import { daysBetween, type Day } from "../../../sealing/day.ts";
import { Link } from "../../parts/link.tsx";
import { entersLinked } from "../../entering/origin.ts";
import { useWords, type Phrase } from "../../words.ts";
import { reprisalsLinkedWith } from "../links/linking.ts";
import { openRequests, type OpenRequest, type RequestKind } from "../requests.ts";
import { useCases } from "../context.ts";
import type { Shown } from "../current.ts";
import type { DraftKind } from "../view.ts";

const WORDS: Readonly<Record<RequestKind, { readonly name: Phrase; readonly law: Phrase; readonly tone: string }>> = {
  retaliation: { name: "desk-request-retaliation", law: "desk-request-retaliation-law", tone: "tag late" },
  withdraw: { name: "desk-request-withdraw", law: "desk-request-withdraw-law", tone: "tag duty" },
  meeting: { name: "desk-request-meeting", law: "desk-request-meeting-law", tone: "tag duty" },
  correct: { name: "desk-request-correct", law: "desk-request-correct-law", tone: "tag duty" },
  owed: { name: "desk-request-owed", law: "desk-request-owed-law", tone: "tag duty" },
  minutes: { name: "desk-request-minutes", law: "desk-request-minutes-law", tone: "tag" },
};

/** What a row of the inbox says of it; null of what waits for the reporter. */
export const ROW_REQUESTS: Readonly<Record<RequestKind, Phrase | null>> = {
  retaliation: "desk-request-row-retaliation",
  withdraw: "desk-request-row-withdraw",
  meeting: "desk-request-row-meeting",
  correct: "desk-request-row-correct",
  owed: "desk-request-row-owed",
  minutes: null,
};

/** What is done about it, where that is no reply. */
const DO_WORDS: Partial<Readonly<Record<RequestKind, Phrase>>> = { correct: "desk-request-again", owed: "desk-request-write" };

interface Props {
  readonly shown: Shown;
  readonly today: Day;
  /** Whether this member can write here. */
  readonly isWriter: boolean;
  readonly write: (kind: DraftKind) => void;
  /** Shows the conversation, where something else stands in its place. */
  readonly showLetters: () => void;
}

/** What is open in the case that is shown. */
export function requestsOf({ opened: { conversation, internal } }: Shown, today: Day): readonly OpenRequest[] {
  return openRequests(conversation.entries, internal.entries).filter(({ what, since }) => what !== "owed" || since <= today);
}

/** The list; nothing where nothing is open. */
export function OpenRequests({ shown, today, isWriter, write, showLetters }: Props): JSX.Element {
  const { say } = useWords();
  const { ports } = useCases();
  const { pinned, standing } = shown.opened.conversation;
  const canOpenLinked = isWriter && entersLinked(shown.channel.chain.newest.keyring, standing, ports.member);
  return (
    <>
      {requestsOf(shown, today).map((request) => (
        <div key={`${request.what} ${request.n} ${request.since}`} class={`to-do request-${request.what}`}>
          <span class={WORDS[request.what].tone}>{say(WORDS[request.what].name)}</span>
          <p>
            <Since request={request} today={today} /> {say(WORDS[request.what].law)}
          </p>
          {request.what === "retaliation" ? <OpenedAlready shown={shown} /> : null}
          <div class="row">
            {isWriter && request.what !== "minutes" ? (
              <button
                type="button"
                class="button plain tiny"
                onClick={() => {
                  write(request.what === "correct" || request.what === "owed" ? "minutes" : "reply");
                }}
              >
                {say(DO_WORDS[request.what] ?? "desk-request-answer")}
              </button>
            ) : null}
            {request.what === "retaliation" && canOpenLinked ? (
              <Link class="button plain tiny" to={{ at: "enter", channel: pinned.channel, from: { row: shown.row, n: request.n } }}>
                {say("desk-request-linked")}
              </Link>
            ) : null}
            {request.what === "owed" ? null : (
              <button
                type="button"
                class="button quiet tiny"
                onClick={() => {
                  showLetters();
                  requestAnimationFrame(() => {
                    goToLetter(request.n);
                  });
                }}
              >
                {say("desk-request-show")}
              </button>
            )}
          </div>
        </div>
      ))}
    </>
  );
}

/** The linked cases about reprisals that somebody has opened, so that nobody opens the same twice. */
function OpenedAlready({ shown }: { shown: Shown }) {
  const atWork = useCases();
  const { say } = useWords();
  return (
    <>
      {reprisalsLinkedWith(shown, atWork).map(({ row }) => (
        <p key={row.id}>
          <Link to={{ at: "inbox", open: row.id }}>{say("desk-request-linked-already", { reference: row.view?.reference ?? "" })}</Link>
        </p>
      ))}
    </>
  );
}

function Since({ request, today }: { request: OpenRequest; today: Day }) {
  const { say } = useWords();
  return <b>{say("desk-request-since", { days: Math.max(0, daysBetween(request.since, today)) })}</b>;
}

/** Brings a letter of the conversation into sight, and the focus to it. */
function goToLetter(n: number): void {
  const letter = document.querySelector<HTMLElement>(`.letters [data-letter="${n}"]`);
  if (letter === null) return;
  letter.tabIndex = -1;
  letter.focus({ preventScroll: true });
  letter.scrollIntoView({ block: "center" });
}
