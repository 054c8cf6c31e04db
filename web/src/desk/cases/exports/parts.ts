/** Which parts of a case go into an export, and in whose name and language it is made. */
import type { MemberId } from "../../../sealing/id.ts";
import type { Day } from "../../../sealing/day.ts";
import type { Digest } from "../../../sealing/digest.ts";
import type { FileReference } from "../../../sealing/file.ts";
import { referenceOf } from "../../../sealing/reference.ts";
import type { Locale, Phrase } from "../../words.ts";
import { inLanguage, titleOfHolder } from "../channel.ts";
import type { Shown } from "../current.ts";
import type { CaseFiles } from "../files/case_files.ts";
import { filesAt } from "../files/references.ts";
import type { Inside, Outside, Part } from "./deeds.ts";

/** What is to be exported. */
export interface Wanted {
  readonly language: Locale;
  readonly parts: ReadonlySet<Part>;
  /** The contact details, where they were opened for it; null where they are left out. */
  readonly contact: string | null;
  /** Whom it is for, as its maker says. */
  readonly to: Inside | Outside;
}

/** Who made it, and when. */
export interface Making {
  readonly member: MemberId;
  readonly title: string;
  readonly day: Day;
}

/** A file of the case and how it was found when it was fetched. */
export interface CheckedFile {
  readonly reference: FileReference;
  /** Where the letter stands that names it. */
  readonly thread: "c" | "i";
  readonly n: number;
  readonly state: "whole" | "damaged" | "missing";
  /** Of the file as its sender had it; null where it is not whole. */
  readonly sha256: Digest | null;
  /** Where it stands in the package; null where it does not. */
  readonly at: string | null;
}

/** A file of a case, and the letter that names it. */
export type NamedFile = Pick<CheckedFile, "reference" | "thread" | "n">;

/** The files of the letters that are exported, in their order. */
export function filesWanted({ opened: { conversation, internal } }: Pick<Shown, "opened">, parts: ReadonlySet<Part>): readonly NamedFile[] {
  if (!parts.has("files")) return [];
  const notes = parts.has("notes") ? internal.entries : [];
  return ([["c", conversation.entries], ["i", notes]] as const).flatMap(([thread, entries]) =>
    entries.flatMap((entry) => filesAt(entries, entry).map((reference) => ({ reference, thread, n: entry.n }))),
  );
}

/** A file could not be fetched, for a reason that says nothing of the file itself. */
export class UnfetchedError extends Error {
  constructor(name: string) {
    super(name);
    this.name = "UnfetchedError";
  }
}

/** A file that was fetched and verified whole, or what is wrong with it. */
export type Fetched = { readonly is: "whole"; readonly blob: Blob; readonly sha256: Digest | null } | { readonly is: "damaged" | "missing" };

/**
 * Fetches a file of the case and verifies it.
 *
 * @throws {@link UnfetchedError} where it is not known whether it is whole; the signal's reason
 */
export async function fetchFile(files: CaseFiles, reference: FileReference, signal: AbortSignal): Promise<Fetched> {
  signal.throwIfAborted();
  const stop = (): void => {
    files.cancel(reference);
  };
  signal.addEventListener("abort", stop, { once: true });
  const file = await files.open(reference);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (file !== null) return { is: "whole", ...file };
  const stand = files.stand(reference);
  if (stand === "damaged" || stand === "missing") return { is: stand };
  const state = files.state(reference).is;
  if (state === "damaged" || state === "missing") return { is: state };
  throw new UnfetchedError(reference.name);
}

/** Fetches files one after the other and tells how each was found; nothing of them is kept but their digests. */
export async function checkFiles(
  files: CaseFiles,
  named: readonly NamedFile[],
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<readonly CheckedFile[]> {
  await files.look(named.map(({ reference }) => reference));
  const checked: CheckedFile[] = [];
  for (const each of named) {
    tell(checked.length);
    const found = await fetchFile(files, each.reference, signal);
    checked.push({ ...each, state: found.is, sha256: found.is === "whole" ? found.sha256 : null, at: null });
  }
  signal.throwIfAborted();
  return checked;
}

/** Who exports from a case, today. */
export function makingIn({ channel }: Pick<Shown, "channel">, member: MemberId, day: Day): Making {
  return { member, title: titleOfHolder(channel.chain, member), day };
}

/** What people call the case. */
export function referenceIn({ opened }: Pick<Shown, "opened">): string {
  return referenceOf(opened.conversation.pinned.id);
}

/** The organisation's name, or the channel's address where nobody signed one. */
export function organisationIn({ channel }: Pick<Shown, "channel">, language: Locale): string {
  return inLanguage(channel.organisation, language) || channel.address;
}

/** What the parts are called. */
export const PART_WORDS: Readonly<Record<Part, Phrase>> = {
  record: "export-part-record",
  events: "export-part-events",
  files: "export-part-files",
  notes: "export-part-notes",
};
