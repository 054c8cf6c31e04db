/** Files on their way: how far each is, how long it takes yet, and how to stop it. */
import { CleaningError } from "../../cleaning/inspection.ts";
import { FileError, type Files, type Progress, type Sending, type State } from "../../files/port.ts";
import { AT_ONCE } from "../../files/turns.ts";
import type { FileReference } from "../../sealing/file.ts";
import { sealedFileSize } from "../../sealing/file_stream.ts";
import { copyOf, maybe, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import type { Item, Kind } from "./item.ts";
import { leftInWords, shownName, sizeInWords } from "./words.ts";

/** At which parts of the whole whoever listens is told, in per cent. */
const TOLD_AT = [25, 50, 75] as const;

/** What the server says when it takes no file at all just now. */
const NO_ROOM: ReadonlySet<string | null> = new Set(["problem-no-room-for-files", "problem-files-tomorrow", "problem-no-space"]);

const STATE_WORDS = {
  waiting: "files-state-waiting",
  sealing: "files-state-sealing",
  sending: "files-state-sending",
  paused: "files-state-paused",
  offline: "files-state-offline",
  done: "files-state-done",
  failed: "files-state-failed",
  cancelled: "files-state-cancelled",
} as const satisfies Record<State, string>;

/** One file on its way, with its line. */
interface Upload {
  readonly item: Item;
  readonly kind: Kind;
  readonly node: HTMLElement;
  progress: Progress;
  sending: Sending | null;
}

/** Sends what of the items has not arrived. */
export class SendingFiles {
  /** The files in the order of their choice, all of them whole; or, in words, why it stopped before. */
  readonly done: Promise<readonly FileReference[] | string>;
  readonly #files: Files;
  readonly #items: readonly Item[];
  readonly #uploads: readonly Upload[];
  readonly #isChosen: (item: Item) => boolean;
  readonly #shown: HTMLElement;
  #isPaused = false;
  #isCancelled = false;
  #isOffline = false;
  #toldAt = 0;
  /** Why the server takes none, if it said so. */
  #hasNoRoom = false;

  /**
   * @param status - the line before which it is shown; what an earlier try showed there goes
   * @param remove - takes an item out that could not be sent
   * @param isChosen - whether an item was not taken out meanwhile
   */
  constructor(status: HTMLElement, files: Files, items: readonly Item[], remove: (item: Item) => void, isChosen: (item: Item) => boolean) {
    this.#isChosen = isChosen;
    this.#files = files;
    this.#items = items;
    this.#uploads = items.flatMap((item) => item.kinds.map((kind) => ({ item, kind, ...nodeOf(item, kind), sending: null })));
    maybe(status.parentElement ?? status, ".uploading", HTMLElement)?.remove();
    this.#shown = one(copyOf("template[data-files-sending]"), "section", HTMLElement);
    one(this.#shown, "[data-uploads]", HTMLElement).append(...this.#uploads.map(({ node }) => node));
    status.before(this.#shown);
    this.#shown.scrollIntoView({ block: "nearest" });
    for (const { item, node } of this.#uploads) {
      one(node, "[data-remove]", HTMLElement).addEventListener("click", () => {
        remove(item);
        node.remove();
        const form = status.closest("form") ?? status;
        (maybe(form, "[data-retry]:not([hidden])", HTMLElement) ?? one(form, "button[type=submit]", HTMLElement)).focus();
      });
    }
    this.#listen();
    this.#show();
    this.done = this.#run();
  }

  #listen(): void {
    const [pause, resume] = [one(this.#shown, "[data-pause]", HTMLElement), one(this.#shown, "[data-resume]", HTMLElement)];
    const setPaused = (isPaused: boolean): void => {
      this.#isPaused = isPaused;
      pause.hidden = isPaused;
      resume.hidden = !isPaused;
      (isPaused ? resume : pause).focus();
      for (const { sending } of this.#uploads) {
        if (isPaused) sending?.pause();
        else sending?.resume();
      }
      this.#say(isPaused ? message("files-said-paused") : "");
    };
    pause.addEventListener("click", () => {
      setPaused(true);
    });
    resume.addEventListener("click", () => {
      setPaused(false);
    });
    one(this.#shown, "[data-cancel]", HTMLElement).addEventListener("click", () => {
      this.#isCancelled = true;
      for (const { sending, progress } of this.#uploads) if (progress.state !== "done") sending?.cancel();
    });
  }

  async #run(): Promise<readonly FileReference[] | string> {
    const queue = this.#uploads.filter(({ item, kind }) => item.staged.get(kind) === undefined);
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined && !this.#isCancelled; next = queue.shift()) await this.#send(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    one(this.#shown, "[data-pause]", HTMLElement).closest("p")?.remove();
    one(this.#shown, "[data-stay-here]", HTMLElement).hidden = true;
    this.#say("");
    if (this.#isCancelled) {
      this.#shown.remove();
      return message("files-stopped-cancelled");
    }
    // What was taken away meanwhile is not waited for; what is to be sent otherwise than it was is.
    const wanted = this.#items.filter(this.#isChosen).flatMap((item) => item.kinds.map((kind) => item.staged.get(kind)));
    const sent = wanted.filter((reference) => reference !== undefined);
    if (sent.length === wanted.length) return sent;
    return message(this.#hasNoRoom ? "files-stopped-closed" : "files-stopped-failed");
  }

  async #send(upload: Upload): Promise<void> {
    const { item, kind } = upload;
    try {
      if (!this.#isWanted(upload)) throw new FileError("cancelled");
      this.#tell(upload, { ...upload.progress, state: "sealing" });
      const source = kind === "cleaned" ? (await this.#files.clean(item.file)).blob : item.file;
      if (this.#isCancelled || !this.#isWanted(upload)) throw new FileError("cancelled");
      upload.sending = this.#files.upload(source, item.nameOf(kind), item.file.type, (progress) => {
        this.#tell(upload, progress);
      });
      if (this.#isPaused) upload.sending.pause();
      await item.staged.arrive(kind, upload.sending);
      this.#tell(upload, ended(upload.progress, "done"));
    } catch (error) {
      if (!(error instanceof FileError) && !(error instanceof CleaningError)) throw error;
      const isCancelled = error.kind === "cancelled";
      this.#tell(upload, ended(upload.progress, isCancelled ? "cancelled" : "failed"));
      if (isCancelled) return;
      say(one(upload.node, "[data-why]", HTMLElement), this.#why(error));
      one(upload.node, "[data-away]", HTMLElement).hidden = false;
    }
  }

  /** Whether it is still to be sent. */
  #isWanted({ item, kind }: Upload): boolean {
    return this.#isChosen(item) && item.kinds.includes(kind);
  }

  #why(error: FileError | CleaningError): string {
    if (error instanceof CleaningError) return message("cleaning-failed");
    if (NO_ROOM.has(error.problem)) this.#hasNoRoom = true;
    if (error.kind === "changed") return message("files-why-changed");
    if (error.problem === "problem-file-too-large") return message("files-why-large");
    if (error.problem === "problem-files-full") return message("files-why-full");
    return message(error.kind === "refused" || error.kind === "answer" ? "files-why-refused" : "files-why-worker");
  }

  #tell(upload: Upload, progress: Progress): void {
    upload.progress = progress;
    showState(upload);
    this.#show();
  }

  /** How far all are together. What is said of it to those who listen is little. */
  #show(): void {
    const all = this.#uploads.map(({ progress }) => progress);
    const [sent, total] = [sumOf(all, "sent"), sumOf(all, "total")];
    one(this.#shown, "[data-all]", HTMLProgressElement).value = total === 0 ? 0 : sent / total;
    one(this.#shown, "[data-amount]", HTMLElement).textContent = message("files-amount", { sent: sizeInWords(sent), total: sizeInWords(total) });
    const speed = all.reduce((sum, { perSecond }) => sum + (perSecond ?? 0), 0);
    one(this.#shown, "[data-left]", HTMLElement).textContent = this.#isPaused || speed === 0 ? "" : leftInWords((total - sent) / speed);
    const isOffline = all.some(({ state }) => state === "offline") && !all.some(({ state }) => state === "sending");
    if (isOffline !== this.#isOffline) {
      this.#isOffline = isOffline;
      this.#say(isOffline ? message("files-said-offline") : "");
    }
    const percent = total === 0 ? 0 : (100 * sent) / total;
    const reached = Math.max(0, ...TOLD_AT.filter((part) => percent >= part));
    if (reached <= this.#toldAt || this.#isPaused || isOffline) return;
    this.#toldAt = reached;
    this.#say(message("files-said-percent", { percent: String(reached) }));
  }

  #say(words: string): void {
    say(one(this.#shown, "[data-said]", HTMLElement), words);
  }
}

function nodeOf(item: Item, kind: Kind): Pick<Upload, "node" | "progress"> {
  const node = one(copyOf("template[data-upload]"), "li", HTMLElement);
  const name = shownName(item.nameOf(kind));
  one(node, "[data-name]", HTMLElement).textContent = name;
  one(node, "[data-of]", HTMLElement).textContent = `: ${name}`;
  one(node, "progress", HTMLElement).setAttribute("aria-label", name);
  const total = sealedFileSize(item.file.size);
  const hasArrived = item.staged.get(kind) !== undefined;
  const progress: Progress = { sent: hasArrived ? total : 0, total, perSecond: null, secondsLeft: null, state: hasArrived ? "done" : "waiting" };
  showState({ node, progress });
  return { node, progress };
}

function showState({ node, progress: { sent, total, state } }: Pick<Upload, "node" | "progress">): void {
  one(node, "progress", HTMLProgressElement).value = total === 0 ? 0 : sent / total;
  one(node, "[data-state]", HTMLElement).textContent = message(STATE_WORDS[state]);
  node.classList.toggle("done", state === "done");
  node.classList.toggle("failed", state === "failed");
}

function ended(progress: Progress, state: "done" | "failed" | "cancelled"): Progress {
  return { ...progress, sent: state === "done" ? progress.total : progress.sent, perSecond: null, secondsLeft: null, state };
}

function sumOf(all: readonly Progress[], what: "sent" | "total"): number {
  return all.reduce((sum, progress) => sum + progress[what], 0);
}
