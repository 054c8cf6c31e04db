/**
 * The cases of one unlocked stretch: the inbox's rows, opened a slice at a time so that input is never blocked, and the
 * case that is open. Everything decrypted lives here and goes with it.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import type { Served } from "../../sealing/thread.ts";
import { ApiError } from "../api.ts";
import type { CaseRow } from "../router.ts";
import { todayIn, type Channel } from "./channel.ts";
import { clocksApart, ownDays, type Clocks } from "./clocks.ts";
import { asApiError, isProblem, type CurrentCase, type Loading } from "./current.ts";
import { viewOf } from "./digesting.ts";
import { withoutSent } from "./draft.ts";
import { openEntries } from "./entries.ts";
import {
  countsOf,
  filtered,
  haystackOf,
  inOrder,
  isFresh,
  nearnessOf,
  newRow,
  NO_FILTER,
  type Counts,
  type Filter,
  type Row,
  type RowTrouble,
} from "./inbox.ts";
import type { KeptEntry } from "./index_keeper.ts";
import type { Opening } from "./opener.ts";
import type { OpenedCase } from "./opening.ts";
import type { CasesPorts } from "./ports.ts";
import type { CaseAnswer, CaseSummary } from "./summary.ts";
import { Missing } from "./missing.ts";
import { isBehind, NO_DRAFTS, wentBack, type CaseView } from "./view.ts";

interface Files {
  readonly conversation: readonly Served[];
  readonly internal: readonly Served[];
}

/** The cases of one unlocked stretch. */
export class Cases {
  readonly #ports: CasesPorts;
  readonly #rows = signal<ReadonlyMap<CaseRow, Row>>(new Map());
  readonly #loading = signal<Loading>({ is: "loading" });
  readonly #opening = signal(0);
  readonly #clocks = signal<Clocks | null>(null);
  readonly #current = signal<CurrentCase | null>(null);
  /** What is served of the open case, so that only what is new is fetched. */
  #files: Files = { conversation: [], internal: [] };
  #refreshing: Promise<unknown> = Promise.resolve();
  readonly #ids = new Map<CaseRow, CaseId>();
  /** The loading that is under way. */
  #underWay: Promise<void> | null = null;
  #stopped = false;

  /** What this computer remembers and the list does not show. */
  readonly missing: Missing;
  /** What the inbox shows; the page sets it. */
  readonly filter: Signal<Filter> = signal(NO_FILTER);
  /** Every row in its order. */
  readonly ordered: ReadonlySignal<readonly Row[]> = computed(() => inOrder([...this.#rows.value.values()]));
  /** The rows that the filter leaves. */
  readonly shown: ReadonlySignal<readonly Row[]> = computed(() => filtered(this.ordered.value, this.filter.value));
  /** How many rows each filter of duties would leave. */
  readonly counts: ReadonlySignal<Counts> = computed(() => countsOf(this.ordered.value));
  /** How many cases have something to be done within a week, or late. */
  readonly duties: ReadonlySignal<number> = computed(
    () => this.ordered.value.filter((row) => ["late", "soon"].includes(nearnessOf(row) ?? "")).length,
  );

  constructor(ports: CasesPorts) {
    this.#ports = ports;
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

  /** The rows by their ids. */
  get rows(): ReadonlySignal<ReadonlyMap<CaseRow, Row>> {
    return this.#rows;
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
      if (this.#stopped) return;
      batch(() => {
        this.#clocks.value = clocksApart(days, told);
        this.#rows.value = new Map(
          cases.flatMap((summary) => {
            const day = days.get(summary.channel);
            // Only where neither this computer nor the server knows a day.
            if (day === undefined) return [];
            const known = this.#rows.peek().get(summary.id);
            return [[summary.id, known === undefined ? newRow(summary, day) : { ...known, summary, today: day }] as const];
          }),
        );
        this.#loading.value = { is: "ready" };
      });
      await this.#openEntries(cases);
      await this.#openStale();
      this.#findMissing(cases);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What is shown already stays; only an inbox that never came is a failure of the page.
      if (this.#loading.peek().is !== "ready") this.#loading.value = { is: "failed", because: error };
    }
  }

  /** Opens a case, or none. */
  async open(row: CaseRow | null): Promise<void> {
    if (row === null) {
      this.#current.value = null;
      return;
    }
    if (this.#current.peek()?.row === row && this.#current.peek()?.is === "open") return;
    this.#current.value = { row, is: "opening" };
    this.#files = { conversation: [], internal: [] };
    this.#refreshing = Promise.resolve();
    await this.refresh();
  }

  /**
   * Fetches what is new in the open case, verifies all of it and shows it.
   *
   * @returns the case; null where it cannot be opened any more, or another has been opened meanwhile
   */
  async refresh(): Promise<OpenedCase | null> {
    // One after the other: two at once would take the same new envelopes in twice, or show fewer than before.
    const turn = this.#refreshing.then(() => this.#refreshNow());
    this.#refreshing = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Fetches a case, verifies it and takes in what is new, whether it is the one that is open or not.
   *
   * @returns the case; null where it cannot be opened
   * @throws ApiError
   */
  async verified(row: CaseRow): Promise<OpenedCase | null> {
    if (this.#current.peek()?.row === row) {
      const opened = await this.refresh();
      if (opened !== null || this.#current.peek()?.row === row) return opened;
    }
    try {
      // The member reads another case meanwhile.
      return await this.#fetchAndVerify(row);
    } catch (error) {
      if (!isProblem(error)) throw error;
      throw asApiError(error);
    }
  }

  async #refreshNow(): Promise<OpenedCase | null> {
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
        conversation: [...before.conversation, ...conversation],
        internal: [...before.internal, ...internal],
      };
      const channel = await this.#ports.channelOf(answer.summary.channel);
      const opening = await this.#ports.opener.open({ ...files, wraps: answer.wraps }, channel.chain, true);
      await this.#takeEntry(answer.summary, channel);
      if (this.#stopped || this.#current.peek()?.row !== row || this.#files !== before) return null;
      this.#files = files;
      return this.#show(row, answer, channel, opening);
    } catch (error) {
      if (!isProblem(error)) throw error;
      if (this.#current.peek()?.row === row && this.#current.peek()?.is === "opening") {
        this.#current.value = { row, is: "failed", because: error };
      }
      if (error instanceof ApiError && error.kind === "problem-not-found") this.#current.value = { row, is: "failed", because: error };
      throw asApiError(error);
    }
  }

  /** Changes the view of the open case; `soon` waits for a pause in typing before it is kept. */
  change(row: CaseRow, change: (view: CaseView) => CaseView, when: "now" | "soon"): void {
    const known = this.#rows.peek().get(row);
    const id = this.#ids.get(row);
    if (known?.view === null || known === undefined || id === undefined) return;
    const view = change(known.view);
    if (view === known.view) return;
    this.#setRow({ ...known, view });
    if (when === "now") this.#ports.keeper.keep(row, id, view);
    else this.#ports.keeper.keepSoon(row, id, view);
  }

  /** Takes a view that the member wrote elsewhere, in another tab or on another computer, into the one here. */
  found(row: CaseRow, view: CaseView): void {
    const known = this.#rows.peek().get(row);
    if (known !== undefined) this.#setRow({ ...known, view, haystack: haystackOf(view) });
  }

  /** Drops everything: the vault is closing. */
  stop(): void {
    this.#stopped = true;
    this.#ports.opener.stop();
    this.#ports.keeper.stop();
    batch(() => {
      this.#rows.value = new Map();
      this.#current.value = null;
    });
    this.#files = { conversation: [], internal: [] };
  }

  #show(row: CaseRow, answer: CaseAnswer, channel: Channel, opening: Opening): OpenedCase | null {
    const known = this.#rows.peek().get(row);
    const before = known?.view ?? null;
    const opened = this.#judge(row, opening);
    if (typeof opened === "string") {
      batch(() => {
        if (known !== undefined) this.#setRow({ ...known, trouble: opened });
        this.#current.value = { row, is: "damaged", because: opened };
      });
      return null;
    }
    const { conversation, internal } = opened;
    const shownBefore = this.#current.peek();
    const newFrom = shownBefore?.is === "open" ? shownBefore.newFrom : (before?.read ?? { c: 0, i: 0 });
    const wasFurther = this.#remember(opened);
    const isBack =
      wasFurther ||
      wentBack(conversation.entries, before?.heads.c ?? null) ||
      wentBack(internal.entries, before?.heads.i ?? null);
    const made = viewOf(opened, answer.summary, channel, before, this.#ports.member);
    const view: CaseView = {
      ...made,
      damaged: made.damaged || isBack,
      read: { c: conversation.entries.length, i: internal.entries.length },
      unread: 0,
      drafts: withoutSent(made.drafts, [...conversation.entries, ...internal.entries], this.#ports.member),
    };
    batch(() => {
      this.#keepView(row, answer.summary, known?.today ?? todayIn(channel, this.#ports.now()), opened, view, before, isBack);
      this.#current.value = { is: "open", row, opened, answer, channel, newFrom, wentBack: isBack };
    });
    return opened;
  }

  /**
   * What was opened for a row, or why nothing of it can be shown. What was read and drafted in one case never comes
   * under another: which case this member knows a row's to be holds, whatever the server puts there.
   */
  #judge(row: CaseRow, opening: Opening): OpenedCase | RowTrouble {
    if (opening.status === "damaged") return opening.reason;
    const { id } = opening.conversation.pinned;
    return (this.#ids.get(row) ?? id) === id ? opening : "another-case";
  }

  #remember({ conversation, internal }: OpenedCase): boolean {
    const heads = { c: conversation.entries.length, i: internal.entries.length };
    return this.#ports.remember(conversation.pinned.id, heads);
  }

  #keepView(
    row: CaseRow,
    summary: CaseSummary,
    today: Row["today"],
    opened: OpenedCase,
    view: CaseView,
    before: CaseView | null,
    isBack: boolean,
  ): void {
    this.#ids.set(row, opened.conversation.pinned.id);
    this.#setRow({ id: row, summary, today, view, trouble: null, wentBack: isBack, haystack: haystackOf(view) });
    if (JSON.stringify(view) !== JSON.stringify(before)) this.#ports.keeper.keep(row, opened.conversation.pinned.id, view);
  }

  #setRow(row: Row): void {
    if (this.#stopped) return;
    this.#rows.value = new Map(this.#rows.peek()).set(row.id, row);
  }

  /** Opens the index entries of a loading; rows change a slice at a time. */
  async #openEntries(cases: readonly CaseSummary[]): Promise<void> {
    const waiting = cases.filter(({ id, index }) => index !== null && this.#rows.peek().get(id)?.view === null);
    await openEntries(waiting, this.#ports, (opened) => {
      if (this.#stopped) return false;
      const rows = new Map(this.#rows.peek());
      for (const { row, entry } of opened) {
        const known = rows.get(row);
        if (known !== undefined) rows.set(row, this.#withEntry(known, entry));
      }
      this.#rows.value = rows;
      return true;
    });
  }

  /** A row with what its entry says, where nothing says it yet. */
  #withEntry(known: Row, { case: id, view }: KeptEntry): Row {
    if (known.view !== null) return known;
    this.#ids.set(known.id, id);
    return { ...known, view, haystack: haystackOf(view) };
  }

  /** Opens a row's own entry first: it says which case this is, and holds what was read and drafted in it. */
  async #takeEntry(summary: CaseSummary, channel: Channel): Promise<void> {
    const { id, index } = summary;
    if (index === null || (this.#rows.peek().get(id)?.view ?? null) !== null) return;
    const entry = await this.#ports.keeper.open(id, index);
    if (entry === null) return;
    const today = todayIn(channel, this.#ports.now());
    const known = this.#rows.peek().get(id) ?? newRow(summary, today);
    this.#setRow(this.#withEntry(known, entry));
  }

  /**
   * Verifies, one after the other in the order of the inbox, the cases that have more than their entries cover, and
   * those of which this computer has seen more than that: a server may go back with entry, thread and counts alike.
   */
  async #openStale(): Promise<void> {
    const stale = this.ordered.peek().filter((row) => this.#isStale(row));
    this.#opening.value = stale.length;
    for (const { id } of stale) {
      if (this.#stopped) return;
      await this.#ports.breathe();
      if (this.#current.peek()?.row !== id) await this.#openInBackground(id);
      this.#opening.value -= 1;
    }
  }

  #isStale(row: Row): boolean {
    if (row.trouble !== null) return row.trouble === "unfetched";
    const id = this.#ids.get(row.id);
    return !isFresh(row) || (row.view !== null && id !== undefined && isBehind(row.view, this.#ports.seen(id)));
  }

  #findMissing(cases: readonly CaseSummary[]): void {
    if (!this.#stopped) this.missing.find(cases.map(({ id }) => this.#ids.get(id)));
  }

  async #openInBackground(row: CaseRow): Promise<void> {
    try {
      await this.#fetchAndVerify(row);
    } catch (error) {
      // A case that cannot be fetched now stays as the server's columns have it, says so, and is tried again.
      if (!isProblem(error)) throw error;
      const known = this.#rows.peek().get(row);
      if (known !== undefined) this.#setRow({ ...known, trouble: "unfetched" });
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
    await this.#takeEntry(answer.summary, channel);
    const known = this.#rows.peek().get(row);
    // It may have been opened by hand meanwhile: that one is the newer.
    if (this.#stopped || known === undefined || this.#current.peek()?.row === row) return null;
    const opened = this.#judge(row, opening);
    if (typeof opened === "string") {
      this.#setRow({ ...known, trouble: opened });
      return null;
    }
    const isBack =
      this.#remember(opened) ||
      wentBack(opened.conversation.entries, known.view?.heads.c ?? null) ||
      wentBack(opened.internal.entries, known.view?.heads.i ?? null);
    const made = viewOf(opened, answer.summary, channel, known.view, this.#ports.member);
    const view = { ...made, damaged: made.damaged || isBack };
    this.#keepView(row, answer.summary, known.today, opened, view, known.view, isBack);
    return opened;
  }
}

/** The drafts of a row. */
export function draftsOf(row: Row | undefined): CaseView["drafts"] {
  return row?.view?.drafts ?? NO_DRAFTS;
}
