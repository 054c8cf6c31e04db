/** The conversation as letters, with the notes between them where they were written. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { BodyOf } from "../../sealing/body.ts";
import type { MemberId } from "../../sealing/id.ts";
import { minutesOf, type Minutes } from "../../sealing/minutes.ts";
import { isReading, readMarks } from "../../sealing/reading.ts";
import { proposedIn } from "../../sealing/struck.ts";
import type { Entry, ShownEntry } from "../../sealing/thread.ts";
import type { Conversation } from "../../sealing/thread/conversation.ts";
import { useWords, type Phrase } from "../words.ts";
import { isTold, ToldAct, toldInWords, type ToldEntry } from "./acts/told_act.tsx";
import { MinutesStanding } from "./acts/minutes_standing.tsx";
import { Answers } from "./answers.tsx";
import type { Channel } from "./channel.ts";
import type { Shown } from "./current.ts";
import { useCases } from "./context.ts";
import { DAMAGE_WORDS } from "./damage.ts";
import { dateInWords } from "./days_in_words.ts";
import { isOwn } from "./draft.ts";
import { reportOf } from "./digesting.ts";
import { EventOf } from "./events.tsx";
import { DeedText } from "./exports/deed_text.tsx";
import { nameOfDeed } from "./exports/deed_words.ts";
import { deedOf } from "./exports/deeds.ts";
import type { CaseFiles } from "./files/case_files.ts";
import { LetterFiles } from "./files/letter_files.tsx";
import { referencesIn } from "./files/references.ts";
import { beginAnswer, useAnswerKey } from "./notes/answering.tsx";
import { peopleAt, type Mentionable } from "./notes/mentions.ts";
import { NoteFoot } from "./notes/note.tsx";
import { NoteText } from "./notes/note_text.tsx";
import { isNote, noteThreads, type Note, type NoteThreads } from "./notes/threads.ts";
import { canWrite } from "./opening.ts";
import { Prose } from "./prose.tsx";
import { writerInWords } from "./record/writers.ts";
import { versionsOf, type Version } from "./record/versions.ts";
import type { Day } from "../../sealing/day.ts";
import { ProposedStrike } from "./striking/proposed_strike.tsx";
import { isStrikable } from "./striking/strikable.ts";
import { StrikeButton, useStriking, type StrikeAsked } from "./striking/asking.tsx";
import { unconfirmedIn } from "./striking/struck.ts";
import { StruckLetter } from "./striking/struck_letter.tsx";

/** One place in the page: an entry of either thread. */
export interface Placed {
  readonly thread: "c" | "i";
  readonly entry: Entry;
}

/**
 * Both threads in one order: each note after the last of the conversation that its writer saw. What of the notes does
 * not verify says nothing of its place, and stands after the note before it.
 */
export function merged(conversation: readonly Entry[], internal: readonly Entry[]): readonly Placed[] {
  const notesAfter = new Map<number, Placed[]>();
  let at = 0;
  for (const entry of internal) {
    if (entry.status === "shown") at = Math.max(at, entry.body.seen?.n ?? at);
    notesAfter.set(at, [...(notesAfter.get(at) ?? []), { thread: "i", entry }]);
  }
  const placed = conversation.flatMap((entry): Placed[] => [
    { thread: "c", entry },
    ...(notesAfter.get(entry.n) ?? []),
  ]);
  const beyond = [...notesAfter].filter(([n]) => n >= conversation.length).flatMap(([, notes]) => notes);
  return [...placed, ...beyond];
}

/** Everything that was said in a case. */
export function Letters({ shown, today }: { shown: Shown; today: Day }): JSX.Element {
  const { ports, filesIn, correspondenceIn } = useCases();
  const { say } = useWords();
  const { opened, channel, newFrom } = shown;
  const correspondence = correspondenceIn(shown);
  const isWriter = canWrite(opened, ports.member);
  const striking = useStriking(shown);
  useAnswerKey(shown, correspondence, isWriter);
  const threads = noteThreads(opened.internal.entries);
  const onAnswer = (note: Note): void => {
    beginAnswer(correspondence, note);
  };
  const isNew = (thread: "c" | "i", entry: Entry): boolean =>
    entry.n >= newFrom[thread] && !isOwn(entry, ports.member) && newFrom.c > 0;
  const caseFiles = filesIn(shown);
  const versions = versionsOf(opened.internal.entries);
  const { entries } = opened.conversation;
  const answers: Answered = { readOn: readMarks(entries, "reporter"), minutes: minutesOf(entries) };
  useEffect(() => {
    void caseFiles.look(referencesIn(opened));
  }, [caseFiles, opened]);
  const unconfirmed = {
    c: new Set(unconfirmedIn(entries).map(({ entry }) => entry.n)),
    i: new Set(unconfirmedIn(opened.internal.entries).map(({ entry }) => entry.n)),
  };
  return (
    <>
      <ol class="letters" aria-label={say("cases-conversation")}>
      {merged(opened.conversation.entries, opened.internal.entries)
        .filter(({ thread, entry }) => thread === "c" || !threads.beneath.has(entry.n))
        .map(({ thread, entry }) => (
          <LetterOf
            key={`${thread}${entry.n}`}
            thread={thread}
            entry={entry}
            isNew={isNew(thread, entry)}
            channel={channel}
            conversation={opened.conversation}
            caseFiles={caseFiles}
            today={today}
            me={ports.member}
            versions={versions}
            threads={threads}
            peopleAt={(note) => peopleAt(note, opened, channel.chain)}
            isNewNote={(note) => isNew("i", note)}
            onAnswer={isWriter ? onAnswer : null}
            answers={answers}
            isEntered={reportOf(entries)?.path === "desk"}
            entries={thread === "c" ? entries : opened.internal.entries}
            isUnconfirmed={unconfirmed[thread].has(entry.n)}
            onStrike={isWriter ? striking.ask : null}
          />
        ))}
      </ol>
      {striking.dialog}
    </>
  );
}

/** What the reporter says of what they were sent. */
interface Answered {
  /** When they had read a number; null where they have not said so. */
  readonly readOn: (n: number) => Day | null;
  readonly minutes: readonly Minutes[];
}

interface LetterProps {
  readonly thread: "c" | "i";
  readonly entry: Entry;
  readonly isNew: boolean;
  readonly channel: Channel;
  readonly conversation: Conversation;
  readonly caseFiles: CaseFiles;
  readonly today: Day;
  readonly me: MemberId;
  /** The versions of the record. */
  readonly versions: readonly Version[];
  /** The threads of the notes. */
  readonly threads: NoteThreads;
  /** Whom a note can mention. */
  readonly peopleAt: (note: Note) => readonly Mentionable[];
  readonly isNewNote: (note: Note) => boolean;
  /** Answers a note; null where its reader cannot write. */
  readonly onAnswer: ((note: Note) => void) | null;
  readonly answers: Answered;
  /** Whether a handler entered the report, and so has seen the code. */
  readonly isEntered: boolean;
  /** All of its thread. */
  readonly entries: readonly Entry[];
  /** Whether it proposes to strike something, and nobody has agreed to that. */
  readonly isUnconfirmed: boolean;
  /** Asks for what striking takes; null where its reader cannot write. */
  readonly onStrike: ((asked: StrikeAsked) => void) | null;
}

function LetterOf(props: LetterProps) {
  const { entry } = props;
  const { say } = useWords();
  if (entry.status === "damaged") return <Damaged {...props} />;
  if (entry.status === "struck") return <StruckLetter {...props} entry={entry} />;
  const { body } = entry;
  switch (body.kind) {
    case "report":
      return (
        <Letter {...props} entry={entry} style="report" name={say("cases-report")}>
          <Answers report={body} channel={props.channel} />
          <LetterFiles references={body.files} files={props.caseFiles} />
        </Letter>
      );
    case "contact":
      // Opened on purpose, in the facts.
      return null;
    case "message":
      return (
        <Letter
          {...props}
          entry={entry}
          style={entry.writer.side === "reporter" ? "theirs" : "ours"}
          name={writerInWords(entry.writer, props, say)}
          what={body.step === null ? null : say(STEP_WORDS[body.step])}
        >
          <Prose text={body.text} language={body.language} />
          <LetterFiles references={body.files} files={props.caseFiles} />
          <MinutesStanding minutes={props.answers.minutes.find(({ entry: { n } }) => n === entry.n)} today={props.today} />
        </Letter>
      );
    case "note":
      return isNote(entry) ? <NoteThread {...props} note={entry} /> : null;
    case "act":
      // A mark at the letters that were read.
      if (isReading(entry)) return null;
      return isTold(entry) ? <ToldLetter {...props} entry={entry} /> : <EventOf {...props} entry={entry} />;
    case "strike": {
      const proposed = props.isUnconfirmed ? proposedIn(entry) : null;
      return proposed === null ? <EventOf {...props} entry={entry} /> : <ProposedStrike {...props} proposed={proposed} />;
    }
    case "grant":
    case "rekey":
    case "triage":
      return <EventOf {...props} entry={entry} />;
  }
}

/** A note, and beneath it what answers it. */
function NoteThread(props: LetterProps & { readonly note: Note }) {
  const { note, threads } = props;
  const { say } = useWords();
  const answers = threads.answers.get(note.n) ?? [];
  const beneath =
    answers.length === 0 ? null : (
      <ol class="note-answers" aria-label={say("notes-answers", { count: answers.length })}>
        {answers.map(({ note: answer, to }) => (
          <NoteOf key={answer.n} {...props} entry={answer} isNew={props.isNewNote(answer)} note={answer} to={to} beneath={null} />
        ))}
      </ol>
    );
  return <NoteOf {...props} to={null} beneath={beneath} />;
}

function NoteOf(props: LetterProps & { readonly note: Note; readonly to: Note | null; readonly beneath: ComponentChildren }) {
  const { note, to, threads } = props;
  const { say } = useWords();
  const who = writerInWords(note.writer, props, say);
  const isAnswer = threads.beneath.has(note.n);
  const deed = deedOf(note);
  return (
    <Letter
      {...props}
      entry={note}
      style="note"
      name={say(deed !== null ? nameOfDeed(deed) : isAnswer ? "notes-answer-name" : "cases-note")}
      what={to === null ? who : say("notes-answer-by-to", { who, to: writerInWords(to.writer, props, say) })}
    >
      {deed === null ? (
        <NoteText text={note.body.text} people={props.peopleAt(note)} me={props.me} />
      ) : (
        <DeedText deed={deed} channel={props.channel} />
      )}
      <LetterFiles references={note.body.files} files={props.caseFiles} />
      <NoteFoot note={note} lost={threads.lost.get(note.n) ?? null} who={who} onAnswer={props.onAnswer} />
    </Letter>
  );
}

/** What a reporter told by an act: a letter of theirs, that says first what it is. */
function ToldLetter(props: LetterProps & { readonly entry: ToldEntry }) {
  const { entry, today, answers } = props;
  const words = useWords();
  return (
    <Letter
      {...props}
      style={entry.body.what === "retaliation" ? "theirs grave" : "theirs"}
      name={writerInWords(entry.writer, props, words.say)}
      what={toldInWords(entry, answers.minutes, today, words)}
    >
      <ToldAct entry={entry}>
        <Prose text={entry.body.text} language={null} />
      </ToldAct>
    </Letter>
  );
}

/** What a step of a message is called. */
export const STEP_WORDS: Readonly<Record<NonNullable<BodyOf<"message">["step"]>, Phrase>> = {
  acknowledge: "cases-step-acknowledge",
  feedback: "cases-step-feedback",
  close: "cases-step-close",
  reopen: "cases-step-reopen",
  minutes: "cases-step-minutes",
  assess: "cases-step-assess",
  investigate: "cases-step-investigate",
  conclude: "cases-step-conclude",
  "out-of-scope": "cases-step-out-of-scope",
  refer: "cases-step-refer",
};

function Letter(
  props: LetterProps & {
    readonly entry: ShownEntry;
    readonly style: "report" | "theirs" | "theirs grave" | "ours" | "note";
    readonly name: string;
    readonly what?: string | null;
    readonly children: ComponentChildren;
    /** What stands beneath it, as a part of the same item. */
    readonly beneath?: ComponentChildren;
  },
) {
  const { entry, style } = props;
  const words = useWords();
  const { say } = words;
  const { path } = entry.body;
  const readOn = style === "ours" ? props.answers.readOn(entry.n) : null;
  return (
    <li data-letter={props.thread === "c" ? entry.n : undefined}>
      <article class={`letter ${style}`} data-note={style === "note" ? entry.n : undefined}>
        <header>
          <b>{props.name}</b>
          {props.what === undefined || props.what === null ? null : <span>{props.what}</span>}
          <span>{dateInWords(entry.day, props.today, words)}</span>
          {style === "note" && !props.threads.beneath.has(entry.n) ? <span>{say("cases-note-hidden")}</span> : null}
          {props.isNew ? <span class="tag duty">{say("cases-new")}</span> : null}
        </header>
        {props.children}
        {entry.writer.side === "reporter" && path === "server" ? (
          <p class="letter-foot">{say("cases-sealed-on-server")}</p>
        ) : null}
        {style === "report" && path === "desk" ? (
          <p class="letter-foot">{say("cases-entered", { day: dateInWords(entry.body.day, props.today, words) })}</p>
        ) : null}
        {entry.writer.side === "reporter" && props.isEntered ? <p class="letter-foot">{say("cases-code-seen")}</p> : null}
        {entry.dayDiffers ? <p class="letter-foot warn">{say("cases-day-differs")}</p> : null}
        {readOn === null ? null : (
          <p class="letter-foot">{say("desk-acts-read", { day: dateInWords(readOn, props.today, words) })}</p>
        )}
        {props.onStrike === null || !isStrikable(entry) ? null : (
          <StrikeButton thread={props.thread} entry={entry} name={props.name} today={props.today} onStrike={props.onStrike} />
        )}
      </article>
      {props.beneath}
    </li>
  );
}

function Damaged({ entry, thread, isNew }: LetterProps) {
  const { say, number } = useWords();
  if (entry.status !== "damaged") return null;
  return (
    <li>
      <article class={thread === "i" ? "letter damaged note" : "letter damaged"}>
        <header>
          <b>{say("cases-letter-damaged")}</b>
          <span>{say("cases-letter-damaged-number", { number: number(entry.n + 1) })}</span>
          {isNew ? <span class="tag duty">{say("cases-new")}</span> : null}
        </header>
        <p>{say(DAMAGE_WORDS[entry.reason])}</p>
      </article>
    </li>
  );
}
