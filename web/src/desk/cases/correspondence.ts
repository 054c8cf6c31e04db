/** What a member writes in one case: the texts in the box, sending them, and what came of it. */
import { batch, signal, type ReadonlySignal } from "@preact/signals";
import type { Reference } from "../../sealing/body.ts";
import type { FileReference } from "../../sealing/file.ts";
import { parseDigest } from "../../sealing/digest.ts";
import type { Entry } from "../../sealing/thread.ts";
import { asText, characters, MOST_CHARACTERS } from "../../sealing/text.ts";
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import { todayIn, type Channel } from "./channel.ts";
import type { Cases } from "./cases.ts";
import type { Shown } from "./current.ts";
import { byReceipt, courseOf } from "./course.ts";
import { firstKind, isOwn, stepOfKind, withDraft } from "./draft.ts";
import type { CaseDays } from "./duties.ts";
import type { OpenedCase } from "./opening.ts";
import type { Bounds } from "./files/listing.ts";
import { OutgoingFiles } from "./files/outgoing.ts";
import type { CasesPorts } from "./ports.ts";
import { contradictionIn, newsIn, send, type Contradiction, type Outcome, type Pending, type Unsent } from "./sending.ts";
import { languageOf, type Standard } from "./standard_texts.ts";
import { blanksIn } from "./templates/placeholders.ts";
import { missingToClose } from "./record/closing.ts";
import { waivedIn } from "./record/stepping.ts";
import { recordOf } from "./record/versions.ts";
import { DRAFT_KINDS, NO_DRAFTS, type DraftKind, type DraftName, type Drafts } from "./view.ts";
import { filesOf, sealLetter, WORK_STEPS, type Letter, type SignedStep, type WorkStep } from "./writing.ts";

/** Where the writing stands. */
export type Status =
  | { readonly is: "writing" }
  | { readonly is: "sending"; readonly kind: DraftKind }
  | { readonly is: "sent"; readonly kind: DraftKind; readonly changed: boolean }
  | { readonly is: "empty"; readonly kind: DraftKind }
  | { readonly is: "too-long"; readonly kind: DraftKind }
  /** A placeholder of a template is left in it. */
  | { readonly is: "unfilled"; readonly kind: DraftKind }
  /** What closing needs is not in the record yet. */
  | { readonly is: "unrecorded"; readonly kind: "close" }
  /** A file did not arrive, and the letter waits for it. */
  | { readonly is: "files-failed"; readonly kind: DraftKind }
  | { readonly is: "not-sent"; readonly kind: DraftKind; readonly outcome: Unsent };

/** The days of an open case by its signed steps. */
export function shownDays(shown: Shown): CaseDays {
  const { conversation } = shown.opened;
  const { entries } = conversation;
  return courseOf(entries, shown.answer.summary.days.received, byReceipt(shown.channel, entries)).days;
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
  /** Where a reply says that the work stands from now on. */
  readonly #move = signal<WorkStep | null>(null);
  /** The note that the note in the box answers. */
  readonly #noteTo = signal<Reference | null>(null);
  readonly #status = signal<Status>({ is: "writing" });
  readonly #pending = new Map<DraftKind, Pending>();
  /** The files that go with each kind of letter: what was chosen for a note never goes to the reporter by a press. */
  readonly #outgoing = new Map<DraftKind, OutgoingFiles>();
  /** The language of a template that was inserted, where it is not the reporter's own. */
  readonly #languages = new Map<DraftKind, string>();
  /** What files may weigh in this case, as far as it is known. */
  readonly #bounds: () => Bounds | null;
  /** An opening of the contact details of which it is not known whether it is stored: the next try repeats it. */
  pendingOpening: Pending | null = null;

  constructor(
    shown: Shown,
    drafts: Drafts,
    cases: Cases,
    ports: CasesPorts,
    standard: Standard,
    bounds: () => Bounds | null,
  ) {
    this.row = shown.row;
    this.#bounds = bounds;
    this.#cases = cases;
    this.#ports = ports;
    this.#standard = standard;
    this.#kind.value = firstKind(drafts, shownDays(shown), waivedIn(shown.opened.internal.entries));
    this.#move.value = moveIn(drafts);
    this.#noteTo.value = noteToIn(drafts);
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

  /** The step that a reply takes, or null. */
  get move(): ReadonlySignal<WorkStep | null> {
    return this.#move;
  }

  /** The note that the note in the box answers, or null. */
  get noteTo(): ReadonlySignal<Reference | null> {
    return this.#noteTo;
  }

  /** Where it stands. */
  get status(): ReadonlySignal<Status> {
    return this.#status;
  }

  /** Whether the text in the box is one that would be kept as a draft. */
  get isDraft(): boolean {
    const kind = this.#kind.value;
    return this.#isOwn(kind, this.#texts.value[kind]);
  }

  /** The files that go with a kind of letter. What goes to the reporter is cleaned unless somebody chooses otherwise. */
  outgoing(kind: DraftKind): OutgoingFiles {
    const start = (): ReturnType<CasesPorts["startFiles"]> => this.#ports.startFiles(this.row);
    const files = this.#outgoing.get(kind) ?? new OutgoingFiles(kind === "note" ? "original" : "cleaned", this.#bounds, start);
    this.#outgoing.set(kind, files);
    return files;
  }

  /** Whether files were chosen that are not sent. */
  get hasUnsentFiles(): boolean {
    return [...this.#outgoing.values()].some(({ list }) => list.peek().length > 0);
  }

  /** Drops the files, and stops those on their way. */
  stop(): void {
    for (const files of this.#outgoing.values()) files.stop();
  }

  /** Writes something else. */
  choose(kind: DraftKind): void {
    batch(() => {
      this.#kind.value = kind;
      if (this.#status.peek().is !== "sending") this.#status.value = { is: "writing" };
    });
  }

  /** Lets the note in the box answer another, or none any more. */
  answerNote(to: Reference | null): void {
    batch(() => {
      this.#noteTo.value = to;
      this.choose("note");
    });
    this.#keepAs("noteTo", to === null ? "" : `${to.n} ${to.hash}`, "soon");
  }

  /** Lets a reply say where the work stands from now on, or no longer. */
  moveTo(step: WorkStep | null): void {
    batch(() => {
      this.#move.value = step;
      if (this.#status.peek().is !== "sending") this.#status.value = { is: "writing" };
    });
    this.#keepAs("move", step ?? "", "soon");
  }

  /** Takes what was typed, and keeps it as a draft when nobody has typed for a moment. */
  type(text: string): void {
    const kind = this.#kind.peek();
    batch(() => {
      this.#texts.value = withDraft(this.#texts.peek(), kind, text);
      const { is } = this.#status.peek();
      if (["empty", "too-long", "unfilled", "unrecorded", "files-failed", "sent"].includes(is)) this.#status.value = { is: "writing" };
    });
    this.#keep(kind, text, "soon");
  }

  /** Whether something of one's own stands in the box for a kind of letter. */
  keepsText(kind: DraftKind): boolean {
    return this.#isOwn(kind, this.#texts.peek()[kind]);
  }

  /** Puts a template into the box, after what stands there of one's own, and lets the letter be of its language. */
  insert(kind: DraftKind, template: string, language: string): void {
    const before = this.keepsText(kind) ? `${this.#texts.peek()[kind].trimEnd()}\n\n` : "";
    batch(() => {
      this.choose(kind);
      this.#languages.set(kind, language);
      this.type(before + template);
    });
  }

  /** Takes drafts that were written elsewhere, into boxes in which nothing has been written here. */
  found(drafts: Drafts): void {
    const texts = this.#texts.peek();
    this.#texts.value = DRAFT_KINDS.reduce((all, kind) => {
      const isUntouched = texts[kind] === "" || texts[kind] === this.#standard[kind];
      return isUntouched && drafts[kind] !== "" ? withDraft(all, kind, drafts[kind]) : all;
    }, texts);
    this.#move.value ??= moveIn(drafts);
    this.#noteTo.value ??= noteToIn(drafts);
  }

  /** Seals and sends what is in the box. */
  async send(): Promise<void> {
    const kind = this.#kind.peek();
    const shown = this.#cases.current.peek();
    if (this.#status.peek().is === "sending" || shown?.is !== "open" || shown.row !== this.row) return;
    const text = asText(this.#texts.peek()[kind]).trim();
    const isEmpty = this.#isBlank(kind, text) && !this.#mayBeWordless(kind);
    if (isEmpty || characters(text) > MOST_CHARACTERS) {
      this.#status.value = { is: isEmpty ? "empty" : "too-long", kind };
      return;
    }
    if (kind !== "note" && blanksIn(text).length > 0) {
      this.#status.value = { is: "unfilled", kind };
      return;
    }
    if (kind === "close" && missingToClose(recordOf(shown.opened.internal.entries)).length > 0) {
      this.#status.value = { is: "unrecorded", kind };
      return;
    }
    const by = this.#unseen(this.#letterOf(kind, text, shown.opened, []), shown.opened, kind);
    if (by === null) this.#status.value = { is: "sending", kind };
    const outcome = by === null ? await this.#sendWithFiles(kind, text, shown) : ({ is: "contradicted", by } as const);
    if (outcome === "stopped" || outcome === "failed") {
      this.#status.value = outcome === "stopped" ? { is: "writing" } : { is: "files-failed", kind };
      return;
    }
    if (outcome.is === "sent") {
      this.#settle(kind, outcome.letter, outcome.changed);
      return;
    }
    // Told what is new, they have it before their eyes: sent once more, the letter goes.
    if (outcome.is === "contradicted") this.#cases.read(this.row);
    this.#status.value = { is: "not-sent", kind, outcome };
  }

  /** Whether nobody has written anything: the heads of minutes alone say nothing. */
  #isBlank(kind: DraftKind, text: string): boolean {
    return text === "" || (kind === "minutes" && text === asText(this.#standard.minutes).trim());
  }

  /** A file may say it all; what takes a step says so in words. */
  #mayBeWordless(kind: DraftKind): boolean {
    return this.#stepOf(kind) === null && this.outgoing(kind).list.peek().length > 0;
  }

  /** Calls the sending of the files off; the letter was not sent. */
  stopSending(): void {
    const status = this.#status.peek();
    if (status.is === "sending") this.outgoing(status.kind).cancel();
  }

  /** Sends the files first, then the letter that names them; files that the server has lost meanwhile once more. */
  async #sendWithFiles(kind: DraftKind, text: string, shown: Shown): Promise<Outcome | "stopped" | "failed"> {
    const outgoing = this.outgoing(kind);
    for (let isAgain = false; ; isAgain = true) {
      const files = await outgoing.send();
      if (files === "stopped" || files === "failed") return files;
      // Much may have come while they were on their way.
      const current = this.#cases.current.peek();
      const now = current?.is === "open" && current.row === this.row ? current : shown;
      const letter = this.#letterOf(kind, text, now.opened, files);
      const by = this.#unseen(letter, now.opened, kind);
      if (by !== null) return { is: "contradicted", by };
      const outcome = await this.#send(letter, kind, now);
      if (isAgain || outcome.is !== "refused" || outcome.because !== "problem-files") return outcome;
      if (!(await this.#forgetLost(outgoing, files))) return outcome;
    }
  }

  /** Looks which files the server still has. One that it has and does not take is sent anew like one that is gone. */
  async #forgetLost(outgoing: OutgoingFiles, files: readonly FileReference[]): Promise<boolean> {
    try {
      const { server } = this.#ports;
      const staged = await Promise.all(files.map(({ id }) => server.isStaged(this.row, id)));
      const isNone = staged.every((isThere) => isThere);
      const lost = new Set(files.filter((_, at) => isNone || staged[at] === false).map(({ id }) => id));
      outgoing.forget((id) => lost.has(id));
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return false;
    }
  }

  /**
   * What others wrote, came by itself, was not read, and speaks against a letter; null if nothing does. What may be
   * stored already is first asked for, whatever has come.
   */
  #unseen(letter: Letter, opened: OpenedCase, kind: DraftKind): Contradiction | null {
    if (this.#pending.has(kind)) return null;
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
  #settle(kind: DraftKind, letter: Letter, changed: boolean): void {
    batch(() => {
      this.outgoing(kind).settle(filesOf(letter));
      if (!changed) {
        this.#languages.delete(kind);
        // Standard texts are not offered twice.
        this.#texts.value = withDraft(this.#texts.peek(), kind, "");
        this.#keep(kind, "", "now");
        if (kind === "reply") {
          this.#move.value = null;
          this.#keepAs("move", "", "now");
        }
        if (kind === "note") {
          this.#noteTo.value = null;
          this.#keepAs("noteTo", "", "now");
        }
        if (kind !== "note") this.#kind.value = "reply";
      }
      this.#status.value = { is: "sent", kind, changed };
    });
  }

  #isOwn(kind: DraftKind, text: string): boolean {
    return text.trim() !== "" && text !== this.#standard[kind];
  }

  #stepOf(kind: DraftKind): SignedStep | null {
    return kind === "reply" ? this.#move.peek() : stepOfKind(kind);
  }

  #letterOf(kind: DraftKind, text: string, opened: OpenedCase, files: readonly FileReference[]): Letter {
    if (kind === "note") return { kind: "note", text, files, refers: this.#noteTo.peek() };
    const language = this.#languages.get(kind) ?? languageOf(opened);
    return { kind: "message", text, language, step: this.#stepOf(kind), files };
  }

  #keep(kind: DraftKind, text: string, when: "now" | "soon"): void {
    this.#keepAs(kind, text === this.#standard[kind] ? "" : text, when);
  }

  #keepAs(name: DraftName, draft: string, when: "now" | "soon"): void {
    this.#cases.change(this.row, (view) => ({ ...view, drafts: withDraft(view.drafts, name, draft) }), when);
  }
}

/** Where an unfinished reply says that the work stands. */
function moveIn({ move }: Drafts): WorkStep | null {
  return WORK_STEPS.find((step) => step === move) ?? null;
}

/** The note that an unfinished one answers. */
function noteToIn({ noteTo }: Drafts): Reference | null {
  const [n, digest] = noteTo.split(" ");
  const hash = parseDigest(digest ?? "");
  return hash === null ? null : { n: Number(n), hash };
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
