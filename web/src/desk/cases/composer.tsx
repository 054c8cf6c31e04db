/** The box in which a member writes: to the reporter, or a note. */
import type { JSX, RefObject } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { characters, MOST_CHARACTERS } from "../../sealing/text.ts";
import { useDesk } from "../desk.ts";
import { useShortcuts } from "../parts/keys.ts";
import { inWords } from "../problem.ts";
import { ApiError } from "../api.ts";
import { useWords, type Phrase, type Words } from "../words.ts";
import type { Shown } from "./current.ts";
import { useCases } from "./context.ts";
import { shownDays, type Correspondence, type Status } from "./correspondence.ts";
import { openKinds } from "./draft.ts";
import type { CaseDays } from "./duties.ts";
import { ClosingNotice } from "./closing_notice.tsx";
import { ChosenFiles } from "./files/chosen_files.tsx";
import type { Bounds } from "./files/listing.ts";
import { Answering } from "./notes/answering.tsx";
import { useMentioning } from "./notes/mention_list.tsx";
import { mentionableIn, titlesIn, unknownIn } from "./notes/mentions.ts";
import { canWrite } from "./opening.ts";
import type { RecordEditing } from "./record/editing.ts";
import { MoveChoice } from "./record/move_choice.tsx";
import { waivedIn } from "./record/stepping.ts";
import type { Contradiction, Unsent } from "./sending.ts";
import { blanksIn, firstBlankIn } from "./templates/placeholders.ts";
import { TemplateButton } from "./templates/template_button.tsx";
import type { DraftKind } from "./view.ts";

/** From how many characters on it says how many are left. */
const COUNT_FROM = MOST_CHARACTERS - 5000;

const KIND: Readonly<Record<DraftKind, { readonly name: Phrase; readonly lead: Phrase; readonly send: Phrase; readonly sent: Phrase }>> = {
  reply: { name: "cases-kind-reply", lead: "cases-lead-reply", send: "cases-send-reply", sent: "cases-sent-reply" },
  acknowledge: {
    name: "cases-kind-acknowledge",
    lead: "cases-lead-acknowledge",
    send: "cases-send-acknowledge",
    sent: "cases-sent-acknowledge",
  },
  feedback: {
    name: "cases-kind-feedback",
    lead: "cases-lead-feedback",
    send: "cases-send-feedback",
    sent: "cases-sent-feedback",
  },
  close: { name: "cases-kind-close", lead: "cases-lead-close", send: "cases-send-close", sent: "cases-sent-close" },
  reopen: { name: "cases-kind-reopen", lead: "cases-lead-reopen", send: "cases-send-reopen", sent: "cases-sent-reopen" },
  minutes: {
    name: "desk-minutes-kind",
    lead: "desk-minutes-lead",
    send: "desk-minutes-send",
    sent: "desk-minutes-sent-now",
  },
  note: { name: "cases-kind-note", lead: "cases-lead-note", send: "cases-send-note", sent: "cases-sent-note" },
};

const CONTRADICTIONS: Readonly<Record<Contradiction, Phrase>> = {
  "same-step": "cases-contradicted-same-step",
  closed: "cases-contradicted-closed",
  reopened: "cases-contradicted-reopened",
  answered: "cases-contradicted-answered",
  recorded: "cases-contradicted-recorded",
  unread: "cases-contradicted-unread",
  struck: "striking-contradicted",
  damaged: "cases-contradicted-damaged",
  "left-out": "cases-contradicted-left-out",
};

/** The id of the box, for those who send the focus there. */
export const BOX = "cases-box";

/**
 * Puts what is to be written in the box, and the focus too: where it was, or on the first blank of a template. The focus goes
 * there at once where no dialog is in the way: a key typed before that would be a shortcut, and the `r` in the first word of
 * a note would make a reply of the rest.
 */
export function beginWriting(correspondence: Correspondence, kind: DraftKind, at: "caret" | "blank" = "caret"): void {
  correspondence.choose(kind);
  document.getElementById(BOX)?.focus({ preventScroll: true });
  // When the page is drawn: a blank stands there then, and a dialog that was in the way is gone.
  requestAnimationFrame(() => {
    const box = document.getElementById(BOX);
    box?.scrollIntoView({ block: "nearest" });
    box?.focus();
    if (at === "blank" && box instanceof HTMLTextAreaElement) selectBlank(box);
  });
}

function selectBlank(box: HTMLTextAreaElement): void {
  const blank = firstBlankIn(box.value);
  if (blank !== null) box.setSelectionRange(blank.from, blank.to);
}

/** The box. */
export function Composer(props: {
  shown: Shown;
  correspondence: Correspondence;
  record: RecordEditing;
  bounds: Bounds | null;
}): JSX.Element {
  const { shown, correspondence, record, bounds } = props;
  const { ports } = useCases();
  const { say } = useWords();
  const days = shownDays(shown);
  const waived = waivedIn(shown.opened.internal.entries);
  const kinds = openKinds(days, waived);
  const kind = correspondence.kind.value;
  const isWaived = (kind === "acknowledge" && waived.acknowledgement) || (kind === "feedback" && waived.feedback);
  useEffect(() => {
    // What is waived stands in nobody's way to be sent; what was written of it stays a draft.
    if (isWaived) correspondence.choose("reply");
  }, [correspondence, isWaived]);
  const form = useRef<HTMLFormElement>(null);
  useKeys(correspondence, kinds.includes("acknowledge"), form);
  useSendingTold(correspondence);
  if (!canWrite(shown.opened, ports.member)) return <p class="cases-cannot">{say("cases-cannot-write")}</p>;
  return (
    <form
      ref={form}
      class={`composer ${correspondence.kind.value} ${correspondence.status.value.is}`}
      aria-label={say("cases-write")}
      onSubmit={(event) => {
        event.preventDefault();
        void correspondence.send();
      }}
    >
      <Kinds correspondence={correspondence} kinds={kinds} />
      <Box shown={shown} correspondence={correspondence} record={record} days={days} bounds={bounds} />
    </form>
  );
}

function Kinds({ correspondence, kinds }: { correspondence: Correspondence; kinds: readonly DraftKind[] }) {
  const { say } = useWords();
  const chosen = correspondence.kind.value;
  const all = kinds.includes(chosen) ? kinds : [...kinds, chosen];
  return (
    <div class="composer-kinds" role="group" aria-label={say("cases-kind")}>
      {all.map((kind) => (
        <button
          key={kind}
          type="button"
          class="composer-kind"
          aria-pressed={kind === chosen}
          onClick={() => {
            correspondence.choose(kind);
          }}
        >
          {say(KIND[kind].name)}
        </button>
      ))}
    </div>
  );
}

function Box(props: {
  shown: Shown;
  correspondence: Correspondence;
  record: RecordEditing;
  days: CaseDays;
  bounds: Bounds | null;
}) {
  const { shown, correspondence, record, days, bounds } = props;
  const { ports } = useCases();
  const words = useWords();
  const { say } = words;
  const own = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const kind = correspondence.kind.value;
  const text = correspondence.texts.value[kind];
  const status = correspondence.status.value;
  const isSending = status.is === "sending";
  const left = MOST_CHARACTERS - characters(text);
  const { chain } = shown.channel;
  const people = kind === "note" ? mentionableIn(shown.opened, chain) : [];
  const others = people.filter(({ member }) => member !== ports.member);
  const mentioning = useMentioning(area, others, (now) => {
    correspondence.type(now);
  });
  // What is being typed is not judged yet.
  const unknown = kind === "note" && mentioning.list === null ? unknownIn(text, people, titlesIn(chain)) : [];
  useEffect(() => {
    grow(area.current);
  }, [text, kind]);
  useEffect(() => {
    // What became of it must not stay below the edge.
    if (status.is !== "writing") said.current?.scrollIntoView({ block: "nearest" });
    if (status.is === "unfilled" && area.current !== null) {
      area.current.focus();
      selectBlank(area.current);
    }
  }, [status]);
  return (
    <>
      <p class="hint" id={`${own}-lead`}>
        {say(KIND[kind].lead)}
        {kind === "note" ? ` ${say("mentions-hint")}` : null}
      </p>
      {kind === "note" ? <Answering shown={shown} correspondence={correspondence} reading={{ me: ports.member, channel: shown.channel }} /> : null}
      {kind === "close" ? <ClosingNotice shown={shown} days={days} record={record} /> : null}
      {kind === "reply" && days.closed === null ? <MoveChoice shown={shown} correspondence={correspondence} /> : null}
      {kind === "reply" && days.closed !== null ? <p class="hint">{say("cases-closed-write")}</p> : null}
      <label class="unseen" for={BOX}>
        {say(KIND[kind].name)}
      </label>
      <textarea
        id={BOX}
        ref={area}
        class="input full"
        rows={3}
        value={text}
        readOnly={isSending}
        aria-describedby={`${own}-lead${unknown.length === 0 ? "" : ` ${own}-unknown`} ${own}-said`}
        aria-invalid={["empty", "too-long", "unfilled"].includes(status.is)}
        autoComplete="off"
        // Browsers' spell checking may send what is typed to its maker.
        spellcheck={false}
        dir="auto"
        {...(kind === "note" ? mentioning.attributes : {})}
        onInput={(event) => {
          correspondence.type(event.currentTarget.value);
          mentioning.look();
        }}
        onSelect={mentioning.look}
        onKeyDown={(event) => {
          if (kind !== "note" || !mentioning.press(event)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {kind === "note" ? mentioning.list : null}
      {unknown.length === 0 ? null : (
        <p class="letter-foot warn" id={`${own}-unknown`}>
          {say("mentions-nobody", { names: unknown.join(", ") })}
        </p>
      )}
      {left < MOST_CHARACTERS - COUNT_FROM ? (
        <p class={left < 0 ? "composer-count over" : "composer-count"}>
          {left < 0 ? say("cases-text-too-long") : say("cases-characters-left", { count: left })}
        </p>
      ) : null}
      <ChosenFiles
        key={kind}
        files={correspondence.outgoing(kind)}
        bounds={bounds}
        isMessage={kind !== "note"}
        isSending={isSending}
        onStop={() => {
          correspondence.stopSending();
        }}
      />
      <div id={`${own}-said`} ref={said}>
        <Said status={status} kind={kind} text={text} />
      </div>
      <div class="composer-foot">
        <button class="button" aria-disabled={isSending}>
          {isSending ? say("cases-sending") : say(KIND[kind].send)}
          {isSending ? null : <kbd aria-hidden="true">{say("desk-key-mod")} ↵</kbd>}
        </button>
        <TemplateButton shown={shown} correspondence={correspondence} />
        <Kept correspondence={correspondence} />
      </div>
    </>
  );
}

function Said({ status, kind, text }: { status: Status; kind: DraftKind; text: string }) {
  const words = useWords();
  const { say } = words;
  if (status.is === "writing" || status.is === "sending") return null;
  if (status.is === "sent") {
    return <p class="composer-sent">{say(status.changed ? "cases-sent-earlier" : KIND[status.kind].sent)}</p>;
  }
  if (status.kind !== kind) return null;
  if (status.is === "empty") return <p class="error">{say("cases-text-empty")}</p>;
  if (status.is === "too-long") return <p class="error">{say("cases-text-too-long")}</p>;
  if (status.is === "unfilled") return <p class="error">{say("templates-unfilled", { names: blanksIn(text).join(", ") })}</p>;
  if (status.is === "unrecorded") return <p class="error">{say("record-close-missing")}</p>;
  if (status.is === "files-failed") return <p class="error">{say("desk-file-unsent")}</p>;
  return (
    <p class="error">
      <b>{say(verdictOn(status.outcome))}</b> {outcomeInWords(status.outcome, words)}
    </p>
  );
}

/** In a word, before why and what to do: nothing is called not sent that may have arrived. */
export function verdictOn(outcome: Unsent): Phrase {
  return outcome.is === "unknown" ? "cases-perhaps-sent" : "cases-not-sent";
}

/** Why something was not sent, or may not have been, and what to do. */
export function outcomeInWords(outcome: Unsent, words: Words): string {
  const { say } = words;
  switch (outcome.is) {
    case "contradicted":
      return say(CONTRADICTIONS[outcome.by]);
    case "unknown":
      if (outcome.because === "not-shown") return say("cases-send-not-shown");
      if (outcome.because === "no-answer") return say("cases-send-unknown");
      return `${say("cases-send-still-unknown")} ${inWords(new ApiError(outcome.because), words)}`;
    case "refused":
      switch (outcome.because) {
        case "withheld":
          return say("cases-refused-withheld");
        case "no-standing":
        case "case-gone":
          return say("cases-refused-no-standing");
        case "old-keyring":
          return say("cases-refused-old-keyring");
        case "too-long":
          return say("cases-text-too-long");
        case "problem-conflict":
          return say("cases-refused-busy");
        default:
          return inWords(new ApiError(outcome.because), words);
      }
  }
}

function Kept({ correspondence }: { correspondence: Correspondence }) {
  const { ports } = useCases();
  const { say } = useWords();
  const notKept = ports.keeper.failing.value.get(correspondence.row);
  // Read here, so that it is drawn anew with every letter typed.
  const isDraft = correspondence.isDraft;
  if (notKept !== undefined) {
    return <span class="composer-kept warn">{say(notKept === "too-long" ? "cases-draft-too-long" : "cases-draft-not-kept")}</span>;
  }
  return isDraft ? <span class="composer-kept">{say("cases-draft-kept")}</span> : null;
}

function useKeys(
  correspondence: Correspondence,
  isAcknowledgeable: boolean,
  form: RefObject<HTMLFormElement | null>,
): void {
  useShortcuts(() => {
    const begin = (kind: DraftKind) => (): void => {
      beginWriting(correspondence, kind);
    };
    const keys = [
      { key: "r", does: "cases-key-reply", run: begin("reply") },
      { key: "n", does: "cases-key-note", run: begin("note") },
      {
        key: "Mod+Enter",
        does: "cases-key-send",
        run: () => {
          // Elsewhere nobody sees what stands in the box.
          if (form.current?.contains(document.activeElement) === true) void correspondence.send();
        },
      },
    ] as const;
    const acknowledge = { key: "a", does: "cases-key-acknowledge", run: begin("acknowledge") } as const;
    return [...keys, ...(isAcknowledgeable ? [acknowledge] : [])];
  }, [correspondence, isAcknowledgeable]);
}

/** Tells a screen reader what became of a letter. */
function useSendingTold(correspondence: Correspondence): void {
  const status = correspondence.status.value;
  const { announcer } = useDesk();
  const words = useWords();
  useEffect(() => {
    switch (status.is) {
      case "writing":
        break;
      case "sending":
        announcer.say(words.say("cases-sending"));
        break;
      case "sent":
        announcer.say(words.say(status.changed ? "cases-sent-earlier" : KIND[status.kind].sent));
        break;
      case "empty":
        announcer.interrupt(words.say("cases-text-empty"));
        break;
      case "too-long":
        announcer.interrupt(words.say("cases-text-too-long"));
        break;
      case "unfilled":
        announcer.interrupt(words.say("templates-unfilled", { names: blanksIn(correspondence.texts.peek()[status.kind]).join(", ") }));
        break;
      case "unrecorded":
        announcer.interrupt(words.say("record-close-missing"));
        break;
      case "files-failed":
        announcer.interrupt(words.say("desk-file-unsent"));
        break;
      case "not-sent":
        announcer.interrupt(`${words.say(verdictOn(status.outcome))} ${outcomeInWords(status.outcome, words)}`);
        break;
    }
  }, [correspondence, status, announcer, words]);
}

/** As tall as its text, within bounds the styles set. */
function grow(area: HTMLTextAreaElement | null): void {
  if (area === null) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
