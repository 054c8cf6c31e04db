/**
 * The package of a case: plain files with a manifest of digests. Each file of the case is fetched and verified whole before
 * a byte of it is written, one after the other, so that a package of any size takes the room of its largest file; one that
 * does not verify is named as damaged, and left out.
 */
import { utf8 } from "../../../sealing/encoding.ts";
import type { Day } from "../../../sealing/day.ts";
import type { Digest } from "../../../sealing/digest.ts";
import type { Words } from "../../words.ts";
import type { CaseFiles } from "../files/case_files.ts";
import { dangerOf, sniffBlob } from "../../preview/sniff.ts";
import { caseFile, type CaseFileOf } from "./case_file.ts";
import { htmlOf } from "./html.ts";
import { packageName } from "./names.ts";
import { fetchFile, filesWanted, referenceIn, type CheckedFile } from "./parts.ts";
import { conversationData, deedsData, fileData, FORM, madeFor, notesData, recordData, type Plain } from "./plain_data.ts";
import { ZipWriter, type Sink } from "./zip.ts";

/** What is told of a package on its way. */
export interface PackingProgress {
  /** Files that were written or left out. */
  readonly done: number;
  readonly of: number;
}

/** What came of it. */
export interface Packed {
  readonly files: readonly CheckedFile[];
  readonly bytes: number;
}

interface Listed {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: Digest;
}

/** Everything in a package stands in one folder, named after its case. */
class Package {
  readonly #zip: ZipWriter;
  readonly #folder: string;
  readonly listed: Listed[] = [];

  constructor(sink: Sink, folder: string, day: Day) {
    this.#zip = new ZipWriter(sink, day);
    this.#folder = folder;
  }

  async add(path: string, content: Blob): Promise<Digest> {
    const sha256 = await this.#zip.add(`${this.#folder}/${path}`, content);
    this.listed.push({ path, bytes: content.size, sha256 });
    return sha256;
  }

  async addText(path: string, text: string): Promise<void> {
    await this.add(path, new Blob([utf8(text)]));
  }

  async addData(path: string, data: Plain): Promise<void> {
    await this.addText(path, `${JSON.stringify(data, null, 2)}\n`);
  }

  /** Ends it; its bytes. */
  async end(): Promise<number> {
    await this.#zip.end();
    return this.#zip.length;
  }
}

/**
 * Writes the package of a case.
 *
 * @param of - as for the case file; its files are looked at here
 * @throws UnfetchedError where a file could not be fetched; the signal's reason
 */
export async function pack(
  of: Omit<CaseFileOf, "files">,
  caseFiles: CaseFiles,
  words: Words,
  sink: Sink,
  signal: AbortSignal,
  tell: (progress: PackingProgress) => void,
): Promise<Packed> {
  const { shown, wanted, making } = of;
  const made = new Package(sink, referenceIn(shown), making.day);
  const named = filesWanted(shown, wanted.parts);
  await caseFiles.look(named.map(({ reference }) => reference));
  const files: CheckedFile[] = [];
  for (const each of named) {
    tell({ done: files.length, of: named.length });
    const found = await fetchFile(caseFiles, each.reference, signal);
    if (found.is === "whole") {
      const { name } = each.reference;
      const runs = dangerOf(await sniffBlob(found.blob), name) !== null;
      const at = `files/${packageName(files.length + 1, name, runs)}`;
      files.push({ ...each, state: "whole", sha256: await made.add(at, found.blob), at });
    } else {
      files.push({ ...each, state: found.is, sha256: null, at: null });
    }
  }
  signal.throwIfAborted();
  const whole: CaseFileOf = { ...of, files };
  await made.addText("case-file.html", htmlOf(caseFile(whole, words)));
  await made.addData("conversation.json", conversationData(whole, words));
  await made.addData("exports.json", deedsData(whole, words));
  if (wanted.parts.has("record")) await made.addData("record.json", recordData(whole, words));
  if (wanted.parts.has("notes")) await made.addData("notes.json", notesData(whole, words));
  await made.addText("README.txt", readme(whole, words));
  await made.addData("manifest.json", manifest(whole, made.listed));
  // As sha256sum writes and checks it: the digest, two spaces, the path.
  const sums = made.listed.map(({ sha256, path }) => `${sha256}  ${path}\n`).join("");
  await made.addText("SHA256SUMS", sums);
  return { files, bytes: await made.end() };
}

function manifest({ shown, wanted, making, files }: CaseFileOf, listed: readonly Listed[]): Plain {
  return {
    form: FORM,
    reference: referenceIn(shown),
    case: shown.opened.conversation.pinned.id,
    made_on: making.day,
    made_by: { title: making.title, id: making.member },
    made_for: madeFor(wanted),
    language: wanted.language,
    contains: listed.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    files: files.map(fileData),
  };
}

function readme({ shown, wanted, files }: CaseFileOf, { say }: Words): string {
  const damaged = files.filter(({ state }) => state !== "whole").length;
  const lines = [
    say("export-readme-title", { reference: referenceIn(shown) }),
    "",
    say("export-readme-case-file"),
    say("export-readme-data"),
    say("export-readme-deeds"),
    say("export-readme-files"),
    ...(wanted.parts.has("notes") ? [say("export-readme-notes")] : []),
    "",
    say("export-readme-check"),
    "    sha256sum -c SHA256SUMS",
    ...(damaged === 0 ? [] : ["", say("export-damaged-files", { count: damaged })]),
  ];
  return `${lines.join("\n")}\n`;
}
