/** Writing in an open case: sealed anew when somebody was first, and sent as the very bytes when an answer was lost. */
import { dayAt } from "../../sealing/day.ts";
import { digestOf, type Digest } from "../../sealing/digest.ts";
import { base64 } from "../../sealing/encoding.ts";
import type { FileReference } from "../../sealing/file.ts";
import { isHeldBack } from "../../sealing/thread.ts";
import { sealInConversation, type Content } from "../../sealing/write.ts";
import { StoppedError } from "../files/part.ts";
import { writtenAnswer } from "../server/answers.ts";
import { jsonBytes } from "../server/client.ts";
import { ServerError } from "../server/failure.ts";
import type { OpenCase } from "./open.ts";

/** How often somebody else may be first before something else must be wrong. */
const MOST_CONFLICTS = 5;

/** The server seems to hold something back: nothing is sent. */
export class HeldBackError extends Error {
  readonly kind = "held-back";

  constructor() {
    super("the server is holding something back");
    this.name = "HeldBackError";
  }
}

/** What a message says and brings. */
export interface Words {
  readonly text: string;
  readonly files: readonly FileReference[];
}

/** What was sealed and sent, and may have arrived. */
interface Pending extends Words {
  readonly n: number;
  readonly digest: Digest;
}

/** Writes the reporter's messages and acts. */
export class Writing {
  readonly #case: OpenCase;
  readonly #language: string;
  readonly #zone: string;
  #pending: Pending | null = null;
  /** Tries whose answers were lost and which had not arrived when they were looked for: one may arrive yet. */
  #lost: readonly Pending[] = [];

  constructor(open: OpenCase, language: string, zone: string) {
    this.#case = open;
    this.#language = language;
    this.#zone = zone;
  }

  /** Whether a message may have arrived whose answer was lost, or that was not read back. */
  get mayHaveArrived(): boolean {
    return this.#pending !== null;
  }

  /**
   * Sends a message, its files first. It is done once the server holds what was sealed and the whole still verifies.
   *
   * @param send - sends the files, if there are any; gives them, or, in words, why it stopped before
   * @returns what arrived: that of an earlier try, if its answer was lost and it was changed since
   * @throws ServerError, HeldBackError, {@link StoppedError}: nothing is lost, and it can be called again
   */
  message(text: string, send: () => Promise<readonly FileReference[] | string> = () => Promise.resolve([])): Promise<Words> {
    return this.#case.inTurn(async () => {
      const before = await this.#arrivedBefore();
      if (before !== null) return before;
      const files = await send();
      if (typeof files === "string") throw new StoppedError(files);
      const words = { text, files };
      const late = await this.#write("message", { ...words, language: this.#language, step: null }, words);
      return late ?? words;
    });
  }

  /** Says how far the reporter has read, so that the next visit can tell what is new without keeping anything here. */
  read(refers: Content<"act">["refers"]): Promise<void> {
    return this.#case.inTurn(async () => {
      await this.#write("act", { what: "read", refers, text: "" }, null);
    });
  }

  /** @returns what an earlier try said, if it took the number and nothing else was written */
  async #write<K extends "message" | "act">(kind: K, content: Content<K>, words: Words | null): Promise<Words | null> {
    for (let conflicts = 0; ; conflicts += 1) {
      const { n, sealed } = await this.#seal(kind, content);
      const digest = digestOf(sealed);
      if (words !== null) this.#pending = { ...words, n, digest };
      const files = (words?.files ?? []).map((file) => ({ id: file.id, digest: file.digest }));
      try {
        await this.#case.signed.post("/api/case/envelopes", jsonBytes({ n, sealed: base64(sealed), ...(files.length > 0 ? { files } : {}) }), writtenAnswer);
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        if (error.isSure) this.#pending = null;
        if (error.kind !== "conflict" || conflicts === MOST_CONFLICTS) throw error;
        await this.#case.refresh();
        const late = words === null ? null : this.#late();
        if (late !== null) return late;
        continue;
      }
      await this.#case.refresh();
      if (!this.#case.holds(n, digest)) throw new ServerError("answer");
      if (words !== null) [this.#pending, this.#lost] = [null, []];
      return null;
    }
  }

  async #seal<K extends "message" | "act">(kind: K, content: Content<K>) {
    const { conversation, keys, chain } = this.#case;
    const { next, pinned } = conversation;
    const day = dayAt(new Date(), this.#zone);
    if (next === null || day === null || isHeldBack(conversation.alarms)) throw new HeldBackError();
    const { reference, keyring } = chain.newest;
    const author = { signer: keys.signing, side: "reporter", keyring: reference, day, path: "browser" } as const;
    return { n: next.n, sealed: await sealInConversation(kind, content, next, author, pinned, keyring.policy) };
  }

  /** What a try said whose answer was lost, if it did arrive. */
  async #arrivedBefore(): Promise<Words | null> {
    if (this.#pending === null) return null;
    await this.#case.refresh();
    this.#lost = [...this.#lost, this.#pending];
    this.#pending = null;
    return this.#late();
  }

  /** What a try said whose answer was lost, if it has arrived by now: then it is not sent a second time. */
  #late(): Words | null {
    const arrived = this.#lost.find(({ n, digest }) => this.#case.holds(n, digest));
    if (arrived === undefined) return null;
    this.#lost = [];
    return arrived;
  }
}
