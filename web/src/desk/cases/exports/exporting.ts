/** Making an export of the case that is open: its contact details where they are wanted, the deed, then the document or package. */
import type { Phrase, Words } from "../../words.ts";
import { openContact } from "../contact_details.ts";
import type { CasesAtWork } from "../context.ts";
import type { Shown } from "../current.ts";
import type { CaseFiles } from "../files/case_files.ts";
import type { Pending, Unsent } from "../sending.ts";
import { caseFile, lettersIn } from "./case_file.ts";
import { PARTS, type Deed, type Inside, type Outside } from "./deeds.ts";
import type { Disclosure, Undisclosed } from "./disclosing.ts";
import { pack, type PackingProgress } from "./packing.ts";
import { checkFiles, filesWanted, UnfetchedError, type Making, type Wanted } from "./parts.ts";
import { TooLargeError, type Target } from "./sinks.ts";
import type { Sheet } from "./sheet.ts";

/** Why nothing came of it. */
export type Failure =
  | { readonly why: "not-logged"; readonly outcome: Unsent }
  | { readonly why: "undisclosed"; readonly outcome: Undisclosed }
  | { readonly why: "contact-not-stored"; readonly outcome: Unsent }
  | { readonly why: "contact-damaged" | "cancelled" | "too-large" | "disk" }
  | { readonly why: "unfetched"; readonly name: string };

/** Whom an export is for: the own work or the archive inside, and what for, or somebody outside. */
export type For = Inside | { readonly is: "outside"; readonly disclosure: Disclosure };

/** What is wanted, and why the contact details are to be opened; null where they are not. */
export interface Asked extends Omit<Wanted, "contact" | "to"> {
  readonly for: For;
  readonly contactReason: string | null;
}

/** The case as it stood once the export was written down in it, and for whom that says it is. */
interface Written {
  readonly shown: Shown;
  readonly wanted: Wanted;
}

/** What came of a case file. */
export type MadeSheet = { readonly is: "made"; readonly sheet: Sheet } | Unmade;
/** What came of a package. */
export type MadePackage =
  | { readonly is: "made"; readonly files: number; readonly left: number; readonly bytes: number }
  | Unmade;
/** Why there is none. `isLogged` where it stands in the case already. */
export interface Unmade {
  readonly is: "failed";
  readonly failure: Failure;
  readonly isLogged: boolean;
}

/** The exports of one case, for as long as its page is open. */
export class Exporting {
  readonly #atWork: CasesAtWork;
  readonly #files: CaseFiles;
  readonly #warningsOf: (shown: Shown) => readonly Phrase[];
  #pendingContact: Pending | null = null;
  #stop = new AbortController();

  constructor(atWork: CasesAtWork, files: CaseFiles, warningsOf: (shown: Shown) => readonly Phrase[]) {
    this.#atWork = atWork;
    this.#files = files;
    this.#warningsOf = warningsOf;
  }

  /** Calls off what is being made. What was written down stays. */
  cancel(): void {
    this.#stop.abort();
  }

  /**
   * The case file.
   *
   * @param words - those of the document's own language
   */
  async caseFile(shown: Shown, asked: Asked, words: Words, making: Making, tell: (progress: PackingProgress) => void): Promise<MadeSheet> {
    this.#stop = new AbortController();
    let isLogged = false;
    try {
      const named = filesWanted(shown, asked.parts);
      const files = await checkFiles(this.#files, named, this.#stop.signal, (done) => {
        tell({ done, of: named.length });
      });
      const contact = await this.#contact(shown, asked);
      if ("why" in contact) return { is: "failed", failure: contact, isLogged };
      const written = await this.#write(contact.shown, asked, contact.words, "case-file");
      if ("why" in written) return { is: "failed", failure: written, isLogged };
      isLogged = true;
      const of = { ...written, making, warnings: this.#warningsOf(written.shown) };
      // What came while it was written down goes along, with its files.
      const since = filesWanted(written.shown, asked.parts).filter(({ thread, n }) => n >= shown.opened[THREADS[thread]].entries.length);
      const rest = await checkFiles(this.#files, since, this.#stop.signal, () => undefined);
      return { is: "made", sheet: caseFile({ ...of, files: [...files, ...rest] }, words) };
    } catch (error) {
      return this.#unmade(shown, "case-file", failureOf(error), isLogged);
    }
  }

  /** The package, to where its maker has chosen already. */
  async package(
    shown: Shown,
    asked: Asked,
    words: Words,
    making: Making,
    target: Target,
    tell: (progress: PackingProgress) => void,
  ): Promise<MadePackage> {
    this.#stop = new AbortController();
    let isLogged = false;
    try {
      const contact = await this.#contact(shown, asked);
      if ("why" in contact) return await this.#discard(shown, target, contact, isLogged);
      const written = await this.#write(contact.shown, asked, contact.words, "package");
      if ("why" in written) return await this.#discard(shown, target, written, isLogged);
      isLogged = true;
      const of = { ...written, making, warnings: this.#warningsOf(written.shown) };
      const { files, bytes } = await pack(of, this.#files, words, target, this.#stop.signal, tell);
      await target.keep();
      const left = files.filter(({ state }) => state !== "whole").length;
      return { is: "made", files: files.length - left, left, bytes };
    } catch (error) {
      return this.#discard(shown, target, failureOf(error), isLogged);
    }
  }

  async #discard(shown: Shown, target: Target, failure: Failure, isLogged: boolean): Promise<Unmade> {
    // What cannot even be taken back is none of the browser's files: it never was closed.
    await target.discard().catch(() => undefined);
    return this.#unmade(shown, "package", failure, isLogged);
  }

  #unmade(shown: Shown, what: "case-file" | "package", failure: Failure, isLogged: boolean): Unmade {
    if (isLogged) this.#atWork.disclosingIn(shown, what).takeBack();
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

  async #write(shown: Shown, asked: Asked, contact: string | null, what: "case-file" | "package"): Promise<Written | Failure> {
    const { language, parts } = asked;
    const deedTo = (to: Inside | Outside): Deed => ({
      what,
      to,
      language,
      parts: PARTS.filter((part) => parts.has(part)),
      contact: contact === null ? "without" : "with",
      letters: lettersIn(shown),
      files: filesWanted(shown, parts).length,
    });
    const disclosing = this.#atWork.disclosingIn(shown, what);
    if (asked.for.is === "inside") {
      const logged = await disclosing.keep(shown, deedTo(asked.for));
      if (logged.is === "not-logged") return { why: "not-logged", outcome: logged.outcome };
      return { shown: disclosing.newest(shown), wanted: { language, parts, contact, to: asked.for } };
    }
    const outcome = await disclosing.complete(shown, asked.for.disclosure, deedTo);
    if (outcome.is !== "done") return { why: "undisclosed", outcome };
    return { shown: disclosing.newest(shown), wanted: { language, parts, contact, to: outcome.to } };
  }
}

const THREADS = { c: "conversation", i: "internal" } as const;

function failureOf(error: unknown): Failure {
  if (error instanceof UnfetchedError) return { why: "unfetched", name: error.message };
  if (error instanceof TooLargeError) return { why: "too-large" };
  if (error instanceof DOMException) return { why: error.name === "AbortError" ? "cancelled" : "disk" };
  throw error;
}

