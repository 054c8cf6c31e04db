/** What an index entry keeps of an opened case: a title, the words to search, the course, the heads. */
import type { BodyOf } from "../../sealing/body.ts";
import type { MemberId } from "../../sealing/id.ts";
import { referenceOf } from "../../sealing/reference.ts";
import type { Entry } from "../../sealing/thread.ts";
import type { Channel } from "./channel.ts";
import { byReceipt, courseOf, readThrough, unreadCount } from "./course.ts";
import { deedOf, wordsOfDeed } from "./exports/deeds.ts";
import { later, reachedIn } from "./heads.ts";
import { newestMention } from "./notes/mentions.ts";
import type { OpenedCase } from "./opening.ts";
import { factsOf } from "./record/facts.ts";
import { TERMS } from "./record/terms.ts";
import { recordOf } from "./record/versions.ts";
import { askedIn } from "./requests.ts";
import type { CaseSummary } from "./summary.ts";
import { MADE, NO_DRAFTS, type CaseView } from "./view.ts";

/** Characters of a title. */
const TITLE_MOST = 90;
/**
 * Characters that a case's searchable words have at most: an entry stays small, so that thousands load with one
 * answer. What is longer is found by its beginning.
 */
export const WORDS_MOST = 24_000;

/** The view of a case that has been opened and verified; what was read and drafted before stays. */
export function viewOf(
  opened: OpenedCase,
  summary: CaseSummary,
  channel: Channel,
  before: CaseView | null,
  me: MemberId,
): CaseView {
  const { conversation, internal } = opened;
  const course = courseOf(conversation.entries, summary.days.received, byReceipt(channel, conversation.entries));
  const report = reportOf(conversation.entries);
  const { heads, unbroken, served } = reachedIn(opened);
  // What a server once claimed beyond what there is was never read.
  const read = {
    c: readThrough(conversation.entries, Math.min(before?.read.c ?? 0, unbroken.c), me),
    i: readThrough(internal.entries, Math.min(before?.read.i ?? 0, unbroken.i), me),
  };
  return {
    v: 4,
    row: summary.id,
    reference: referenceOf(conversation.pinned.id),
    title: report === null ? "" : titleOf(report, channel),
    path: report?.path ?? null,
    category: report === null ? "" : categoryOf(report, channel),
    record: factsOf(conversation.entries, internal.entries),
    asked: askedIn(conversation.entries, internal.entries),
    words: searchable([...conversation.entries, ...internal.entries], wordsOfRecord(internal.entries)),
    state: course.state,
    days: course.days,
    heads: { c: later(before?.heads.c ?? null, heads.c), i: later(before?.heads.i ?? null, heads.i) },
    served,
    generation: summary.generation,
    read,
    unread: unreadCount(conversation.entries, read.c, me) + unreadCount(internal.entries, read.i, me),
    mentioned: newestMention(opened, channel.chain, me),
    damaged: isDamaged(opened),
    drafts: before?.drafts ?? NO_DRAFTS,
    made: MADE,
  };
}

/** Whether something in a case did not verify. */
export function isDamaged(opened: OpenedCase): boolean {
  const { conversation, internal } = opened;
  const entries = [...conversation.entries, ...internal.entries];
  return (
    opened.foreignWraps > 0 ||
    conversation.alarms.length + internal.alarms.length > 0 ||
    entries.some((entry) => entry.status === "damaged")
  );
}

/** The report of a case; null if it is damaged or struck. */
export function reportOf(entries: readonly Entry[]): BodyOf<"report"> | null {
  const first = entries[0];
  return first?.status === "shown" && first.body.kind === "report" ? first.body : null;
}

/** The first words of what happened: of the first question that asks for a long text, else of the longest answer. */
export function titleOf(report: BodyOf<"report">, channel: Channel): string {
  const told = channel.questions.filter(({ kind }) => kind === "paragraphs").map(({ id }) => id);
  const answer =
    told.map((id) => report.answers.find(({ question }) => question === id)?.answer ?? "").find((text) => text.trim() !== "") ??
    [...report.answers].sort((one, other) => other.answer.length - one.answer.length)[0]?.answer ??
    "";
  return firstWords(answer);
}

/** The beginning of a text on one line: its first sentence if that is short enough, else as many words as fit. */
export function firstWords(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const sentence = /^.{12,}?[.!?](?=\s|$)/u.exec(line)?.[0];
  if (sentence !== undefined && sentence.length <= TITLE_MOST) return sentence.replace(/\.$/, "");
  if (line.length <= TITLE_MOST) return line;
  const cut = line.lastIndexOf(" ", TITLE_MOST);
  const kept = line.slice(0, cut > TITLE_MOST / 2 ? cut : TITLE_MOST);
  // A pair of surrogates is one character and is not cut in two.
  return `${kept.replace(/[\ud800-\udbff]$/, "").replace(/[\s,;:–-]+$/u, "")} …`;
}

function categoryOf(report: BodyOf<"report">, channel: Channel): string {
  const question = channel.questions.find(({ kind }) => kind === "category");
  return report.answers.find((each) => each.question === question?.id)?.answer ?? "";
}

/** The words of everything that was written by somebody and may be read, those of the record first, for they are short. */
function searchable(entries: readonly Entry[], recorded: readonly string[]): string {
  const pieces: string[] = [...recorded];
  for (const entry of entries) {
    if (entry.status !== "shown") continue;
    const { body } = entry;
    if (body.kind === "report") pieces.push(...body.answers.map(({ answer }) => answer));
    const deed = deedOf(entry);
    if (deed !== null) pieces.push(...wordsOfDeed(deed));
    else if (body.kind === "message" || body.kind === "note") pieces.push(body.text);
    if (body.kind === "act" && body.what !== "allow" && body.what !== "continues") pieces.push(body.text);
  }
  const words = pieces.filter((piece) => piece !== "").join("\n").slice(0, WORDS_MOST);
  // Half a pair of surrogates is no character, and no entry that holds one could be kept.
  return words.replace(/[\ud800-\udbff]$/, "");
}

/** What somebody wrote in the newest record in words of their own. */
function wordsOfRecord(internal: readonly Entry[]): readonly string[] {
  const record = recordOf(internal);
  return TERMS.flatMap(({ name, form }) => (form === "text" || form === "line" ? [record.get(name) ?? ""] : []));
}
