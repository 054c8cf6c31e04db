/**
 * What moves files in a test, without a worker: it keeps the contract of `Files` but seals nothing, so that a piece of
 * the server's is a piece of the file.
 */
import { CleaningError, type Cleaned, type Inspection } from "../../../../src/cleaning/inspection.ts";
import { FileError, type Opening, type Progress, type Sending } from "../../../../src/files/port.ts";
import type { FilesPort } from "../../../../src/desk/cases/files/port.ts";
import type { CaseRow } from "../../../../src/desk/router.ts";
import { digestOf, type Digest } from "../../../../src/sealing/digest.ts";
import { parseBase64, utf8 } from "../../../../src/sealing/encoding.ts";
import type { FileReference } from "../../../../src/sealing/file.ts";
import { PIECE_BYTES } from "../../../../src/sealing/file_stream.ts";
import { newIdentity } from "../../../../src/sealing/identity.ts";
import type { DeskServer } from "./desk_server.ts";
import { given } from "./given.ts";
import { digestOfFile, type Person } from "./stored.ts";

/** Bytes of a piece in tests. */
const PIECE = 8;

/** What every text that carries an author begins with. */
export const AUTHOR = "author:Anna;";

/** The name of a file that cannot be looked at. */
export const UNSEEN = "ofattbar.docx";

/** Cuts bytes into pieces. */
export function inPieces(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const count = Math.max(1, Math.ceil(bytes.length / PIECE));
  return Array.from({ length: count }, (_, at) => new Uint8Array(bytes.slice(at * PIECE, (at + 1) * PIECE)));
}

/** The size of a file that has as many pieces, sealed: those of tests are small, and the list is held to its size. */
export function sizeOf(pieces: readonly Uint8Array[]): number {
  return (pieces.length - 1) * PIECE_BYTES + 1;
}

/** A file that somebody has sent, as a letter names it. */
export function stagedFile(server: DeskServer, name: string, text: string, type = "text/plain"): FileReference {
  const pieces = inPieces(utf8(text));
  return { ...server.stage(pieces), name, type, size: sizeOf(pieces), key: newIdentity<"file">().expose() };
}

/** Moves the files of one case. */
export class FilesHere implements FilesPort {
  /** The names of what was sent, each time. */
  readonly sent: string[] = [];
  /** The names of what was called off, while or after it was sent. */
  readonly calledOff: string[] = [];
  /** What a test waits with: nothing that is sent arrives before. */
  held: Promise<void> = Promise.resolve();
  /** Why the next upload fails. */
  failing: FileError | null = null;
  isClosed = false;
  isPaused = false;
  readonly #server: DeskServer;
  readonly #me: Person;
  readonly #row: CaseRow;
  readonly #cancels = new Set<() => void>();

  constructor(server: DeskServer, me: Person, row: CaseRow) {
    this.#server = server;
    this.#me = me;
    this.#row = row;
  }

  async inspect(file: File): Promise<Inspection> {
    if (file.name === UNSEEN) throw new FileError("worker");
    const text = await file.text();
    const findings = text.startsWith(AUTHOR) ? [{ what: "author", detail: "Anna" } as const] : [];
    return { format: "office", findings, stays: [], can: findings.length > 0 ? "clean" : "nothing-to-clean" };
  }

  async clean(file: File): Promise<Cleaned> {
    const text = await file.text();
    if (text.includes("stubborn")) throw new CleaningError("remains");
    return { blob: new Blob([text.slice(AUTHOR.length)]), stays: [] };
  }

  upload(source: Blob, name: string, type: string, tell: (progress: Progress) => void): Sending {
    const { done, cancel } = this.#cancellable(async () => {
      this.sent.push(name);
      const { failing } = this;
      this.failing = null;
      tell({ sent: 0, total: source.size, perSecond: null, secondsLeft: null, state: "sending" });
      await this.held;
      if (failing !== null) throw failing;
      const pieces = inPieces(new Uint8Array(await source.arrayBuffer()));
      const key = newIdentity<"file">().expose();
      return { ...this.#server.stage(pieces), name, type, size: sizeOf(pieces), key };
    });
    return {
      done,
      cancel: () => {
        this.calledOff.push(name);
        cancel();
      },
      pause: () => {
        this.isPaused = true;
      },
      resume: () => {
        this.isPaused = false;
      },
    };
  }

  open(reference: FileReference, pieces: readonly Digest[]): Opening {
    const fetcher = this.#server.fetchFor(this.#me);
    return this.#cancellable(async () => {
      const plain: Uint8Array<ArrayBuffer>[] = [];
      for (const [n, digest] of pieces.entries()) {
        await this.held;
        const response = await fetcher(`/api/cases/${this.#row}/files/${reference.id}/${n}`).catch(() => {
          throw new FileError("network");
        });
        if (response.status === 404) throw new FileError("missing");
        const piece = given(parseBase64((await response.json()) as string));
        if (digestOf(piece) !== digest) throw new FileError("damaged");
        plain.push(piece);
      }
      if (digestOfFile(plain) !== reference.digest) throw new FileError("damaged");
      const blob = new Blob(plain, { type: "application/octet-stream" });
      return { blob, sha256: digestOf(new Uint8Array(await blob.arrayBuffer())) };
    });
  }

  close(): void {
    this.isClosed = true;
    for (const cancel of this.#cancels) cancel();
  }

  #cancellable<T>(run: () => Promise<T>): { readonly done: Promise<T>; readonly cancel: () => void } {
    let cancel = (): void => undefined;
    const cancelled = new Promise<never>((_, fail) => {
      cancel = () => {
        fail(new FileError("cancelled"));
      };
    });
    this.#cancels.add(cancel);
    return { done: Promise.race([run(), cancelled]), cancel };
  }
}
