/**
 * A case as plain data, for archives and programs: what verified as it is sealed, with what the words of the export's
 * language make of it beside; of what did not verify its place and the reason. No key of a file stands in it.
 */
import type { BodyOf } from "../../../sealing/body.ts";
import type { Day } from "../../../sealing/day.ts";
import { stepLettersIn } from "../../../sealing/steps.ts";
import { halvesOf, isReplaced } from "../../../sealing/struck.ts";
import type { Entry, ShownEntry } from "../../../sealing/thread.ts";
import type { Words } from "../../words.ts";
import { inLanguage } from "../channel.ts";
import { byReceipt, courseOf } from "../course.ts";
import { answerInWords, inQuestionOrder } from "../answers.tsx";
import { termInWords, valueInWords } from "../record/in_words.ts";
import { sayingOf, writerInWords } from "../record/writers.ts";
import type { CaseFileOf } from "./case_file.ts";
import { deedOf, deedsIn, discreet, type Deed } from "./deeds.ts";
import { deedInWords } from "./deed_words.ts";
import { organisationIn, referenceIn, type CheckedFile } from "./parts.ts";
import { versionsOf, type Version } from "../record/versions.ts";
import { waivingIn, type Waivable } from "../record/waiving.ts";

/** Anything that JSON writes. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** The version of the form of these files: a reader of many years on is told what it reads. */
export const FORM = "sigill case package 2";

/** What every file of plain data begins with. */
function head({ shown, wanted, making }: CaseFileOf): Record<string, Plain> {
  return {
    form: FORM,
    organisation: organisationIn(shown, wanted.language),
    channel: shown.channel.address,
    channel_id: shown.opened.conversation.pinned.channel,
    case: shown.opened.conversation.pinned.id,
    reference: referenceIn(shown),
    language: wanted.language,
    made_on: making.day,
    made_by: { title: making.title, id: making.member },
    made_for: madeFor(wanted),
  };
}

/** Whom it is made for: somebody outside is not told why the reporter was not. */
export function madeFor({ to }: CaseFileOf["wanted"]): Plain {
  return discreet(to);
}

/** The conversation: report, messages, acts and who was given access; the contact details where they are wanted. */
export function conversationData(of: CaseFileOf, words: Words): Plain {
  const { shown, wanted } = of;
  const { opened, answer, channel } = shown;
  const { days, state, waived } = answer.summary;
  const { entries } = opened.conversation;
  const isByReceipt = byReceipt(channel, entries);
  const letters = stepLettersIn(entries);
  const versions = versionsOf(opened.internal.entries);
  return {
    ...head(of),
    days_are: words.say("export-data-days"),
    state: courseOf(entries, days.received, isByReceipt).state,
    steps: {
      acknowledged: isByReceipt ? "by-receipt" : stepData(letters.acknowledged),
      fed_back: stepData(letters.fedBack),
      closed: stepData(letters.closed),
    },
    waived: { acknowledgement: waivingData(versions, "acknowledgement"), feedback: waivingData(versions, "feedback") },
    // The word of the server and no more: nobody signed it.
    server_says: {
      received: days.received,
      state,
      acknowledged: days.acknowledged,
      fed_back: days.fedBack,
      closed: days.closed,
      acknowledgement_waived: waived.acknowledgement,
      feedback_waived: waived.feedback,
    },
    warnings: of.warnings.map((phrase) => words.say(phrase)),
    entries: shown.opened.conversation.entries.map((entry) => entryData(entry, "c", of, words)),
    contact: wanted.contact,
  };
}

function stepData(letter: ReturnType<typeof stepLettersIn>["closed"]): Plain {
  return letter === null ? null : { n: letter.n, ...daysData(letter.body.day, letter.day) };
}

function waivingData(versions: readonly Version[], duty: Waivable): Plain {
  const waiving = waivingIn(versions, duty);
  if (waiving === null) return null;
  const { cause, reason, since } = waiving;
  return { cause, reason, version: since.n, ...daysData(since.written, since.day) };
}

/** A day as its writer signed it, and as the server stamped what they wrote. */
function daysData(signed: Day, server: Day): { readonly signed_day: Day; readonly server_day: Day } {
  return { signed_day: signed, server_day: server };
}

/** The record of the case with every version of it. */
export function recordData(of: CaseFileOf, words: Words): Plain {
  const saying = sayingOf(of.shown, words);
  const versions = versionsOf(of.shown.opened.internal.entries);
  return {
    ...head(of),
    days_are: words.say("export-data-days"),
    versions: versions.map(({ n, hash, record, writer, day, written }) => ({
      n,
      digest: hash,
      ...daysData(written, day),
      writer: writerData(writer, of, words),
      terms: [...record].map(([term, value]) => ({
        term,
        label: termInWords(term, words),
        value,
        says: valueInWords(term, value, saying),
      })),
    })),
  };
}

/** What left the case: every export and disclosure, for whom and on which ground; of a copy what was masked, by its place. */
export function deedsData(of: CaseFileOf, words: Words): Plain {
  const { internal } = of.shown.opened;
  const unread = internal.entries.filter(({ status }) => status === "damaged");
  return {
    ...head(of),
    days_are: words.say("export-data-days"),
    entries: deedsIn(internal.entries).map(({ entry, deed }) => ({
      n: entry.n,
      digest: entry.hash,
      ...daysData(entry.body.day, entry.day),
      writer: writerData(entry.writer, of, words),
      ...toldDeed(deed, of, words),
    })),
    // Any of these may have been one.
    unverified: unread.map((entry) => entryData(entry, "i", of, words)),
  };
}

function toldDeed(deed: Deed, { wanted }: CaseFileOf, words: Words): { readonly deed: Plain; readonly says: string } {
  if (wanted.to.is === "inside") return { deed, says: deedInWords(deed, words) };
  // A place within a paragraph would tell how long a bar is.
  const told = { ...deed, to: discreet(deed.to) } as Deed;
  const marks = deed.what === "copy" ? { marks: deed.marks.map(({ at, ground }) => ({ at, ground })) } : {};
  return { deed: { ...told, ...marks }, says: deedInWords(told, words) };
}

/** The notes, which are no records unless somebody takes care of them for the archive. What left the case is told apart. */
export function notesData(of: CaseFileOf, words: Words): Plain {
  const notes = of.shown.opened.internal.entries.filter(
    (entry) => entry.status !== "shown" || (entry.body.kind === "note" && deedOf(entry) === null),
  );
  return { ...head(of), days_are: words.say("export-data-days"), entries: notes.map((entry) => entryData(entry, "i", of, words)) };
}

function writerData(writer: ShownEntry["writer"], { shown }: CaseFileOf, { say }: Words): Plain {
  const title = writerInWords(writer, { me: null, channel: shown.channel }, say);
  return writer.side === "reporter" ? { side: "reporter", title } : { side: "member", id: writer.holder, title };
}

function entryData(entry: Entry, thread: "c" | "i", of: CaseFileOf, words: Words): Plain {
  const { n, status, hash, day } = entry;
  const place = { n, status, digest: hash, server_day: day };
  if (entry.status === "damaged") return { ...place, reason: entry.reason };
  if (entry.status === "struck") {
    const { conversation, internal } = of.shown.opened;
    const { entries } = thread === "c" ? conversation : internal;
    const proposes = isReplaced(entries, entry) ? null : (halvesOf(entries, entry)?.proposes ?? null);
    const left = proposes && { ground: proposes.ground, remains: proposes.text };
    return { ...place, struck_by: [entry.proposal, entry.confirmation], ...left };
  }
  const { body } = entry;
  return {
    ...place,
    signed_day: body.day,
    kind: body.kind,
    path: body.path,
    writer: writerData(entry.writer, of, words),
    ...contentData(entry, thread, of, words),
  };
}

function contentData(entry: ShownEntry, thread: "c" | "i", of: CaseFileOf, words: Words): Record<string, Plain> {
  const { body } = entry;
  const files = of.files.filter((file) => file.thread === thread && file.n === entry.n).map(fileData);
  const named = of.wanted.parts.has("files") ? { files } : {};
  switch (body.kind) {
    case "report":
      return { language: body.language, answers: answersData(body, of, words), ...named };
    case "message":
      return { language: body.language, step: body.step, text: body.text, ...named };
    case "note":
      return { text: body.text, refers: body.refers, ...named };
    case "act":
      return { what: body.what, refers: body.refers, text: body.text };
    case "grant":
      return { member: body.member, title: body.title };
    case "rekey":
      return { cause: body.cause, members: body.members };
    case "strike":
      // What a proposal says stands where it struck something.
      return { refers: body.refers, confirms: body.confirms };
    case "contact":
      return { sealed_apart: true };
    case "triage":
      return {};
  }
}

function answersData(report: BodyOf<"report">, { shown: { channel } }: CaseFileOf, words: Words): readonly Plain[] {
  return inQuestionOrder(report, channel).map(({ id, question, answer }) => ({
    question: id,
    label: question === null ? null : inLanguage(question.label, words.locale),
    answer,
    says: answerInWords(question, answer, words),
  }));
}

/** A file of a letter: its true name, and where it stands in the package. */
export function fileData({ reference, state, sha256, at }: CheckedFile): Plain {
  return { name: reference.name, type: reference.type, bytes: reference.size, state, sha256, at };
}
