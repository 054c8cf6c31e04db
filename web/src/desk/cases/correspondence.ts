/** What a member writes in one case: the texts in the box, sending them, and what came of it. */
import { batch, signal, type ReadonlySignal } from "@preact/signals";
import type { Entry } from "../../sealing/thread.ts";
import { asText, characters, MOST_CHARACTERS } from "../../sealing/text.ts";
import type { CaseRow } from "../router.ts";
import { localeOf, type Words } from "../words.ts";
import { todayIn, type Channel } from "./channel.ts";
import type { Cases } from "./cases.ts";
import type { Shown } from "./current.ts";
import { courseOf } from "./course.ts";
import { reportOf } from "./digesting.ts";
import { firstKind, isOwn, stepOfKind, withDraft } from "./draft.ts";
import { feedbackBy, type CaseDays } from "./duties.ts";
import type { OpenedCase } from "./opening.ts";
import type { CasesPorts } from "./ports.ts";
import { contradictionIn, newsIn, send, type Contradiction, type Outcome, type Pending, type Unsent } from "./sending.ts";
import { DRAFT_KINDS, NO_DRAFTS, type DraftKind, type Drafts } from "./view.ts";
import { sealLetter, type Letter } from "./writing.ts";

/** Where the writing stands. */
export type Status =
  | { readonly is: "writing" }
  | { readonly is: "sending"; readonly kind: DraftKind }
  | { readonly is: "sent"; readonly kind: DraftKind; readonly changed: boolean }
  | { readonly is: "empty"; readonly kind: DraftKind }
  | { readonly is: "too-long"; readonly kind: DraftKind }
  | { readonly is: "not-sent"; readonly kind: DraftKind; readonly outcome: Unsent };

/** What the texts begin with where nothing has been written. */
export type Standard = Readonly<Record<DraftKind, string>>;

/** The days of an open case by its signed steps. */
export function shownDays(shown: Shown): CaseDays {
  const { conversation } = shown.opened;
  return courseOf(conversation.entries, shown.answer.summary.days.received, shown.channel.byReceipt).days;
}

/** The language a reporter is written to: the one they wrote in, if the desk has it. */
export function languageOf(opened: OpenedCase): string {
  return reportOf(opened.conversation.entries)?.language ?? "sv";
}

/** The standard texts, in the reporter's language. */
export function standardTexts(shown: Shown, wordsIn: (tag: "sv" | "en") => Words, now: Date): Standard {
  const words = wordsIn(localeOf(languageOf(shown.opened)));
  const acknowledged = todayIn(shown.channel, now);
  const day = words.day(feedbackBy({ received: shown.answer.summary.days.received, acknowledged }));
  return {
    ...NO_DRAFTS,
    acknowledge: words.say("cases-standard-acknowledgement", { day }),
    close: words.say("cases-standard-closing"),
  };
}

/**
 * The writing in one case, for as long as the vault is open, whatever is shown meanwhile: a letter that failed waits here
 * while other cases and other pages are read.
 */
export class Correspondence {
  readonly row: CaseRow;
  readonly #cases: Cases;
  readonly #ports: CasesPorts;
  readonly #standard: Standard;
  readonly #kind = signal<DraftKind>("reply");
  readonly #texts = signal<Drafts>(NO_DRAFTS);
  readonly #status = signal<Status>({ is: "writing" });
  readonly #pending = new Map<DraftKind, Pending>();
  /** An opening of the contact details of which it is not known whether it is stored: the next try repeats it. */
  pendingOpening: Pending | null = null;

  constructor(shown: Shown, drafts: Drafts, cases: Cases, ports: CasesPorts, standard: Standard) {
    this.row = shown.row;
    this.#cases = cases;
    this.#ports = ports;
    this.#standard = standard;
    this.#kind.value = firstKind(drafts, shownDays(shown));
    this.#texts.value = DRAFT_KINDS.reduce<Drafts>(
      (texts, kind) => withDraft(texts, kind, drafts[kind] === "" ? standard[kind] : drafts[kind]),
      NO_DRAFTS,
    );
  }

  /** What is being written. */
  get kind(): ReadonlySignal<DraftKind> {
    return this.#kind;
  }

  /** The texts in the box, by kind. */
  get texts(): ReadonlySignal<Drafts> {
    return this.#texts;
  }

  /** Where it stands. */
  get status(): ReadonlySignal<Status> {
    return this.#status;
  }

  /** Whether the text in the box is one that would be kept as a draft. */
  get isDraft(): boolean {
    const kind = this.#kind.value;
    const text = this.#texts.value[kind];
    return text.trim() !== "" && text !== this.#standard[kind];
  }

  /** Writes something else. */
  choose(kind: DraftKind): void {
    batch(() => {
      this.#kind.value = kind;
      if (this.#status.peek().is !== "sending") this.#status.value = { is: "writing" };
    });
  }

  /** Takes what was typed, and keeps it as a draft when nobody has typed for a moment. */
  type(text: string): void {
    const kind = this.#kind.peek();
    batch(() => {
      this.#texts.value = withDraft(this.#texts.peek(), kind, text);
      const { is } = this.#status.peek();
      if (is === "empty" || is === "too-long" || is === "sent") this.#status.value = { is: "writing" };
    });
    this.#keep(kind, text, "soon");
  }

  /** Takes drafts that were written elsewhere, into boxes in which nothing has been written here. */
  found(drafts: Drafts): void {
    const texts = this.#texts.peek();
    this.#texts.value = DRAFT_KINDS.reduce((all, kind) => {
      const isUntouched = texts[kind] === "" || texts[kind] === this.#standard[kind];
      return isUntouched && drafts[kind] !== "" ? withDraft(all, kind, drafts[kind]) : all;
    }, texts);
  }

  /** Seals and sends what is in the box. */
  async send(): Promise<void> {
    const kind = this.#kind.peek();
    const shown = this.#cases.current.peek();
    if (this.#status.peek().is === "sending" || shown?.is !== "open" || shown.row !== this.row) return;
    const text = asText(this.#texts.peek()[kind]).trim();
    if (text === "" || characters(text) > MOST_CHARACTERS) {
      this.#status.value = { is: text === "" ? "empty" : "too-long", kind };
      return;
    }
    const letter = letterOf(kind, text, shown.opened);
    // What may be stored already is first asked for, whatever has come.
    const by = this.#pending.has(kind) ? null : this.#unseen(letter, shown.opened);
    if (by === null) this.#status.value = { is: "sending", kind };
    const outcome = by === null ? await this.#send(letter, kind, shown) : ({ is: "contradicted", by } as const);
    if (outcome.is === "sent") {
      this.#settle(kind, outcome.changed);
      return;
    }
    // Told what is new, they have it before their eyes: sent once more, the letter goes.
    if (outcome.is === "contradicted") this.#cases.read(this.row);
    this.#status.value = { is: "not-sent", kind, outcome };
  }

  /** What others wrote, came by itself, was not read, and speaks against a letter; null if nothing does. */
  #unseen(letter: Letter, opened: OpenedCase): Contradiction | null {
    const view = this.#cases.rows.peek().get(this.row)?.view ?? null;
    if (view === null || view.unread === 0) return null;
    const { conversation, internal } = newsIn(opened, view.read);
    const byOthers = (entry: Entry): boolean => !isOwn(entry, this.#ports.member);
    const news = { conversation: conversation.filter(byOthers), internal: internal.filter(byOthers) };
    return contradictionIn(letter, news, opened, this.#ports.member);
  }

  async #send(letter: Letter, kind: DraftKind, shown: Shown): Promise<Outcome> {
    const outcome = await send(letter, shown.opened, this.#pending.get(kind) ?? null, {
      member: this.#ports.member,
      seal: (each, opened) => sealLetter(each, opened, authorOf(this.#ports, shown.channel)),
      post: (sealed) => this.#ports.server.post(this.row, sealed),
      refresh: () => this.#cases.verified(this.row),
    });
    if (outcome.is === "unknown") this.#pending.set(kind, outcome.pending);
    else this.#pending.delete(kind);
    return outcome;
  }

  /** What was sent leaves the box; a wording that was changed after an answer was lost stays in it. */
  #settle(kind: DraftKind, changed: boolean): void {
    batch(() => {
      if (!changed) {
        // Standard texts are not offered twice.
        this.#texts.value = withDraft(this.#texts.peek(), kind, "");
        this.#keep(kind, "", "now");
        if (kind !== "note") this.#kind.value = "reply";
      }
      this.#status.value = { is: "sent", kind, changed };
    });
  }

  #keep(kind: DraftKind, text: string, when: "now" | "soon"): void {
    const draft = text === this.#standard[kind] ? "" : text;
    this.#cases.change(this.row, (view) => ({ ...view, drafts: withDraft(view.drafts, kind, draft) }), when);
  }
}

/** Who writes in a channel, now. */
export function authorOf(ports: CasesPorts, channel: Channel): Parameters<typeof sealLetter>[2] {
  return {
    member: ports.member,
    signer: ports.keys[0].signing,
    chain: channel.chain,
    today: todayIn(channel, ports.now()),
  };
}

function letterOf(kind: DraftKind, text: string, opened: OpenedCase): Letter {
  if (kind === "note") return { kind: "note", text };
  return { kind: "message", text, language: languageOf(opened), step: stepOfKind(kind) };
}
