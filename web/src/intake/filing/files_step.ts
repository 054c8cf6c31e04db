/** The step of the form in which files are chosen. What it shows is loaded when somebody comes to it. */
import type { FileReference } from "../../sealing/file.ts";
import type { Chooser, FilesPart } from "../files/part.ts";
import { element, one, say } from "../page/elements.ts";
import { message } from "../page/messages.ts";
import { changePart, filesPart } from "../page/parts.ts";
import type { offerChange } from "./change.ts";
import type { Signed } from "../server/client.ts";
import type { Files } from "./send.ts";

/** The step. Until it has been loaded no file is chosen. */
export class FilesStep {
  readonly #form: HTMLFormElement;
  #part: FilesPart | null = null;
  #chooser: Chooser | null = null;
  /** What became of the files that were filed. */
  #held = "";

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  /** Loads what the step shows, unless it is there; where that cannot be had, the report goes without files. */
  load(): void {
    if (this.#part !== null) return;
    const place = one(this.#form, "[data-files]", HTMLElement);
    const missing = one(place, "p", HTMLElement);
    missing.hidden = true;
    void filesPart().then((part) => {
      missing.hidden = part !== null;
      if (part === null || this.#part !== null) return;
      this.#part = part;
      this.#chooser = part.choose(place, one(this.#form, "[data-sending]", HTMLElement), this.#form.dataset["channel"] ?? "", null);
    });
  }

  get isEmpty(): boolean {
    return this.#chooser?.isEmpty ?? true;
  }

  /** What is chosen, for the review. */
  get words(): string {
    return this.#chooser?.words ?? "";
  }

  /** What sends them, if there are any. */
  get toSend(): Files | null {
    const [part, chooser] = [this.#part, this.#chooser];
    if (part === null || chooser === null || chooser.isEmpty) return null;
    return {
      send: (by: Signed) => chooser.send(by),
      hold: async (by: Signed, files: readonly FileReference[]) => {
        const { isWhole, words } = await part.hold(by, files);
        this.#held = words;
        return isWhole;
      },
    };
  }

  /** Lets nothing be changed while the report may have arrived: what it names is settled. */
  fix(isFixed: boolean): void {
    this.#chooser?.fix(isFixed);
  }

  /** Offers what was changed after the first try had arrived; what does that is loaded with the step. */
  readonly offerChange: typeof offerChange = (main, sent, change, ...rest) => {
    void changePart().then((offer) => {
      if (offer !== null) {
        offer(main, sent, change, ...rest);
        return;
      }
      const section = one(main, "[data-changed]", HTMLElement);
      one(section, "[data-change]", HTMLElement).textContent = change;
      one(section, "button", HTMLElement).hidden = true;
      say(one(section, "[data-change-status]", HTMLElement), message("changed-elsewhere"));
      section.hidden = false;
    });
  };

  /** Says on the page of the code what became of the files; nothing more is done with them. */
  tell(main: HTMLElement): void {
    this.#chooser?.close();
    if (this.#held === "") return;
    const told = element("p", this.#held);
    told.className = "good";
    one(main, "h1", HTMLElement).before(told);
  }
}
