/**
 * The files that go with a letter: chosen, looked at for what they would give away, cleaned if its writer wishes,
 * and sent sealed once the letter is. What is up stays up while the letter is written again.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { CleaningError, type Inspection } from "../../../cleaning/inspection.ts";
import { FileError, type Progress, type Sending } from "../../../files/port.ts";
import { asFileName, isFileType, MOST_FILES, type FileReference } from "../../../sealing/file.ts";
import { sealedFileSize } from "../../../sealing/file_stream.ts";
import type { FileId } from "../../../sealing/id.ts";
import type { Bounds } from "./listing.ts";
import type { FilesPort } from "./port.ts";

/** Whether a file goes without what it carries beside its content, or just as it is. */
export type Version = "cleaned" | "original";

/** Where a file stands. */
export type OutgoingState =
  | { readonly is: "inspecting" }
  /** It waits for its letter to be sent. */
  | { readonly is: "ready" }
  | { readonly is: "cleaning" }
  | { readonly is: "moving"; readonly progress: Progress | null }
  /** The server has all of it. */
  | { readonly is: "up"; readonly reference: FileReference }
  /** It cannot be read, is a folder, or was changed since it was chosen. */
  | { readonly is: "unreadable" }
  | { readonly is: "too-large" }
  /** It could not be cleaned, and its writer has not decided to send it as it is. */
  | { readonly is: "not-cleaned" }
  | { readonly is: "failed"; readonly because: FileError };

/** A file that goes with a letter. */
export interface Outgoing {
  readonly key: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** What it carries; null until it is known, or where nobody could look at it. */
  readonly inspection: Inspection | null;
  readonly version: Version;
  readonly state: OutgoingState;
}

/** What is wrong with the files as a whole. */
export type Surplus = "too-many" | "case-full";

/**
 * What came of sending them: what the letter says of its files once all are up; or that they are not:
 *
 * - `stopped`: it was called off
 * - `failed`: what happened stands with the file
 */
export type Sent = readonly FileReference[] | "stopped" | "failed";

/** The part that is used here. */
type FilesOut = Pick<FilesPort, "upload" | "inspect" | "clean" | "close">;

const ANY_TYPE = "application/octet-stream";

/** The files of one letter that is being written. */
export class OutgoingFiles {
  readonly #start: () => FilesOut;
  readonly #bounds: () => Bounds | null;
  readonly #preferred: Version;
  readonly #list = signal<readonly Outgoing[]>([]);
  readonly #surplus = signal<Surplus | null>(null);
  readonly #sources = new Map<number, File>();
  readonly #sendings = new Map<number, Sending>();
  /** Of what is looked into, or waits for it. */
  readonly #stops = new Map<number, AbortController>();
  #files: FilesOut | null = null;
  #count = 0;
  /** The sending that is under way; another one, or null, once it was called off. */
  #turn: object | null = null;
  readonly #isPaused = signal(false);
  /** Looking at what files carry: it has to be done before any is sent. */
  #inspections: Promise<void> = Promise.resolve();

  /**
   * @param preferred - the version of each file unless its writer chooses the other
   * @param start - starts what inspects, cleans and sends
   */
  constructor(preferred: Version, bounds: () => Bounds | null, start: () => FilesOut) {
    this.#preferred = preferred;
    this.#bounds = bounds;
    this.#start = start;
  }

  /** The files in the order in which they were chosen. */
  get list(): ReadonlySignal<readonly Outgoing[]> {
    return this.#list;
  }

  /** What was wrong with the last that were added; null if nothing was. */
  get surplus(): ReadonlySignal<Surplus | null> {
    return this.#surplus;
  }

  /** Whether its writer has it wait. */
  get isPaused(): ReadonlySignal<boolean> {
    return this.#isPaused;
  }

  /** Takes files in, and looks at what they carry. Nothing is sent. */
  async add(chosen: readonly File[]): Promise<void> {
    const room = MOST_FILES - this.#list.peek().length;
    const taken = chosen.slice(0, room);
    const bounds = this.#bounds();
    const made = taken.map((file) => this.#take(file, bounds));
    this.#list.value = [...this.#list.peek(), ...made];
    this.#surplus.value = taken.length < chosen.length ? "too-many" : this.#overflow(bounds);
    const keys = made.filter(({ state }) => state.is === "inspecting").map(({ key }) => key);
    const inspect = (): Promise<void> => this.#inspectAll(keys);
    this.#inspections = this.#inspections.then(inspect, inspect);
    await this.#inspections;
  }

  /** Takes a file away. What the server had of it is removed there too. */
  remove(key: number): void {
    this.#dropUpload(key);
    this.#sources.delete(key);
    this.#stops.get(key)?.abort();
    this.#list.value = this.#list.peek().filter((each) => each.key !== key);
    this.#surplus.value = this.#overflow(this.#bounds());
  }

  /** Chooses how a file goes. */
  choose(key: number, version: Version): void {
    const file = this.#find(key);
    if (file === null || file.version === version) return;
    this.#dropUpload(key);
    this.#change(key, { version, state: { is: "ready" } });
  }

  /**
   * Sends what is not up yet.
   *
   * It goes on for as long as the page is open, whatever becomes of the line; only a refusal ends it.
   */
  async send(): Promise<Sent> {
    const turn = {};
    this.#turn = turn;
    this.#isPaused.value = false;
    if (this.#surplus.peek() === "case-full") return "failed";
    this.#surplus.value = null;
    // What a file carries decides how it goes.
    await this.#inspections;
    if (!this.#isTurn(turn)) return "stopped";
    const references = await Promise.all(this.#list.peek().map(({ key }) => this.#sendOne(key, turn)));
    if (!this.#isTurn(turn)) return "stopped";
    this.#turn = null;
    const whole = references.filter((reference) => reference !== null);
    return whole.length === references.length ? whole : "failed";
  }

  /** Has what is on its way wait. */
  pause(): void {
    this.#isPaused.value = true;
    for (const sending of this.#sendings.values()) sending.pause();
  }

  /** Goes on. */
  resume(): void {
    this.#isPaused.value = false;
    for (const sending of this.#sendings.values()) sending.resume();
  }

  /** Calls the sending off. What is up whole stays up for the next time. */
  cancel(): void {
    this.#turn = null;
    this.#isPaused.value = false;
    for (const { key, state } of this.#list.peek()) {
      if (state.is !== "moving" && state.is !== "cleaning") continue;
      this.#dropUpload(key);
      this.#change(key, { state: { is: "ready" } });
    }
  }

  /** Of those the server says that it has them no more: they go up again with the next sending. */
  forget(gone: (id: FileId) => boolean): void {
    for (const { key, state } of this.#list.peek()) {
      if (state.is !== "up" || !gone(state.reference.id)) continue;
      this.#sendings.delete(key);
      this.#change(key, { state: { is: "ready" } });
    }
  }

  /** Those are part of the case now. */
  settle(sent: readonly FileReference[]): void {
    const ids = new Set(sent.map(({ id }) => id));
    const left = this.#list.peek().filter(({ state }) => state.is !== "up" || !ids.has(state.reference.id));
    for (const { key } of this.#list.peek()) {
      if (left.some((each) => each.key === key)) continue;
      this.#sources.delete(key);
      this.#sendings.delete(key);
    }
    this.#list.value = left;
    if (left.length === 0) this.#rest();
  }

  /** Drops everything, and stops what is on its way. */
  stop(): void {
    this.#turn = null;
    this.#sources.clear();
    this.#sendings.clear();
    this.#list.value = [];
    this.#surplus.value = null;
    this.#rest();
  }

  #take(file: File, bounds: Bounds | null): Outgoing {
    this.#count += 1;
    const key = this.#count;
    this.#sources.set(key, file);
    const isTooLarge = bounds !== null && file.size > bounds.largest;
    return {
      key,
      name: asFileName(file.name),
      type: isFileType(file.type) ? file.type : ANY_TYPE,
      size: file.size,
      inspection: null,
      version: this.#preferred,
      state: { is: isTooLarge ? "too-large" : "inspecting" },
    };
  }

  #overflow(bounds: Bounds | null): Surplus | null {
    if (bounds === null) return null;
    // One that is too large by itself is told so, and goes nowhere.
    const going = this.#list.peek().filter(({ state }) => state.is !== "too-large");
    return going.reduce((sum, { size }) => sum + sealedFileSize(size), 0) > bounds.left ? "case-full" : null;
  }

  /** One after the other, as they stand: each may be large. */
  async #inspectAll(keys: readonly number[]): Promise<void> {
    for (const key of keys) await this.#inspect(key);
  }

  /** Whether that sending has neither been called off nor followed by another. */
  #isTurn(turn: object): boolean {
    return this.#turn === turn;
  }

  async #inspect(key: number): Promise<void> {
    const file = this.#sources.get(key);
    if (file === undefined) return;
    try {
      // A folder that was dropped, or a file that is gone, cannot be read.
      await file.slice(0, 1).arrayBuffer();
    } catch {
      this.#change(key, { state: { is: "unreadable" } });
      return;
    }
    try {
      this.#files ??= this.#start();
      const stop = new AbortController();
      this.#stops.set(key, stop);
      const inspection = await this.#files.inspect(file, stop.signal);
      this.#change(key, { inspection, version: inspection.can === "clean" ? this.#preferred : "original" });
    } catch (error) {
      // What cannot be looked at goes as it is, and is said to: `carryingOf` says so where there is no inspection.
      if (!(error instanceof FileError) && !(error instanceof CleaningError)) throw error;
      this.#change(key, { version: "original" });
    } finally {
      this.#stops.delete(key);
    }
    if (this.#find(key)?.state.is === "inspecting") this.#change(key, { state: { is: "ready" } });
  }

  async #sendOne(key: number, turn: object): Promise<FileReference | null> {
    const file = this.#find(key);
    const source = this.#sources.get(key);
    if (file === null || source === undefined) return null;
    if (file.state.is === "up") return file.state.reference;
    if (["inspecting", "unreadable", "too-large", "not-cleaned"].includes(file.state.is)) return null;
    try {
      const content = file.version === "cleaned" ? await this.#cleaned(key, source) : source;
      if (!this.#isTurn(turn) || this.#find(key) === null) return null;
      return await this.#upload(key, content, file);
    } catch (error) {
      if (!(error instanceof FileError) && !(error instanceof CleaningError)) throw error;
      this.#sendings.delete(key);
      if (error.kind !== "cancelled") this.#change(key, { state: stateOfFailure(error) });
      return null;
    }
  }

  async #cleaned(key: number, source: File): Promise<Blob> {
    this.#change(key, { state: { is: "cleaning" } });
    this.#files ??= this.#start();
    const { blob } = await this.#files.clean(source);
    return blob;
  }

  async #upload(key: number, content: Blob, { name, type }: Outgoing): Promise<FileReference> {
    this.#change(key, { state: { is: "moving", progress: null } });
    this.#files ??= this.#start();
    const sending = this.#files.upload(content, name, type, (progress) => {
      if (this.#find(key)?.state.is === "moving") this.#change(key, { state: { is: "moving", progress } });
    });
    this.#sendings.set(key, sending);
    if (this.#isPaused.peek()) sending.pause();
    const reference = await sending.done;
    this.#change(key, { state: { is: "up", reference } });
    return reference;
  }

  #dropUpload(key: number): void {
    const sending = this.#sendings.get(key);
    this.#sendings.delete(key);
    sending?.cancel();
  }

  /** Nothing is left to do: the worker ends. */
  #rest(): void {
    this.#files?.close();
    this.#files = null;
  }

  #find(key: number): Outgoing | null {
    return this.#list.peek().find((each) => each.key === key) ?? null;
  }

  #change(key: number, change: Partial<Outgoing>): void {
    this.#list.value = this.#list.peek().map((each) => (each.key === key ? { ...each, ...change } : each));
  }
}

function stateOfFailure(error: FileError | CleaningError): OutgoingState {
  if (error instanceof CleaningError) return { is: "not-cleaned" };
  if (error.kind === "changed") return { is: "unreadable" };
  return { is: "failed", because: error };
}
