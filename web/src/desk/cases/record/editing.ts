/**
 * Filling in a case's record: what stands in the fields, what others changed meanwhile, saving it, and what came of that.
 * For as long as the vault is open, whatever is shown meanwhile; until it is saved or thrown away, the member's index
 * entry of the case holds it, and it is restored from there.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { digestOf } from "../../../sealing/digest.ts";
import { phaseOf, type WorkPhase } from "../../../sealing/phase.ts";
import type { CaseRow } from "../../router.ts";
import type { Cases } from "../cases.ts";
import { authorOf } from "../correspondence.ts";
import { withDraft } from "../draft.ts";
import type { Shown } from "../current.ts";
import type { CasesPorts } from "../ports.ts";
import { send, type Outcome, type Pending } from "../sending.ts";
import { sealLetter, type Letter } from "../writing.ts";
import { checked, sealedIn, type TermProblem } from "./checking.ts";
import { mergedRecords, stillOpen, withChanges, type Conflict } from "./merging.ts";
import { MOST_TERMS, NO_RECORD, writeTerms, type CaseRecord, type TermName } from "./terms.ts";
import type { EditingStatus, News } from "./status.ts";
import { readUnsaved, writeUnsaved } from "./unsaved.ts";
import { WAIVERS, type Waivable } from "./waiving.ts";
import { changesBetween, newestVersion, recordOf, versionsOf, type Change, type Version } from "./versions.ts";

/** The filling in of one case's record. */
export class RecordEditing {
  readonly row: CaseRow;
  readonly #cases: Cases;
  readonly #ports: CasesPorts;
  /** The version that is edited: all that is newer has been merged. */
  #base: Version | null;
  readonly #before = signal<CaseRecord>(NO_RECORD);
  readonly #typed = signal<CaseRecord>(NO_RECORD);
  readonly #conflicts = signal<ReadonlyMap<string, Conflict>>(new Map());
  readonly #news = signal<readonly News[]>([]);
  readonly #problems = signal<ReadonlyMap<string, TermProblem>>(new Map());
  readonly #status = signal<EditingStatus>({ is: "editing" });
  /** What may be stored and may not, of the record, of moving the work on, of noting that a duty is none, and of the case's end. */
  readonly #pending: { record: Pending | null; move: Pending | null; waiver: Pending | null; end: Pending | null } = {
    record: null,
    move: null,
    waiver: null,
    end: null,
  };
  /** The numbers of the versions that were saved from here: what stands in the fields was filled in with or after them. */
  readonly #sent = new Set<number>();
  #isSending = false;

  /** Whether it is the record that is shown of the case, and not the conversation. */
  readonly isOpen: Signal<boolean> = signal(false);
  /** Whether its member is asked what becomes of changes that are not saved. */
  readonly isAsking: Signal<boolean> = signal(false);
  /** Which term the focus goes to as the record is shown; null for the first. Each asking is another. */
  readonly wanted: Signal<{ readonly term: TermName | null }> = signal({ term: null });
  /** The terms with other values than the version that is edited has. */
  readonly changed: ReadonlySignal<readonly Change[]> = computed(() => {
    return changesBetween(this.#before.value, sealedIn(this.#typed.value, this.#before.value));
  });

  /** @param draft - what the member's index entry holds of an unsaved record, "" for nothing */
  constructor(shown: Shown, draft: string, cases: Cases, ports: CasesPorts) {
    this.row = shown.row;
    this.#cases = cases;
    this.#ports = ports;
    this.#base = newestVersion(shown.opened.internal.entries);
    this.#begin(this.#base?.record ?? NO_RECORD);
    this.#restore(shown, draft);
  }

  /** What stands in the fields, as typed. */
  get typed(): ReadonlySignal<CaseRecord> {
    return this.#typed;
  }

  /** What both changed, until it is settled. */
  get conflicts(): ReadonlySignal<ReadonlyMap<string, Conflict>> {
    return this.#conflicts;
  }

  /** What others changed since the filling in began, oldest first. */
  get news(): ReadonlySignal<readonly News[]> {
    return this.#news;
  }

  /** What is wrong, by the terms. */
  get problems(): ReadonlySignal<ReadonlyMap<string, TermProblem>> {
    return this.#problems;
  }

  /** Where it stands. */
  get status(): ReadonlySignal<EditingStatus> {
    return this.#status;
  }

  /** Whether anything would be lost. */
  get isUnsaved(): boolean {
    return this.changed.peek().length > 0;
  }

  /** Shows the record, with the focus in a term. */
  open(term: TermName | null): void {
    batch(() => {
      this.wanted.value = { term };
      this.isOpen.value = true;
    });
  }

  /** Shows the conversation again; whoever would leave changes behind is asked first. */
  leave(): void {
    if (this.isUnsaved) this.isAsking.value = true;
    else this.isOpen.value = false;
  }

  /** Takes what was typed or chosen; "" for nothing. */
  type(name: TermName, text: string): void {
    batch(() => {
      this.#set(name, text);
      // What is on its way goes on; this is saved after it.
      if (this.#status.peek().is !== "saving") this.#status.value = { is: "editing" };
      this.#problems.value = without(this.#problems.peek(), name);
    });
    this.#keep("soon");
  }

  /** Takes a term away, one that this desk does not know among them. */
  remove(name: string): void {
    batch(() => {
      this.#set(name, "");
      if (this.#status.peek().is !== "saving") this.#status.value = { is: "editing" };
    });
    this.#keep("soon");
  }

  /** Says which of two values holds. */
  settle(name: string, by: "mine" | "theirs"): void {
    const conflict = this.#conflicts.peek().get(name);
    if (conflict === undefined) return;
    batch(() => {
      if (by === "theirs") this.#set(name, conflict.theirs);
      this.#conflicts.value = without(this.#conflicts.peek(), name);
      this.#problems.value = without(this.#problems.peek(), name);
    });
    this.#keep("soon");
  }

  /** Drops what was changed and not saved. */
  discard(): void {
    this.#begin(this.#before.peek());
    this.#keep("now");
  }

  /** Takes what was filled in elsewhere, in another tab or on another computer, where nothing is being filled in here. */
  found(draft: string): void {
    const shown = this.#shown();
    if (shown !== null && !this.isUnsaved && !this.#isSending) this.#restore(shown, draft);
  }

  /** Takes in what others have changed since: of what is being edited, nothing is written over. */
  follow(shown: Shown): void {
    // What is under way may be in it: it is looked at when its answer has come.
    if (shown.row !== this.row || this.#isSending) return;
    const { entries } = shown.opened.internal;
    const versions = versionsOf(entries);
    const newer = versions.filter(({ n }) => n > (this.#base?.n ?? -1));
    const isStruck = newer.length === 0 && this.#base !== null && entries[this.#base.n]?.status === "struck";
    batch(() => {
      // What was struck is not written anew with the next version: what stood before it stands again.
      if (isStruck) {
        this.#base = versions.at(-1) ?? null;
        this.#merge(this.#base?.record ?? NO_RECORD);
      }
      for (const version of newer) this.#take(version);
    });
    if (newer.length > 0 || isStruck) this.#keep("now");
  }

  /**
   * Saves what was changed.
   *
   * @param unread - terms in whose fields something stands that the browser cannot read, such as half a date
   */
  async save(unread: readonly TermName[] = []): Promise<void> {
    const shown = this.#shown();
    if (this.#isSending || shown === null) return;
    const seen = this.#news.peek().length;
    const wasPending = this.#pending.record !== null;
    this.follow(shown);
    if (this.#news.peek().length > seen) {
      this.#status.value = { is: "overtaken" };
      return;
    }
    const { record, problems } = this.#checked(unread);
    this.#problems.value = problems;
    if (problems.size > 0) this.#status.value = { is: "wrong" };
    else if (this.#pending.record === null && !this.isUnsaved) {
      // What may have been saved is, and says so.
      if (!wasPending) this.#status.value = { is: "unchanged" };
    } else await this.#save(record, shown);
  }

  /**
   * Moves the work on among handlers alone: a version of the record says so. What stands unsaved in the fields stays
   * there.
   *
   * @param reason - why, "" for no reason
   */
  async move(phase: WorkPhase, reason: string): Promise<Outcome | null> {
    if (this.#isSending) return null;
    for (;;) {
      const shown = this.#shown();
      if (shown === null) return null;
      const { conversation, internal } = shown.opened;
      const record = new Map(recordOf(internal.entries));
      // A version that repeats the phase of the one before moves nothing: that one is taken back first.
      const isRepeated = record.get("phase") === phase && phaseOf(conversation.entries, internal.entries) !== phase;
      record.delete("phase");
      record.delete("phase-reason");
      if (!isRepeated) {
        record.set("phase", phase);
        if (reason !== "") record.set("phase-reason", reason);
      }
      const letter = { kind: "triage", terms: writeTerms(record), moves: !isRepeated } as const;
      const outcome = await this.#send(letter, shown, "move");
      // It may be an earlier choice, whose answer had been lost, that was stored.
      if (outcome.is !== "sent" || !(isRepeated || outcome.changed)) return outcome;
    }
  }

  /**
   * Notes that a duty of the law is none here, or that it is one again. Where somebody else has done so meanwhile, nothing
   * is written over.
   *
   * @param cause - the code of why; null to take it back
   */
  async waive(duty: Waivable, cause: string | null, reason: string): Promise<Outcome | null> {
    const shown = this.#shown();
    if (this.#isSending || shown === null) return null;
    const { term, reason: words } = WAIVERS[duty];
    const record = new Map(recordOf(shown.opened.internal.entries));
    // One's own of before, whose answer was lost, is sent again and found.
    if (this.#pending.waiver === null && record.has(term) === (cause !== null)) return { is: "contradicted", by: "recorded" };
    record.delete(term);
    record.delete(words);
    if (cause !== null) record.set(term, cause).set(words, reason);
    const outcome = await this.#send({ kind: "triage", terms: writeTerms(record), moves: false }, shown, "waiver");
    return outcome.is === "sent" && outcome.changed ? this.waive(duty, cause, reason) : outcome;
  }

  /** The record as it stands, for whoever decides something by it. */
  newest(): CaseRecord {
    return recordOf(this.#shown()?.opened.internal.entries ?? []);
  }

  /**
   * Writes terms of the case's end, "" for none. Where somebody else has written one of them meanwhile, nothing is written over.
   *
   * @param seen - the record by which that was decided
   */
  async end(terms: ReadonlyMap<TermName, string>, seen: CaseRecord): Promise<Outcome | null> {
    const shown = this.#shown();
    if (this.#isSending || shown === null) return null;
    const record = new Map(recordOf(shown.opened.internal.entries));
    const isOther = [...terms.keys()].some((term) => (record.get(term) ?? "") !== (seen.get(term) ?? ""));
    // One's own of before, whose answer was lost, is sent again and found.
    if (this.#pending.end === null && isOther) return { is: "contradicted", by: "recorded" };
    for (const [term, value] of terms) record.set(term, value);
    const outcome = await this.#send({ kind: "triage", terms: writeTerms(record), moves: false }, shown, "end");
    // It may be an earlier wish, whose answer had been lost, that was stored: this one is said after it.
    return outcome.is === "sent" && outcome.changed ? this.end(terms, this.newest()) : outcome;
  }

  async #save(record: CaseRecord, shown: Shown): Promise<void> {
    if (record.size > MOST_TERMS) {
      this.#status.value = { is: "not-saved", outcome: { is: "refused", because: "too-long" } };
      return;
    }
    this.#status.value = { is: "saving" };
    const outcome = await this.#send({ kind: "triage", terms: writeTerms(record), moves: false }, shown, "record");
    if (outcome.is === "sent") {
      batch(() => {
        // After an earlier wording, whose answer had been lost, others may have written.
        this.#news.value = this.#news.peek().filter(({ version }) => version.n > outcome.n);
        this.#status.value = { is: "saved", changed: outcome.changed };
      });
      return;
    }
    const isOvertaken = outcome.is === "contradicted" && outcome.by === "recorded";
    this.#status.value = isOvertaken ? { is: "overtaken" } : { is: "not-saved", outcome };
  }

  /** Sends a version; whatever stands in the record afterwards, one's own or another's, is taken in. */
  async #send(letter: Letter, shown: Shown, what: "record" | "move" | "waiver" | "end"): Promise<Outcome> {
    this.#isSending = true;
    const outcome = await send(letter, shown.opened, this.#pending[what], {
      member: this.#ports.member,
      seal: (each, opened) => sealLetter(each, opened, authorOf(this.#ports, shown.channel)),
      post: (sealed) => this.#ports.server.post(this.row, sealed),
      refresh: () => this.#cases.verified(this.row),
    }).finally(() => {
      this.#isSending = false;
    });
    if (outcome.is === "sent" && what === "record") this.#sent.add(outcome.n);
    this.#pending[what] = outcome.is === "unknown" ? outcome.pending : null;
    const now = this.#shown();
    if (now !== null) this.follow(now);
    return outcome;
  }

  #shown(): Shown | null {
    const current = this.#cases.current.peek();
    return current?.is === "open" && current.row === this.row ? current : null;
  }

  #checked(unread: readonly TermName[]): ReturnType<typeof checked> {
    const { record, problems } = checked(this.#typed.peek(), this.#before.peek());
    const all = new Map(problems);
    for (const name of unread) all.set(name, "not-a-day");
    for (const name of this.#conflicts.peek().keys()) all.set(name, "unsettled");
    return { record, problems: all };
  }

  #begin(record: CaseRecord): void {
    batch(() => {
      this.#before.value = record;
      this.#typed.value = record;
      this.#conflicts.value = new Map();
      this.#problems.value = new Map();
      this.#news.value = [];
      this.#status.value = { is: "editing" };
    });
  }

  /** Goes on with what a draft says, and takes in what others have changed since. */
  #restore(shown: Shown, draft: string): void {
    const unsaved = readUnsaved(draft);
    if (unsaved === null) return;
    const { base, terms, open } = unsaved;
    const versions = versionsOf(shown.opened.internal.entries);
    this.#base = versions.find(({ n, hash }) => n === base?.n && hash === base.hash) ?? null;
    batch(() => {
      // Where the server no longer shows that version, whatever others have is held against what was filled in.
      this.#begin(this.#base?.record ?? NO_RECORD);
      for (const { term, value } of terms) this.#set(term, value);
      const mine = this.#typed.peek();
      this.#conflicts.value = new Map(open.map((each) => [each.term, { ...each, mine: mine.get(each.term) ?? "" }] as const));
    });
    this.follow(shown);
  }

  /** Keeps what is unsaved in the member's index entry of the case. */
  #keep(when: "now" | "soon"): void {
    const [before, typed, open] = [this.#before.peek(), this.#typed.peek(), this.#conflicts.peek().values()];
    const draft = this.isUnsaved ? writeUnsaved(this.#base, before, typed, open) : "";
    this.#cases.change(
      this.row,
      (view) => (view.drafts.record === draft ? view : { ...view, drafts: withDraft(view.drafts, "record", draft) }),
      when,
    );
  }

  #take(version: Version): void {
    const isTouched = this.isUnsaved;
    this.#base = version;
    if (this.#sent.has(version.n) || this.#isPending(version)) {
      // What stands in the fields was filled in with it, or after it.
      this.#before.value = version.record;
      if (this.#status.peek().is === "not-saved") this.#status.value = { is: "saved", changed: this.isUnsaved };
      return;
    }
    const { taken, conflicts } = this.#merge(version.record);
    const isOwn = version.writer.side === "member" && version.writer.holder === this.#ports.member;
    // Where nothing is being filled in, the fields say it all; what was moved on from here is known.
    if (isTouched && (conflicts.length > 0 || (taken.length > 0 && !isOwn))) {
      this.#news.value = [...this.#news.peek(), { version, taken }];
    }
  }

  /** Whether a version is the one of which no answer came. Then none has to: it is saved. */
  #isPending({ n, hash }: Version): boolean {
    const sealed = this.#pending.record?.sealed;
    if (sealed?.n !== n || digestOf(sealed.sealed) !== hash) return false;
    this.#pending.record = null;
    this.#sent.add(n);
    return true;
  }

  /** Takes a record that others have left into what is being filled in. */
  #merge(record: CaseRecord): ReturnType<typeof mergedRecords> {
    const before = this.#before.peek();
    const typed = this.#typed.peek();
    const mine = sealedIn(typed, before);
    const merged = mergedRecords(before, mine, record);
    this.#before.value = record;
    this.#typed.value = withChanges(typed, merged.taken);
    this.#conflicts.value = stillOpen(this.#conflicts.peek(), mine, record, merged.conflicts);
    return merged;
  }

  #set(name: string, text: string): void {
    this.#typed.value = withChanges(this.#typed.peek(), [{ term: name, after: text }]);
  }
}

function without<V>(all: ReadonlyMap<string, V>, name: string): ReadonlyMap<string, V> {
  if (!all.has(name)) return all;
  const left = new Map(all);
  left.delete(name);
  return left;
}
