/** Choosing files: by the button or by dropping them, with what each gives away, within what the server takes. */
import { watchForDrops } from "../../files/dropping.ts";
import { bytesOf } from "../../files/listed.ts";
import { Files } from "../../files/port.ts";
import { MOST_FILES, type FileReference } from "../../sealing/file.ts";
import { sealedFileSize } from "../../sealing/file_stream.ts";
import { copyOf, element, maybe, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import type { Signed } from "../server/client.ts";
import { ServerError } from "../server/failure.ts";
import { Adding } from "./adding.ts";
import { listFiles } from "./held.ts";
import { Item } from "./item.ts";
import { CHANGED, type Chooser, type SealedFile } from "./part.ts";
import { fetchBounds, Host, isStaged, type Bounds } from "./room.ts";
import { SendingFiles } from "./sending.ts";
import { WORKERS_OF_FILES } from "./start.ts";
import { boundInWords, inSentence, overInWords, sizeInWords } from "./words.ts";

/** The choice of files in a place of the page. */
export class Choosing implements Chooser {
  readonly #place: HTMLElement;
  readonly #status: HTMLElement;
  readonly #channel: string;
  readonly #isFiled: boolean;
  readonly #host: Host;
  readonly #files: Files;
  readonly #adding = new Adding();
  #items: readonly Item[] = [];
  #bounds: Bounds | null = null;
  /** Bytes that the case holds already. */
  #used = 0;
  #by: Signed | null = null;
  #isFixed = false;

  constructor(place: HTMLElement, status: HTMLElement, channel: string, by: Signed | null) {
    this.#place = place;
    this.#status = status;
    this.#channel = channel;
    this.#isFiled = by !== null;
    this.#host = new Host(by === null ? channel : null);
    this.#host.by = by;
    this.#files = new Files(WORKERS_OF_FILES, this.#host);
    place.append(copyOf("template[data-files-chooser]"));
    this.#listen();
    void this.#ask();
  }

  get isEmpty(): boolean {
    return this.#items.length === 0 && !this.#adding.isUnderWay;
  }

  get words(): string {
    return this.#items.length === 0 ? message("files-none") : this.#items.map(({ words }) => words).join("\n");
  }

  fix(isFixed: boolean): void {
    this.#isFixed = isFixed;
    one(this.#place, "[data-fixed]", HTMLElement).hidden = !isFixed || this.#items.length === 0;
    for (const item of this.#items) item.fix(isFixed);
    this.#show();
  }

  async send(by: Signed): Promise<readonly FileReference[] | string> {
    // What does not stand in the list when it is to be sent, and was chosen, is not left behind unsaid.
    if (!(await this.#adding.done)) return message("files-stopped-failed");
    if (this.#by !== by) for (const { staged } of this.#items) staged.end();
    this.#by = by;
    this.#host.by = by;
    await Promise.all(this.#items.map(({ looked }) => looked));
    await Promise.all(this.#items.map(forgetLost));
    const remove = (item: Item): void => {
      this.#remove(item);
    };
    const sending = new SendingFiles(this.#status, this.#files, this.#items, remove, (item) => this.#items.includes(item));
    return sending.done;
  }

  forget(sent: readonly SealedFile[]): void {
    const ids = new Set(sent.map(({ id }) => id));
    const isKept = (item: Item): boolean => !item.staged.arrived.some(([, { id }]) => ids.has(id));
    for (const item of this.#items) if (!isKept(item)) item.node.remove();
    this.#items = this.#items.filter(isKept);
    // What told of them on their way has nothing more to tell.
    maybe(this.#status.parentElement ?? this.#status, ".uploading", HTMLElement)?.remove();
    this.#show();
    void this.#ask();
  }

  close(): void {
    this.#files.close();
  }

  get #field(): HTMLInputElement {
    return one(this.#place, "[data-choose]", HTMLInputElement);
  }

  get #isOpen(): boolean {
    return !this.#isFixed && this.#bounds?.open !== false;
  }

  #listen(): void {
    const field = this.#field;
    field.addEventListener("change", () => {
      const chosen = [...(field.files ?? [])];
      // What was taken away can be chosen again.
      field.value = "";
      this.#choose(chosen);
    });
    const drop = one(this.#place, "[data-drop]", HTMLElement);
    watchForDrops({
      takes: (there) => this.#isOpen && this.#place.contains(there),
      over: (isOver) => drop.classList.toggle("over", isOver),
      take: (files) => {
        this.#choose(files);
      },
    });
  }

  /** Asks what the server takes at this moment. What it said before stands where it is not reached. */
  async #ask(): Promise<void> {
    this.#bounds = (await fetchBounds(this.#channel)) ?? this.#bounds;
    if (this.#isFiled && this.#host.by !== null) this.#used = await usedBy(this.#host.by, this.#used);
    this.#show();
  }

  #choose(chosen: readonly File[]): void {
    if (chosen.length > 0) this.#adding.begin(() => this.#add(chosen));
  }

  /** @returns whether all were taken */
  async #add(chosen: readonly File[]): Promise<boolean> {
    await this.#ask();
    const refused: string[] = [];
    const added: Item[] = [];
    for (const file of chosen) {
      const unreadable = await whyUnreadable(file);
      // Asked once nothing more is waited for: what was chosen may have been settled meanwhile.
      if (this.#isFixed) break;
      const why = this.#isOpen ? (unreadable ?? this.#whyNot(file)) : message("files-closed");
      if (why !== null) {
        refused.push(why);
        continue;
      }
      const item: Item = new Item(file, (each, signal) => this.#files.inspect(each, signal), () => this.#changed(item));
      one(item.node, "[data-remove]", HTMLElement).addEventListener("click", () => {
        this.#remove(item);
      });
      this.#items = [...this.#items, item];
      added.push(item);
    }
    one(this.#place, "[data-chosen]", HTMLElement).append(...added.map(({ node }) => node));
    this.#refuse(refused);
    this.#show();
    if (this.#isFixed && added.length < chosen.length) one(this.#place, "[data-fixed]", HTMLElement).hidden = false;
    if (added.length > 0) this.#say(this.#sum());
    this.#place.dispatchEvent(new Event(CHANGED));
    return added.length === chosen.length;
  }

  /** Why this file is not taken, in words; null if it is. */
  #whyNot(file: File): string | null {
    const name = inSentence(file.name);
    const count = this.#items.reduce((sum, { kinds }) => sum + kinds.length, 0);
    if (count >= MOST_FILES) return message("files-too-many", { count: String(MOST_FILES), name });
    if (this.#bounds === null) return null;
    const { largest, per_case: all } = this.#bounds;
    if (file.size > largest) return message("files-too-large", { largest: boundInWords(largest), name, size: overInWords(file.size) });
    const [size, left] = [sealedFileSize(file.size), all - this.#taken()];
    return size > left ? message("files-case-full", { all: boundInWords(all), left: boundInWords(Math.max(left, 0)), name }) : null;
  }

  /** Bytes of the case that are taken already, and of what is chosen. */
  #taken(): number {
    return this.#items.reduce((sum, { file, kinds }) => sum + sealedFileSize(file.size) * kinds.length, this.#used);
  }

  /** Whether what is chosen now is within what the server takes; says so if it is not. */
  #changed(item: Item): boolean {
    this.#show();
    if (this.#bounds === null || this.#taken() <= this.#bounds.per_case) return true;
    const { per_case: all } = this.#bounds;
    const left = Math.max(all - this.#taken() + sealedFileSize(item.file.size), 0);
    this.#refuse([message("files-case-full", { all: boundInWords(all), left: boundInWords(left), name: inSentence(item.file.name) })]);
    return false;
  }

  #remove(item: Item): void {
    if (this.#isFixed || !this.#items.includes(item)) return;
    const at = this.#items.indexOf(item);
    const hadFocus = item.node.contains(document.activeElement);
    item.node.remove();
    this.#items = this.#items.filter((each) => each !== item);
    item.end();
    this.#refuse([]);
    this.#show();
    this.#place.dispatchEvent(new Event(CHANGED));
    this.#say(message("files-removed", { name: inSentence(item.file.name) }));
    if (!hadFocus) return;
    const next = this.#items[at] ?? this.#items.at(-1);
    if (next === undefined) this.#field.focus();
    else one(next.node, ".file-name", HTMLElement).focus();
  }

  #show(): void {
    const isClosed = this.#bounds?.open === false;
    one(this.#place, "[data-closed]", HTMLElement).hidden = !isClosed;
    this.#field.disabled = !this.#isOpen;
    const bounds = this.#bounds;
    const words = bounds === null ? "" : message("files-bounds", { largest: boundInWords(bounds.largest), all: boundInWords(bounds.per_case) });
    say(one(this.#place, "[data-bounds]", HTMLElement), words);
    one(this.#place, "[data-chosen]", HTMLElement).hidden = this.#items.length === 0;
    say(one(this.#place, "[data-sum]", HTMLElement), this.#items.length < 2 ? "" : this.#sum());
  }

  #sum(): string {
    const bytes = this.#items.reduce((sum, item) => sum + item.bytes, 0);
    return message("files-added", { count: String(this.#items.length), size: sizeInWords(bytes) });
  }

  #refuse(why: readonly string[]): void {
    one(this.#place, "[data-refusals]", HTMLElement).replaceChildren(...why.map((words) => element("li", words)));
    one(this.#place, "[data-refused]", HTMLElement).hidden = why.length === 0;
  }

  #say(words: string): void {
    one(this.#place, "[data-said]", HTMLElement).textContent = words;
  }
}

/** Why the file cannot be read at all, as a folder cannot; null if it can. */
async function whyUnreadable(file: File): Promise<string | null> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return null;
  } catch {
    return message("files-unreadable", { name: inSentence(file.name) });
  }
}

/** Takes what the server has removed meanwhile for not sent. */
async function forgetLost({ staged }: Item): Promise<void> {
  for (const [kind, { id }] of staged.arrived) if (!(await isStaged(id))) staged.lose(kind);
}

async function usedBy(by: Signed, before: number): Promise<number> {
  try {
    return bytesOf(await listFiles(by));
  } catch (error) {
    if (error instanceof ServerError) return before;
    throw error;
  }
}
