/** A member at the desk, without a page: the cases on real ports, with time and waiting in the test's hands. */
import { Api } from "../../../../src/desk/api.ts";
import type { Cases } from "../../../../src/desk/cases/cases.ts";
import type { Shown } from "../../../../src/desk/cases/current.ts";
import { channelOf } from "../../../../src/desk/cases/channel.ts";
import type { CasesAtWork } from "../../../../src/desk/cases/context.ts";
import { IndexKeeper } from "../../../../src/desk/cases/index_keeper.ts";
import { openingHere } from "../../../../src/desk/cases/opener.ts";
import type { Lengths } from "../../../../src/desk/cases/heads.ts";
import type { Plan } from "../../../../src/desk/cases/people/plan.ts";
import type { CasesPorts } from "../../../../src/desk/cases/ports.ts";
import { CasesServer } from "../../../../src/desk/cases/server.ts";
import { casesOn } from "../../../../src/desk/cases/stand.ts";
import type { CaseRow } from "../../../../src/desk/router.ts";
import type { CaseId } from "../../../../src/sealing/case_id.ts";
import { deriveSigningKey } from "../../../../src/sealing/derive.ts";
import { digestOf, type Digest } from "../../../../src/sealing/digest.ts";
import { utf8 } from "../../../../src/sealing/encoding.ts";
import type { DeskServer } from "./desk_server.ts";
import type { Person } from "./stored.ts";
import { FilesHere } from "./files_here.ts";

/** Timers that run when a test says so. */
export class Timers {
  #count = 0;
  readonly #waiting = new Map<number, { readonly at: number; readonly run: () => void }>();
  #now = 0;

  readonly after = (milliseconds: number, run: () => void): number => {
    this.#count += 1;
    this.#waiting.set(this.#count, { at: this.#now + milliseconds, run });
    return this.#count;
  };

  readonly cancel = (timer: number): void => {
    this.#waiting.delete(timer);
  };

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [timer, { at, run }] of [...this.#waiting]) {
      if (at > this.#now) continue;
      this.#waiting.delete(timer);
      run();
    }
  }
}

/** What a test has of a member at the desk. */
export interface AtDesk extends CasesAtWork {
  readonly timers: Timers;
  readonly remembered: Map<CaseId, Lengths>;
  /** Whatever moved files, in the order in which it was started. */
  readonly moved: readonly FilesHere[];
}

/** Seats somebody; `remembered` is what their computer kept from last time. */
export function seat(server: DeskServer, me: Person, remembered = new Map<CaseId, Lengths>()): AtDesk {
  const deskKey = deriveSigningKey(server.vaultOf(me).self, "desk/access");
  const wire = new CasesServer(new Api(server.fetchFor(me), () => deskKey));
  const vault = server.vaultOf(me);
  const timers = new Timers();
  const gone = new Set<Digest>();
  let plan: Plan | null = null;
  const moved: FilesHere[] = [];
  const ports: CasesPorts = {
    member: me.id,
    keys: vault.keys,
    self: vault.self,
    server: wire,
    keeper: new IndexKeeper(vault.self, wire, timers),
    opener: openingHere({ member: me.id, keys: vault.keys, self: vault.self }),
    startFiles: (row) => {
      const started = new FilesHere(server, me, row);
      moved.push(started);
      return started;
    },
    // The server's list of keys never changes, and was verified as it was made.
    channelOf: () => Promise.resolve(channelOf(server.chain, "lunda", server.settings, server.today)),
    remember: (id, verified) => {
      const before = remembered.get(id) ?? { c: 0, i: 0 };
      remembered.set(id, { c: Math.max(before.c, verified.c), i: Math.max(before.i, verified.i) });
    },
    seen: (id) => remembered.get(id) ?? null,
    missing: (listed) => [...remembered.keys()].filter((id) => !listed.includes(id) && !gone.has(nameOf(id))).map(nameOf),
    letGo: (name) => {
      gone.add(name);
    },
    left: (id) => {
      gone.add(nameOf(id));
    },
    owner: null,
    plans: {
      read: () => plan,
      write: (next) => {
        plan = next;
      },
    },
    now: () => new Date(`${server.today}T09:00:00Z`),
    elapsed: () => 0,
    breathe: () => Promise.resolve(),
  };
  return { ...casesOn(ports), timers, remembered, moved };
}

/** Fills in what a case needs before it is closed, and saves it. */
export async function recordResult(desk: AtDesk, shown: Shown): Promise<void> {
  const record = desk.recordIn(shown);
  record.type("finding", "substantiated");
  record.type("outcomes", "corrective");
  await record.save();
  if (record.status.peek().is !== "saved") throw new Error("the result was not saved");
}

function nameOf(id: CaseId): Digest {
  return digestOf(utf8(id));
}

/** Opens a case that must open. */
export async function show(cases: Cases, row: CaseRow): Promise<Shown> {
  await cases.open(row);
  const current = cases.current.peek();
  if (current?.is !== "open") throw new Error(`the case is ${current?.is ?? "gone"}`);
  return current;
}
