/** The addresses of a channel's recovery code: no session, each request signed with the code's own key. */
import type { AccessChange } from "../../sealing/access.ts";
import type { Day } from "../../sealing/day.ts";
import { base64 } from "../../sealing/encoding.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { count, list, string, type Reader } from "../../sealing/schema.ts";
import type { SigningKey } from "../../sealing/signature.ts";
import type { Served } from "../../sealing/thread.ts";
import { answer, ApiError, type Api } from "../api.ts";
import { readEnvelopes } from "../cases/summary.ts";
import type { CaseRow } from "../router.ts";
import { bytes, caseRow, channelId, day } from "./read.ts";

const MOST_CHANNELS = 1000;
const MOST_EPOCHS = 10_000;
const MOST_CASES = 1_000_000;
/** More than a case has room for. */
const MOST_LETTERS = 20_000;

/** A channel whose recovery code it is, by the server's word. */
export interface HeldChannel {
  readonly id: ChannelId;
  /** The word in its address. */
  readonly address: string;
}

/** A case that nobody at the desk can open, by the server's word. */
export interface WaitingCase {
  /** The server's own name of it; what people call it stands in the case. */
  readonly id: CaseRow;
  readonly received: Day;
}

/** A channel as the holder of its recovery code is told it; nothing of it is verified. */
export interface ToldLeft {
  /** Notes, oldest first. */
  readonly keyrings: readonly string[];
  readonly cases: readonly WaitingCase[];
}

/** What opens one of the cases. */
export interface LeftWrap {
  /** The newest generation of its key, by the server's own count. */
  readonly generation: number;
  readonly wrap: Uint8Array<ArrayBuffer>;
}

const held = answer({ channels: list(answer({ id: channelId, address: string }), MOST_CHANNELS) });

const left: Reader<ToldLeft> = answer({
  keyrings: list(string, MOST_EPOCHS, 1),
  cases: list(answer({ id: caseRow, received: day }), MOST_CASES),
});

const leftWrap: Reader<LeftWrap> = answer({ generation: count, wrap: bytes });

const stored = answer({ n: count, day });

/** The server's end of a channel's recovery code. Every method throws ApiError. */
export class RecoveryServer {
  readonly #api: Api;
  readonly #key: SigningKey<"author">;

  constructor(api: Api, key: SigningKey<"author">) {
    this.#api = api;
    this.#key = key;
  }

  /** The channels whose code it is. `problem-not-authenticated` for a code of no channel here. */
  async held(): Promise<readonly HeldChannel[]> {
    return (await this.#ask("/api/recovery", held)).channels;
  }

  /** What waits in one of them. */
  async left(channel: ChannelId): Promise<ToldLeft> {
    return this.#ask(`/api/recovery/${channel}`, left);
  }

  /** What opens a case that is left to recovery. */
  async wrap(channel: ChannelId, row: CaseRow): Promise<LeftWrap> {
    return this.#ask(`/api/recovery/${channel}/cases/${row}`, leftWrap);
  }

  /** Its conversation, page after page. */
  async conversation(channel: ChannelId, row: CaseRow): Promise<readonly Served[]> {
    const served: Served[] = [];
    let next = 0;
    for (;;) {
      const path = `/api/recovery/${channel}/cases/${row}/envelopes?from=${next}`;
      const { envelopes, more } = await this.#ask(path, readEnvelopes);
      served.push(...envelopes);
      const last = envelopes.reduce((most, { n }) => Math.max(most, n), -1);
      // A server that promises more and gives nothing new would hold the page here for ever, and so would one without end.
      if (!more || last < next) return served;
      if (served.length > MOST_LETTERS) throw new ApiError("unreadable");
      next = last + 1;
    }
  }

  /** Gives a case with another key and its wraps, all of it or nothing; the very same bytes as often as one likes. */
  async give(channel: ChannelId, row: CaseRow, { n, gen, envelope, wraps }: AccessChange): Promise<void> {
    const sealed = wraps.map((wrap) => ({ holder: wrap.holder, generation: gen, sealed: base64(wrap.sealed) }));
    const body = { n, sealed: base64(envelope), wraps: sealed };
    const path = `/api/recovery/${channel}/cases/${row}/envelopes`;
    await this.#api.signed(() => this.#key, "POST", path, stored, { body, proves: true });
  }

  async #ask<T>(path: string, reader: Reader<T>): Promise<T> {
    return this.#api.signed(() => this.#key, "GET", path, reader, { proves: true });
  }
}
