/** What of a case can be handed out by a copy, piece by piece: each is picked by itself, and each of its texts can be masked. */
import { minutesOf } from "../../../sealing/minutes.ts";
import { bytesInWords } from "../../../files/amount.ts";
import type { Phrase, Words } from "../../words.ts";
import { isTold, toldInWords } from "../acts/told_act.tsx";
import { inLanguage } from "../channel.ts";
import type { Shown } from "../current.ts";
import { reportOf } from "../digesting.ts";
import { filesAt } from "../files/references.ts";
import { answerInWords, inQuestionOrder } from "../answers.tsx";
import { STEP_WORDS } from "../letters.tsx";
import { termInWords, valueInWords } from "../record/in_words.ts";
import { newestVersion } from "../record/versions.ts";
import { sayingOf, writerInWords } from "../record/writers.ts";
import { dayInWords } from "./days.ts";
import { deedOf } from "./deeds.ts";
import type { Making } from "./parts.ts";
import { sectionsOf } from "./record_sections.ts";
import { remainsOf } from "../striking/struck.ts";
import { paragraphsOf } from "./sheet.ts";

/** What is offered only where somebody asks for it: the letters always are. */
export const OFFERED = ["notes", "record", "files"] as const;
/** One of them. */
export type Offered = (typeof OFFERED)[number];

/** What they are called. */
export const OFFERED_WORDS: Readonly<Record<Offered, Phrase>> = {
  notes: "export-part-notes",
  record: "export-part-record",
  files: "export-offer-files",
};

/** A letter, an answer of the report, a note, a section of the record, or the names of a letter's files. */
export interface Piece {
  readonly key: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

type OfCase = Pick<Shown, "opened" | "channel">;

/** What can be picked: what was said in the conversation, and what else is asked for. */
export function piecesOf(shown: OfCase, making: Making, words: Words, offered: ReadonlySet<Offered> = new Set()): readonly Piece[] {
  return [
    ...answersOf(shown, words),
    ...lettersOf(shown, making, words),
    ...(offered.has("notes") ? notesOf(shown, words) : []),
    ...(offered.has("record") ? recordOf(shown, words) : []),
    ...(offered.has("files") ? filesOf(shown, making, words, offered.has("notes")) : []),
  ];
}

/** The name of a paragraph among all. */
export function paragraphKey({ key }: Pick<Piece, "key">, index: number): string {
  return `${key}-${index}`;
}

/** The name of a heading: who wrote something can tell who they are, and so can its day. */
export function headingKey({ key }: Pick<Piece, "key">): string {
  return `${key}-h`;
}

/** Every text of pieces by its name, headings too. */
export function textsOf(pieces: readonly Piece[]): readonly (readonly [name: string, text: string])[] {
  return pieces.flatMap((piece) => [
    [headingKey(piece), piece.heading] as const,
    ...piece.paragraphs.map((text, index) => [paragraphKey(piece, index), text] as const),
  ]);
}

function answersOf({ opened, channel }: OfCase, words: Words): readonly Piece[] {
  const { say } = words;
  const report = reportOf(opened.conversation.entries);
  if (report === null) return [];
  return inQuestionOrder(report, channel)
    .filter(({ answer }) => answer.trim() !== "")
    .map(({ id, question, answer }): Piece => ({
      key: `a-${id}`,
      heading: `${say("cases-report")} · ${question === null ? say("cases-question-other") : inLanguage(question.label, words.locale)}`,
      paragraphs: paragraphsOf(answerInWords(question, answer, words)),
    }));
}

function lettersOf({ opened, channel }: OfCase, making: Making, words: Words): readonly Piece[] {
  const { say } = words;
  const { entries } = opened.conversation;
  return entries.flatMap((entry): readonly Piece[] => {
    const left = remainsOf(entries, entry);
    if (left !== "") {
      const heading = [say("striking-struck"), words.fullDay(entry.day ?? making.day)].join(" · ");
      return [{ key: `c-${entry.n}`, heading, paragraphs: paragraphsOf(left) }];
    }
    if (entry.status !== "shown" || (entry.body.kind !== "message" && !isTold(entry))) return [];
    const { body, writer, n } = entry;
    const what = isTold(entry)
      ? [toldInWords(entry, minutesOf(entries), making.day, words)]
      : body.kind === "message" && body.step !== null
        ? [say(STEP_WORDS[body.step])]
        : [];
    const who = writerInWords(writer, { me: null, channel }, say);
    const text = "text" in body ? body.text : "";
    return [{ key: `c-${n}`, heading: [who, ...what, dayInWords(entry, words)].join(" · "), paragraphs: paragraphsOf(text) }];
  });
}

function notesOf({ opened, channel }: OfCase, words: Words): readonly Piece[] {
  const { say } = words;
  const { entries } = opened.internal;
  return entries.flatMap((entry): readonly Piece[] => {
    const left = remainsOf(entries, entry);
    if (left !== "") return [{ key: `i-${entry.n}`, heading: [say("cases-note"), say("striking-struck")].join(" · "), paragraphs: paragraphsOf(left) }];
    if (entry.status !== "shown" || entry.body.kind !== "note" || deedOf(entry) !== null) return [];
    const who = writerInWords(entry.writer, { me: null, channel }, say);
    return [{ key: `i-${entry.n}`, heading: [say("cases-note"), who, dayInWords(entry, words)].join(" · "), paragraphs: paragraphsOf(entry.body.text) }];
  });
}

/** The record as it stands, by its sections: a value a paragraph, so that each can be masked whole. */
function recordOf(shown: OfCase, words: Words): readonly Piece[] {
  const version = newestVersion(shown.opened.internal.entries);
  if (version === null) return [];
  const saying = sayingOf(shown, words);
  return sectionsOf(version.record, words).map(({ title, names }, index) => ({
    key: `r${version.n}-${index}`,
    heading: `${words.say("record-title")} · ${title}`,
    paragraphs: names.flatMap((name) => paragraphsOf(`${termInWords(name, words)}: ${valueInWords(name, version.record.get(name) ?? "", saying)}`)),
  }));
}

/** The names of files, for what is in one is handed out by itself once somebody has looked through it. */
function filesOf({ opened, channel }: OfCase, making: Making, words: Words, withNotes: boolean): readonly Piece[] {
  const { say } = words;
  const threads = [["c", opened.conversation.entries], ["i", withNotes ? opened.internal.entries : []]] as const;
  return threads.flatMap(([thread, entries]) =>
    entries.flatMap((entry): readonly Piece[] => {
      const named = filesAt(entries, entry);
      if (named.length === 0) return [];
      const whose =
        entry.status === "shown"
          ? [writerInWords(entry.writer, { me: null, channel }, say), dayInWords(entry, words)]
          : [say("striking-struck"), words.fullDay(entry.day ?? making.day)];
      return [{
        key: `f${thread}-${entry.n}`,
        heading: [say("export-part-files"), ...whose].join(" · "),
        paragraphs: named.map(({ name, type, size }) => [name, type, bytesInWords(size, words)].join(" · ")),
      }];
    }),
  );
}
