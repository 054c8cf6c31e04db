/** Writing in an open case: sealed anew when somebody was first, and sent as the very bytes when an answer was lost. */
import type { Reference } from "../../sealing/body.ts";
import { dayAt } from "../../sealing/day.ts";
import { digestOf, type Digest } from "../../sealing/digest.ts";
import type { FileReference } from "../../sealing/file.ts";
import { isHeldBack } from "../../sealing/thread.ts";
import { sealInConversation, type Content } from "../../sealing/write.ts";
import { StoppedError } from "../files/part.ts";
import { writtenAnswer } from "../server/answers.ts";
import { envelopeRequest } from "../server/envelope.ts";
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

/** What a reporter can tell by an act. */
export type Deed = "withdraw" | "meeting" | "retaliation" | "approve" | "correct";

/** What is told: an act, and the minutes it answers. */
export interface Telling {
  readonly what: Deed;
  readonly refers: Reference | null;
}

/** What was sealed and sent, and may have arrived. */
interface Pending extends Words {
  readonly n: number;
  readonly digest: Digest;
}

/** The tries at one thing: a message, or what an act tells. */
interface Tries {
  /** What may have arrived. */
  pending: Pending | null;
  /** Tries whose answers were lost and which had not arrived when they were looked for: one may arrive yet. */
  lost: readonly Pending[];
}

/** Writes the reporter's messages and acts. */
export class Writing {
  readonly #case: OpenCase;
  readonly #language: string;
  readonly #zone: string;
  readonly #tries = new Map<string, Tries>();

  constructor(open: OpenCase, language: string, zone: string) {
    this.#case = open;
    this.#language = language;
    this.#zone = zone;
  }

  /** Whether a message, or what an act tells, may have arrived whose answer was lost, or that was not read back. */
  mayHaveArrived(telling: Telling | null = null): boolean {
    return this.#triesAt(telling).pending !== null;
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
      const tries = this.#triesAt(null);
      const before = await this.#arrivedBefore(tries);
      if (before !== null) return before;
      const files = await send();
      if (typeof files === "string") throw new StoppedError(files);
      const words = { text, files };
      const late = await this.#write("message", { ...words, language: this.#language, step: null }, words, tries);
      return late ?? words;
    });
  }

  /**
   * Tells something by an act, in a request like that of a message. It is done as a message is.
   *
   * @returns what arrived: the words of an earlier try, if its answer was lost and they were changed since
   * @throws ServerError, HeldBackError: nothing is lost, and it can be called again
   */
  tell(telling: Telling, text: string): Promise<string> {
    return this.#case.inTurn(async () => {
      const tries = this.#triesAt(telling);
      const before = await this.#arrivedBefore(tries);
      if (before !== null) return before.text;
      const late = await this.#write("act", { ...telling, text }, { text, files: [] }, tries);
      return late?.text ?? text;
    });
  }

  /** Says how far the reporter has read, so that the next visit can tell what is new without keeping anything here. */
  read(refers: Content<"act">["refers"]): Promise<void> {
    return this.#case.inTurn(async () => {
      await this.#write("act", { what: "read", refers, text: "" }, null, null);
    });
  }

  /** The tries at a message, or at what an act tells of those minutes. */
  #triesAt(telling: Telling | null): Tries {
    const name = telling === null ? "message" : `${telling.what} ${telling.refers?.n ?? ""}`;
    const tries = this.#tries.get(name) ?? { pending: null, lost: [] };
    this.#tries.set(name, tries);
    return tries;
  }

  /** @returns what an earlier try said, if it took the number and nothing else was written */
  async #write<K extends "message" | "act">(kind: K, content: Content<K>, words: Words | null, tries: Tries | null): Promise<Words | null> {
    for (let conflicts = 0; ; conflicts += 1) {
      const { n, sealed } = await this.#seal(kind, content);
      const digest = digestOf(sealed);
      if (words !== null && tries !== null) tries.pending = { ...words, n, digest };
      const mark = "what" in content && content.what === "read" ? "read" : "none";
      try {
        const body = envelopeRequest(n, sealed, mark, words?.files);
        await this.#case.signed.post("/api/case/envelopes", body, writtenAnswer);
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        if (error.isSure && tries !== null) tries.pending = null;
        if (error.kind !== "conflict" || conflicts === MOST_CONFLICTS) throw error;
        await this.#case.refresh();
        const late = tries === null ? null : this.#late(tries);
        if (late !== null) return late;
        continue;
      }
      await this.#case.refresh();
      if (!this.#case.holds(n, digest)) throw new ServerError("answer");
      if (tries !== null) [tries.pending, tries.lost] = [null, []];
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
  async #arrivedBefore(tries: Tries): Promise<Words | null> {
    if (tries.pending === null) return null;
    await this.#case.refresh();
    tries.lost = [...tries.lost, tries.pending];
    tries.pending = null;
    return this.#late(tries);
  }

  /** What a try said whose answer was lost, if it has arrived by now: then it is not sent a second time. */
  #late(tries: Tries): Words | null {
    const arrived = tries.lost.find(({ n, digest }) => this.#case.holds(n, digest));
    if (arrived === undefined) return null;
    tries.lost = [];
    return arrived;
  }
}
