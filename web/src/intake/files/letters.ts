/** The files of letters: how many are as they were sealed, and fetching them, which checks them whole. */
import { standIn, type ListedFiles } from "../../files/listed.ts";
import { FileError, Files, type Opening, type Progress } from "../../files/port.ts";
import type { Digest } from "../../sealing/digest.ts";
import type { FileReference } from "../../sealing/file.ts";
import type { FileId } from "../../sealing/id.ts";
import { all, copyOf, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import type { Signed } from "../server/client.ts";
import { ServerError } from "../server/failure.ts";
import { Addresses } from "./addresses.ts";
import { dangerOfName } from "./danger.ts";
import { listFiles } from "./held.ts";
import type { LetterFiles, SealedFile } from "./part.ts";
import { Host } from "./room.ts";
import { WORKERS_OF_FILES } from "./start.ts";
import { shownName, sizeInWords } from "./words.ts";

/** The files of the letters of one case. */
export class FilesOfLetters {
  readonly #host = new Host(null);
  readonly #files = new Files(WORKERS_OF_FILES, this.#host);
  /** What was made for a letter stays when the letters are shown anew: somebody may be fetching a file of it. */
  readonly #made = new Map<number, HTMLElement>();
  readonly #addresses = new Addresses();
  /** Those that were fetched and are not what was sealed, whatever the server lists. */
  readonly #damaged = new Set<FileId>();
  #listed: ListedFiles | null = null;

  /** Shows the files of letters, each in its place. */
  async show(by: Signed, letters: readonly LetterFiles[]): Promise<void> {
    this.#host.by = by;
    this.#letGo(letters);
    for (const letter of letters) letter.place.append(this.#sectionOf(letter));
    this.#listed = await list(by);
    for (const { n, files } of letters) {
      const section = this.#made.get(n);
      if (section !== undefined) this.#tell(section, files);
    }
  }

  /** The page is left: nothing that was opened stays in reach, and nothing comes any more. */
  close(): void {
    this.#files.close();
    this.#addresses.close();
  }

  /** Lets go of the files of letters that are shown no more. */
  #letGo(letters: readonly LetterFiles[]): void {
    for (const [n, section] of [...this.#made]) {
      if (letters.some((letter) => letter.n === n)) continue;
      for (const node of all(section, "[data-list] > li", HTMLElement)) FileOfLetter.of(node)?.letGo();
      this.#made.delete(n);
    }
  }

  #piecesOf(file: SealedFile): readonly Digest[] | null {
    if (this.#listed === null || this.#damaged.has(file.id) || standIn(this.#listed, file) !== "listed") return null;
    return this.#listed.get(file.id)?.pieces ?? null;
  }

  #sectionOf({ n, files }: LetterFiles): HTMLElement {
    const made = this.#made.get(n);
    if (made !== undefined) return made;
    const section = one(copyOf("template[data-letter-files]"), "section", HTMLElement);
    one(section, "[data-hidden]", HTMLElement).hidden = files.every(isNamed);
    one(section, "[data-list]", HTMLElement).append(
      ...files.filter(isNamed).map((file) => {
        const damaged = (): void => {
          this.#damaged.add(file.id);
          this.#tell(section, files);
        };
        return new FileOfLetter(file, this.#files, this.#addresses, damaged).node;
      }),
    );
    this.#made.set(n, section);
    return section;
  }

  #tell(section: HTMLElement, files: readonly (FileReference | SealedFile)[]): void {
    const verified = one(section, "[data-verified]", HTMLElement);
    const isListed = this.#listed !== null;
    const good = files.filter((file) => this.#piecesOf(file) !== null).length;
    verified.classList.toggle("amiss", good < files.length);
    const words = { good: String(good), count: String(files.length) };
    say(verified, isListed ? message("files-letter-verified", words) : message("files-letter-unknown"));
    const named = files.filter(isNamed);
    for (const [at, node] of all(section, "[data-list] > li", HTMLElement).entries()) {
      const file = named[at];
      if (file !== undefined) FileOfLetter.of(node)?.hold(isListed ? (this.#piecesOf(file) ?? "damaged") : null);
    }
  }
}

function isNamed(file: FileReference | SealedFile): file is FileReference {
  return "key" in file;
}

async function list(by: Signed): Promise<ListedFiles | null> {
  try {
    return await listFiles(by);
  } catch (error) {
    if (error instanceof ServerError) return null;
    throw error;
  }
}

const lines = new WeakMap<HTMLElement, FileOfLetter>();

/** One file of a letter, with its line. */
class FileOfLetter {
  readonly node: HTMLElement;
  readonly #file: FileReference;
  readonly #files: Files;
  readonly #addresses: Addresses;
  readonly #found: () => void;
  readonly #open: HTMLElement;
  readonly #stop: HTMLElement;
  readonly #save: HTMLAnchorElement;
  readonly #state: HTMLElement;
  readonly #progress: HTMLProgressElement;
  #pieces: readonly Digest[] | null = null;
  #opening: Opening | null = null;

  /** @param found - told when what was fetched is not what was sealed */
  constructor(file: FileReference, files: Files, addresses: Addresses, found: () => void) {
    this.#file = file;
    this.#files = files;
    this.#addresses = addresses;
    this.#found = found;
    this.node = one(copyOf("template[data-letter-file]"), "li", HTMLElement);
    this.#open = one(this.node, "[data-open]", HTMLElement);
    this.#stop = one(this.node, "[data-stop]", HTMLElement);
    this.#save = one(this.node, "[data-save]", HTMLAnchorElement);
    this.#state = one(this.node, "[data-state]", HTMLElement);
    this.#progress = one(this.node, "progress", HTMLProgressElement);
    const name = shownName(file.name);
    one(this.node, "[data-name]", HTMLElement).textContent = name;
    one(this.node, "[data-size]", HTMLElement).textContent = sizeInWords(file.size);
    for (const of of all(this.node, "[data-of]", HTMLElement)) of.textContent = `: ${name}`;
    this.#progress.setAttribute("aria-label", name);
    this.#open.hidden = true;
    this.#open.addEventListener("click", () => void this.#fetch());
    this.#stop.addEventListener("click", () => {
      this.#opening?.cancel();
      this.#open.hidden = false;
      this.#open.focus();
    });
    lines.set(this.node, this);
  }

  /** The file of a line. */
  static of(node: HTMLElement): FileOfLetter | undefined {
    return lines.get(node);
  }

  /** Offers the file if the server lists it as it was sealed. */
  hold(pieces: readonly Digest[] | "damaged" | null): void {
    if (this.#opening !== null || !this.#save.hasAttribute("hidden")) return;
    if (pieces === "damaged") {
      this.#damaged();
      return;
    }
    this.#pieces = pieces;
    this.#open.hidden = pieces === null;
    // What an earlier list said of it is true no more.
    if (pieces !== null && this.#state.classList.contains("bad")) {
      this.#state.classList.remove("bad");
      say(this.#state, "");
    }
  }

  /** It is shown no more: it is not fetched any further, and what was is not kept. */
  letGo(): void {
    this.#opening?.cancel();
    this.#addresses.take(this.#save.href);
  }

  async #fetch(): Promise<void> {
    if (this.#pieces === null || this.#opening !== null) return;
    const hadFocus = document.activeElement === this.#open;
    this.#open.hidden = true;
    this.#stop.hidden = false;
    if (hadFocus) this.#stop.focus();
    this.#progress.hidden = false;
    say(this.#state, message("files-opening"));
    this.#opening = this.#files.open(this.#file, this.#pieces, (progress) => {
      this.#tell(progress);
    });
    try {
      const { blob } = await this.#opening.done;
      this.#offer(blob, document.activeElement === this.#stop);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const hasFocus = document.activeElement === this.#stop;
      if (error.kind === "damaged" || error.kind === "missing") {
        this.#damaged();
        this.#found();
      } else {
        say(this.#state, error.kind === "cancelled" ? "" : message("files-open-failed"));
        this.#open.hidden = false;
        if (hasFocus) this.#open.focus();
      }
    } finally {
      this.#opening = null;
      this.#stop.hidden = true;
      this.#progress.hidden = true;
    }
  }

  #tell({ sent, total }: Progress): void {
    this.#progress.value = total === 0 ? 0 : sent / total;
  }

  /** Whole and checked: from now on it can be saved, as often as one likes, until others need its room. */
  #offer(blob: Blob, takesFocus: boolean): void {
    this.#save.href = this.#addresses.give(blob, () => {
      this.#withdraw();
    });
    this.#save.download = shownName(this.#file.name);
    this.#save.hidden = false;
    const danger = dangerOfName(this.#file.name);
    say(this.#state, `${danger === null ? "" : `${message(danger)} `}${message("files-save-hint")}`);
    if (takesFocus) this.#save.focus();
    this.#save.click();
  }

  /** It is fetched again by whoever wants it once more. */
  #withdraw(): void {
    const hadFocus = document.activeElement === this.#save;
    this.#save.hidden = true;
    this.#save.removeAttribute("href");
    say(this.#state, "");
    this.#open.hidden = false;
    if (hadFocus) this.#open.focus();
  }

  #damaged(): void {
    this.#open.hidden = true;
    this.#state.classList.add("bad");
    say(this.#state, message("files-letter-damaged"));
  }
}
