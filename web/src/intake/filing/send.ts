/**
 * Sealing and sending a report (PROTOCOL.md section 7). The code leaves this file only once everything is durable and has
 * come back as it was sealed.
 */
import type { FileReference } from "../../sealing/file.ts";
import { newIdentity } from "../../sealing/identity.ts";
import { wipeReporterKeys, type ReporterKeys } from "../../sealing/reporter.ts";
import { dayAt, type Day } from "../../sealing/day.ts";
import { base64 } from "../../sealing/encoding.ts";
import { shareCase } from "../../sealing/exclusion.ts";
import { isFiled, newCase, sealFiling, type Filing, type NewCase } from "../../sealing/filing.ts";
import type { Sealed } from "../../sealing/gate.ts";
import type { Epoch } from "../../sealing/keyring/chain.ts";
import { keyringStatus } from "../../sealing/keyring/status.ts";
import { sealParcel } from "../../sealing/parcel.ts";
import { StoppedError } from "../files/part.ts";
import { caseAnswer, envelopesAnswer, filedAnswer } from "../server/answers.ts";
import type { VerifiedChannel } from "../server/channels.ts";
import { Signed, jsonBytes } from "../server/client.ts";
import { ServerError } from "../server/failure.ts";
import { differsForGood, type Draft, type ForGood } from "./draft.ts";

/** How long sealing ahead waits for the step to be drawn, in milliseconds. */
const AFTER_PAINT = 50;

/** Why a report was not filed, where the server was not the reason. */
export type SendErrorKind =
  /** The keyring is too old, or this computer's clock is wrong. */
  | "keyring-old"
  /** What came back is not what was sealed. */
  | "damaged";

/** The report was not filed. */
export class SendError extends Error {
  readonly kind: SendErrorKind;

  constructor(kind: SendErrorKind) {
    super(`the report was not filed: ${kind}`);
    this.name = "SendError";
    this.kind = kind;
  }
}

/** What sends the files of a report, and then looks whether the server has them. */
export interface Files {
  /** The files, all of them whole; or, in words, why it stopped before. */
  send(by: Signed): Promise<readonly FileReference[] | string>;
  /** Whether the server holds these as they were sealed. */
  hold(by: Signed, files: readonly FileReference[]): Promise<boolean>;
}

/** What the reporter is told of while they wait. */
export type Stage = "sealing" | "upload" | "checking";

/** A report that is durable. */
export interface Sent {
  readonly own: NewCase;
  readonly filing: Filing;
  readonly received: Day;
  /** What was filed: an earlier state of the form, if it was changed between tries. */
  readonly draft: Draft;
  /** The epoch it was sealed by. */
  readonly epoch: Epoch;
  /** What was changed once it was filed, and cannot be changed any more. */
  readonly tooLate: TooLate | null;
}

/** A change that no message can mend, of a report that did arrive. */
export interface TooLate extends ForGood {
  /** What did arrive, and the epoch that says who can open it. */
  readonly filed: Pick<Attempt, "draft" | "epoch">;
}

/** One sealed report, tried until it is through. */
interface Attempt {
  readonly own: NewCase;
  readonly signed: Signed;
  readonly filing: Filing;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly draft: Draft;
  readonly epoch: Epoch;
}

/** Whose files are with the server before anything else of it is: they lie under its locator. */
type Staging = Pick<Attempt, "own" | "signed">;

/** Sends one report: however often it is tried, it is filed once. */
export class Sender {
  readonly #tell: (stage: Stage) => void;
  #attempt: Attempt | null = null;
  #mayHaveArrived = false;
  /** The case to be, once files were sent for it: kept until it is filed, so that they need not be sent again. */
  #staging: Staging | null = null;
  /** Tries whose answers were lost, and which had not arrived when the form shut out others: one may arrive yet. */
  #givenUp: readonly Attempt[] = [];
  /** What was sealed while the reporter read it through. */
  #ahead: { readonly of: string; readonly attempt: Promise<Attempt> } | null = null;

  constructor(tell: (stage: Stage) => void) {
    this.#tell = tell;
  }

  /** Whether a report may have been filed: some try had no answer, or one that was not checked to its end. */
  get mayHaveArrived(): boolean {
    return this.#mayHaveArrived;
  }

  /**
   * Seals the draft while the reporter reads it through, so that the button has only to send it. Nothing but a nonce is
   * asked of the server; what is changed after all is sealed anew.
   */
  prepare(draft: Draft, channel: VerifiedChannel): void {
    const of = nameOf(draft, channel);
    if (this.#attempt !== null || this.#ahead?.of === of) return;
    this.#forgetAhead();
    const attempt = new Promise((resolve) => setTimeout(resolve, AFTER_PAINT)).then(() => seal(draft, channel));
    // What fails here fails again, and is told, when the reporter presses send.
    attempt.catch(() => undefined);
    this.#ahead = { of, attempt };
  }

  /**
   * Files the draft, its files first; after a try whose answer was lost, the very bytes of that try.
   *
   * @param files - what sends them; null where there are none
   * @throws ServerError, {@link SendError}, {@link StoppedError}, ContactError: nothing is lost, and it can be called again
   */
  async send(draft: Draft, channel: VerifiedChannel, files: Files | null): Promise<Sent> {
    await this.#reconsider(draft);
    const attempt = (this.#attempt ??= await this.#sealed(draft, channel, files));
    this.#tell("upload");
    const { received } = await this.#post(attempt);
    this.#tell("checking");
    await checkBack(attempt, files);
    const { own, filing } = attempt;
    const tooLate = await this.#tooLate(attempt, draft);
    return { own, filing, received, draft: attempt.draft, epoch: attempt.epoch, tooLate };
  }

  /**
   * If the form now shuts out other people, the bytes of the try before must not be sent again: whoever is shut out now
   * could open them. Should they have arrived, the report is filed and cannot be taken back: the code page says so first.
   */
  async #reconsider(draft: Draft): Promise<void> {
    if (this.#attempt === null || differsForGood(this.#attempt.draft, draft) === null) return;
    try {
      await this.#attempt.signed.get("/api/case", caseAnswer);
    } catch (error) {
      if (!(error instanceof ServerError) || error.kind !== "not-found") throw error;
      this.#givenUp = [...this.#givenUp, this.#attempt];
      this.#attempt = null;
      this.#staging = null;
      this.#mayHaveArrived = false;
    }
  }

  /** What came too late: for the report itself, or for a try that was given up and has arrived all the same. */
  async #tooLate(filed: Attempt, draft: Draft): Promise<TooLate | null> {
    const arrived = [filed];
    for (const attempt of this.#givenUp) {
      const isThere = await attempt.signed.get("/api/case", caseAnswer).then(
        () => true,
        () => false,
      );
      if (isThere) arrived.push(attempt);
      wipe(attempt.own);
    }
    this.#givenUp = [];
    for (const each of arrived) {
      const differs = differsForGood(each.draft, draft);
      if (differs !== null) return { ...differs, filed: each };
    }
    return null;
  }

  async #sealed(draft: Draft, channel: VerifiedChannel, files: Files | null): Promise<Attempt> {
    if (files !== null) {
      const staging = (this.#staging ??= caseToBe());
      const sent = await files.send(staging.signed);
      if (typeof sent === "string") throw new StoppedError(sent);
      this.#tell("sealing");
      return seal({ ...draft, report: { ...draft.report, files: sent } }, channel, staging);
    }
    this.#tell("sealing");
    const ahead = this.#ahead;
    if (ahead?.of === nameOf(draft, channel)) {
      this.#ahead = null;
      return ahead.attempt;
    }
    this.#forgetAhead();
    return seal(draft, channel);
  }

  #forgetAhead(): void {
    this.#ahead?.attempt.then(
      ({ own }) => {
        wipe(own);
      },
      () => undefined,
    );
    this.#ahead = null;
  }

  async #post({ signed, body }: Attempt): Promise<{ readonly received: Day }> {
    const wasSent = this.#mayHaveArrived;
    this.#mayHaveArrived = true;
    try {
      return await signed.post("/api/cases", body, filedAnswer);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      // Before it judges keyring and holders, the server looks for an earlier try: there is none. What it refused for
      // another reason it has not stored, but a try before may have come through. After silence this one may have.
      const isNew = error.kind === "expired" || error.kind === "key-replaced" || error.kind === "files";
      // Something was filed under that code: its files are part of that, and whatever comes next needs a code of its own.
      if (error.kind === "conflict") this.#staging = null;
      if (isNew || (error.isSure && !wasSent)) this.#drop();
      throw error;
    }
  }

  /** The code stays where files lie under it; the case's own key does not, for somebody shut out since has been given it. */
  #drop(): void {
    if (this.#attempt !== null && this.#attempt.own.code === this.#staging?.own.code) {
      this.#attempt.own.identity.wipe();
      this.#staging = { ...this.#staging, own: { ...this.#staging.own, identity: newIdentity<"case">() } };
    } else if (this.#attempt !== null) wipe(this.#attempt.own);
    this.#attempt = null;
    this.#mayHaveArrived = false;
  }
}

/** Forgets the keys of a case. */
export function wipe({ code, keys, identity }: NewCase): void {
  wipeReporterKeys(keys satisfies ReporterKeys);
  identity.wipe();
  code.wipe();
}

/** What tells two filings apart: all that is sealed, by which keyring and to which server key, on which day. */
function nameOf(draft: Draft, { chain, zone, filingRecipient }: VerifiedChannel): string {
  return JSON.stringify([draft.report, draft.excluded, chain.newest.hash, filingRecipient, dayAt(new Date(), zone)]);
}

function caseToBe(): Staging {
  const own = newCase();
  return { own, signed: new Signed(own.keys.access) };
}

async function seal(draft: Draft, { chain, zone, filingRecipient }: VerifiedChannel, { own, signed } = caseToBe()): Promise<Attempt> {
  const epoch = chain.newest;
  const today = dayAt(new Date(), zone);
  const status = today === null ? "expired" : keyringStatus(epoch.keyring, today);
  if (today === null || status === "expired" || status === "not-yet") throw new SendError("keyring-old");
  signed.prepare();
  const sharing = shareCase(epoch.keyring, draft.excluded);
  const filing = await sealFiling(own, draft.report, epoch, sharing, today);
  const wraps = await sealParcel(filing, epoch.keyring, filingRecipient);
  return { own, signed, filing, body: bodyOf(filing, wraps, epoch), draft, epoch };
}

/** The one request that files everything. Nothing of it, nor its length, tells whom the report is kept from. */
function bodyOf(filing: Filing, wraps: Sealed<"parcel">, epoch: Epoch): Uint8Array<ArrayBuffer> {
  return jsonBytes({
    channel: epoch.keyring.channel,
    keyring: epoch.reference,
    anchor: base64(filing.anchor),
    leaf: filing.leaf,
    wraps: base64(wraps),
    envelopes: [base64(filing.report), base64(filing.contact)],
    files: filing.files.map(({ id, digest }) => ({ id, digest })),
  });
}

/** Fetches everything back and compares it with what was sealed. */
async function checkBack({ signed, filing }: Attempt, files: Files | null): Promise<void> {
  const [{ anchor }, { envelopes }] = await Promise.all([
    signed.get("/api/case", caseAnswer),
    signed.get("/api/case/envelopes?from=0", envelopesAnswer),
  ]);
  const [report, contact] = [0, 1].map((n) => {
    const file = envelopes.find((envelope) => envelope.n === n)?.file;
    return file !== undefined && "length" in file ? file : undefined;
  });
  const isBack = report !== undefined && contact !== undefined && isFiled(filing, { report, contact, anchor });
  if (!isBack || (filing.files.length > 0 && (await files?.hold(signed, filing.files)) !== true)) throw new SendError("damaged");
}
