/** Making an export of the case that is open: its contact details where they are wanted, the log, then the document or package. */
import type { Phrase, Words } from "../../words.ts";
import { openContact } from "../contact_details.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { CaseFiles } from "../files/case_files.ts";
import type { Pending, Unsent } from "../sending.ts";
import { caseFile, lettersIn } from "./case_file.ts";
import { Logging } from "./logging.ts";
import { pack, type PackingProgress } from "./packing.ts";
import { checkFiles, filesWanted, PART_WORDS, PARTS, UnfetchedError, type Making, type Wanted } from "./parts.ts";
import { TooLargeError, type Target } from "./sinks.ts";
import type { Sheet } from "./sheet.ts";

/** Why nothing came of it. */
export type Failure =
  | { readonly why: "not-logged"; readonly outcome: Unsent }
  | { readonly why: "contact-not-stored"; readonly outcome: Unsent }
  | { readonly why: "contact-damaged" | "cancelled" | "too-large" | "disk" }
  | { readonly why: "unfetched"; readonly name: string };

/** What is wanted, and why the contact details are to be opened; null where they are not. */
export interface Asked extends Omit<Wanted, "contact"> {
  readonly contactReason: string | null;
}

/** What came of a case file. */
export type MadeSheet = { readonly is: "made"; readonly sheet: Sheet } | { readonly is: "failed"; readonly failure: Failure };
/** What came of a package. */
export type MadePackage =
  | { readonly is: "made"; readonly files: number; readonly left: number; readonly bytes: number }
  /** `isLogged` where it stands in the log already, though nothing was saved. */
  | { readonly is: "failed"; readonly failure: Failure; readonly isLogged: boolean };

/** The exports of one case, for as long as its page is open. */
export class Exporting {
  readonly #atWork: CasesAtWork;
  readonly #files: CaseFiles;
  readonly #logging: Logging;
  readonly #warningsOf: (shown: Shown) => readonly Phrase[];
  #pendingContact: Pending | null = null;
  #stop = new AbortController();

  constructor(atWork: CasesAtWork, files: CaseFiles, warningsOf: (shown: Shown) => readonly Phrase[]) {
    this.#atWork = atWork;
    this.#files = files;
    this.#logging = new Logging(atWork);
    this.#warningsOf = warningsOf;
  }

  /** Calls off what is being made. What was written down stays. */
  cancel(): void {
    this.#stop.abort();
  }

  /**
   * The case file.
   *
   * @param own - the words of whoever makes it, in which it is written down; the document has those of its own language
   */
  async caseFile(shown: Shown, asked: Asked, own: Words, words: Words, making: Making, tell: (progress: PackingProgress) => void): Promise<MadeSheet> {
    this.#stop = new AbortController();
    try {
      const named = filesWanted(shown, asked.parts);
      const files = await checkFiles(this.#files, named, this.#stop.signal, (done) => {
        tell({ done, of: named.length });
      });
      const contact = await this.#contact(shown, asked);
      if ("why" in contact) return { is: "failed", failure: contact };
      const wanted = { ...asked, contact: contact.words };
      const logged = await this.#log(contact.shown, wanted, "case-file", files.length, own);
      if (logged !== null) return { is: "failed", failure: logged };
      const of = { shown: contact.shown, wanted, making, warnings: this.#warningsOf(contact.shown), files };
      return { is: "made", sheet: caseFile(of, words) };
    } catch (error) {
      return { is: "failed", failure: failureOf(error) };
    }
  }

  /** The package, to where its maker has chosen already. */
  async package(
    shown: Shown,
    asked: Asked,
    own: Words,
    words: Words,
    making: Making,
    target: Target,
    tell: (progress: PackingProgress) => void,
  ): Promise<MadePackage> {
    this.#stop = new AbortController();
    let isLogged = false;
    try {
      const contact = await this.#contact(shown, asked);
      if ("why" in contact) return await this.#discard(target, contact, isLogged);
      const wanted = { ...asked, contact: contact.words };
      const count = filesWanted(contact.shown, wanted.parts).length;
      const logged = await this.#log(contact.shown, wanted, "package", count, own);
      if (logged !== null) return await this.#discard(target, logged, isLogged);
      isLogged = true;
      const of = { shown: contact.shown, wanted, making, warnings: this.#warningsOf(contact.shown) };
      const { files, bytes } = await pack(of, this.#files, words, target, this.#stop.signal, tell);
      await target.keep();
      const left = files.filter(({ state }) => state !== "whole").length;
      return { is: "made", files: files.length - left, left, bytes };
    } catch (error) {
      return this.#discard(target, failureOf(error), isLogged);
    }
  }

  async #discard(target: Target, failure: Failure, isLogged: boolean): Promise<MadePackage> {
    // What cannot even be taken back is none of the browser's files: it never was closed.
    await target.discard().catch(() => undefined);
    return { is: "failed", failure, isLogged };
  }

  async #contact(shown: Shown, { contactReason }: Asked): Promise<{ readonly shown: Shown; readonly words: string | null } | Failure> {
    if (contactReason === null) return { shown, words: null };
    const { cases, ports } = this.#atWork;
    const outcome = await openContact(contactReason, shown, this.#pendingContact, cases, ports);
    if (outcome.is === "damaged") return { why: "contact-damaged" };
    if (outcome.is === "not-stored") {
      this.#pendingContact = outcome.pending;
      return { why: "contact-not-stored", outcome: outcome.outcome };
    }
    this.#pendingContact = null;
    const now = cases.current.peek();
    return { shown: now?.is === "open" && now.row === shown.row ? now : shown, words: outcome.words };
  }

  async #log(shown: Shown, wanted: Wanted, what: "case-file" | "package", files: number, { say }: Words): Promise<Failure | null> {
    const parts = [
      ...PARTS.filter((part) => wanted.parts.has(part)).map((part) => say(PART_WORDS[part])),
      ...(wanted.contact === null ? [] : [say("cases-contact")]),
    ];
    const said = {
      language: say(wanted.language === "sv" ? "export-in-swedish" : "export-in-english"),
      purpose: wanted.purpose,
      letters: lettersIn(shown),
      files,
      parts: parts.length === 0 ? "–" : parts.join(", "),
    };
    const text = what === "case-file" ? say("export-logged-case-file", said) : say("export-logged-package", said);
    const logged = await this.#logging.log(shown, text);
    return logged.is === "logged" ? null : { why: "not-logged", outcome: logged.outcome };
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof UnfetchedError) return { why: "unfetched", name: error.message };
  if (error instanceof TooLargeError) return { why: "too-large" };
  if (error instanceof DOMException) return { why: error.name === "AbortError" ? "cancelled" : "disk" };
  throw error;
}

