/**
 * Entering a report that came by telephone, in a meeting or on paper: this browser makes the code and seals everything as a
 * reporter's does (PROTOCOL.md section 7). The code leaves this file only once everything has come back as it was sealed.
 */
import type { Day } from "../../sealing/day.ts";
import { base64 } from "../../sealing/encoding.ts";
import { shareCase, type Sharing } from "../../sealing/exclusion.ts";
import { isFiled, newCase, sealFiling, type Filing, type NewCase, type Report } from "../../sealing/filing.ts";
import type { Holder } from "../../sealing/holder.ts";
import type { Epoch } from "../../sealing/keyring/chain.ts";
import { keyringStatus } from "../../sealing/keyring/status.ts";
import { wipeReporterKeys } from "../../sealing/reporter.ts";
import { list } from "../../sealing/schema.ts";
import type { Json } from "../../sealing/strict_json.ts";
import { answer, ApiError, type Api } from "../api.ts";
import { bytes, caseRow, day } from "../api/read.ts";
import type { CaseRow } from "../router.ts";
import { shareWithin, type Within } from "./origin.ts";

/** What a handler was told. */
export interface Told {
  readonly report: Omit<Report, "files">;
  /** Whom it concerns. */
  readonly excluded: readonly Holder[];
  /** The day on which it reached the organisation, from which the law counts. */
  readonly received: Day;
  /** The case within whose members it stays, of one that is linked with another; else null. */
  readonly within: Within | null;
}

/** A report that is durable, and the code that opens it. */
export interface Entered {
  readonly own: NewCase;
  readonly filing: Filing;
  readonly row: CaseRow;
  readonly sharing: Sharing;
}

/**
 * Why nothing was entered, where the server was not the reason:
 *
 * - `keyring-old`: the keyring is too old, or this computer's clock is wrong
 * - `damaged`: what came back is not what was sealed
 */
export type EnteringErrorKind = "keyring-old" | "damaged";

/** The report was not entered. */
export class EnteringError extends Error {
  readonly kind: EnteringErrorKind;

  constructor(kind: EnteringErrorKind) {
    super(`the report was not entered: ${kind}`);
    this.name = "EnteringError";
    this.kind = kind;
  }
}

interface Attempt {
  readonly own: NewCase;
  readonly filing: Filing;
  readonly sharing: Sharing;
  readonly body: Json;
}

const entered = answer({ id: caseRow, received: day, anchor: bytes, envelopes: list(bytes, 2) });

/** Enters one report: however often it is tried, it is there once. */
export class Entering {
  readonly #api: Pick<Api, "send">;
  #attempt: Attempt | null = null;
  /** Whether some try went without an answer that says that nothing is stored. */
  #isUnsure = false;

  constructor(api: Pick<Api, "send">) {
    this.#api = api;
  }

  /** Whether a try may have arrived: what was told must not be changed until that is known. */
  get mayHaveArrived(): boolean {
    return this.#attempt !== null;
  }

  /**
   * Enters it; after a try whose answer was lost, the very bytes of that try, whatever `told` says by now.
   *
   * @param today - the day it is in the channel
   * @throws ApiError, {@link EnteringError}, ExclusionError, ContactError, SchemaError, PaddingError: it can be called again
   */
  async send(told: Told, epoch: Epoch, today: Day): Promise<Entered> {
    const attempt = (this.#attempt ??= await seal(told, epoch, today));
    let back;
    try {
      back = await this.#api.send("POST", "/api/cases", entered, { body: attempt.body });
    } catch (error) {
      // A server that refuses has stored nothing of this try; of one before that went unanswered it may have.
      if (!(error instanceof ApiError) || UNSURE.has(error.kind)) this.#isUnsure = true;
      else if (!this.#isUnsure) this.stop();
      throw error;
    }
    const { own, filing, sharing } = attempt;
    const [report, contact] = back.envelopes;
    const isBack = report !== undefined && contact !== undefined && isFiled(filing, { report, contact, anchor: back.anchor });
    if (!isBack) {
      this.#isUnsure = true;
      throw new EnteringError("damaged");
    }
    this.#attempt = null;
    this.#isUnsure = false;
    return { own, filing, sharing, row: back.id };
  }

  /** Forgets the code and the keys of what was not entered. */
  stop(): void {
    if (this.#attempt !== null) forget(this.#attempt.own);
    this.#attempt = null;
    this.#isUnsure = false;
  }
}

const UNSURE: ReadonlySet<string> = new Set(["offline", "unreadable", "problem-unknown", "problem-unavailable"]);

/** Forgets the code and the keys of a case. */
export function forget({ code, keys, identity }: NewCase): void {
  code.wipe();
  wipeReporterKeys(keys);
  identity.wipe();
}

async function seal({ report, excluded, received, within }: Told, epoch: Epoch, today: Day): Promise<Attempt> {
  const status = keyringStatus(epoch.keyring, today);
  if (status === "expired" || status === "not-yet") throw new EnteringError("keyring-old");
  const sharing = within === null ? shareCase(epoch.keyring, excluded) : shareWithin(epoch.keyring, within, excluded);
  const own = newCase();
  const filing = await sealFiling(own, { ...report, files: [] }, epoch, sharing, received, "desk");
  return {
    own,
    filing,
    sharing,
    body: {
      locator: filing.locator,
      channel: epoch.keyring.channel,
      keyring: epoch.reference,
      received,
      anchor: base64(filing.anchor),
      leaf: filing.leaf,
      wraps: filing.wraps.map(({ holder, sealed }) => ({ holder, sealed: base64(sealed) })),
      envelopes: [base64(filing.report), base64(filing.contact)],
    },
  };
}
