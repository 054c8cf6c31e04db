/**
 * The desk's server for tests: a channel with its keyring, cases as reporters sealed them, and the routes of cases
 * behind a `fetch`. It keeps the contract, or lies in whatever way a test tells it.
 */
import { dayPlus, type Day } from "../../../../src/sealing/day.ts";
import { digestOf, type Digest } from "../../../../src/sealing/digest.ts";
import { base64, concatenate, hex, parseBase64, parseHex, utf8 } from "../../../../src/sealing/encoding.ts";
import type { Path } from "../../../../src/sealing/body.ts";
import { shareCase, type Sharing } from "../../../../src/sealing/exclusion.ts";
import { newCase, sealFiling, type Report } from "../../../../src/sealing/filing.ts";
import { parseHolder, type Holder } from "../../../../src/sealing/holder.ts";
import { newId, parseFileId, type ChannelId, type FileId, type MemberId } from "../../../../src/sealing/id.ts";
import { newIdentity } from "../../../../src/sealing/identity.ts";
import { keyIdOf } from "../../../../src/sealing/key_id.ts";
import { KeyringChain } from "../../../../src/sealing/keyring/chain.ts";
import { firstEpoch, signKeyring } from "../../../../src/sealing/keyring/sign.ts";
import { systemRandom } from "../../../../src/sealing/random.ts";
import { newSigningKey } from "../../../../src/sealing/signature.ts";
import type { Json } from "../../../../src/sealing/strict_json.ts";
import type { Next, Served } from "../../../../src/sealing/thread.ts";
import { verifyConversation } from "../../../../src/sealing/thread/conversation.ts";
import { pinCase } from "../../../../src/sealing/thread/pin.ts";
import type { Vault } from "../../../../src/sealing/vault.ts";
import { openWrap, type OpenedWrap } from "../../../../src/sealing/wrap.ts";
import { sealInConversation, type Content, type ConversationKind } from "../../../../src/sealing/write.ts";
import type { CaseRow } from "../../../../src/desk/router.ts";
import { parseCaseRow } from "../../../../src/desk/router.ts";
import { given } from "./given.ts";
import { SETTINGS } from "./settings.ts";
import { digestOfFile, type Person, type StoredCase, type StoredFile } from "./stored.ts";

/** A request as the server sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
}

/** The server. */
export class DeskServer {
  readonly channel: ChannelId = newId<"channel">();
  readonly owner = newSigningKey<"owner">();
  readonly recovery = { identity: newIdentity<"recovery">(), signing: newSigningKey<"author">() };
  readonly people: readonly Person[];
  readonly note: string;
  readonly chain: KeyringChain;
  readonly cases = new Map<CaseRow, StoredCase>();
  /** The newest generation of each case whose key was replaced. */
  readonly generations = new Map<CaseRow, number>();
  readonly asked: Asked[] = [];
  /** The saved views of each member. */
  readonly views = new Map<MemberId, { readonly salt: string; readonly sealed: string }>();
  /** Files that no letter names yet. */
  readonly staged = new Map<FileId, StoredFile>();
  /** What files may weigh, as the server tells it. */
  bounds = { largest: 4096, per_case: 1_048_576, open: true };
  settings: string;
  today: Day;
  /** Changes a good answer before it is sent: how the server lies. */
  lie: (asked: Asked, answer: Json) => Json = (_asked, answer) => answer;
  /** Runs before a request is handled; what it returns is the answer instead, "offline" none at all. */
  interrupt: (asked: Asked) => Promise<Response | "offline" | null> = () => Promise.resolve(null);

  constructor(people: readonly Person[], today: Day, settings: Json = SETTINGS) {
    this.people = [...people].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.today = today;
    this.settings = JSON.stringify(settings);
    const { identity, signing } = this.recovery;
    const keyring = firstEpoch(
      {
        channel: this.channel,
        owner: this.owner.verifyingKey,
        settings: digestOf(utf8(this.settings)),
        policy: { showOwn: true, contact: "one", serverPath: true },
        handlers: this.people.map(({ id, title, identity: own, signing: key }) => ({
          id,
          title,
          recipient: own.recipient,
          verify: key.verifyingKey,
        })),
        deputies: [],
        custodians: [],
        recovery: { title: "Kommunrevisor", recipient: identity.recipient, verify: signing.verifyingKey },
      },
      given(dayPlus(today, -110)),
    );
    this.note = signKeyring(keyring, this.owner);
    this.chain = KeyringChain.verify(this.channel, [this.note], { by: "owner", owner: this.owner.verifyingKey });
  }

  /** The vault of a person. */
  vaultOf({ id, identity, signing, self }: Person): Vault {
    const { epoch } = this.chain.newest.keyring;
    const { hash } = this.chain.newest;
    return {
      counter: 1,
      member: id,
      keys: [{ identity, signing }],
      self,
      owner: null,
      pins: [{ channel: this.channel, owner: this.owner.verifyingKey, epoch, hash, next: [] }],
      invitations: [],
      unlock: [{ way: "passphrase", name: "", recipient: newIdentity<"unlock">().recipient, id: "" }],
      day: this.today,
    };
  }

  /** A reporter files. */
  async file(report: Partial<Report>, received: Day, excluded: readonly Holder[] = []): Promise<StoredCase> {
    return this.fileTo(shareCase(this.chain.newest.keyring, excluded), report, received);
  }

  /** Somebody files, to those. */
  async fileTo(sharing: Sharing, report: Partial<Report>, received: Day, path: Path = "browser"): Promise<StoredCase> {
    const own = newCase();
    const whole = { language: "sv", answers: [], files: [], contact: "", ...report };
    const filing = await sealFiling(own, whole, this.chain.newest, sharing, received, path);
    const wraps = new Map<Holder, Uint8Array<ArrayBuffer>>();
    for (const { holder, verify } of sharing.receivers) {
      const wrap = filing.wraps.find(({ to }) => to === keyIdOf(verify));
      if (wrap !== undefined) wraps.set(holder, wrap.sealed);
    }
    const stored: StoredCase = {
      row: given(parseCaseRow(hex(systemRandom(16)))),
      own,
      filing,
      wraps,
      c: [filing.report, filing.contact].map((sealed) => ({ sealed, day: received })),
      i: [],
      proposed: new Map(),
      state: "received",
      received,
      acknowledged: null,
      fedBack: null,
      waived: { acknowledgement: null, feedback: null },
      ending: { held: null, decided: null, isProposed: false },
      closed: null,
      index: new Map(),
      files: new Map(given(report.files ?? []).flatMap(({ id }) => this.#taken(id, "c", 0))),
    };
    this.cases.set(stored.row, stored);
    return stored;
  }

  /** Somebody has sent all of a file, and no letter names it yet. */
  stage(pieces: Uint8Array<ArrayBuffer>[]): { readonly id: FileId; readonly digest: Digest } {
    const id = newId<"file">();
    this.staged.set(id, { id, pieces, place: null });
    return { id, digest: digestOfFile(pieces) };
  }

  #taken(id: FileId, thread: "c" | "i", n: number): [FileId, StoredFile][] {
    const file = this.staged.get(id);
    if (file === undefined) return [];
    this.staged.delete(id);
    return [[id, { ...file, place: { thread, n } }]];
  }

  /** The reporter, or a person, writes in the conversation; the server stores it at once. */
  async write<K extends ConversationKind>(
    stored: StoredCase,
    by: Person | "reporter",
    kind: K,
    content: Content<K>,
    on: Day = this.today,
  ): Promise<void> {
    const { next, pinned } = await this.read(stored);
    const keyring = this.chain.newest.reference;
    const author =
      by === "reporter"
        ? ({ signer: stored.own.keys.signing, side: "reporter", keyring, day: on, path: "browser" } as const)
        : ({ signer: by.signing, side: "member", keyring, day: on, path: "desk" } as const);
    const { policy } = this.chain.newest.keyring;
    const sealed = await sealInConversation(kind, content, given(next), author, pinned, policy);
    stored.c.push({ sealed, day: on });
    if (kind === "message") this.#take(stored, (content as Content<"message">).step, on);
  }

  /** The conversation as any member reads it. */
  async read(stored: StoredCase): Promise<{ next: Next | null; pinned: Awaited<ReturnType<typeof pinCase>> }> {
    const served = stored.c.map(
      ({ sealed, day: stamped, struck }, n): Served => ({ n, day: stamped, file: struck === undefined ? sealed : { gone: struck } }),
    );
    const wrap = await this.wrapOf(stored);
    const pinned = await pinCase(wrap, served, this.chain);
    const { next } = await verifyConversation(pinned, this.chain, served, { keys: wrap.keys, side: "member" });
    return { next, pinned };
  }

  /** The wrap that recovery holds: there is one in every case of these tests. */
  async wrapOf(stored: StoredCase): Promise<OpenedWrap> {
    const { identity, signing } = this.recovery;
    return openWrap(given(stored.wraps.get("recovery")), identity, signing.verifyingKey, this.chain);
  }

  /** The server as a person's browser reaches it. */
  fetchFor(me: Person): typeof fetch {
    return async (input, init) => {
      const url = new URL(typeof input === "string" ? input : "/", "https://desk.invalid");
      // No test tells the server to lie about nonces, nor counts them among what was asked.
      if (url.pathname === "/api/nonce") return new Response(JSON.stringify({ nonce: base64(systemRandom(32)) }));
      const body = typeof init?.body === "string" ? (JSON.parse(init.body) as Json) : null;
      const asked = { method: init?.method ?? "GET", path: url.pathname + url.search, body };
      this.asked.push(asked);
      const instead = await this.interrupt(asked);
      if (instead === "offline") throw new TypeError("offline");
      if (instead !== null) return instead;
      const { status, answer } = this.#handle(me, asked, url);
      const said = status < 300 ? this.lie(asked, answer) : answer;
      const isStaged = asked.method === "HEAD" && status === 200;
      const whole = isStaged ? { "Upload-Offset": "1", "Upload-Length": "1" } : {};
      const headers = asked.method === "GET" ? undefined : { "Sigill-Nonce": base64(systemRandom(32)), ...whole };
      const isEntries = status < 300 && url.pathname === "/api/index";
      const sent = said === null ? null : isEntries ? entriesAnswer(said) : JSON.stringify(said);
      return new Response(sent, { status, ...(headers && { headers }) });
    };
  }

  #handle(me: Person, asked: Asked, url: URL): { status: number; answer: Json } {
    const [, , what = "", id = "", part = ""] = url.pathname.split("/");
    if (what === "session") return { status: 200, answer: this.#session(me) };
    if (what === "channels") return { status: 200, answer: this.#channel() };
    if (what === "inbox") {
      const mine = [...this.cases.values()].filter(({ wraps }) => wraps.has(me.id));
      const cases = mine.sort((one, other) => (one.row < other.row ? -1 : 1)).map((each) => this.#summary(me, each));
      return { status: 200, answer: { cases, today: { [this.channel]: this.today } } };
    }
    if (what === "index") {
      const wanted = url.searchParams.get("cases")?.split(",");
      const after = url.searchParams.get("after") ?? "";
      const cases = [...this.cases.values()].sort((one, other) => (one.row < other.row ? -1 : 1));
      const entries = cases.flatMap((each): Json[] => {
        const isAsked = wanted === undefined ? each.row > after : wanted.includes(each.row);
        const entry = isAsked && each.wraps.has(me.id) ? each.index.get(me.id) : undefined;
        return entry === undefined ? [] : [{ id: each.row, ...(entry as { readonly salt: string; readonly sealed: string }) }];
      });
      return { status: 200, answer: { entries: wanted === undefined ? entries.slice(0, ENTRIES) : entries } };
    }
    if (what === "views" && asked.method === "GET") return { status: 200, answer: { views: this.views.get(me.id) ?? null } };
    if (what === "views") {
      const { replaces, ...views } = asked.body as { salt: string; sealed: string; replaces: string | null };
      const there = this.views.get(me.id)?.salt ?? null;
      if (there !== replaces && there !== views.salt) return { status: 409, answer: { problem: "problem-conflict" } };
      this.views.set(me.id, views);
      return { status: 204, answer: null };
    }
    const row = parseCaseRow(id);
    const stored = row === null ? undefined : this.cases.get(row);
    const wrap = stored?.wraps.get(me.id);
    const posted = asked.method === "POST" && part === "envelopes" ? (asked.body as unknown as Posted) : null;
    const isRetry = posted !== null && posted.wraps.length > 0 && stored !== undefined && isThere(stored, posted);
    if (isRetry) return this.#post(stored, posted);
    if (stored === undefined || wrap === undefined) return { status: 404, answer: { problem: "problem-not-found" } };
    if (part === "files") return this.#file(stored, asked, url);
    if (part === "") {
      const wraps = [{ generation: this.generations.get(stored.row) ?? 0, sealed: base64(wrap) }];
      const index = stored.index.get(me.id) ?? null;
      return { status: 200, answer: { ...this.#summary(me, stored), index, wraps, holders: [...stored.wraps.keys()].sort() } };
    }
    if (part === "index") {
      const { replaces, salt, sealed } = asked.body as { salt: string; sealed: string; replaces: string | null };
      const entry = { salt, sealed };
      const there = stored.index.get(me.id)?.salt ?? null;
      if (there !== replaces && there !== entry.salt) return { status: 409, answer: { problem: "problem-conflict" } };
      stored.index.set(me.id, entry);
      return { status: 204, answer: null };
    }
    if (asked.method === "GET") {
      const thread = url.searchParams.get("thread") === "i" ? stored.i : stored.c;
      const from = Number(url.searchParams.get("from") ?? "0");
      const envelopes = thread
        .map(({ sealed, day: stamped, struck }, n) => ({ n, day: stamped, sealed: base64(sealed), ...(struck && { struck }) }))
        .slice(from);
      return { status: 200, answer: { envelopes, more: false } };
    }
    return this.#post(stored, asked.body as unknown as Posted);
  }

  #file(stored: StoredCase, { method }: Asked, url: URL): { status: number; answer: Json } {
    const [, , , , , id = "", piece = ""] = url.pathname.split("/");
    const file = parseFileId(id);
    if (method === "HEAD") return { status: file !== null && this.staged.has(file) ? 200 : 404, answer: null };
    if (file === null) {
      const files = [...stored.files.values()].map((each) => ({
        id: each.id,
        ...given(each.place),
        length: each.pieces.reduce((sum, { length }) => sum + length, 0),
        pieces: each.pieces.map((bytes) => digestOf(bytes)),
      }));
      return { status: 200, answer: { files, bounds: this.bounds } };
    }
    const bytes = stored.files.get(file)?.pieces[Number(piece)];
    if (bytes === undefined) return { status: 404, answer: { problem: "problem-not-found" } };
    return { status: 200, answer: base64(bytes) };
  }

  #post(stored: StoredCase, { thread, n, sealed, step, steps = [], files = [], generation = null, wraps, strike }: Posted): { status: number; answer: Json } {
    const envelopes = stored[thread];
    const bytes = given(parseBase64(sealed));
    const there = envelopes[n];
    if (there !== undefined && base64(there.sealed) === sealed) return { status: 200, answer: { n, day: there.day } };
    if (n !== envelopes.length) {
      return { status: 409, answer: { problem: "problem-conflict", count: envelopes.length } };
    }
    const current = this.generations.get(stored.row) ?? 0;
    if (wraps.length === 0 && generation !== null && generation !== current) {
      return { status: 409, answer: { problem: "problem-conflict", count: n } };
    }
    if (strike !== undefined && !strikes(stored, thread, n, strike)) return { status: 409, answer: { problem: "problem-out-of-turn" } };
    const brought = wraps[0]?.generation ?? current;
    // Whoever another key leaves out has nothing of the case any more.
    if (brought > current) stored.wraps.clear();
    for (const wrap of wraps) stored.wraps.set(given(parseHolder(wrap.holder)), given(parseBase64(wrap.sealed)));
    this.generations.set(stored.row, brought);
    const isWhole = files.every(({ id, digest }) => {
      const file = this.staged.get(given(parseFileId(id)));
      return file !== undefined && digestOfFile(file.pieces) === digest;
    });
    if (!isWhole) return { status: 409, answer: { problem: "problem-files" } };
    for (const { id } of files) {
      for (const [taken, file] of this.#taken(given(parseFileId(id)), thread, n)) stored.files.set(taken, file);
    }
    envelopes.push({ sealed: bytes, day: this.today });
    this.#take(stored, step, this.today);
    for (const each of steps) waive(stored, each, this.today);
    return { status: 201, answer: { n, day: this.today } };
  }

  #take(stored: StoredCase, step: string | null, on: Day): void {
    if (step === "acknowledge") stored.acknowledged ??= on;
    if (step === "feedback") stored.fedBack ??= on;
    if (step === "close") stored.closed = on;
    if (step === "reopen") stored.closed = null;
    stored.state = stored.closed !== null ? "closed" : stored.acknowledged !== null ? "acknowledged" : "received";
  }

  #summary(me: Person, stored: StoredCase): Record<string, Json> {
    return {
      id: stored.row,
      channel: this.channel,
      path: "browser",
      state: stored.state,
      received: stored.received,
      acknowledged: stored.acknowledged,
      fed_back: stored.fedBack,
      closed: stored.closed,
      acknowledgement_waived: stored.waived.acknowledgement,
      feedback_waived: stored.waived.feedback,
      held: stored.ending.held,
      erasure_decided: stored.ending.decided,
      erasure_proposed: stored.ending.isProposed,
      erase_on: null,
      counts: { c: stored.c.length, i: stored.i.length },
      generation: this.generations.get(stored.row) ?? 0,
      indexed: stored.index.has(me.id),
    };
  }

  #channel(): Json {
    const members = this.people.map(({ id, title }) => ({ member: id, name: title, role: "handler", since: this.today, mailed: null }));
    return {
      channel: this.channel,
      address: "lunda",
      published: true,
      today: this.today,
      settings: this.settings,
      keyrings: [this.note],
      members,
    };
  }

  #session({ id }: Person): Json {
    return {
      member: id,
      name: "chefsjurist",
      designations: [{ channel: this.channel, address: "lunda", role: "handler", since: this.today }],
    };
  }
}

function waive({ waived }: StoredCase, step: string, on: Day): void {
  if (step === "waive-acknowledgement") waived.acknowledgement ??= on;
  if (step === "unwaive-acknowledgement") waived.acknowledgement = null;
  if (step === "waive-feedback") waived.feedback ??= on;
  if (step === "unwaive-feedback") waived.feedback = null;
}

interface Posted {
  readonly thread: "c" | "i";
  readonly n: number;
  readonly sealed: string;
  readonly step: string | null;
  readonly steps?: readonly string[];
  readonly files?: readonly { readonly id: string; readonly digest: string }[];
  readonly generation?: number | null;
  readonly wraps: readonly { readonly holder: string; readonly generation: number; readonly sealed: string }[];
  readonly strike?: Half;
}

/** Half a strike, as the server is told of it. */
type Half = { readonly proposes: Going } | { readonly confirms: Going & { readonly proposal: number } };

/** What goes by it. */
interface Going {
  readonly n: number;
  readonly digest: string;
  readonly files: readonly string[];
}

/** Takes half a strike; whether what it strikes is there still. Who proposed it this server does not ask. */
function strikes(stored: StoredCase, thread: "c" | "i", at: number, half: Half): boolean {
  if ("proposes" in half) {
    const { n, digest } = half.proposes;
    const letter = stored[thread][n];
    if (letter === undefined || letter.struck !== undefined || digestOf(letter.sealed) !== digest) return false;
    stored.proposed.set(`${thread}${at}`, half.proposes);
    return true;
  }
  const { proposal, n, files } = half.confirms;
  const proposed = stored.proposed.get(`${thread}${proposal}`);
  if (proposed?.n !== n || proposed.files.join(" ") !== files.join(" ")) return false;
  const letter = stored[thread][proposed.n];
  if (letter === undefined || letter.struck !== undefined) return false;
  letter.struck = digestOf(letter.sealed);
  letter.sealed = new Uint8Array();
  for (const id of proposed.files) stored.files.delete(given(parseFileId(id)));
  return true;
}

/** Whether the very bytes stand at their number. */
function isThere(stored: StoredCase, { thread, n, sealed }: Posted): boolean {
  const there = stored[thread][n];
  return there !== undefined && base64(there.sealed) === sealed;
}

/** Index entries that come with one answer where nobody names them. */
const ENTRIES = 64;

/** Index entries as the server writes them (`src/desk/wire.rs`); what is none of them as text. */
function entriesAnswer(said: Json): Uint8Array<ArrayBuffer> {
  const { entries } = said as { readonly entries?: readonly { readonly id: string; readonly salt: string; readonly sealed: string }[] };
  if (entries === undefined) return utf8(JSON.stringify(said));
  return concatenate(
    ...entries.flatMap(({ id, salt, sealed }) => {
      const bytes = given(parseBase64(sealed));
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.length);
      return [given(parseHex(id, 16)), given(parseBase64(salt)), length, bytes];
    }),
  );
}
