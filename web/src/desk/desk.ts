/** What every part of the desk can reach: made once by main.tsx, or by a test. */
import { signal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { MemberId } from "../sealing/id.ts";
import type { SealedIndexEntry } from "../sealing/index.ts";
import type { Task } from "./account/change.ts";
import type { Announcer } from "./announcer.ts";
import type { Api } from "./api.ts";
import type { CasesAtWork } from "./cases/context.ts";
import type { Going } from "./cases/unkept.tsx";
import type { Channels } from "./channels.ts";
import type { EarlierVault } from "./entry/earlier.ts";
import type { FilesWorkers } from "../files/port.ts";
import type { Idleness } from "./idleness.ts";
import type { Memory } from "./memory.ts";
import type { RecoveryStay } from "./recovery/stay.ts";
import type { Arrival, Router } from "./router.ts";
import type { Session } from "./session.ts";
import type { Shortcuts } from "./shortcuts.ts";
import type { Language } from "./words.ts";
import type { Stretch } from "./worker.ts";

/** The desk and what it stands on. */
export interface Desk {
  readonly api: Api;
  readonly session: Session;
  readonly router: Router;
  readonly language: Language;
  readonly shortcuts: Shortcuts;
  readonly announcer: Announcer;
  readonly stretch: Stretch;
  /** Starts the worker that opens cases, one for each unlocked stretch. */
  readonly openingWorker: () => Worker;
  /** Starts the workers that seal, send, fetch and open files, and that look into them. */
  readonly filesWorkers: FilesWorkers;
  /** The channels of whoever is signed in, verified. */
  readonly channels: Channels;
  /** What this computer remembers of a member's vault and channels. */
  readonly memory: (member: MemberId) => Memory;
  /** The time by this computer's clock. */
  readonly now: () => Date;
  /** The desk's own origin, as sign-in signs it. */
  readonly origin: string;
  /** The intake's address, for links and posters: scheme, host, port, no slash at the end. */
  readonly intake: string;
  /** What a link brought, until it is used up. */
  readonly arrival: Signal<Arrival | null>;
  /** What a member who has just come in has to do before anything else. */
  readonly task: Signal<Task>;
  /** An earlier vault that opens where the newest does not, until its member has decided about it. */
  readonly earlier: Signal<EarlierVault | null>;
  /** What the page of a recovery code holds; null where nobody is at it. */
  readonly recovery: Signal<RecoveryStay | null>;
  /** How long nobody has touched the desk. */
  readonly idleness: Signal<Idleness>;
  /** The cases of the unlocked stretch; null while the vault is closed, or before they are first shown. */
  readonly cases: Signal<CasesAtWork | null>;
  /** How its member wants to go although a draft is not kept, until they have decided. */
  readonly going: Signal<Going | null>;
  /** What is typed of reports that are being entered, by their forms: sealed for whoever types it. */
  readonly told: Signal<ReadonlyMap<string, SealedIndexEntry>>;
  /** How many duties wait, for the title of the window; null before it is known. */
  readonly duties: Signal<number | null>;
}

/** The parts of a desk that change. */
type Signals = Pick<Desk, "arrival" | "task" | "earlier" | "recovery" | "idleness" | "cases" | "going" | "told" | "duties">;

/** The signals of a desk on which nothing has happened yet. */
export function freshSignals(arrival: Arrival | null): Signals {
  return {
    arrival: signal(arrival),
    task: signal<Task>(null),
    earlier: signal<EarlierVault | null>(null),
    recovery: signal<RecoveryStay | null>(null),
    idleness: signal<Idleness>("active"),
    cases: signal<CasesAtWork | null>(null),
    going: signal<Going | null>(null),
    told: signal<ReadonlyMap<string, SealedIndexEntry>>(new Map()),
    duties: signal<number | null>(null),
  };
}

/** Where the parts find the desk. */
export const DeskContext = createContext<Desk | null>(null);

/** The desk. Every part stands beneath `<App>`, which provides it. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("a part of the desk stands outside of it");
  return desk;
}
