/** Opening cases and index entries beside the page: one worker for an unlocked stretch, one thing after another. */
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import type { MemberId } from "../../sealing/id.ts";
import type { Secret } from "../../sealing/secret.ts";
import type { MemberKeys } from "../../sealing/vault.ts";
import { openAll, type KeptEntry } from "./entry_opening.ts";
import { openCase, type CaseFiles, type DamagedCase, type OpenedCase } from "./opening.ts";
import type { ListedEntry } from "./summary.ts";

/** What came of opening a case. */
export type Opening = OpenedCase | DamagedCase;

/** Opens and verifies cases. */
export interface Opener {
  /** Opens one; `urgent` ones, which somebody waits for, before all others. */
  open(files: CaseFiles, chain: KeyringChain, urgent: boolean): Promise<Opening>;
  /** Opens index entries, in their order; null for each that does not open. Their bytes are given away. */
  openEntries(entries: readonly ListedEntry[]): Promise<readonly (KeptEntry | null)[]>;
  /** Drops the keys. */
  stop(): void;
}

/** The opener could not do its work: its worker failed, or was stopped. */
export class OpenerError extends Error {
  readonly kind: "failed" | "stopped";

  constructor(kind: "failed" | "stopped") {
    super(kind);
    this.name = "OpenerError";
    this.kind = kind;
  }
}

/** Whose cases are opened, and with what. */
export interface Openable {
  readonly member: MemberId;
  /** Newest first. */
  readonly keys: readonly MemberKeys[];
  /** Opens the member's index entries. */
  readonly self: Secret<"self">;
}

/** Opens on the page itself: for tests, and where a worker does not start. */
export function openingHere({ member, keys, self }: Openable): Opener {
  const mine = keys.map(({ identity, signing }) => ({ identity, verify: signing.verifyingKey }));
  return {
    open: (files, chain) => openCase(files, { member, keys: mine, chain }),
    openEntries: (entries) => openAll(entries, self),
    stop: () => undefined,
  };
}

/** What the page sends: first the keys, then cases and slices of index entries. */
export type OpenerRequest =
  | {
      readonly is: "keys";
      readonly member: MemberId;
      readonly keys: readonly { readonly identity: string; readonly verify: string }[];
      readonly self: Uint8Array;
    }
  | { readonly is: "case"; readonly id: number; readonly files: CaseFiles; readonly notes: readonly string[] }
  | { readonly is: "entries"; readonly id: number; readonly entries: readonly ListedEntry[] };

/** What comes back: null where the worker could not do it. */
export type OpenerAnswer = { readonly id: number } & (
  | { readonly opening: Opening | null }
  | { readonly entries: readonly (KeptEntry | null)[] }
);

/** The part of a worker that is used here, so that a test can stand in for it. */
export interface WorkerPort {
  postMessage(request: OpenerRequest, given: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: OpenerAnswer }) => void): void;
  addEventListener(type: "error", listener: () => void): void;
  terminate(): void;
}

interface Job {
  readonly ask: (id: number) => OpenerRequest;
  /** What of it goes over to the worker instead of being copied. */
  readonly given: ArrayBuffer[];
  /** Takes what came back; false where that is no answer to what was asked. */
  readonly done: (answer: OpenerAnswer) => boolean;
  readonly fail: (error: OpenerError) => void;
}

/** How many workers may break one after the other without having opened anything before no more is started. */
const MOST_BARREN = 2;

/**
 * Opens in a worker, which is handed this member's keys and ends with the unlocked stretch. One that breaks takes the case
 * with it that it was at, and another goes on with the rest.
 *
 * @param start - starts a worker
 */
export function openingBeside(start: () => WorkerPort, { member, keys, self }: Openable): Opener {
  const urgent: Job[] = [];
  const patient: Job[] = [];
  let worker: WorkerPort | null = null;
  let running: { readonly id: number; readonly job: Job } | null = null;
  let ended: OpenerError | null = null;
  let count = 0;
  let barren = 0;

  const end = (error: OpenerError): void => {
    ended ??= error;
    worker?.terminate();
    worker = null;
    const left = [...(running === null ? [] : [running.job]), ...urgent.splice(0), ...patient.splice(0)];
    running = null;
    for (const job of left) job.fail(error);
  };
  const broke = (broken: WorkerPort): void => {
    if (broken !== worker) return;
    broken.terminate();
    worker = null;
    barren += 1;
    if (barren >= MOST_BARREN) {
      end(new OpenerError("failed"));
      return;
    }
    const job = running?.job;
    running = null;
    job?.fail(new OpenerError("failed"));
    next();
  };
  const started = (): WorkerPort => {
    const fresh = start();
    fresh.addEventListener("message", ({ data }) => {
      if (fresh !== worker || running?.id !== data.id) return;
      const { job } = running;
      running = null;
      barren = 0;
      if (!job.done(data)) job.fail(new OpenerError("failed"));
      next();
    });
    fresh.addEventListener("error", () => {
      broke(fresh);
    });
    fresh.postMessage({
      is: "keys",
      member,
      keys: keys.map(({ identity, signing }) => ({ identity: identity.expose(), verify: signing.verifyingKey })),
      self: self.expose(),
    }, []);
    return fresh;
  };
  const next = (): void => {
    if (running !== null || ended !== null) return;
    const job = urgent.shift() ?? patient.shift();
    if (job === undefined) return;
    count += 1;
    running = { id: count, job };
    worker ??= started();
    worker.postMessage(job.ask(count), job.given);
  };
  worker = started();
  const enqueue = (queue: Job[], job: Job): void => {
    if (ended !== null) {
      job.fail(ended);
      return;
    }
    queue.push(job);
    next();
  };
  return {
    open: (files, chain, isUrgent) =>
      new Promise((done, fail) => {
        const notes = chain.epochs.map(({ note }) => note);
        enqueue(isUrgent ? urgent : patient, {
          ask: (id) => ({ is: "case", id, files, notes }),
          given: [],
          done: (answer) => {
            if (!("opening" in answer) || answer.opening === null) return false;
            done(answer.opening);
            return true;
          },
          fail,
        });
      }),
    openEntries: (entries) =>
      new Promise((done, fail) => {
        enqueue(patient, {
          ask: (id) => ({ is: "entries", id, entries }),
          given: [...new Set(entries.map(({ sealed }) => sealed.buffer))],
          done: (answer) => {
            if (!("entries" in answer)) return false;
            done(answer.entries);
            return true;
          },
          fail,
        });
      }),
    stop: () => {
      end(new OpenerError("stopped"));
    },
  };
}
