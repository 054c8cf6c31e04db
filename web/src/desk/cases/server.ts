/** The desk's routes of cases. */
import type { AccessChange } from "../../sealing/access.ts";
import type { ThreadName } from "../../sealing/body.ts";
import { parseDay, type Day } from "../../sealing/day.ts";
import type { Digest } from "../../sealing/digest.ts";
import { base64 } from "../../sealing/encoding.ts";
import type { SealedIndexEntry } from "../../sealing/index.ts";
import type { FileReference } from "../../sealing/file.ts";
import type { ChannelId, FileId } from "../../sealing/id.ts";
import { count, parsed } from "../../sealing/schema.ts";
import type { Served } from "../../sealing/thread.ts";
import { answer, nothing, type Api, type Tagged } from "../api.ts";
import type { FileHost } from "../../files/port.ts";
import type { CaseRow } from "../router.ts";
import { hostOf } from "./files/host.ts";
import type { Lengths } from "./heads.ts";
import { isWhole } from "../../files/staged.ts";
import { readListing, type Listing } from "./files/listing.ts";
import {
  readCase,
  readEntries,
  readEnvelopes,
  readErased,
  readInbox,
  readViewsAnswer,
  type CaseAnswer,
  type EntryText,
  type Erased,
  type InboxAnswer,
  type ListedEntry,
} from "./summary.ts";

/** The steps that the law's clocks turn on: the request names them in clear, the signed message bears them out. */
export type Step = "acknowledge" | "feedback" | "close" | "reopen";

/** The steps that a version of a case's record takes: named in clear like those, and borne out by the record. */
export type InternalStep =
  | "waive-acknowledgement"
  | "unwaive-acknowledgement"
  | "waive-feedback"
  | "unwaive-feedback"
  | "hold"
  | "release"
  | "decide-erasure"
  | "undecide-erasure"
  | "propose-erasure"
  | "withdraw-erasure";

/** What a strike deletes: a letter, and which of its files. */
export type Going = Readonly<{ n: number; digest: Digest; files: readonly FileId[] }>;

/** A sealed envelope for its place. */
export interface SealedLetter {
  readonly thread: ThreadName;
  readonly n: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly step: Step | null;
  /** The steps of the internal thread that it takes. */
  readonly steps: readonly InternalStep[];
  /** The generation of the case's key that it is sealed to; null where the server's count of them is ahead of what verifies. */
  readonly generation: number | null;
  /** The files that it names, as the server is told of them: it takes them into the case with the letter, or neither. */
  readonly files: readonly Pick<FileReference, "id" | "digest">[];
  /** Whether the log is to bear it out, as what was exported. */
  readonly deed: boolean;
  /** Which half of a strike it is, and what goes by it: who agrees says it once more, as they have read it. */
  readonly strike: { readonly proposes: Going } | { readonly confirms: Going & { readonly proposal: number } } | null;
}

/** Symbols of base64 below which a browser sends a request to its end though its page is gone: 64 KiB, all in all. */
const MOST_KEPT_ALIVE = 60_000;

const stored = answer({ n: count, day: parsed(parseDay) });

/** The most index entries that are asked for at once: more names do not fit into an address. */
export const MOST_ENTRIES = 48;

/** The server's end of the cases. Every method throws ApiError. */
export class CasesServer {
  readonly #api: Api;
  /** What the inbox was when it was last told, and by what the server knows that. */
  #inbox: Tagged<InboxAnswer> | null = null;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Every case in which this member holds a wrap. One that is as it was told last is not sent again. */
  async inbox(): Promise<InboxAnswer> {
    this.#inbox = await this.#api.getAnew("/api/inbox", readInbox, this.#inbox);
    return this.#inbox.value;
  }

  /** This member's index entries of those cases, of each that has one; at most {@link MOST_ENTRIES} are asked for. */
  async entries(rows: readonly CaseRow[]): Promise<readonly ListedEntry[]> {
    return this.#api.getBytes(`/api/index?cases=${rows.join(",")}`, readEntries);
  }

  /** This member's index entries of all cases, in the order of their rows: some after that one, none if there are no more. */
  async entriesAfter(row: CaseRow | null): Promise<readonly ListedEntry[]> {
    return this.#api.getBytes(row === null ? "/api/index" : `/api/index?after=${row}`, readEntries);
  }

  /** One case with this member's wraps. */
  async case(row: CaseRow): Promise<CaseAnswer> {
    return this.#api.get(`/api/cases/${row}`, readCase);
  }

  /** A thread from a number on, page after page. */
  async thread(row: CaseRow, thread: ThreadName, from = 0): Promise<readonly Served[]> {
    const served: Served[] = [];
    let next = from;
    for (;;) {
      const path = `/api/cases/${row}/envelopes?thread=${thread}&from=${next}`;
      const { envelopes, more } = await this.#api.get(path, readEnvelopes);
      served.push(...envelopes);
      const last = envelopes.reduce((most, { n }) => Math.max(most, n), -1);
      // A server that promises more and gives nothing new would hold the desk here for ever.
      if (!more || last < next) return served;
      next = last + 1;
    }
  }

  /** Stores an envelope; the very bytes already stored at its number are answered as the first time. */
  async post(row: CaseRow, letter: SealedLetter): Promise<{ readonly n: number; readonly day: Day }> {
    const { thread, n, sealed, step, generation, deed, strike } = letter;
    const [files, steps] = [letter.files.map(({ id, digest }) => ({ id, digest })), [...letter.steps]];
    const more = { ...(steps.length > 0 && { steps }), ...(files.length > 0 && { files }), ...(deed && { deed }), ...(strike !== null && { strike }) };
    const body = { thread, n, sealed: base64(sealed), step, generation, wraps: [], ...more };
    return this.#api.send("POST", `/api/cases/${row}/envelopes`, stored, { body });
  }

  /**
   * Stores a grant or another key with its wraps, all of it or nothing.
   *
   * @param generation - the generation by the server's own count: where a leaver left behind what does not open, it is ahead
   */
  async postAccess(row: CaseRow, { n, envelope, wraps }: AccessChange, generation: number): Promise<void> {
    const sealed = wraps.map((wrap) => ({ holder: wrap.holder, generation, sealed: base64(wrap.sealed) }));
    const body = { thread: "c", n, sealed: base64(envelope), step: null, wraps: sealed };
    await this.#api.send("POST", `/api/cases/${row}/envelopes`, stored, { body });
  }

  /**
   * Stores this member's index entry over the one of that salt, or where there is none. `problem-conflict`: there is
   * another.
   *
   * @param verified - how many numbers of each thread it was made from: one of before a strike the server forgets in a week
   * @param isLeaving - the page goes away before the answer comes
   */
  async putIndex(
    row: CaseRow,
    { salt, ciphertext }: SealedIndexEntry,
    replaces: string | null,
    verified: Lengths,
    isLeaving: boolean,
  ): Promise<void> {
    const { c, i } = verified;
    const body = { salt: base64(salt), sealed: base64(ciphertext), replaces, verified: { c, i } };
    // A browser refuses to keep alive what is larger; then it is sent as far as it gets.
    const keepalive = isLeaving && body.sealed.length < MOST_KEPT_ALIVE;
    await this.#api.send("PUT", `/api/cases/${row}/index`, nothing, { body, keepalive });
  }

  /** Logs that a list of cases of those channels leaves the desk. */
  async logListExport(channels: readonly ChannelId[]): Promise<void> {
    await this.#api.send("POST", "/api/list-exports", nothing, { body: { channels } });
  }

  /** This member's saved views; null if there are none. */
  async views(): Promise<EntryText | null> {
    return this.#api.get("/api/views", readViewsAnswer);
  }

  /** Stores this member's saved views over those of that salt, or where there are none. `problem-conflict`: there are others. */
  async putViews({ salt, ciphertext }: SealedIndexEntry, replaces: string | null): Promise<void> {
    const body = { salt: base64(salt), sealed: base64(ciphertext), replaces };
    await this.#api.send("PUT", "/api/views", nothing, { body });
  }

  /** Erases a case that a colleague proposed to erase. `problem-conflict`: there is more in it than so many letters. */
  async erase(row: CaseRow, counts: { readonly c: number; readonly i: number }): Promise<void> {
    await this.#api.send("POST", `/api/cases/${row}/erasure`, nothing, { body: { c: counts.c, i: counts.i } });
  }

  /** How many cases of this member were erased, for as long as a backup may have them, and how long that is. */
  async erased(): Promise<Erased> {
    return this.#api.get("/api/erased", readErased);
  }

  /** The files of a case, with the digests of their pieces. */
  async files(row: CaseRow): Promise<Listing> {
    return this.#api.get(`/api/cases/${row}/files`, readListing);
  }

  /** Whether the server has all of a file that this member sent, and that no letter names yet. */
  async isStaged(row: CaseRow, file: FileId): Promise<boolean> {
    const headers = await this.#api.head(`/api/cases/${row}/files/${file}`, { "Tus-Resumable": "1.0.0" });
    return headers !== null && isWhole(headers);
  }

  /** Where a case's files go, and who signs for them. */
  fileHost(row: CaseRow): FileHost {
    return hostOf(this.#api, row);
  }

  /** This member's index entry of a case; null if there is none. */
  async findIndex(row: CaseRow): Promise<EntryText | null> {
    return (await this.case(row)).index;
  }
}
