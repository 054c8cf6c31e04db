/** The file of a case as a document to read and print: what verified, and plainly what did not. */
import type { BodyOf } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import { minutesOf } from "../../../sealing/minutes.ts";
import { halvesOf, isReplaced } from "../../../sealing/struck.ts";
import { shownOf, type Entry, type ShownEntry } from "../../../sealing/thread.ts";
import { bytesInWords } from "../../../files/amount.ts";
import type { Phrase, Words } from "../../words.ts";
import { isTold, toldInWords } from "../acts/told_act.tsx";
import { inLanguage, titleOfHolder } from "../channel.ts";
import type { Shown } from "../current.ts";
import { DAMAGE_WORDS } from "../damage.ts";
import { reportOf } from "../digesting.ts";
import { filesOfEntry } from "../files/references.ts";
import { answerInWords, inQuestionOrder } from "../answers.tsx";
import { eventInWords } from "../events.tsx";
import { STEP_WORDS } from "../letters.tsx";
import { holdersOf } from "../opening.ts";
import { changeInWords, isProse, termInWords, valueInWords } from "../record/in_words.ts";
import type { CaseRecord } from "../record/terms.ts";
import { versionsOf, type Version } from "../record/versions.ts";
import { sayingOf, writerInWords, type Audience } from "../record/writers.ts";
import { cover } from "./cover.ts";
import { dayInWords, signedDayInWords } from "./days.ts";
import { deedBlocks } from "./deed_blocks.ts";
import { deedOf, PARTS } from "./deeds.ts";
import { referenceIn, type CheckedFile, type Making, type Wanted } from "./parts.ts";
import { sectionsOf } from "./record_sections.ts";
import { saidIn, type Block, type Fact, type Sheet } from "./sheet.ts";

/** What a case file is made of. */
export interface CaseFileOf {
  readonly shown: Shown;
  readonly wanted: Wanted;
  readonly making: Making;
  /** What does not hold in the case as a whole. */
  readonly warnings: readonly Phrase[];
  /** The files, where they are wanted, each fetched and looked at. */
  readonly files: readonly CheckedFile[];
}

/** A case file on its way: in which words, for whom, with which versions of the record. */
export interface Telling extends CaseFileOf {
  readonly words: Words;
  readonly reading: Audience;
  readonly versions: readonly Version[];
}

/** The document, in the words of its own language. */
export function caseFile(of: CaseFileOf, words: Words): Sheet {
  const { shown, wanted } = of;
  const telling: Telling = {
    ...of,
    words,
    reading: { me: null, channel: shown.channel },
    versions: versionsOf(shown.opened.internal.entries),
  };
  const title = words.say("export-case-file-title", { reference: referenceIn(shown) });
  const has = (part: (typeof PARTS)[number]): boolean => wanted.parts.has(part);
  const blocks: readonly Block[] = [
    { is: "title", text: title },
    ...cover(telling),
    ...people(telling),
    ...unverified(telling),
    ...report(telling),
    ...(wanted.contact === null ? [] : contact(wanted.contact, telling)),
    ...conversation(telling),
    ...deedBlocks(telling),
    ...(has("notes") ? notes(telling) : unreadNotes(telling)),
    ...(has("record") ? record(telling) : []),
    ...(has("events") ? events(telling) : []),
    ...(has("files") ? files(telling) : []),
    { is: "small", text: words.say("export-ending", { reference: referenceIn(shown) }) },
  ];
  return { title, language: wanted.language, blocks };
}

const heading = (level: 2 | 3, text: string): Block => ({ is: "heading", level, text });
const fact = (name: string, value: string): Fact => ({ name, value });

function people({ shown, words }: Telling): readonly Block[] {
  const { say } = words;
  const titleOf = (holder: Parameters<typeof titleOfHolder>[1]): string => {
    const title = titleOfHolder(shown.channel.chain, holder);
    return holder === "recovery" ? `${title} (${say("cases-can-open-recovery")})` : title;
  };
  const excluded = [...shown.opened.conversation.standing.excluded];
  return [
    heading(2, say("cases-can-open")),
    { is: "list", items: holdersOf(shown.opened).map(titleOf) },
    ...(excluded.length === 0 ? [] : [heading(3, say("cases-excluded")), { is: "list", items: excluded.map(titleOf) } as const]),
  ];
}

function unverified({ shown, warnings, files: checked, words }: Telling): readonly Block[] {
  const { say } = words;
  const { conversation: c, internal: i } = shown.opened;
  const damaged = [...c.entries, ...i.entries].filter(({ status }) => status === "damaged").length;
  const left = checked.filter(({ state }) => state !== "whole");
  const all = [
    ...warnings.map((phrase) => say(phrase)),
    ...(damaged === 0 ? [] : [say("export-damaged-letters", { count: damaged })]),
    ...(left.length === 0 ? [] : [say("export-damaged-files", { count: left.length })]),
  ];
  const said: readonly Block[] = all.length === 0 ? [{ is: "words", line: [say("export-all-verified")], said: false }] : [];
  return [heading(2, say("export-verified-title")), ...said, ...all.map((text): Block => ({ is: "warning", text }))];
}

function report(telling: Telling): readonly Block[] {
  const { shown, words } = telling;
  const { say } = words;
  const first = shown.opened.conversation.entries[0];
  const body = reportOf(shown.opened.conversation.entries);
  const title = heading(2, say("cases-report"));
  if (first === undefined || body === null) return [title, ...(first === undefined ? [] : notShown(first, "c", telling))];
  const answers = inQuestionOrder(body, shown.channel).filter(({ answer }) => answer.trim() !== "");
  const told = answers.flatMap(({ question, answer }): readonly Block[] => [
    heading(3, question === null ? say("cases-question-other") : inLanguage(question.label, words.locale)),
    ...saidIn(answerInWords(question, answer, words)),
  ]);
  const none: readonly Block[] = answers.length === 0 ? [{ is: "words", line: [say("cases-no-answers")], said: false }] : [];
  return [title, ...told, ...none, ...filesOf(first, telling)];
}

function contact(said: string, { words: { say } }: Telling): readonly Block[] {
  const none: Block = { is: "words", line: [say("cases-contact-none")], said: false };
  return [heading(2, say("cases-contact")), ...(said === "" ? [none] : saidIn(said))];
}

function conversation(telling: Telling): readonly Block[] {
  const { shown, words, reading } = telling;
  const { say } = words;
  const letters = shown.opened.conversation.entries.slice(1).flatMap((entry): readonly Block[] => {
    if (entry.status !== "shown") return notShown(entry, "c", telling);
    const { body } = entry;
    const what = whatOf(entry, telling);
    if (what === null || (body.kind !== "message" && body.kind !== "act")) return [];
    return [
      heading(3, [writerInWords(entry.writer, reading, say), ...what, dayInWords(entry, words)].join(" · ")),
      ...saidIn(body.text),
      ...filesOf(entry, telling),
    ];
  });
  const none: Block = { is: "words", line: [say("export-no-letters")], said: false };
  return [heading(2, say("cases-conversation")), ...(letters.length === 0 ? [none] : letters)];
}

/** What a letter is, beside who wrote it and when; null of what is none. */
function whatOf(entry: ShownEntry, { shown, words, making }: Telling): readonly string[] | null {
  if (isTold(entry)) return [toldInWords(entry, minutesOf(shown.opened.conversation.entries), making.day, words)];
  const { body } = entry;
  if (body.kind !== "message") return null;
  return body.step === null ? [] : [words.say(STEP_WORDS[body.step])];
}

function notes(telling: Telling): readonly Block[] {
  const { shown, words, reading } = telling;
  const { say } = words;
  const all = shown.opened.internal.entries.flatMap((entry): readonly Block[] => {
    if (entry.status !== "shown") return notShown(entry, "i", telling);
    const { body } = entry;
    // What left the desk stands in a list of its own.
    if (body.kind !== "note" || deedOf(entry) !== null) return [];
    return [
      heading(3, [writerInWords(entry.writer, reading, say), dayInWords(entry, words)].join(" · ")),
      ...saidIn(body.text),
      ...filesOf(entry, telling),
    ];
  });
  const none: Block = { is: "words", line: [say("export-no-notes")], said: false };
  return [heading(2, say("export-part-notes")), ...(all.length === 0 ? [none] : all)];
}

/** What did not verify among the notes is told where they are left out too: it may have been an export or a disclosure. */
function unreadNotes(telling: Telling): readonly Block[] {
  return telling.shown.opened.internal.entries.flatMap((entry) => (entry.status === "damaged" ? notShown(entry, "i", telling) : []));
}

/** A number at which nothing can be shown: what is wrong with it, in its place. */
function notShown(entry: Entry, thread: "c" | "i", telling: Telling): readonly Block[] {
  const { words, shown } = telling;
  const { say, number } = words;
  const place = say(thread === "c" ? "export-place-conversation" : "export-place-internal", { number: number(entry.n + 1) });
  if (entry.status === "struck") {
    const { conversation, internal } = shown.opened;
    const { entries } = thread === "c" ? conversation : internal;
    const halves = isReplaced(entries, entry) ? null : halvesOf(entries, entry);
    if (halves === null) return [];
    const { proposes, confirmation } = halves;
    const who = writerInWords(halves.entry.writer, telling.reading, say);
    const other = writerInWords(confirmation.writer, telling.reading, say);
    const by = say("striking-struck-by", { who, other, day: words.fullDay(confirmation.day) });
    const names = proposes.files.map(({ name }) => name).join(", ");
    return [
      { is: "words", line: [`${place}: ${say("striking-struck")}. ${by}`], said: false },
      { is: "words", line: [say("striking-proposal-ground", { reason: proposes.ground })], said: false },
      { is: "words", line: [say(proposes.text === "" && names === "" ? "striking-left-nothing" : "striking-left-by")], said: false },
      ...(proposes.text === "" ? [] : saidIn(proposes.text)),
      ...(names === "" ? [] : [{ is: "small", text: say("export-letter-files", { names }) } as const]),
    ];
  }
  if (entry.status !== "damaged") return [];
  return [{ is: "warning", text: `${place}: ${say("cases-letter-damaged")}. ${say(DAMAGE_WORDS[entry.reason])}` }];
}

/** The files of a letter, by name alone; the table of files tells the rest. */
function filesOf(entry: Entry, { words: { say } }: Telling): readonly Block[] {
  const named = filesOfEntry(entry);
  if (named.length === 0) return [];
  const names = named.map(({ name }) => name).join(", ");
  return [{ is: "small", text: say("export-letter-files", { names }) }];
}

function record(telling: Telling): readonly Block[] {
  const { words, versions } = telling;
  const { say } = words;
  const newest = versions.at(-1);
  if (newest === undefined) return [heading(2, say("record-title")), { is: "words", line: [say("export-no-record")], said: false }];
  return [
    heading(2, say("record-title")),
    ...terms(newest.record, telling),
    heading(2, say("record-history")),
    ...[...versions].reverse().flatMap((version) => changes(version, telling)),
  ];
}

/** What the record says: short values as facts under their section, prose under headings of its own. */
function terms(values: CaseRecord, { shown, words }: Telling): readonly Block[] {
  const saying = sayingOf(shown, words);
  return sectionsOf(values, words).flatMap(({ title, names }) => {
    const short = names.filter((name) => !isProse(name));
    const facts = short.map((name) => fact(termInWords(name, words), valueInWords(name, values.get(name) ?? "", saying)));
    const prose = names.filter(isProse).flatMap((name): readonly Block[] => [
      { is: "facts", facts: [fact(termInWords(name, words), values.get(name) ?? "")] },
    ]);
    return [heading(3, title), ...(facts.length === 0 ? [] : [{ is: "facts", facts } as const]), ...prose];
  });
}

function changes(version: Version, { shown, words, reading }: Telling): readonly Block[] {
  const { say } = words;
  const saying = sayingOf(shown, words);
  const items = version.changes.map((change) => {
    const line = changeInWords(change, saying);
    return isProse(change.term) && change.after !== "" ? `${line}: ${change.after}` : line;
  });
  const who = writerInWords(version.writer, reading, say);
  return [
    heading(3, `${who} · ${signedDayInWords({ signed: version.written, server: version.day }, words)}`),
    items.length === 0 ? { is: "words", line: [say("record-history-none")], said: false } : { is: "list", items },
  ];
}

/** Something that happened: the server's day, by which it is put in order, the day in words, who, and what. */
type Happened = readonly [order: Day, day: string, who: string, what: string];

/** What was done: steps, acts, who was given access, what was struck, and where the work was moved. */
function events(telling: Telling): readonly Block[] {
  const { shown, words, reading, versions } = telling;
  const { say } = words;
  const { conversation: c, internal: i } = shown.opened;
  const told = [...c.entries, ...i.entries].flatMap((entry): readonly Happened[] => {
    if (entry.status !== "shown") return [];
    const what = eventOf(entry, telling);
    return what === "" ? [] : [[entry.day, dayInWords(entry, words), writerInWords(entry.writer, reading, say), what]];
  });
  const moves = versions.flatMap(({ changes: made, day, written, writer }) =>
    made
      .filter(({ term, after }) => term === "phase" && after !== "")
      .map((change): Happened => {
        const said = signedDayInWords({ signed: written, server: day }, words);
        return [day, said, writerInWords(writer, reading, say), changeInWords(change, sayingOf(shown, words))];
      }),
  );
  const rows = [...told, ...moves].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  if (rows.length === 0) return [heading(2, say("export-part-events")), { is: "words", line: [say("export-no-events")], said: false }];
  return [
    heading(2, say("export-part-events")),
    {
      is: "table",
      head: [say("export-column-day"), say("export-column-who"), say("export-column-what")],
      rows: rows.map(([, day, who, what]) => [day, who, what]),
    },
  ];
}

function eventOf(entry: ShownEntry, telling: Telling): string {
  const { shown, words, reading, versions } = telling;
  const { say } = words;
  const { body } = entry;
  const letter = whatOf(entry, telling);
  if (letter !== null) return letter.join(" ");
  if (body.kind === "triage") return "";
  if (body.kind === "act" && body.what === "read") return say("export-event-read");
  const what = eventInWords(entry, { ...reading, versions, conversation: shown.opened.conversation }, words);
  return body.kind === "act" ? withWords(what, body, words) : what;
}

/** What somebody said as they acted: of opening contact details, the reason. */
function withWords(what: string, act: BodyOf<"act">, { say }: Words): string {
  if (act.text === "" || act.what === "allow" || act.what === "continues") return what;
  return `${what} ${act.what === "contact-opened" ? say("cases-act-reason", { reason: act.text }) : act.text}`;
}

function files({ files: checked, words }: Telling): readonly Block[] {
  const { say } = words;
  if (checked.length === 0) return [heading(2, say("export-part-files")), { is: "words", line: [say("export-no-files")], said: false }];
  return [
    heading(2, say("export-part-files")),
    {
      is: "table",
      head: [say("export-column-file"), say("export-column-type"), say("export-column-size"), "SHA-256"],
      rows: checked.map(({ reference, state, sha256, at }) => [
        at === null ? reference.name : `${reference.name}\n(${at})`,
        reference.type,
        bytesInWords(reference.size, words),
        state === "whole" ? (sha256 ?? "") : say(state === "damaged" ? "export-file-damaged" : "export-file-missing"),
      ]),
    },
  ];
}

/** How many letters the conversation shows, the report among them. */
export function lettersIn({ opened: { conversation: c } }: Pick<Shown, "opened">): number {
  return shownOf(c.entries, "report").length + shownOf(c.entries, "message").length;
}
