/**
 * The files of the case that is open: what the server lists, held against the letters, and those that have been fetched
 * and opened. All of it is gone with the case: nothing opened outlives what is shown.
 */
import { batch, signal, type ReadonlySignal } from "@preact/signals";
import { givingWay } from "../../../files/held.ts";
import { FileError, type OpenedFile, type Opening, type Progress } from "../../../files/port.ts";
import type { FileReference } from "../../../sealing/file.ts";
import { ApiError } from "../../api.ts";
import { standIn, type Stand } from "../../../files/listed.ts";
import type { Bounds, Listing } from "./listing.ts";
import type { FilesPort } from "./port.ts";

/** Where the list stands. */
export type Looking =
  | { readonly is: "looking" }
  | { readonly is: "failed"; readonly because: ApiError }
  | { readonly is: "here"; readonly listing: Listing };

/** Why a file was not opened, other than that it is damaged or missing. */
export type NotOpened = "network" | "refused" | "worker" | "answer";

/** Where opening a file stands. */
export type FileState =
  | { readonly is: "closed" }
  /** `again` where it was found damaged or missing before: it counts as that until it has been opened. */
  | { readonly is: "opening"; readonly progress: Progress | null; readonly again: boolean }
  | { readonly is: "open"; readonly file: OpenedFile }
  /** A piece is not the one that was sealed, or the file's end is missing. */
  | { readonly is: "damaged" }
  /** The server lists the file and does not hand it out. */
  | { readonly is: "missing" }
  | { readonly is: "failed"; readonly because: NotOpened };

/** What the listing is asked of. */
export interface ListingServer {
  /** Throws ApiError. */
  readonly list: () => Promise<Listing>;
}

const CLOSED: FileState = { is: "closed" };

/** The files of one open case. */
export class CaseFiles {
  readonly #server: ListingServer;
  readonly #start: () => FilesPort;
  readonly #looking = signal<Looking>({ is: "looking" });
  readonly #states = signal<ReadonlyMap<string, FileState>>(new Map());
  /** What is being opened; who asks for the same waits for the same. */
  readonly #under = new Map<string, { readonly opening: Opening; readonly done: Promise<OpenedFile | null> }>();
  readonly #ends: (() => void)[] = [];
  #files: FilesPort | null = null;
  #asking: Promise<void> | null = null;
  #isStopped = false;

  constructor(server: ListingServer, start: () => FilesPort) {
    this.#server = server;
    this.#start = start;
  }

  /** Where the list stands. */
  get looking(): ReadonlySignal<Looking> {
    return this.#looking;
  }

  /** What files may weigh here; null before it is known, or where the server does not say. */
  get bounds(): Bounds | null {
    const looking = this.#looking.value;
    return looking.is === "here" ? looking.listing.bounds : null;
  }

  /** Asks for the list, if it does not cover those files; a file that is not in it may only just have come. */
  async look(references: readonly FileReference[]): Promise<void> {
    // What was asked for before may have been answered before they came.
    await this.#asking;
    const looking = this.#looking.peek();
    const isCovered = looking.is === "here" && references.every(({ id }) => looking.listing.files.has(id));
    if (!isCovered) await this.lookAgain();
  }

  /** Asks for the list. What is shown already stays until the answer has come. */
  async lookAgain(): Promise<void> {
    if (this.#isStopped) return;
    if (this.#looking.peek().is === "failed") this.#looking.value = { is: "looking" };
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    await this.#asking;
  }

  /** How a file stands against the list; null while there is none. */
  stand(reference: FileReference): Stand | null {
    const looking = this.#looking.value;
    return looking.is === "here" ? standIn(looking.listing.files, reference) : null;
  }

  /** Whether nothing is known to be wrong with a file, and its list is the one that was sealed. */
  isVerified(reference: FileReference): boolean {
    const state = this.state(reference);
    return this.stand(reference) === "listed" && !isSpoilt(state);
  }

  /** Where opening a file stands. */
  state(reference: FileReference): FileState {
    return this.#states.value.get(nameOf(reference)) ?? CLOSED;
  }

  /**
   * Fetches and opens a file, and verifies every piece of it. What has been opened and is still held is given at once.
   *
   * @returns null where it could not be opened, or was called off; {@link state} says why
   */
  async open(reference: FileReference): Promise<OpenedFile | null> {
    const name = nameOf(reference);
    const state = this.#states.peek().get(name) ?? CLOSED;
    if (state.is === "open") return state.file;
    const under = this.#under.get(name);
    if (under !== undefined) return under.done;
    const looking = this.#looking.peek();
    const served = looking.is === "here" ? looking.listing.files.get(reference.id) : undefined;
    if (this.#isStopped || looking.is !== "here" || served === undefined) return null;
    if (standIn(looking.listing.files, reference) !== "listed") return null;
    const again = isSpoilt(state);
    this.#set(name, { is: "opening", progress: null, again });
    this.#files ??= this.#start();
    const opening = this.#files.open(reference, served.pieces, (progress) => {
      if (this.#under.has(name)) this.#set(name, { is: "opening", progress, again });
    }, { sha256: true });
    const done = this.#settle(name, again, opening);
    this.#under.set(name, { opening, done });
    return done;
  }

  /** Calls the opening of a file off. */
  cancel(reference: FileReference): void {
    this.#under.get(nameOf(reference))?.opening.cancel();
  }

  /** Lets go of a file that the browser can no longer read: it is fetched anew when it is asked for again. */
  drop(reference: FileReference): void {
    if (this.state(reference).is === "open") this.#set(nameOf(reference), { is: "failed", because: "worker" });
  }

  /** Something to do when the case is left: nothing of what was opened stays in reach. */
  atEnd(end: () => void): void {
    this.#ends.push(end);
  }

  /** Drops everything that was opened, and stops what is on its way. */
  stop(): void {
    this.#isStopped = true;
    for (const end of this.#ends.splice(0)) end();
    for (const { opening } of this.#under.values()) opening.cancel();
    this.#under.clear();
    this.#files?.close();
    this.#files = null;
    batch(() => {
      this.#states.value = new Map();
      this.#looking.value = { is: "looking" };
    });
  }

  async #ask(): Promise<void> {
    try {
      this.#found({ is: "here", listing: await this.#server.list() });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#looking.peek().is !== "here") this.#found({ is: "failed", because: error });
    }
  }

  #found(looking: Looking): void {
    if (!this.#isStopped) this.#looking.value = looking;
  }

  async #settle(name: string, again: boolean, opening: Opening): Promise<OpenedFile | null> {
    try {
      const file = await opening.done;
      if (this.#isStopped) return null;
      this.#hold(name, file);
      return file;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const state = stateOfFailure(error);
      // Who calls a second try off has not found the file whole.
      if (!this.#isStopped) this.#set(name, again && state.is === "closed" ? { is: "damaged" } : state);
      return null;
    } finally {
      this.#under.delete(name);
    }
  }

  /** Holds an opened file, so that looking again at the last few fetches nothing anew. */
  #hold(name: string, file: OpenedFile): void {
    const states = new Map(this.#states.peek());
    states.delete(name);
    const sizes = [...states].flatMap(([other, state]) => (state.is === "open" ? [[other, state.file.blob.size] as const] : []));
    for (const oldest of givingWay(sizes, file.blob.size)) states.set(oldest, CLOSED);
    this.#states.value = states.set(name, { is: "open", file });
  }

  #set(name: string, state: FileState): void {
    if (this.#isStopped) return;
    this.#states.value = new Map(this.#states.peek()).set(name, state);
  }
}

function stateOfFailure(error: FileError): FileState {
  switch (error.kind) {
    case "damaged":
    case "missing":
      return { is: error.kind };
    case "cancelled":
      return CLOSED;
    case "network":
    case "worker":
    case "answer":
      return { is: "failed", because: error.kind };
    case "refused":
    case "changed":
      return { is: "failed", because: "refused" };
  }
}

function isSpoilt(state: FileState): boolean {
  return state.is === "damaged" || state.is === "missing" || (state.is === "opening" && state.again);
}

/** Everything that opening depends on: two letters may name one file, and one of them lie. */
function nameOf({ id, key, digest, size }: FileReference): string {
  return `${id} ${digest} ${size} ${key}`;
}
