/** The addresses of a channel's recovery code: no session, each request signed with the code's own key. */
import type { Day } from "../../sealing/day.ts";
import { base64 } from "../../sealing/encoding.ts";
import type { AccessChange } from "../../sealing/access.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { count, list, string, type Reader } from "../../sealing/schema.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import type { Served } from "../../sealing/thread.ts";
import { answer, type Api } from "../api.ts";
import { readEnvelopes } from "../cases/summary.ts";
import type { CaseRow } from "../router.ts";
import { bytes, caseRow, channelId, day } from "./read.ts";

const MOST_EPOCHS = 10_000;
const MOST_CASES = 1_000_000;
const MOST_WRAPS = 1000;

/** A channel as the holder of its recovery code is told it; nothing of it is verified. */
export interface ToldRecovery {
  readonly channel: ChannelId;
  readonly address: string;
  /** The day in the channel's time zone. */
  readonly today: Day;
  /** Notes, oldest first. */
  readonly keyrings: readonly string[];
  /** The cases that nobody at the desk can open. */
  readonly cases: readonly { readonly id: CaseRow; readonly received: Day }[];
}

/** What opens one of them. */
export interface LeftAnswer {
  /** The newest generation of its key, by the server's own count. */
  readonly generation: number;
  readonly wraps: readonly Uint8Array<ArrayBuffer>[];
}

const told: Reader<ToldRecovery> = answer({
  channel: channelId,
  address: string,
  today: day,
  keyrings: list(string, MOST_EPOCHS, 1),
  cases: list(answer({ id: caseRow, received: day }), MOST_CASES),
});

const left: Reader<LeftAnswer> = answer({ generation: count, wraps: list(bytes, MOST_WRAPS) });

const stored = answer({ n: count, day });

/** The server's end of a channel's recovery code. Every method throws ApiError. */
export class RecoveryServer {
  readonly #api: Api;
  readonly #key: SigningKey<"author">;

  constructor(api: Api, key: SigningKey<"author">) {
    this.#api = api;
    this.#key = key;
  }

  /** The channel whose code it is. `problem-not-authenticated` for a code of no channel here. */
  async find(): Promise<ToldRecovery> {
    return this.#ask("/api/recovery", told);
  }

  /** What opens a case that is left to recovery. */
  async left(row: CaseRow): Promise<LeftAnswer> {
    return this.#ask(`/api/recovery/cases/${row}`, left);
  }

  /** Its conversation, page after page. */
  async conversation(row: CaseRow): Promise<readonly Served[]> {
    const served: Served[] = [];
    let next = 0;
    for (;;) {
      const { envelopes, more } = await this.#ask(`/api/recovery/cases/${row}/envelopes?from=${next}`, readEnvelopes);
      served.push(...envelopes);
      const last = envelopes.reduce((most, { n }) => Math.max(most, n), -1);
      // A server that promises more and gives nothing new would hold the page here for ever.
      if (!more || last < next) return served;
      next = last + 1;
    }
  }

  /** Gives a case with another key and its wraps, all of it or nothing; the very same bytes as often as one likes. */
  async give(row: CaseRow, { n, envelope, wraps }: AccessChange, generation: number): Promise<void> {
    const sealed = wraps.map((wrap) => ({ holder: wrap.holder, generation, sealed: base64(wrap.sealed) }));
    const body = { n, sealed: base64(envelope), wraps: sealed };
    const path = `/api/recovery/cases/${row}/envelopes`;
    await this.#api.signed(() => this.#key, "POST", path, stored, { body, proves: true });
  }

  async #ask<T>(path: string, reader: Reader<T>): Promise<T> {
    return this.#api.signed(() => this.#key, "GET", path, reader, { proves: true });
  }
}
