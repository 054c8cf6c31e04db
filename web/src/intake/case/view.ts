/** The open case on the page. */
import type { BodyOf } from "../../sealing/body.ts";
import { dayAt, daysBetween, type Day } from "../../sealing/day.ts";
import { hasExpired } from "../../sealing/keyring/status.ts";
import type { Minutes } from "../../sealing/minutes.ts";
import { dueIn, monthsAfter } from "../../sealing/law_days.ts";
import { phaseOf, type Phase } from "../../sealing/phase.ts";
import { referenceOf } from "../../sealing/reference.ts";
import { stepsOf, type Steps } from "../../sealing/steps.ts";
import { isHeldBack } from "../../sealing/thread.ts";
import { dayInWords } from "../page/days.ts";
import { copyOf, element, maybe, one, replaceMain, say } from "../page/elements.ts";
import type { LetterFiles } from "../files/part.ts";
import { filesPart } from "../page/parts.ts";
import { fill, message, type MessageId } from "../page/messages.ts";
import { isReceivedOn, lettersOf, withdrawnOn, type Letter } from "./letters.ts";
import type { Keeping, Shown } from "./labels.ts";
import type { OpenCase } from "./open.ts";

/** The words of the channel's questions, by their ids. */
export type Labels = ReadonlyMap<string, { readonly label: string; readonly options: ReadonlyMap<string, string> }>;

/** Shows the case in the place of the page that asked for the code. */
export function showCase(open: OpenCase, shown: Shown): HTMLElement {
  const content = copyOf("template[data-case]");
  const reference = one(content, "[data-reference]", HTMLElement);
  reference.textContent = fill(reference.textContent, { reference: referenceOf(open.anchor.case) });
  const main = replaceMain(content);
  renew(main, open, shown);
  return main;
}

/**
 * Shows the case as it has become.
 *
 * @param old - what the visit began with and was not new then: all else from the other side is new until the case is closed
 */
export function renew(main: HTMLElement, open: OpenCase, shown: Shown, old: ReadonlySet<number> | null = null): void {
  const { entries, alarms } = open.conversation;
  const hidesOwn = open.chain.epochs.some(({ keyring }) => !keyring.policy.showOwn);
  const letters = lettersOf(entries, hidesOwn).map((letter) => ({ ...letter, isNew: isNew(letter, old) }));
  const news = letters.filter(({ isNew }) => isNew).length;
  const signed = stepsOf(entries);
  const receipt = shown.receiptAcknowledges ? open.answer.received : null;
  const steps = { ...signed, acknowledged: receipt ?? signed.acknowledged };
  const warnings = [
    isHeldBack(alarms) ? message("follow-up-held-back") : "",
    isReceivedOn(entries, open.answer.received, open.anchor) ? "" : message("case-other-day"),
  ];
  say(one(main, "[data-warning]", HTMLElement), warnings.join(" ").trim());
  const today = dayAt(new Date(), shown.zone);
  one(main, "[data-expired]", HTMLElement).hidden = today !== null && !hasExpired(open.chain.newest.keyring, today);
  say(one(main, "[data-new]", HTMLElement), newsWords(news));
  say(one(main, "[data-state]", HTMLElement), stateWords(phaseOf(entries), shown.receiptAcknowledges));
  one(main, "[data-dates]", HTMLElement).replaceChildren(...datesOf(open.answer.received, steps, today));
  // The server's word alone: it adds a sentence, and takes no day away.
  one(main, "[data-no-acknowledgement]", HTMLElement).hidden = open.answer.acknowledgement_waived === null;
  one(main, "[data-no-feedback]", HTMLElement).hidden = open.answer.feedback_waived === null;
  const kept = one(main, "[data-kept-until]", HTMLElement);
  say(kept, shown.keeping === null ? "" : keptWords(shown.keeping, steps.closed));
  tellLate(main, dueIn(open.answer.received, steps), today);
  const withdrawn = withdrawnOn(entries);
  say(one(main, "[data-withdrawn]", HTMLElement), withdrawn === null ? "" : message("acts-withdrawn", { day: words(withdrawn) }));
  one(main, "[data-act=withdraw]", HTMLElement).hidden = withdrawn !== null;
  one(main, "[data-empty]", HTMLElement).hidden = letters.length > 0;
  const nodes = letters.map((letter) => ({ letter, node: nodeOf(letter, shown) }));
  const withFiles = nodes.flatMap(({ letter, node }) => {
    const files = filesOf(letter, open);
    return files.length === 0 ? [] : [{ n: letter.n, files, place: one(node, "[data-letter-place]", HTMLElement) }];
  });
  one(main, "[data-conversation]", HTMLElement).replaceChildren(...nodes.map(({ node }) => node));
  if (withFiles.length > 0) void showFiles(open, withFiles);
}

/** Until when the case is kept, what happens then, and what writing again changes. */
function keptWords({ months, isPublic }: Keeping, closed: Day | null): string {
  const then = message(isPublic ? "case-kept-public" : "case-kept-erased");
  if (closed === null) {
    const first = months === 1 ? message("case-kept-month") : message("case-kept-months", { months: String(months) });
    return `${first} ${then}`;
  }
  const until = monthsAfter(closed, months);
  return until === null ? "" : `${message("case-kept-until", { day: words(until) })} ${then} ${message("case-kept-writing")}`;
}

/** What the law lets a reporter do who was not answered in time; nothing as long as the days have not passed. */
function tellLate(main: HTMLElement, due: ReturnType<typeof dueIn>, today: Day | null): void {
  const late = (day: Day | null): Day | null => (day !== null && today !== null && day < today ? day : null);
  const [acknowledge, feedback] = [late(due.acknowledge), late(due.feedback)];
  say(
    one(main, "[data-late-acknowledgement]", HTMLElement),
    acknowledge === null ? "" : message("acts-late-acknowledgement", { day: words(acknowledge) }),
  );
  say(one(main, "[data-late-feedback]", HTMLElement), feedback === null ? "" : message("acts-late-feedback", { day: words(feedback) }));
  one(main, "[data-late]", HTMLElement).hidden = acknowledge === null && feedback === null;
}

/** The files of a letter. Of a report that its reporter is not shown again, the anchor says which they are. */
function filesOf({ n, files, content }: Letter, { anchor }: OpenCase): LetterFiles["files"] {
  return n === 0 && content.kind !== "report" && content.kind !== "struck" ? anchor.files : files;
}

async function showFiles(open: OpenCase, letters: readonly LetterFiles[]): Promise<void> {
  const part = await filesPart();
  if (part !== null) await part.show(open.signed, letters);
  else for (const { place } of letters) place.append(element("p", message("follow-up-unavailable")));
}

/** The numbers of what is not new. */
export function oldOf(open: OpenCase): ReadonlySet<number> {
  return new Set(lettersOf(open.conversation.entries, false).flatMap((letter) => (letter.isNew ? [] : [letter.n])));
}

/** Whether a letter is new, given what was not when the visit began. */
export function isNew({ isNew: isUnread, from, n, content }: Letter, old: ReadonlySet<number> | null): boolean {
  return old === null ? isUnread : (from === "member" || content.kind === "struck") && !old.has(n);
}

function newsWords(news: number): string {
  if (news === 0) return message("case-new-none");
  return news === 1 ? message("case-new-one") : message("case-new-many", { count: String(news) });
}

const STATES = {
  received: "state-received",
  acknowledged: "state-acknowledged",
  assessing: "state-assessing",
  investigating: "state-investigating",
  concluding: "state-concluding",
  "out-of-scope": "state-out-of-scope",
  referred: "state-referred",
  closed: "state-closed",
  reopened: "state-reopened",
} as const satisfies Readonly<Record<Phase, MessageId>>;

/** Where the work stands; where the receipt acknowledges, no step need say so. */
function stateWords(phase: Phase, isReceipt: boolean): string {
  return message(STATES[phase === "received" && isReceipt ? "acknowledged" : phase]);
}

/** The days that the law counts, and beside what is due how many days of the channel's zone are left. */
function datesOf(received: Day, steps: Steps, today: Day | null): readonly HTMLElement[] {
  const { acknowledged, fedBack, closed } = steps;
  const due = dueIn(received, steps);
  const pairs: readonly (readonly [MessageIdOfDate, Day | null])[] = [
    ["date-received", received],
    ["date-acknowledge-by", due.acknowledge],
    ["date-acknowledged", acknowledged],
    ["date-feedback-by", due.feedback],
    ["date-fed-back", fedBack],
    ["date-closed", closed],
  ];
  return pairs.flatMap(([id, day]) => {
    if (day === null) return [];
    const pair = element("div");
    const left = today === null || !isDue(id) ? "" : `, ${leftInWords(daysBetween(today, day))}`;
    pair.append(element("dt", message(id)), element("dd", `${words(day)}${left}`));
    return [pair];
  });
}

function isDue(id: MessageIdOfDate): boolean {
  return id === "date-acknowledge-by" || id === "date-feedback-by";
}

/** How many days are left, or by how many it is late. */
function leftInWords(left: number): string {
  if (left === 0) return message("days-left-none");
  if (Math.abs(left) === 1) return message(left === 1 ? "days-left-one" : "days-over-one");
  const count = String(Math.abs(left));
  return left > 0 ? message("days-left-many", { count }) : message("days-over-many", { count });
}

type MessageIdOfDate = Extract<MessageId, `date-${string}`>;

function words(day: Day): string {
  return dayInWords(day, document.documentElement.lang);
}

function nodeOf(letter: Letter, { labels, readMarks }: Shown): DocumentFragment {
  const node = copyOf("template[data-letter]");
  const { from, title, label, content, day, language } = letter;
  one(node, ".letter", HTMLElement).classList.toggle("own", from === "reporter");
  say(one(node, "[data-who]", HTMLElement), content.kind === "hidden" || content.kind === "struck" ? "" : whoWords(from, title));
  const time = one(node, "time", HTMLTimeElement);
  if (day === null) time.remove();
  else {
    time.dateTime = day;
    time.textContent = words(day);
  }
  say(one(node, "[data-step]", HTMLElement), label === null ? "" : message(label));
  one(node, "[data-other-day]", HTMLElement).hidden = !letter.dayDiffers;
  one(node, "[data-is-new]", HTMLElement).hidden = !letter.isNew;
  say(one(node, "[data-minutes-state]", HTMLElement), letter.minutes === null ? "" : minutesWords(letter.minutes));
  const read = readMarks ? letter.readOn : null;
  say(one(node, "[data-read]", HTMLElement), read === null ? "" : message("acts-read", { day: words(read) }));
  const text = one(node, "[data-text]", HTMLElement);
  if (content.kind === "report") text.replaceChildren(...answersOf(content.answers, labels, language));
  else text.textContent = contentWords(content);
  if (content.kind === "text" && language !== "") text.lang = language;
  if (content.kind === "damaged") text.classList.add("bad");
  if (content.kind === "struck") {
    const isLeft = content.text !== "" || letter.files.length > 0;
    const said = [
      message("letter-struck", { day: words(content.on) }),
      message("letter-struck-ground", { reason: content.ground }),
      ...(isLeft ? [message("letter-struck-left")] : []),
    ];
    for (const line of said) {
      const note = element("p", line);
      note.classList.add("quiet");
      note.translate = false;
      text.before(note);
    }
  }
  return node;
}

/** What the reporter has said of minutes. */
function minutesWords({ state, answer }: Minutes): string {
  const day = answer === null ? "" : words(answer.day);
  switch (state) {
    case "sent":
      return message("acts-minutes-state-sent");
    case "unanswered":
      return message("acts-minutes-state-unanswered");
    case "approved":
      return message("acts-minutes-state-approved", { day });
    case "corrected":
      return message("acts-minutes-state-corrected", { day });
  }
}

function whoWords(from: Letter["from"], title: string): string {
  if (from === "reporter") return message("letter-yours");
  if (from === "unknown") return "–";
  return title === "" ? message("letter-theirs") : title;
}

function contentWords(content: Exclude<Letter["content"], { readonly kind: "report" }>): string {
  switch (content.kind) {
    case "text":
      return content.text;
    case "hidden":
      return message("letter-hidden");
    case "struck":
      return content.text;
    case "damaged":
      return message("letter-damaged");
  }
}

/** The reporter's own answers, in the language they wrote, under the questions as the channel words them today. */
function answersOf(answers: BodyOf<"report">["answers"], labels: Labels, language: string): readonly HTMLElement[] {
  return answers.flatMap(({ question, answer }) => {
    const known = labels.get(question);
    const chosen = known?.options.get(answer);
    const shown = element("p", chosen ?? answer);
    if (chosen === undefined) shown.lang = language;
    return [element("strong", known?.label ?? question), shown];
  });
}

/** Where the reply's status is told. */
export function statusOf(main: HTMLElement): HTMLElement {
  return maybe(main, "form[data-reply] [data-sending]", HTMLElement) ?? main;
}
