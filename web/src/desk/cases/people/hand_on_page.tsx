/** Handing cases on, before a holiday or for good, and new keys after those who have left the channel. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChannelId, MemberId } from "../../../sealing/id.ts";
import { useDesk } from "../../desk.ts";
import { Heading } from "../../parts/heading.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Wait } from "../../parts/wait.tsx";
import { useWords } from "../../words.ts";
import type { Channel } from "../channel.ts";
import { CasesContext, problemInWords, useCases } from "../context.ts";
import { isProblem } from "../current.ts";
import { casesAt } from "../stand.ts";
import { HandOnForm } from "./hand_on_form.tsx";
import { HandOnProgress } from "./hand_on_progress.tsx";
import type { Candidate } from "./remaining.ts";

/** Somebody to hand cases on to, and in which channels they can take them. */
export interface Colleague extends Candidate {
  readonly channels: ReadonlySet<ChannelId>;
}

/** The page. */
export function HandOnPage(): JSX.Element {
  const desk = useDesk();
  const atWork = casesAt(desk);
  useEffect(() => {
    if (atWork !== null && atWork.cases.loading.peek().is !== "ready") void atWork.cases.load();
  }, [atWork]);
  if (atWork === null) return <></>;
  return (
    <CasesContext.Provider value={atWork}>
      <HandOn />
    </CasesContext.Provider>
  );
}

function HandOn() {
  const { cases, handingOn } = useCases();
  const words = useWords();
  const { say } = words;
  const colleagues = useColleagues();
  const loading = cases.loading.value;
  const isRunning = handingOn.handing.value.is === "running";
  return (
    <div class="page hand-on">
      <Heading title={say("people-hand-on-title")}>{say("people-hand-on-title")}</Heading>
      <p>{say("people-hand-on-lead")}</p>
      {loading.is === "loading" ? <Wait>{say("cases-loading")}</Wait> : null}
      {loading.is === "failed" ? (
        <Notice tone="warning">
          <p>{problemInWords(loading.because, words)}</p>
        </Notice>
      ) : null}
      <HandOnProgress />
      {loading.is === "ready" && colleagues !== null && !isRunning ? <HandOnForm colleagues={colleagues} /> : null}
      <Left />
    </div>
  );
}

/** Another key for every case that somebody held who has left the channel, in one go. */
function Left() {
  const { handingOn } = useCases();
  const { announcer } = useDesk();
  const { say, number } = useWords();
  const renewal = handingOn.renewal.value;
  const isRunning = renewal.is === "running";
  const result = renewal.is === "over" ? say("people-left-over", { made: renewal.made }) : null;
  useEffect(() => {
    if (result !== null) announcer.say(result);
  }, [result, announcer]);
  return (
    <section>
      <h2>{say("people-left-title")}</h2>
      <p>{say("people-left-lead")}</p>
      {isRunning ? (
        <>
          <progress value={renewal.done} max={renewal.of} aria-label={say("people-left-title")} />
          <p class="quiet">{say("people-hand-on-at", { done: number(renewal.done), of: number(renewal.of) })}</p>
        </>
      ) : null}
      {result === null ? null : <p class="composer-sent">{result}</p>}
      {renewal.is === "over" && renewal.failed > 0 ? (
        <p class="warn">{say("people-left-failed", { count: renewal.failed })}</p>
      ) : null}
      <button
        type="button"
        class="button plain"
        aria-disabled={isRunning}
        onClick={() => {
          if (!isRunning) void handingOn.renewAll();
        }}
      >
        {say("people-left-do")}
      </button>
    </section>
  );
}

/** Whom cases can be handed on to, over all channels of this member's cases; null until that is known. */
function useColleagues(): readonly Colleague[] | null {
  const { cases, ports } = useCases();
  const [channels, setChannels] = useState<ReadonlyMap<ChannelId, Channel> | null>(null);
  const named = [...new Set([...cases.rows.value.values()].map(({ summary }) => summary.channel))].sort();
  const key = named.join(" ");
  useEffect(() => {
    const found = new Map<ChannelId, Channel>();
    const look = async (): Promise<void> => {
      for (const id of named) {
        try {
          found.set(id, await ports.channelOf(id));
        } catch (error) {
          // Its cases cannot be opened either, and say so.
          if (!isProblem(error)) throw error;
        }
      }
      setChannels(found);
    };
    void look();
  }, [key, ports]);
  if (channels === null) return null;
  const people = new Map<MemberId, Colleague>();
  for (const [channel, { chain }] of channels) {
    const { handlers, deputies } = chain.newest.keyring;
    for (const [role, listed] of [["handler", handlers], ["deputy", deputies]] as const) {
      for (const { id, title } of listed) {
        const known = people.get(id)?.channels ?? new Set<ChannelId>();
        if (id !== ports.member) people.set(id, { id, title, role, channels: new Set([...known, channel]) });
      }
    }
  }
  return [...people.values()];
}
