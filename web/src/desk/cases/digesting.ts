/** What an index entry keeps of an opened case: a title, the words to search, the course, the heads. */
import type { BodyOf } from "../../sealing/body.ts";
import type { MemberId } from "../../sealing/id.ts";
import { referenceOf } from "../../sealing/reference.ts";
import type { Entry } from "../../sealing/thread.ts";
import type { Channel } from "./channel.ts";
import { byReceipt, courseOf, readThrough, unreadCount } from "./course.ts";
import { later, reachedIn } from "./heads.ts";
import { newestMention } from "./notes/mentions.ts";
import type { OpenedCase } from "./opening.ts";
import { factsOf } from "./record/facts.ts";
import { askedIn } from "./requests.ts";
import { searchableIn } from "./searchable.ts";
import { remainsOf } from "./striking/struck.ts";
import type { CaseSummary } from "./summary.ts";
import { MADE, NO_DRAFTS, type CaseView } from "./view.ts";

/** Characters of a title. */
const TITLE_MOST = 90;
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
  const searchable = searchableIn(conversation.entries, internal.entries);
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
    title: report === null ? titleOfRemains(conversation.entries) : titleOf(report, channel),
    path: report?.path ?? null,
    category: report === null ? "" : categoryOf(report, channel),
    record: factsOf(conversation.entries, internal.entries),
    asked: askedIn(conversation.entries, internal.entries),
    words: searchable.words,
    further: searchable.further,
    isWhole: searchable.isWhole,
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

/** The same of a report that was struck, by what remains of it: whoever struck it left each answer under its question. */
function titleOfRemains(entries: readonly Entry[]): string {
  const left = remainsOf(entries, entries[0]);
  return firstWords(left.slice(left.indexOf("\n") + 1));
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
