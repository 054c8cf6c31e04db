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

/** A case that its reporter has open. */
export class OpenCase {
  readonly keys: ReporterKeys;
  readonly signed: Signed;
  readonly anchor: Anchor;
  readonly chain: KeyringChain;
  readonly answer: CaseAnswer;
  #served: readonly Served[];
  #conversation: Conversation;

  private constructor(
    keys: ReporterKeys,
    signed: Signed,
    verified: { readonly anchor: Anchor; readonly chain: KeyringChain; readonly answer: CaseAnswer },
    read: { readonly served: readonly Served[]; readonly conversation: Conversation },
  ) {
    this.keys = keys;
    this.signed = signed;
    this.anchor = verified.anchor;
    this.chain = verified.chain;
    this.answer = verified.answer;
    this.#served = read.served;
    this.#conversation = read.conversation;
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
      const notes = await fetchKeyrings(answer.address, anchor.keyring.epoch);
      const chain = verifyAnchoredKeyrings(anchor, notes);
      const served = await fetchFrom(signed, 0, answer.count);
      const conversation = await verify(anchor, keys, chain, served);
      return new OpenCase(keys, signed, { anchor, chain, answer }, { served, conversation });
    } catch (error) {
      wipeReporterKeys(keys);
      throw error;
    }
  }

  /** The conversation as far as it has been fetched, verified. */
  get conversation(): Conversation {
    return this.#conversation;
  }

  /** Fetches what is new, and verifies the whole again: a keyring that it names may be new as well. */
  async refresh(): Promise<void> {
    const later = await fetchFrom(this.signed, this.#served.length, 0);
    for (const note of await fetchKeyrings(this.answer.address, this.chain.newest.keyring.epoch + 1)) {
      this.chain.extend(note);
    }
    const served = [...this.#served, ...later];
    this.#conversation = await verify(this.anchor, this.keys, this.chain, served);
    this.#served = served;
  }

  /** Whether the server holds those very bytes at that number, as far as it has been fetched. */
  holds(n: number, digest: Digest): boolean {
    const served = this.#served.find((each) => each.n === n);
    return served !== undefined && "length" in served.file && digestOf(served.file) === digest;
  }

  /** Forgets the keys. */
  close(): void {
    wipeReporterKeys(this.keys);
  }
}

/** Everything from a number on. A server that says there is more than it hands out gives a gap, which verifying shows. */
async function fetchFrom(signed: Signed, from: number, count: number): Promise<readonly Served[]> {
  const served: Served[] = [];
  for (let next = from; ; ) {
    const page = await signed.get(`/api/case/envelopes?from=${next}`, envelopesAnswer);
    served.push(...page.envelopes.map(({ n, day, sealed }) => ({ n, day, file: sealed })));
    const last = page.envelopes.at(-1);
    if (last === undefined || !page.more || last.n < next) break;
    next = last.n + 1;
  }
  const last = served.at(-1)?.n ?? -1;
  if (count > last + 1) throw new HeldBackError();
  return served;
}

/** The server says that there are more envelopes than it hands out. */
export class HeldBackError extends Error {
  readonly kind = "held-back";

  constructor() {
    super("the server hands out fewer envelopes than it says there are");
    this.name = "HeldBackError";
  }
}

async function verify(
  anchor: Anchor,
  keys: ReporterKeys,
  chain: KeyringChain,
  served: readonly Served[],
): Promise<Conversation> {
  const opener = { side: "reporter", identity: keys.identity } as const;
  return verifyConversation(pinnedBy(anchor, keys), chain, served, opener, anchor);
}
