/**
 * What is known of the inbox's rows: which case each is, what its index entry says, and how far it has been verified. What
 * a server claims goes in as a claim; what was verified is remembered.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import type { Day } from "../../sealing/day.ts";
import type { ChannelId } from "../../sealing/id.ts";
import type { CaseRow } from "../router.ts";
import { todayIn, type Channel } from "./channel.ts";
import { viewOf } from "./digesting.ts";
import { withoutSent } from "./draft.ts";
import { openEntries } from "./entries.ts";
import type { KeptEntry } from "./entry_opening.ts";
import { isBehind, isShorter, reachedIn, verifiedIn, wentBack } from "./heads.ts";
import { inClaimedOrder, isFresh, newRow, type Retention, type Row, type RowTrouble } from "./inbox.ts";
import type { Opening } from "./opener.ts";
import type { OpenedCase } from "./opening.ts";
import type { CasesPorts } from "./ports.ts";
import { haystackOf } from "./searching.ts";
import type { CaseAnswer, CaseSummary } from "./summary.ts";
import { MADE, type CaseView } from "./view.ts";

/** Milliseconds for which what changes in the background is gathered. */
const SETTLE = 250;

/** Whether a case is before its member's eyes, or was looked at by the desk alone: only the first makes it read. */
export type Looking = "member" | "desk";

/** The rows of one unlocked stretch. */
export class KnownCases {
  readonly #ports: CasesPorts;
  readonly #rows = signal<ReadonlyMap<CaseRow, Row>>(new Map());
  /** Rows that have changed in the background since the list was drawn: that is sorted and counted anew each time. */
  readonly #waiting = new Map<CaseRow, Row>();
  #drawn = -SETTLE;
  readonly #ids = new Map<CaseRow, CaseId>();
  #stopped = false;

  constructor(ports: CasesPorts) {
    this.#ports = ports;
  }

  /** The rows by their ids. */
  get rows(): ReadonlySignal<ReadonlyMap<CaseRow, Row>> {
    return this.#rows;
  }

  /** Which case a row is; undefined where that is not known. */
  idOf(row: CaseRow): CaseId | undefined {
    return this.#ids.get(row);
  }

  /** Takes the list of a loading. */
  list(cases: readonly CaseSummary[], days: ReadonlyMap<ChannelId, Day>, retentions: ReadonlyMap<ChannelId, Retention>): void {
    if (this.#stopped) return;
    this.settle();
    const before = this.#rows.peek();
    this.#rows.value = new Map(
      cases.flatMap((summary) => {
        const day = days.get(summary.channel);
        // Only where neither this computer nor the server knows a day.
        if (day === undefined) return [];
        const known = before.get(summary.id);
        const retention = retentions.get(summary.channel) ?? known?.retention ?? null;
        const row = known === undefined ? newRow(summary, day, retention) : { ...known, summary, today: day, retention };
        return [[summary.id, row] as const];
      }),
    );
  }

  /** Opens the index entries of a loading; rows change a slice at a time. Throws ApiError where there is no server. */
  async openEntries(cases: readonly CaseSummary[]): Promise<void> {
    const rows = this.#rows.peek();
    const waiting = cases.flatMap(({ id, indexed }) => (indexed ? (rows.get(id) ?? []) : [])).filter(({ view }) => view === null);
    const urgentFirst = inClaimedOrder(waiting).map(({ id }) => id);
    await openEntries(urgentFirst, cases.length, this.#ports, (opened) => {
      if (this.#stopped) return false;
      this.settle();
      const changed = new Map(this.#rows.peek());
      for (const { row, entry } of opened) {
        const known = changed.get(row);
        if (known !== undefined) changed.set(row, this.#withEntry(known, entry));
      }
      this.#rows.value = changed;
      return true;
    });
  }

  /** Opens a row's own entry first: it says which case this is, and holds what was read and drafted in it. */
  async takeEntry({ summary, index }: Pick<CaseAnswer, "summary" | "index">, channel: Channel): Promise<void> {
    const { id } = summary;
    if (index === null || (this.#rowOf(id)?.view ?? null) !== null) return;
    const entry = await this.#ports.keeper.open(id, index);
    if (entry === null) return;
    const known = this.#rowOf(id) ?? newRow(summary, todayIn(channel, this.#ports.now()), channel);
    this.#set(this.#withEntry(known, entry), "soon");
  }

  /**
   * Whether a row has to be verified: it has more than its entry covers, or this computer has seen more than that, for a
   * server may go back with entry, thread and counts alike. So has one whose entry was made by the rules of a desk of before.
   */
  isStale(row: Row): boolean {
    if (row.trouble !== null) return row.trouble === "unfetched";
    const id = this.#ids.get(row.id);
    return !isFresh(row) || isOfEarlier(row) || (row.view !== null && id !== undefined && isBehind(row.view, this.#ports.seen(id)));
  }

  /**
   * What was opened for a row, or why nothing of it can be shown. What was read and drafted in one case never comes
   * under another: which case this member knows a row's to be holds, whatever the server puts there.
   */
  judge(row: CaseRow, opening: Opening): OpenedCase | RowTrouble {
    if (opening.status === "damaged") return opening.reason;
    const { id } = opening.conversation.pinned;
    return (this.#ids.get(row) ?? id) === id ? opening : "another-case";
  }

  /**
   * Takes in what was verified of a row, and keeps it.
   *
   * @param when - `soon` in the background: with what else comes in these moments
   * @returns whether the server shows less, or other, than was verified before
   */
  take(opened: OpenedCase, summary: CaseSummary, channel: Channel, by: Looking, when: "now" | "soon"): boolean {
    const { conversation, internal } = opened;
    const { id } = conversation.pinned;
    const known = this.#rowOf(summary.id);
    const before = known?.view ?? null;
    const { heads, unbroken } = reachedIn(opened);
    const isBack =
      isShorter(unbroken, this.#ports.seen(id)) ||
      wentBack(conversation.entries, before?.heads.c ?? null) ||
      wentBack(internal.entries, before?.heads.i ?? null);
    this.#ports.remember(id, verifiedIn(heads));
    const made = viewOf(opened, summary, channel, before, this.#ports.member);
    const entries = [...conversation.entries, ...internal.entries];
    const view: CaseView = {
      ...made,
      ...(by === "member" && { read: unbroken, unread: 0 }),
      damaged: made.damaged || isBack,
      drafts: withoutSent(made.drafts, entries, this.#ports.member),
    };
    this.#ids.set(summary.id, id);
    const today = known?.today ?? todayIn(channel, this.#ports.now());
    this.#set({ id: summary.id, summary, today, retention: channel, view, trouble: null, wentBack: isBack, haystack: haystackOf(view) }, when);
    if (JSON.stringify(view) !== JSON.stringify(before)) this.#ports.keeper.keep(summary.id, id, view);
    return isBack;
  }

  /** Takes a row away: the member has left its case. */
  drop(row: CaseRow): void {
    const rows = new Map(this.#rows.peek());
    rows.delete(row);
    this.#rows.value = rows;
    this.#ids.delete(row);
  }

  /** Says why a listed row cannot be opened. */
  trouble(row: CaseRow, trouble: RowTrouble): void {
    const known = this.#rowOf(row);
    if (known !== undefined) this.#set({ ...known, trouble }, "soon");
  }

  /** Changes the view of a row; `soon` waits for a pause in typing before it is kept. */
  change(row: CaseRow, change: (view: CaseView) => CaseView, when: "now" | "soon"): void {
    const known = this.#rowOf(row);
    const id = this.#ids.get(row);
    if (known?.view === null || known === undefined || id === undefined) return;
    const view = change(known.view);
    if (view === known.view) return;
    this.#set({ ...known, view }, "now");
    if (when === "now") this.#ports.keeper.keep(row, id, view);
    else this.#ports.keeper.keepSoon(row, id, view);
  }

  /** Takes a view that the member wrote elsewhere, in another tab or on another computer, into the one here. */
  found(row: CaseRow, view: CaseView): void {
    const known = this.#rowOf(row);
    if (known !== undefined) this.#set({ ...known, view, haystack: haystackOf(view) }, "now");
  }

  /** Draws what has changed in the background. */
  settle(): void {
    if (this.#waiting.size === 0 || this.#stopped) return;
    this.#rows.value = new Map([...this.#rows.peek(), ...this.#waiting]);
    this.#waiting.clear();
    this.#drawn = this.#ports.elapsed();
  }

  /** Drops everything. */
  stop(): void {
    this.#stopped = true;
    this.#rows.value = new Map();
    this.#waiting.clear();
    this.#ids.clear();
  }

  /** A row with what its entry says, where nothing says it yet. */
  #withEntry(known: Row, { case: id, view }: KeptEntry): Row {
    if (known.view !== null) return known;
    this.#ids.set(known.id, id);
    return { ...known, view, haystack: haystackOf(view) };
  }

  /** A row as it is now, drawn or not. */
  #rowOf(id: CaseRow): Row | undefined {
    return this.#waiting.get(id) ?? this.#rows.peek().get(id);
  }

  #set(row: Row, when: "now" | "soon"): void {
    if (this.#stopped) return;
    this.#waiting.set(row.id, row);
    if (when === "now" || this.#ports.elapsed() - this.#drawn >= SETTLE) this.settle();
  }
}

function isOfEarlier({ view }: Row): boolean {
  return view !== null && view.made < MADE;
}
