/** Puts the cases on the desk's feet: its wire, its vault, its channels, its memory, its worker. */
import type { CaseId } from "../../sealing/case_id.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { seenName } from "../../sealing/index.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import type { Vault } from "../../sealing/vault.ts";
import { visitChannel } from "../channels.ts";
import type { Desk } from "../desk.ts";
import { KEEP_WITHIN, pause } from "../session.ts";
import { Words } from "../words.ts";
import { Cases, draftsOf } from "./cases.ts";
import type { Shown } from "./current.ts";
import { channelOf, type Channel } from "./channel.ts";
import type { CasesAtWork } from "./context.ts";
import { Correspondence, standardTexts } from "./correspondence.ts";
import { IndexKeeper } from "./index_keeper.ts";
import { openingBeside } from "./opener.ts";
import type { CasesPorts } from "./ports.ts";
import { CasesServer } from "./server.ts";

/** The ports of one unlocked stretch of a desk. */
export function portsOf(desk: Desk, vault: Vault): CasesPorts {
  const server = new CasesServer(desk.api);
  const memory = desk.memory(vault.member);
  const { member, keys, self } = vault;
  return {
    member,
    keys,
    server,
    keeper: new IndexKeeper(self, server, {
      after: (milliseconds, run) => window.setTimeout(run, milliseconds),
      cancel: (timer) => {
        window.clearTimeout(timer);
      },
    }),
    opener: openingBeside(desk.openingWorker, member, keys),
    channelOf: (id) => channelFrom(desk, id),
    remember: (id: CaseId, heads) => !memory.seeCase(seenName(id, self, memory.salt), heads),
    seen: (id) => memory.seen(seenName(id, self, memory.salt)),
    missing: (listed) => {
      const names = new Set(listed.map((id) => seenName(id, self, memory.salt)));
      return memory.cases.filter((name) => !names.has(name));
    },
    letGo: (name) => {
      memory.letGo(name);
    },
    now: desk.now,
    elapsed: () => performance.now(),
    breathe,
  };
}

/** The cases at work on those ports; a case's writing is made once and kept. */
export function casesOn(ports: CasesPorts): CasesAtWork {
  const cases = new Cases(ports);
  const words = { sv: new Words("sv"), en: new Words("en") };
  // By row and case: what was begun in one case is never finished in another.
  const made = new Map<string, Correspondence>();
  ports.keeper.onFound = (row, id, view) => {
    cases.found(row, view);
    made.get(`${row} ${id}`)?.found(view.drafts);
  };
  return {
    cases,
    ports,
    correspondenceIn: (shown: Shown) => {
      const drafts = draftsOf(cases.rows.peek().get(shown.row));
      const standard = (): ReturnType<typeof standardTexts> => standardTexts(shown, (tag) => words[tag], ports.now());
      const key = `${shown.row} ${shown.opened.conversation.pinned.id}`;
      const writing = made.get(key) ?? new Correspondence(shown, drafts, cases, ports, standard());
      made.set(key, writing);
      return writing;
    },
  };
}

/**
 * Drops the cases. When the desk has locked, at once: what waits to be kept has had its time before. When only another
 * page is shown, what waits is kept first, as long as before a locking and no longer.
 */
export function leaveCases(
  { cases, ports }: CasesAtWork,
  isLocked: boolean,
  wait: (milliseconds: number) => Promise<void> = pause,
): void {
  const stop = (): void => {
    cases.stop();
  };
  if (isLocked) stop();
  else void Promise.race([ports.keeper.flush(), wait(KEEP_WITHIN)]).then(stop, stop);
}

/** A channel as the unlocking verified it; asked for anew where a case names one that was not there yet. */
async function channelFrom(desk: Desk, id: ChannelId): Promise<Channel> {
  if (desk.channels.all.peek().get(id) === undefined) await visitChannel(desk, id);
  const known = desk.channels.all.peek().get(id);
  if (known?.chain === undefined || known.chain === null) throw new KeyringError("pin");
  const { address, settings, today } = known.told;
  return channelOf(known.chain, address, settings, today);
}

/** Resolves after the browser has handled what waits: input, drawing. */
function breathe(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 0);
  });
}
