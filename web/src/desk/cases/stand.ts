/** Puts the cases on the desk's feet: its wire, its vault, its channels, its memory, its worker. */
import { effect } from "@preact/signals";
import type { CaseId } from "../../sealing/case_id.ts";
import type { Digest } from "../../sealing/digest.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { seenNames } from "../../sealing/index.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import type { Secret } from "../../sealing/secret.ts";
import type { Vault } from "../../sealing/vault.ts";
import { Files } from "../../files/port.ts";
import { browserStore } from "../browser_store.ts";
import { visitChannel } from "../channels.ts";
import type { Desk } from "../desk.ts";
import type { Memory } from "../memory.ts";
import { Words } from "../words.ts";
import { Bulk } from "./bulk/bulk.ts";
import { Cases, draftsOf } from "./cases.ts";
import type { Shown } from "./current.ts";
import { channelOf, type Channel } from "./channel.ts";
import type { CasesAtWork } from "./context.ts";
import { Correspondence } from "./correspondence.ts";
import { standardTexts } from "./standard_texts.ts";
import { earlierSettings } from "./earlier_settings.ts";
import { Disclosing } from "./exports/disclosing.ts";
import { CaseFiles } from "./files/case_files.ts";
import type { Bounds } from "./files/listing.ts";
import { IndexKeeper } from "./index_keeper.ts";
import { openingBeside } from "./opener.ts";
import { OwnRow } from "./own/own_row.ts";
import type { CasesPorts } from "./ports.ts";
import { HandingOn } from "./people/handing_on.ts";
import { PlanStore } from "./people/plan.ts";
import { RecordEditing } from "./record/editing.ts";
import { CasesServer } from "./server.ts";

/** The ports of one unlocked stretch of a desk. */
function portsOf(desk: Desk, vault: Vault): CasesPorts {
  const server = new CasesServer(desk.api);
  const memory = desk.memory(vault.member);
  const { member, keys, self } = vault;
  const nameOf = namesIn(memory, self);
  return {
    member,
    keys,
    self,
    server,
    keeper: new IndexKeeper(self, server, {
      after: (milliseconds, run) => window.setTimeout(run, milliseconds),
      cancel: (timer) => {
        window.clearTimeout(timer);
      },
    }),
    opener: openingBeside(desk.openingWorker, { member, keys, self }),
    startFiles: (row) => new Files(desk.filesWorkers, server.fileHost(row)),
    channelOf: (id) => channelFrom(desk, id),
    remember: (id: CaseId, verified) => {
      memory.seeCase(nameOf(id), verified);
    },
    seen: (id) => memory.seen(nameOf(id)),
    missing: (listed) => {
      const names = new Set(listed.map((id) => nameOf(id)));
      return memory.cases.filter((name) => !names.has(name));
    },
    letGo: (name) => {
      memory.letGo(name);
    },
    left: (id) => {
      memory.letGo(nameOf(id));
    },
    owner: vault.owner?.verifyingKey ?? null,
    plans: new PlanStore(browserStore(), member),
    now: desk.now,
    elapsed: () => performance.now(),
    breathe,
  };
}

/** The cases at work on those ports; a case's writing is made once and kept. */
export function casesOn(ports: CasesPorts): CasesAtWork {
  const cases = new Cases(ports);
  const handingOn = new HandingOn(cases, ports);
  const words = { sv: new Words("sv"), en: new Words("en") };
  // By row and case: what was begun in one case is never finished in another.
  const made = new Map<string, Correspondence>();
  const records = new Map<string, RecordEditing>();
  const disclosures = new Map<string, Disclosing>();
  const bulk = new Bulk(cases, ports);
  const own = new OwnRow(ports.self, ports.server);
  let open: { readonly key: string; readonly files: CaseFiles } | null = null;
  const leaveFiles = (files: CaseFiles): void => {
    files.stop();
    // Another case may be shown by now.
    if (open?.files === files) open = null;
  };
  ports.keeper.onFound = (row, id, view) => {
    cases.found(row, view);
    made.get(`${row} ${id}`)?.found(view.drafts);
    records.get(`${row} ${id}`)?.found(view.drafts.record);
  };
  return {
    cases,
    ports,
    handingOn,
    bulk,
    own,
    correspondenceIn: (shown: Shown) => {
      const drafts = draftsOf(cases.rows.peek().get(shown.row));
      const standard = (): ReturnType<typeof standardTexts> => standardTexts(shown, (tag) => words[tag], ports.now());
      const key = keyOf(shown);
      const bounds = (): Bounds | null => (open?.key === key ? open.files.bounds : null);
      const writing = made.get(key) ?? new Correspondence(shown, drafts, cases, ports, standard(), bounds);
      made.set(key, writing);
      return writing;
    },
    recordIn: (shown) => {
      const key = keyOf(shown);
      const { record: draft } = draftsOf(cases.rows.peek().get(shown.row));
      const record = records.get(key) ?? new RecordEditing(shown, draft, cases, ports);
      records.set(key, record);
      return record;
    },
    disclosingIn: (shown, what) => {
      const key = `${keyOf(shown)} ${what}`;
      const disclosing = disclosures.get(key) ?? new Disclosing({ cases, ports });
      disclosures.set(key, disclosing);
      return disclosing;
    },
    filesIn: (shown) => {
      const key = keyOf(shown);
      if (open?.key === key) return open.files;
      if (open !== null) leaveFiles(open.files);
      const { row } = shown;
      const server = { list: () => ports.server.files(row) };
      const files = new CaseFiles(server, () => ports.startFiles(row));
      open = { key, files };
      return files;
    },
    leaveFiles,
    hasUnsentFiles: () => [...made.values()].some(({ hasUnsentFiles }) => hasUnsentFiles),
    stop: () => {
      handingOn.stop();
      bulk.stop();
      own.stop();
      cases.stop();
      if (open !== null) leaveFiles(open.files);
      for (const writing of made.values()) writing.stop();
    },
  };
}

/** A case in its row: another case in the same row is not that one. */
function keyOf({ row, opened }: Shown): string {
  return `${row} ${opened.conversation.pinned.id}`;
}

/**
 * The cases of the unlocked stretch: made when they are first shown, the same ones whatever page is shown meanwhile, and
 * dropped when the vault closes. Null while it is closed.
 */
export function casesAt(desk: Desk): CasesAtWork | null {
  const { vault } = desk.session;
  if (vault === null) return null;
  const there = desk.cases.peek();
  if (there !== null) return there;
  const made = casesOn(portsOf(desk, vault));
  holdWhileOpen(desk, made);
  return made;
}

/** Holds the cases at the desk until its vault closes: what waits to be kept has had its time by then. */
export function holdWhileOpen(desk: Pick<Desk, "session" | "cases" | "going" | "duties">, atWork: CasesAtWork): void {
  const { cases, ports } = atWork;
  desk.cases.value = atWork;
  const forget = [
    desk.session.beforeLock(() => ports.keeper.flush()),
    desk.session.beforeLeaving(() => {
      ports.keeper.leave();
    }),
    effect(() => {
      if (cases.loading.value.is === "ready") desk.duties.value = cases.duties.value;
    }),
  ];
  const end = effect(() => {
    if (desk.session.state.value.at === "unlocked") return;
    for (const each of forget) each();
    atWork.stop();
    desk.cases.value = null;
    // Whoever was asked is not asked again at the next unlocking: what they were asked about is gone.
    desk.going.value = null;
    end();
  });
}

/** The names under which that memory has cases. Its salt is another where the browser's store was emptied meanwhile. */
function namesIn(memory: Pick<Memory, "salt">, self: Secret<"self">): (id: CaseId) => Digest {
  let { salt } = memory;
  let names = seenNames(self, salt);
  return (id) => {
    if (memory.salt !== salt) {
      ({ salt } = memory);
      names = seenNames(self, salt);
    }
    return names(id);
  };
}

/** A channel as the unlocking verified it; asked for anew where a case names one that was not there yet. */
async function channelFrom(desk: Desk, id: ChannelId): Promise<Channel> {
  if (desk.channels.all.peek().get(id) === undefined) await visitChannel(desk, id);
  const known = desk.channels.all.peek().get(id);
  if (known?.chain === undefined || known.chain === null) throw new KeyringError("pin");
  const { address, settings, today } = known.told;
  return channelOf(known.chain, address, settings, today, await earlierSettings(desk.api, known.chain));
}

/** Resolves after the browser has handled what waits: input, drawing. */
function breathe(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 0);
  });
}
