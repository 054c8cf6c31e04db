import { beforeEach, describe, expect, it } from "vitest";
import { grantAccess, rekeyCase, type AccessChange } from "../../src/sealing/access.ts";
import type { BodyOf } from "../../src/sealing/body.ts";
import { CodeError } from "../../src/sealing/code.ts";
import { base64, parseBase64 } from "../../src/sealing/encoding.ts";
import type { Holder } from "../../src/sealing/holder.ts";
import { keyIdOf } from "../../src/sealing/key_id.ts";
import { firstEpoch, nextEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { referenceOf } from "../../src/sealing/reference.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { openWrap } from "../../src/sealing/wrap.ts";
import { Api, ApiError } from "../../src/desk/api.ts";
import type { HeldChannel } from "../../src/desk/api/recovery.ts";
import { give, sealGiving } from "../../src/desk/recovery/giving.ts";
import { forget, openChannel, openHolding, type Holding, type LeftChannel } from "../../src/desk/recovery/holding.ts";
import { openLeft, type OpenedLeft } from "../../src/desk/recovery/left_case.ts";
import { RecoveryStay } from "../../src/desk/recovery/stay.ts";
import { parseCaseRow } from "../../src/desk/router.ts";
import { channel, decided, FIRST_DAY, given, later, lines, person, publish, type Channel } from "../support/channel.ts";
import { append, file, member, readAsMember, readAsReporter, reporter, words, type Filed, type Opened } from "../support/case.ts";

const ROW = given(parseCaseRow("0123456789abcdef0123456789abcdef"));
const at = (days: number): Date => new Date(`${later(FIRST_DAY, days)}T12:00:00Z`);
const NOW = at(0);
const DESK = { day: FIRST_DAY, path: "desk" } as const;

/** Bytes as the server kept them. */
type Bytes = Uint8Array<ArrayBuffer>;

/** What the holder's page asked for, with bodies. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: string;
}

let made: Channel;
let filed: Filed;
/** Recovery's wraps by generation, as an honest server keeps them. */
let wraps: Bytes[];
let changed: AccessChange[];
let asked: Asked[];
let isLost = false;
/** What the server shows otherwise than it is. */
let lie: { channel?: Channel["id"]; notes?: readonly string[]; generation?: number; wrap?: Bytes };

/** The server's side of the contract, as far as the page needs it. */
const fetcher = ((path: string, { method, headers, body }: RequestInit) => {
  const key = new Headers(headers).get("Sigill-Key");
  asked.push({ method: method ?? "", path, key, body: typeof body === "string" ? body : "" });
  if (isLost && method === "POST") return Promise.reject(new TypeError("the line broke"));
  return Promise.resolve(answer(path, key));
}) as typeof fetch;

function answer(path: string, key: string | null): Response {
  const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
  if (path === "/api/nonce") return json({ nonce: base64(new Uint8Array(32)) });
  if (key !== made.recovery.signing.verifyingKey) return json({ problem: "problem-not-authenticated" }, 401);
  const id = lie.channel ?? made.id;
  const base = `/api/recovery/${id}`;
  const generation = wraps.length - 1;
  if (path === "/api/recovery") return json({ channels: [{ id, address: "lund" }] });
  if (path === base) return json({ keyrings: lie.notes ?? made.notes, cases: [{ id: ROW, received: FIRST_DAY }] });
  if (path === `${base}/cases/${ROW}`) {
    return json({ generation: lie.generation ?? generation, wrap: base64(lie.wrap ?? given(wraps.at(-1))) });
  }
  const [, from] = /\/envelopes\?from=(\d+)$/.exec(path) ?? [];
  if (from === undefined) return json({ n: filed.conversation.length, day: FIRST_DAY });
  const next = filed.conversation.filter(({ n }) => n >= Number(from)).slice(0, 1);
  const envelopes = next.map((one) => ({ n: one.n, day: one.day, sealed: base64(one.file as Bytes) }));
  const last = next.at(0)?.n ?? Number(from);
  return json({ envelopes, more: filed.conversation.some(({ n }) => n > last) });
}

const api = (): Api => new Api(fetcher, () => null);
const held = (): HeldChannel => ({ id: lie.channel ?? made.id, address: "lund" });
const holding = async (): Promise<Holding> => openHolding(api(), made.recovery.typed, () => undefined);

async function opened(now = NOW): Promise<{ holding: Holding; left: LeftChannel; found: Awaited<ReturnType<typeof openLeft>> }> {
  const code = await holding();
  const left = await openChannel(code, held(), now);
  return { holding: code, left, found: await openLeft(code, left, ROW) };
}

async function open(): Promise<{ holding: Holding; left: LeftChannel; found: OpenedLeft }> {
  const { found, ...rest } = await opened();
  if (found.is !== "open") throw new Error(found.because);
  return { ...rest, found };
}

/** Why the page gives nothing; null where it would. */
async function stop(now = NOW): Promise<string | null> {
  const { found } = await opened(now);
  return found.is === "open" ? null : found.because;
}

/** A member's rekey, as the server takes it. */
async function rekeyed(by: Opened, signer: Channel["anna"]["signing"], members: readonly Holder[], cause: BodyOf<"rekey">["cause"]) {
  const { keys, conversation } = by;
  const change = await rekeyCase(members, cause, made.chain.newest, keys, conversation, { ...DESK, signer });
  filed.conversation.push({ n: change.n, day: FIRST_DAY, file: change.envelope });
  const wrap = change.wraps.find(({ holder }) => holder === "recovery");
  if (wrap !== undefined) wraps.push(wrap.sealed);
  changed.push(change);
}

/** Files a report that only Anna may open, or others too. */
async function begin(excluded: readonly Holder[]): Promise<Opened> {
  filed = await file(made, {}, excluded);
  const to = keyIdOf(made.recovery.signing.verifyingKey);
  wraps = [given(filed.filing.wraps.find((wrap) => wrap.to === to)).sealed];
  changed = [];
  return readAsMember(filed, made.anna);
}

/** What somebody reads by the newest wrap that they were given last. */
async function wrapOf(of: Channel["anna"]): Promise<Opened> {
  const sealed = given(changed.at(-1)).wraps.find(({ holder }) => holder === of.id);
  const wrap = await openWrap(given(sealed).sealed, of.identity, of.signing.verifyingKey, made.chain);
  return readAsMember(filed, of, filed.conversation, wrap);
}

beforeEach(async () => {
  [made, asked, isLost, lie] = [channel(), [], false, {}];
  const anna = await begin([made.bertil.id]);
  await rekeyed(anna, made.anna.signing, ["recovery"], "steps-aside");
});

describe("what is left to recovery", () => {
  it("is listed by its day, unopened, and opened one by one, to be given to nobody whom the reporter excludes", async () => {
    const code = await openHolding(api(), made.recovery.typed.toLowerCase(), () => undefined);
    const left = await openChannel(code, given(code.channels[0]), NOW);
    expect(left.cases).toEqual([{ id: ROW, received: FIRST_DAY }]);
    expect(asked.some(({ path }) => path.includes("/cases/"))).toBe(false);
    const found = await openLeft(code, left, ROW);
    if (found.is !== "open") throw new Error(found.because);
    expect(found.reference).toBe(referenceOf((await readAsReporter(filed)).conversation.pinned.id));
    expect(found.receivers.map(({ id, left: marked }) => [id, marked])).toEqual([
      [made.anna.id, "aside"],
      [made.cecilia.id, null],
    ]);
    expect(asked.filter(({ path, key }) => path !== "/api/nonce" && key !== made.recovery.signing.verifyingKey)).toEqual([]);
    // What is asked for is about this channel, and signed so.
    expect(asked.every(({ path }) => ["/api/nonce", "/api/recovery"].includes(path) || path.includes(made.id))).toBe(true);
  });

  it("is given under another key for the one true cause, by the very same bytes where no answer came", async () => {
    const { holding: code, left, found } = await open();
    const giving = await sealGiving(code, left, found, given(found.receivers[1]), NOW);
    isLost = true;
    await expect(give(code, left, ROW, giving)).rejects.toBeInstanceOf(ApiError);
    isLost = false;
    await give(code, left, ROW, giving);
    const posted = asked.filter(({ method }) => method === "POST");
    expect(posted.map(({ body }) => body)).toEqual([given(posted[0]).body, given(posted[0]).body]);
    const sent = JSON.parse(given(posted[0]).body) as { n: number; sealed: string; wraps: { holder: string; generation: number; sealed: string }[] };
    expect(sent.wraps.map(({ holder, generation }) => [holder, generation])).toEqual([
      [made.cecilia.id, 2],
      ["recovery", 2],
    ]);

    filed.conversation.push({ n: sent.n, day: FIRST_DAY, file: given(parseBase64(sent.sealed)) });
    const { conversation } = await readAsReporter(filed);
    expect(conversation.alarms).toEqual([]);
    expect(conversation.entries.at(-1)).toMatchObject({ status: "shown", body: { kind: "rekey", cause: "left-to-recovery" } });
    expect([...conversation.standing.members]).toEqual([made.cecilia.id, "recovery"]);
    const { identity, signing } = made.cecilia;
    const wrap = await openWrap(given(parseBase64(given(sent.wraps[0]).sealed)), identity, signing.verifyingKey, made.chain);
    expect(wrap.gen).toBe(2);
  });

  it("marks who stepped aside or was shut out by the owner, by how they left it last", async () => {
    const anna = await begin([]);
    // Whatever the cause that is given for it.
    await rekeyed(anna, made.anna.signing, [made.anna.id, "recovery"], "theft");
    await rekeyed(await wrapOf(made.anna), made.anna.signing, ["recovery"], "steps-aside");
    const marks = async (): Promise<unknown> =>
      new Map((await open()).found.receivers.map(({ id, left }) => [id, left] as const));
    const marked = (of: "aside" | "shut-out"): unknown =>
      new Map([[made.anna.id, "aside"], [made.bertil.id, of], [made.cecilia.id, null]]);
    expect(await marks()).toEqual(marked("shut-out"));

    const again = await begin([]);
    await rekeyed(again, made.anna.signing, [made.anna.id, "recovery"], "shut-out");
    await rekeyed(await wrapOf(made.anna), made.anna.signing, [made.bertil.id, "recovery"], "steps-aside");
    await rekeyed(await wrapOf(made.bertil), made.bertil.signing, ["recovery"], "steps-aside");
    expect(await marks()).toEqual(marked("aside"));
  });

  it("names those who stood in it last where they lost their lines and nobody signed that it was left", async () => {
    expect((await open()).found.stood).toEqual([]);
    const anna = await begin([made.bertil.id]);
    const cut = [...filed.conversation];
    const [firstWrap] = wraps;
    await rekeyed(anna, made.anna.signing, [made.cecilia.id, "recovery"], "steps-aside");
    publish(made, { handlers: lines(made.bertil) }, FIRST_DAY);
    expect(await stop()).toBe("somebody");
    // What a server shows that hides to whom the case was given.
    filed.conversation.length = cut.length;
    wraps = [given(firstWrap)];
    const { found } = await open();
    expect(found.stood).toEqual([made.anna.title]);
    expect(found.newest).toBe(FIRST_DAY);
    // Who left the case to recovery had signed it.
    publish(made, { handlers: lines(made.anna, made.bertil) }, FIRST_DAY);
    expect(await stop()).toBe("somebody");
  });

  it("is kept nowhere: keys are wiped when the page forgets, also those that come in late, and where a case is not given", async () => {
    const { holding: code, left, found } = await open();
    const stay = new RecoveryStay();
    stay.hold(code);
    stay.holdCase(found.keys);
    stay.forget();
    await expect(sealGiving(code, left, found, given(found.receivers[0]), NOW)).rejects.toMatchObject({ kind: "wiped" });
    expect(() => given(found.keys[0]).expose()).toThrow();
    const late = await open();
    stay.hold(late.holding);
    stay.holdCase(late.found.keys);
    expect(() => late.holding.signing.expose()).toThrow();
    expect(() => given(late.found.keys.at(-1)).expose()).toThrow();
    const another = await holding();
    forget(another);
    await expect(openChannel(another, held(), NOW)).rejects.toMatchObject({ kind: "wiped" });
  });

  it("is not even looked at where the code is another, or none", async () => {
    await expect(openHolding(api(), channel().recovery.typed, () => undefined)).rejects.toMatchObject({ kind: "problem-not-authenticated" });
    asked = [];
    await expect(openHolding(api(), "00000-00000-00000-00000-00001", () => undefined)).rejects.toBeInstanceOf(CodeError);
    expect(asked).toEqual([]);
  });
});

describe("a server that lies is given nothing", () => {
  it("by a keyring of its own under the channel's id", async () => {
    const owner = newSigningKey<"owner">();
    // With the very lines of the true one, the code's own among them.
    lie = { notes: [signKeyring(firstEpoch(decided({ ...made, owner }), FIRST_DAY), owner)] };
    expect(await stop()).toBe("keyring");
  });

  it("by another channel's keyring, one whose first epochs are withheld, or one with another recovery line in between", async () => {
    const unusable = async (notes: readonly string[], now = NOW): Promise<unknown> => {
      lie = { notes };
      return opened(now).then(() => null, (error: unknown) => error);
    };
    expect(await unusable(channel().notes)).toMatchObject({ kind: "foreign" });
    publish(made, {}, FIRST_DAY);
    expect(await unusable(made.notes.slice(1))).toMatchObject({ kind: "foreign" });
    const { keyring } = made.chain.newest;
    const recovery = { ...keyring.recovery, verify: newSigningKey<"author">().verifyingKey };
    const next = nextEpoch(made.chain.newest, { ...keyring, recovery }, FIRST_DAY);
    expect(await unusable([...made.notes, signKeyring(next, made.owner)])).toMatchObject({ kind: "foreign" });
  });

  it("by a keyring that has expired, also if only lately, or is not signed yet", async () => {
    await expect(opened(at(122))).resolves.toMatchObject({ found: { is: "open" } });
    await expect(opened(at(123))).rejects.toMatchObject({ kind: "expired", until: later(FIRST_DAY, 120) });
    await expect(opened(at(-3))).rejects.toMatchObject({ kind: "not-yet" });
    const { holding: code, left, found } = await open();
    await expect(sealGiving(code, left, found, given(found.receivers[0]), at(123))).rejects.toMatchObject({ kind: "expired" });
  });

  it("by an older keyring than the reporter or a member knew", async () => {
    const older = [...made.notes];
    publish(made, { deputies: [] }, FIRST_DAY);
    const { conversation } = await readAsReporter(filed);
    await append(filed, conversation, reporter(filed), "message", words("Hallå?"));
    lie = { notes: older };
    expect(await stop()).toBe("keyring");
    lie = {};
    expect(await stop()).toBe(null);

    const anna = await begin([]);
    publish(made, { handlers: lines(made.anna, made.bertil), deputies: lines(made.cecilia) }, FIRST_DAY);
    await append(filed, anna.conversation, member(filed, made.anna), "message", words("Tack."));
    lie = { notes: older };
    expect(await stop()).toBe("keyring");
  });

  it("by a report that was sealed to a keyring when it was none any more", async () => {
    filed = await file(made, {}, [made.bertil.id], later(FIRST_DAY, 5));
    const to = keyIdOf(made.recovery.signing.verifyingKey);
    wraps = [given(filed.filing.wraps.find((wrap) => wrap.to === to)).sealed];
    publish(made, { handlers: lines(made.bertil) }, FIRST_DAY);
    expect(await stop()).toBe("keyring");
  });

  it("of a case that somebody who stands in it can open, whoever that is", async () => {
    const anna = await begin([]);
    const titles = async (): Promise<unknown> => {
      const { found } = await opened();
      return found.is === "stopped" ? [found.because, [...found.titles].sort()] : null;
    };
    expect(await titles()).toEqual(["somebody", [made.anna.title, made.bertil.title]]);
    await rekeyed(anna, made.anna.signing, [made.cecilia.id, "recovery"], "steps-aside");
    expect(await titles()).toEqual(["somebody", [made.cecilia.title]]);
    // One who has no line any more can open nothing new.
    publish(made, { deputies: [] }, FIRST_DAY);
    expect(await titles()).toBe(null);
  });

  it("of a case that somebody was given beside recovery", async () => {
    const anna = await begin([made.bertil.id]);
    const { keys, conversation } = anna;
    const grant = await grantAccess(made.cecilia.id, made.chain.newest, keys, conversation, { ...DESK, signer: made.anna.signing });
    filed.conversation.push({ n: grant.n, day: FIRST_DAY, file: grant.envelope });
    publish(made, { handlers: lines(made.bertil) }, FIRST_DAY);
    expect(await stop()).toBe("somebody");
  });

  it("by a newer wrap or count than the conversation bears out, or an older one", async () => {
    const [first, second] = wraps;
    lie = { generation: 2 };
    expect(await stop()).toBe("damaged");
    lie = { wrap: given(first), generation: 0 };
    expect(await stop()).toBe("damaged");
    lie = { wrap: given(first) };
    expect(await stop()).toBe("damaged");
    // The wrap without the rekey that it serves.
    lie = { wrap: given(second) };
    filed.conversation.splice(2, 1);
    expect(await stop()).toBe("held-back");
    lie = { wrap: given(second), generation: 0 };
    expect(await stop()).toBe("held-back");
  });

  it("of a case that was given, by the wrap and count of before and the whole conversation", async () => {
    const before = [...wraps];
    const { holding: code, left, found } = await open();
    const { change } = await sealGiving(code, left, found, given(found.receivers[1]), NOW);
    filed.conversation.push({ n: change.n, day: FIRST_DAY, file: change.envelope });
    lie = { wrap: given(before[1]), generation: 1 };
    expect(await stop()).toBe("damaged");
  });

  it("by a keyring that ends before the first with the key of whoever wrote last", async () => {
    const anna = await begin([]);
    const older = [...made.notes];
    const david = person("Jurist David");
    publish(made, { handlers: lines(made.anna, made.bertil, david) }, FIRST_DAY);
    const { keys, conversation } = anna;
    const grant = await grantAccess(david.id, made.chain.newest, keys, conversation, { ...DESK, signer: made.anna.signing });
    filed.conversation.push({ n: grant.n, day: FIRST_DAY, file: grant.envelope });
    lie = { notes: older };
    expect(await stop()).toBe("keyring");
    // Also where what let him in is not shown: he signs with a key that nobody has.
    filed.conversation.splice(2, 1);
    await append(filed, conversation, member(filed, david), "message", words("Hej."));
    expect(await stop()).toBe("keyring");
  });

  it("but is not kept from giving by what somebody without standing left there", async () => {
    const { conversation } = await readAsReporter(filed);
    const keys = (await opened()).found;
    if (keys.is !== "open") throw new Error(keys.because);
    await append(filed, keys.conversation, member(filed, made.anna), "message", words("Jag är kvar!"));
    expect(conversation.standing.members.has(made.anna.id)).toBe(false);
    expect(await stop()).toBe(null);
  });

  it("by a wrap of another case, or one that does not open", async () => {
    const conversation = filed.conversation;
    const other = wraps;
    await begin([made.bertil.id]);
    filed.conversation.splice(0, filed.conversation.length, ...conversation);
    expect(await stop()).toBe("damaged");
    lie = { wrap: given(other[1]).map((byte, at) => (at > 3000 ? byte ^ 1 : byte)) };
    expect(await stop()).toBe("damaged");
  });

  it("where something of the conversation is withheld", async () => {
    const { conversation } = await readAsReporter(filed);
    await append(filed, conversation, reporter(filed), "message", words("Hallå?"));
    filed.conversation.splice(1, 1);
    expect(await stop()).toBe("held-back");
    filed.conversation.splice(0, 1);
    expect(await stop()).toBe("damaged");
  });

  it("where the reporter shuts out everybody", async () => {
    await begin([made.bertil.id]);
    const anna = await readAsMember(filed, made.anna);
    await rekeyed(anna, made.anna.signing, ["recovery"], "steps-aside");
    publish(made, { handlers: lines(made.bertil), deputies: [] }, FIRST_DAY);
    expect(await stop()).toBe("nobody");
  });
});
