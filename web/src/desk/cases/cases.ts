/**
 * The cases of one unlocked stretch: the inbox's rows, opened a slice at a time so that input is never blocked, and the
 * case that is open. Everything decrypted lives here and goes with it.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import type { Served } from "../../sealing/thread.ts";
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import type { Channel } from "./channel.ts";
import { clocksApart, ownDays, retentionsOf, type Clocks } from "./clocks.ts";
import { unreadCount } from "./course.ts";
import { asApiError, isProblem, type CurrentCase, type Loading, type Shown } from "./current.ts";
import { reachedIn, type Lengths } from "./heads.ts";
import { filtered, NO_FILTER, sorted, tagsOf, type Filter, type Sort } from "./filters.ts";
import { countsOf, inOrder, isUrgent, type Counts, type Row } from "./inbox.ts";
import { KnownCases, type Looking } from "./known.ts";
import { Missing } from "./missing.ts";
import type { Opening } from "./opener.ts";
import type { OpenedCase } from "./opening.ts";
import { Renewing } from "./people/renewing.ts";
import type { CasesPorts } from "./ports.ts";
import { fetchedBefore, forgetting } from "./striking/forgetting.ts";
import type { CaseAnswer, CaseSummary } from "./summary.ts";
import { NO_DRAFTS, type CaseView } from "./view.ts";

interface Files {
  readonly conversation: readonly Served[];
  readonly internal: readonly Served[];
}

/** The cases of one unlocked stretch. */
export class Cases {
  readonly #ports: CasesPorts;
  readonly #known: KnownCases;
  readonly #renewing: Renewing;
  readonly #loading = signal<Loading>({ is: "loading" });
  readonly #opening = signal(0);
  readonly #clocks = signal<Clocks | null>(null);
  readonly #current = signal<CurrentCase | null>(null);
  /** What is served of the open case, so that only what is new is fetched. */
  #files: Files = { conversation: [], internal: [] };
  #refreshing: Promise<unknown> = Promise.resolve();
  /** The loading that is under way. */
  #underWay: Promise<void> | null = null;
  #stopped = false;

  /** What this computer remembers and the list does not show. */
  readonly missing: Missing;
  /** What the inbox shows; the page sets it. */
  readonly filter: Signal<Filter> = signal(NO_FILTER);
  /** In which order; the page sets it. */
  readonly sort: Signal<Sort> = signal("duty");
  /** The rows by their ids. */
  readonly rows: ReadonlySignal<ReadonlyMap<CaseRow, Row>>;
  /** Every row by what is to be done next. */
  readonly ordered: ReadonlySignal<readonly Row[]> = computed(() => inOrder([...this.rows.value.values()]));
  /** Every row in the order that was chosen. */
  readonly #sorted: ReadonlySignal<readonly Row[]> = computed(() => sorted(this.ordered.value, this.sort.value));
  /** The rows that the filter leaves. */
  readonly shown: ReadonlySignal<readonly Row[]> = computed(() =>
    filtered(this.#sorted.value, this.filter.value, this.#ports.member),
  );
  /** How many rows each filter of duties would leave. */
  readonly counts: ReadonlySignal<Counts> = computed(() => countsOf(this.ordered.value));
  /** The tags of every case that is listed, each once, those of most cases first. */
  readonly tags: ReadonlySignal<readonly string[]> = computed(() => tagsOf(this.ordered.value));
  /** How many cases have something to be done within a week, or late, or somebody waiting. */
  readonly duties: ReadonlySignal<number> = computed(() => this.ordered.value.filter(isUrgent).length);

  constructor(ports: CasesPorts) {
    this.#ports = ports;
    this.#known = new KnownCases(ports);
    this.#renewing = new Renewing(ports);
    this.rows = this.#known.rows;
    this.missing = new Missing(ports);
  }

  /** Where the inbox stands. */
  get loading(): ReadonlySignal<Loading> {
    return this.#loading;
  }

  /** How many cases are still to be opened in the background. */
  get opening(): ReadonlySignal<number> {
    return this.#opening;
  }

  /** The days of this computer and of the server, where they are further apart than a day; else null. */
  get clocks(): ReadonlySignal<Clocks | null> {
    return this.#clocks;
  }

  /** The case that is open, or null. */
  get current(): ReadonlySignal<CurrentCase | null> {
    return this.#current;
  }

  /**
   * Asks for the inbox, opens the index entries, then verifies in the background whatever they do not cover. While one
   * loading is under way, which with thousands of cases may take longer than the time between two, there is no other.
   */
  async load(): Promise<void> {
    this.#underWay ??= this.#load().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #load(): Promise<void> {
    try {
      const { cases, today: told } = await this.#ports.server.inbox();
      const days = await ownDays(this.#ports, cases, told);
      const retentions = await retentionsOf(this.#ports, cases);
      if (this.#stopped) return;
      batch(() => {
        this.#clocks.value = clocksApart(days, told);
        this.#known.list(cases, days, retentions);
        this.#loading.value = { is: "ready" };
      });
      await this.#known.openEntries(cases);
      // What has come is drawn first.
      await this.#ports.breathe();
      await this.#openStale();
      this.#findMissing(cases);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What is shown already stays; only an inbox that never came is a failure of the page.
      if (this.#loading.peek().is !== "ready") this.#loading.value = { is: "failed", because: error };
    }
  }

  /** Opens a case, or none; one that is open already is looked at anew. Throws ApiError. */
  async open(row: CaseRow | null): Promise<void> {
    if (row === null) {
      this.#current.value = null;
      return;
    }
    const before = this.#current.peek();
    if (before?.row !== row || before.is !== "open") {
      this.#current.value = { row, is: "opening" };
      this.#files = { conversation: [], internal: [] };
      this.#refreshing = Promise.resolve();
    }
    await this.refresh("member");
  }

  /**
   * Fetches what is new in the open case, verifies all of it and shows it.
   *
   * @returns the case; null where it cannot be opened any more, or another has been opened meanwhile
   * @throws ApiError
   */
  async refresh(by: Looking): Promise<OpenedCase | null> {
    // One after the other: two at once would take the same new envelopes in twice, or show fewer than before.
    const turn = this.#refreshing.then(() => this.#refreshNow(by));
    this.#refreshing = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Fetches a case, verifies it and takes in what is new, whether it is the one that is open or not. Nothing of it counts
   * as read.
   *
   * @returns the case; null where it cannot be opened
   * @throws ApiError
   */
  async verified(row: CaseRow): Promise<OpenedCase | null> {
    if (this.#current.peek()?.row === row) {
      const opened = await this.refresh("desk");
      if (opened !== null || this.#current.peek()?.row === row) return opened;
    }
    try {
      // The member reads another case meanwhile.
      const opened = await this.#fetchAndVerify(row);
      this.#known.settle();
      return opened;
    } catch (error) {
      if (!isProblem(error)) throw error;
      throw asApiError(error);
    }
  }

  /** Which case a row is; undefined where that is not known. */
  idOf(row: CaseRow): CaseId | undefined {
    return this.#known.idOf(row);
  }

  /** Its member has seen everything that is shown of the case that is open. */
  read(row: CaseRow): void {
    const current = this.#current.peek();
    if (current?.row !== row || current.is !== "open") return;
    const { unbroken } = reachedIn(current.opened);
    this.change(row, (view) => (view.unread === 0 ? view : { ...view, read: unbroken, unread: 0 }), "now");
  }

  /** Changes the view of a case; `soon` waits for a pause in typing before it is kept. */
  change(row: CaseRow, change: (view: CaseView) => CaseView, when: "now" | "soon"): void {
    this.#known.change(row, change, when);
  }

  /** Takes a view that the member wrote elsewhere, in another tab or on another computer, into the one here. */
  found(row: CaseRow, view: CaseView): void {
    this.#known.found(row, view);
  }

  /** How many keys the desk has made by itself after whoever left, in this unlocked stretch. */
  get keysMade(): number {
    return this.#renewing.made;
  }

  /** Takes a case away that its member has left: row, view and drafts, and without a word of its being gone. */
  left(row: CaseRow): void {
    const id = this.#known.idOf(row);
    batch(() => {
      if (this.#current.peek()?.row === row) this.#current.value = null;
      this.#known.drop(row);
    });
    this.#ports.keeper.forget(row);
    if (id !== undefined) this.#ports.left(id);
  }

  /** Drops everything: the vault is closing. */
  stop(): void {
    this.#stopped = true;
    this.#ports.opener.stop();
    this.#ports.keeper.stop();
    batch(() => {
      this.#known.stop();
      this.#current.value = null;
    });
    this.#files = { conversation: [], internal: [] };
  }

  async #refreshNow(by: Looking): Promise<OpenedCase | null> {
    const row = this.#current.peek()?.row;
    if (row === undefined) return null;
    const before = this.#files;
    try {
      const { server } = this.#ports;
      const [answer, conversation, internal] = await Promise.all([
        server.case(row),
        server.thread(row, "c", before.conversation.length),
        server.thread(row, "i", before.internal.length),
      ]);
      const files = {
        conversation: [...fetchedBefore(before.conversation), ...conversation],
        internal: [...fetchedBefore(before.internal), ...internal],
      };
      const channel = await this.#ports.channelOf(answer.summary.channel);
      const opening = await this.#ports.opener.open({ ...files, wraps: answer.wraps }, channel.chain, true);
      await this.#known.takeEntry(answer, channel);
      this.#known.settle();
      if (this.#stopped || this.#current.peek()?.row !== row || this.#files !== before) return null;
      this.#files = forgetting(files, opening);
      // Before anything is shown, or written: what is sealed to the newest key now would open for whoever left.
      if (await this.#isRenewed(row, answer, channel, opening)) return await this.#refreshNow(by);
      if (!this.#isOpen(row)) return null;
      return this.#show(row, answer, channel, opening, by);
    } catch (error) {
      if (!isProblem(error)) throw error;
      if (this.#current.peek()?.row === row && this.#current.peek()?.is === "opening") {
        this.#current.value = { row, is: "failed", because: error };
      }
      if (error instanceof ApiError && error.kind === "problem-not-found") this.#current.value = { row, is: "failed", because: error };
      throw asApiError(error);
    }
  }

  #show(row: CaseRow, answer: CaseAnswer, channel: Channel, opening: Opening, by: Looking): OpenedCase | null {
    const opened = this.#known.judge(row, opening);
    if (typeof opened === "string") {
      batch(() => {
        this.#known.trouble(row, opened);
        this.#known.settle();
        this.#current.value = { row, is: "damaged", because: opened };
      });
      return null;
    }
    const read = this.rows.peek().get(row)?.view?.read ?? { c: 0, i: 0 };
    const before = this.#current.peek();
    const newFrom = before?.is === "open" ? newSince(before, opened, read, this.#ports) : read;
    batch(() => {
      const wentBack = this.#known.take(opened, answer.summary, channel, by, "now");
      this.#current.value = { is: "open", row, opened, answer, channel, newFrom, wentBack };
    });
    return opened;
  }

  /** Verifies, one after the other in the order of the inbox, the cases that have to be. */
  async #openStale(): Promise<void> {
    const stale = this.ordered.peek().filter((row) => this.#known.isStale(row));
    this.#opening.value = stale.length;
    for (const { id } of stale) {
      if (this.#stopped) return;
      await this.#ports.breathe();
      await this.#verifyInBackground(id);
      this.#opening.value -= 1;
    }
    this.#known.settle();
  }

  /** Whether a case is the one that is open, still. */
  #isOpen(row: CaseRow): boolean {
    return !this.#stopped && this.#current.peek()?.row === row;
  }

  /** Makes another key where somebody who remains has to. */
  async #isRenewed(row: CaseRow, answer: CaseAnswer, channel: Channel, opening: Opening): Promise<boolean> {
    const opened = this.#known.judge(row, opening);
    return typeof opened !== "string" && (await this.#renewing.renew(row, opened, answer, channel));
  }

  #findMissing(cases: readonly CaseSummary[]): void {
    if (!this.#stopped) this.missing.find(cases.map(({ id }) => this.#known.idOf(id)));
  }

  async #verifyInBackground(row: CaseRow): Promise<void> {
    try {
      // What came in the open case is shown there, and stays unread until its member has seen it.
      if (this.#current.peek()?.row === row) await this.refresh("desk");
      else await this.#fetchAndVerify(row);
    } catch (error) {
      // A case that cannot be fetched now stays as it was, says so unless it is open, and is tried again.
      if (!isProblem(error)) throw error;
      if (this.#current.peek()?.row !== row) this.#known.trouble(row, "unfetched");
    }
  }

  async #fetchAndVerify(row: CaseRow): Promise<OpenedCase | null> {
    const { server, opener, channelOf } = this.#ports;
    const [answer, conversation, internal] = await Promise.all([
      server.case(row),
      server.thread(row, "c"),
      server.thread(row, "i"),
    ]);
    const channel = await channelOf(answer.summary.channel);
    const opening = await opener.open({ wraps: answer.wraps, conversation, internal }, channel.chain, false);
    await this.#known.takeEntry(answer, channel);
    // It may have been opened by hand meanwhile: that one is the newer.
    if (this.#stopped || !this.rows.peek().has(row) || this.#current.peek()?.row === row) return null;
    if (await this.#isRenewed(row, answer, channel, opening)) return this.#fetchAndVerify(row);
    if (this.#isOpen(row) || !this.rows.peek().has(row)) return null;
    const opened = this.#known.judge(row, opening);
    if (typeof opened === "string") {
      this.#known.trouble(row, opened);
      return null;
    }
    this.#known.take(opened, answer.summary, channel, "desk", "soon");
    return opened;
  }
}

/** From where on what is shown is new: once all was read and others have written since, from what came then. */
function newSince(before: Shown, now: OpenedCase, read: Lengths, { member }: CasesPorts): Lengths {
  const { conversation, internal } = before.opened;
  const shown = { c: conversation.entries.length, i: internal.entries.length };
  const wasRead = read.c >= shown.c && read.i >= shown.i;
  const came = unreadCount(now.conversation.entries, shown.c, member) + unreadCount(now.internal.entries, shown.i, member);
  return wasRead && came > 0 ? read : before.newFrom;
}

/** The drafts of a row. */
export function draftsOf(row: Row | undefined): CaseView["drafts"] {
  return row?.view?.drafts ?? NO_DRAFTS;
}
