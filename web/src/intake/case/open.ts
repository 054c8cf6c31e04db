/**
 * Opening a case with its code (PROTOCOL.md section 6): code, keys, anchor, keyrings from the anchor's epoch on, the
 * thread from number 0. Whatever fails on the way stops before anything is sent.
 */
import { openAnchor, pinnedBy, verifyAnchoredKeyrings, type Anchor } from "../../sealing/anchor.ts";
import { readCode } from "../../sealing/code.ts";
import { digestOf, type Digest } from "../../sealing/digest.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import { reporterKeys, wipeReporterKeys, type ReporterKeys } from "../../sealing/reporter.ts";
import type { Served } from "../../sealing/thread.ts";
import { verifyConversation, type Conversation } from "../../sealing/thread/conversation.ts";
import { caseAnswer, envelopesAnswer, type CaseAnswer } from "../server/answers.ts";
import { fetchKeyrings } from "../server/channels.ts";
import { Signed } from "../server/client.ts";

/** What has been fetched of a case and verified, all of it at one moment. */
interface Read {
  readonly chain: KeyringChain;
  readonly served: readonly Served[];
  readonly conversation: Conversation;
}

/** A case that its reporter has open. */
export class OpenCase {
  readonly keys: ReporterKeys;
  readonly signed: Signed;
  readonly anchor: Anchor;
  readonly answer: CaseAnswer;
  #read: Read;
  /** What is under way. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(keys: ReporterKeys, signed: Signed, anchor: Anchor, answer: CaseAnswer, read: Read) {
    this.keys = keys;
    this.signed = signed;
    this.anchor = anchor;
    this.answer = answer;
    this.#read = read;
  }

  /**
   * Opens the case of a code as typed.
   *
   * @throws CodeError for a slip of the pen; ServerError (`not-found`: no case for that code); KeyringError; and what
   * openAnchor throws
   */
  static async open(typed: string): Promise<OpenCase> {
    const code = readCode("case", typed);
    const keys = reporterKeys(code);
    code.wipe();
    try {
      const signed = new Signed(keys.access);
      const answer = await signed.get("/api/case", caseAnswer);
      const anchor = await openAnchor(answer.anchor, keys);
      const chain = verifyAnchoredKeyrings(anchor, await fetchKeyrings(answer.address, anchor.keyring.epoch));
      const served = await fetchFrom(signed, 0);
      const conversation = await verify(anchor, keys, chain, served, answer.count);
      return new OpenCase(keys, signed, anchor, answer, { chain, served, conversation });
    } catch (error) {
      wipeReporterKeys(keys);
      throw error;
    }
  }

  /** The keyrings from the anchor's epoch on. */
  get chain(): KeyringChain {
    return this.#read.chain;
  }

  /** The conversation as far as it has been fetched, verified. */
  get conversation(): Conversation {
    return this.#read.conversation;
  }

  /**
   * Does one thing after another: two that fetch or write at the same time would each see half of what the other did,
   * and take it for a server that holds something back.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /**
   * Fetches what is new, and verifies the whole again: a keyring that it names may be new as well. Whatever fails
   * leaves the case as it was. Belongs within a turn of {@link inTurn}.
   */
  async refresh(): Promise<void> {
    const before = this.#read;
    const served = [...before.served, ...(await fetchFrom(this.signed, before.served.length))];
    const known = before.chain.epochs.map(({ note }) => note);
    const later = await fetchKeyrings(this.answer.address, before.chain.newest.keyring.epoch + 1);
    const chain = verifyAnchoredKeyrings(this.anchor, [...known, ...later]);
    const conversation = await verify(this.anchor, this.keys, chain, served, this.answer.count);
    this.#read = { chain, served, conversation };
  }

  /** Whether the server holds those very bytes at that number, as far as it has been fetched. */
  holds(n: number, digest: Digest): boolean {
    const served = this.#read.served.find((each) => each.n === n);
    return served !== undefined && "length" in served.file && digestOf(served.file) === digest;
  }

  /** Forgets the keys. */
  close(): void {
    wipeReporterKeys(this.keys);
  }
}

/** Everything from a number on. */
async function fetchFrom(signed: Signed, from: number): Promise<readonly Served[]> {
  const served: Served[] = [];
  for (let next = from; ; ) {
    const page = await signed.get(`/api/case/envelopes?from=${next}`, envelopesAnswer);
    served.push(...page.envelopes);
    const last = page.envelopes.at(-1);
    if (last === undefined || !page.more || last.n < next) return served;
    next = last.n + 1;
  }
}

/**
 * Verifies all that was served. Where the server itself says that there are more than it hands out, the rest stands as
 * one letter that is missing, and nothing can be written after it; what did come is shown all the same.
 */
async function verify(
  anchor: Anchor,
  keys: ReporterKeys,
  chain: KeyringChain,
  served: readonly Served[],
  count: number,
): Promise<Conversation> {
  const opener = { side: "reporter", identity: keys.identity } as const;
  const read = await verifyConversation(pinnedBy(anchor, keys), chain, served, opener, anchor);
  const n = read.entries.length;
  if (count <= n) return read;
  const missing = { status: "damaged", n, hash: null, day: null, reason: "missing" } as const;
  const alarm = { kind: "held-back", thread: "c", n } as const;
  return { ...read, entries: [...read.entries, missing], alarms: [...read.alarms, alarm], next: null };
}
