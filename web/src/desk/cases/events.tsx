/** What happened in a case and is no letter, a line each. */
import type { ComponentChildren, JSX } from "preact";
import type { BodyOf } from "../../sealing/body.ts";
import type { Day } from "../../sealing/day.ts";
import type { ShownEntry } from "../../sealing/thread.ts";
import type { Conversation } from "../../sealing/thread/conversation.ts";
import { useWords, type Words } from "../words.ts";
import { dateInWords } from "./days_in_words.ts";
import { rekeyInWords } from "./people/in_words.ts";
import { changesInWords } from "./record/in_words.ts";
import type { Version } from "./record/versions.ts";
import { sayingOf, writerInWords, type Audience } from "./record/writers.ts";

/** A line of its own among the letters. */
function Event({ children, isNew }: { children: ComponentChildren; isNew: boolean }) {
  const { say } = useWords();
  return (
    <li class="event">
      <p>
        {children}
        {isNew ? <span class="tag duty">{say("cases-new")}</span> : null}
      </p>
    </li>
  );
}

/** An event in its place among the letters. */
export function EventOf(
  props: Telling & { readonly entry: ShownEntry; readonly isNew: boolean; readonly today: Day },
): JSX.Element {
  const { entry, isNew } = props;
  const words = useWords();
  const { say } = words;
  const { body } = entry;
  const said = body.kind === "act" && body.what !== "allow" && body.what !== "continues" ? body.text : "";
  return (
    <Event isNew={isNew}>
      {eventInWords(entry, props, words)} <span class="quiet">{dateInWords(entry.day, props.today, words)}</span>
      {said === "" ? null : (
        <span class="event-words">
          {body.kind === "act" && body.what === "contact-opened" ? say("cases-act-reason", { reason: said }) : said}
        </span>
      )}
    </Event>
  );
}

/** What telling an event takes: for whom, in which channel, the conversation, and the versions of the record. */
export interface Telling extends Audience {
  readonly conversation: Conversation;
  readonly versions: readonly Version[];
}

/** What happened, on one line; "" of what is a letter. */
export function eventInWords(entry: ShownEntry, props: Telling, words: Words): string {
  const { say } = words;
  const { body } = entry;
  const who = writerInWords(entry.writer, props, say);
  switch (body.kind) {
    case "act":
      return actInWords(body, who, words);
    case "grant":
      return say("cases-grant", { who, title: body.title });
    case "rekey":
      return rekeyInWords({ ...entry, body }, props.conversation, who, props.channel, words);
    case "strike":
      return say(body.proposes === null ? "striking-event-confirmed" : "striking-event-proposed", { who });
    case "triage":
      return recordedInWords(entry.n, who, props, words);
    case "report":
    case "contact":
    case "message":
    case "note":
      return "";
  }
}

/** What a version of the record changed: of taking a phase back, which moves nothing, not a word. */
function recordedInWords(n: number, who: string, props: Telling, words: Words): string {
  const version = props.versions.find((each) => each.n === n);
  const changes = version?.changes.filter(({ term, after }) => after !== "" || !term.startsWith("phase")) ?? [];
  if (changes.length === 0) return words.say("record-event-none", { who });
  const told = words.say("record-event", { who, changes: changesInWords(changes, sayingOf(props, words)) });
  return version?.followsStruck === true ? `${told} ${words.say("striking-before-version")}` : told;
}

function actInWords(act: BodyOf<"act">, who: string, { say }: Words): string {
  switch (act.what) {
    case "meeting":
      return say("cases-act-meeting-offered", { who });
    case "allow":
      return say("cases-act-allow");
    case "continues":
      return say("cases-act-continues");
    case "contact-opened":
      return say("cases-act-contact-opened", { who });
    // Letters, and marks at letters.
    case "withdraw":
    case "approve":
    case "correct":
    case "retaliation":
    case "read":
      return "";
  }
}
