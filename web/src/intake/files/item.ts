/** One chosen file: what it gives away, and how it is to be sent. */
import { FINDING_WORDS } from "../../cleaning/words.ts";
import type { Finding, Inspection } from "../../cleaning/inspection.ts";
import { all, copyOf, element, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import { outcomeOf, outcomeOfFailure, type Outcome } from "./outcome.ts";
import { Staged } from "./staged.ts";
import { cleanedName, shownName, sizeInWords } from "./words.ts";

/** What is sent of a file: cleaned, as it is, or both. */
const WAYS = ["cleaned", "original", "both"] as const;
/** What is sent of a file. */
export type Way = (typeof WAYS)[number];
/** One of the files that are sent of it. */
export type Kind = Exclude<Way, "both">;

let count = 0;

/** A chosen file, with its line in the list. */
export class Item {
  readonly file: File;
  readonly node: HTMLElement;
  /** What of it is with the server. */
  readonly staged = new Staged<Kind>();
  /** Settled once it is known what the file gives away, and whether that can be taken out. */
  readonly looked: Promise<void>;
  readonly #stop = new AbortController();
  #way: Way = "original";

  /**
   * @param inspect - what looks into it
   * @param changed - told when something else is to be sent; what it does not take is undone
   */
  constructor(file: File, inspect: (file: File, signal: AbortSignal) => Promise<Inspection>, changed: () => boolean) {
    count += 1;
    this.file = file;
    this.node = one(copyOf("template[data-file]"), "li", HTMLElement);
    one(this.node, "[data-name]", HTMLElement).textContent = shownName(file.name);
    for (const of of all(this.node, "[data-of]", HTMLElement)) of.textContent = `: ${shownName(file.name)}`;
    one(this.node, "[data-size]", HTMLElement).textContent = sizeInWords(file.size);
    for (const choice of this.#choices) {
      // A name makes the arrow keys go from one to the next; the form is never submitted.
      choice.name = `file-${count}`;
      choice.addEventListener("change", () => {
        this.#choose(choice, changed);
      });
    }
    this.looked = inspect(file, this.#stop.signal).then(
      (inspection) => {
        this.#tell(outcomeOf(inspection));
        changed();
      },
      (error: unknown) => {
        this.#tell(outcomeOfFailure(error));
      },
    );
  }

  /** What is sent of it. */
  get kinds(): readonly Kind[] {
    return this.#way === "both" ? ["cleaned", "original"] : [this.#way];
  }

  /** The name under which it is sent. */
  nameOf(kind: Kind): string {
    return kind === "cleaned" && this.#way === "both" ? cleanedName(this.file.name) : this.file.name;
  }

  /** Bytes of all that is sent of it, before cleaning. */
  get bytes(): number {
    return this.file.size * this.kinds.length;
  }

  /** What the review says of it. */
  get words(): string {
    const values = { name: shownName(this.file.name), size: sizeInWords(this.file.size) };
    return message(({ cleaned: "files-as-cleaned", original: "files-as-original", both: "files-as-both" } as const)[this.#way], values);
  }

  /** It is not to be sent any more: nobody looks into it, and the server keeps nothing of it. */
  end(): void {
    this.#stop.abort();
    this.staged.end();
  }

  /** Lets nothing be changed. */
  fix(isFixed: boolean): void {
    one(this.node, "[data-remove]", HTMLElement).hidden = isFixed;
    one(this.node, "[data-how]", HTMLFieldSetElement).disabled = isFixed;
  }

  get #choices(): readonly HTMLInputElement[] {
    return all(this.node, "[data-how] input", HTMLInputElement);
  }

  #choose(choice: HTMLInputElement, changed: () => boolean): void {
    const before = this.#way;
    this.#way = WAYS.find((way) => way === choice.value) ?? before;
    if (changed()) {
      // The cleaned file has another name where the file as it is goes along.
      this.staged.end(before === "both" || this.#way === "both" ? this.kinds.filter((kind) => kind === "original") : this.kinds);
      return;
    }
    this.#way = before;
    for (const each of this.#choices) each.checked = each.value === before;
  }

  #tell({ canClean, words, heic, findings, stays, staysWords, exchangesNames }: Outcome): void {
    this.#way = canClean ? "cleaned" : "original";
    one(this.node, "[data-looking]", HTMLElement).hidden = true;
    say(one(this.node, "[data-outcome]", HTMLElement), words === null ? "" : message(words));
    list(one(this.node, "[data-findings]", HTMLElement), findings);
    const advice = one(this.node, "[data-heic]", HTMLElement);
    advice.hidden = heic.length === 0;
    advice.replaceChildren(...heic.map((each) => element("p", message(each))));
    one(this.node, "[data-stays]", HTMLElement).hidden = stays.length === 0;
    one(this.node, "[data-stays-words]", HTMLElement).textContent = message(staysWords);
    list(one(this.node, "[data-stay]", HTMLElement), stays);
    one(this.node, "[data-names]", HTMLElement).hidden = !exchangesNames;
    one(this.node, "[data-how]", HTMLElement).hidden = !canClean;
  }
}

/** The same thing found twice is said once. */
function list(where: HTMLElement, findings: readonly Finding[]): void {
  const said = new Map<string, Set<string>>();
  for (const { what, detail } of findings) {
    const words = message(FINDING_WORDS[what]);
    const details = said.get(words) ?? new Set();
    if (detail !== null) details.add(detail);
    said.set(words, details);
  }
  where.hidden = said.size === 0;
  where.replaceChildren(
    ...[...said].flatMap(([words, details]) => {
      const value = element("dd", details.size === 0 ? message("files-found") : "");
      for (const [at, detail] of [...details].entries()) {
        const shown = element("bdi", detail);
        shown.translate = false;
        value.append(...(at === 0 ? [] : [" · "]), shown);
      }
      return [element("dt", words), value];
    }),
  );
}
