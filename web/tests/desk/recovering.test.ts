import { beforeEach, describe, expect, it } from "vitest";
import { rekeyCase } from "../../src/sealing/access.ts";
import { CodeError } from "../../src/sealing/code.ts";
import { base64, parseBase64 } from "../../src/sealing/encoding.ts";
import { fingerprintOf } from "../../src/sealing/keyring/chain.ts";
import { referenceOf } from "../../src/sealing/reference.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { openWrap } from "../../src/sealing/wrap.ts";
import { Api, ApiError } from "../../src/desk/api.ts";
import { forget, ForeignKeyringError, give, openRecovery, sealGiving } from "../../src/desk/recovery/recovering.ts";
import { channel, FIRST_DAY, given, publish, type Channel } from "../support/channel.ts";
import { file, readAsMember, readAsReporter, type Filed } from "../support/case.ts";

const ROW = "0123456789abcdef0123456789abcdef";
const NOW = new Date(`${FIRST_DAY}T12:00:00Z`);

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
let wraps: Bytes[];
let asked: Asked[];
let address = "lund";
let isLost = false;

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
  if (path === "/api/recovery") {
    const cases = [{ id: ROW, received: FIRST_DAY }];
    return json({ channel: made.id, address, today: FIRST_DAY, keyrings: made.notes, cases });
  }
  if (path === `/api/recovery/cases/${ROW}`) return json({ generation: 1, wraps: wraps.map((wrap) => base64(wrap)) });
  const [, from] = /^\/api\/recovery\/cases\/[0-9a-f]+\/envelopes\?from=(\d+)$/.exec(path) ?? [];
  if (from === undefined) return json({ n: filed.conversation.length, day: FIRST_DAY });
  const [next, more] = [filed.conversation[Number(from)], filed.conversation.length > Number(from) + 1];
  const envelopes = next === undefined ? [] : [{ n: next.n, day: next.day, sealed: base64(next.file as Bytes) }];
  return json({ envelopes, more });
}

const api = (): Api => new Api(fetcher, () => null);

beforeEach(async () => {
  [made, asked, isLost, address] = [channel(), [], false, "lund"];
  filed = await file(made, {}, [made.bertil.id]);
  const anna = await readAsMember(filed, made.anna);
  const by = { signer: made.anna.signing, day: FIRST_DAY, path: "desk" } as const;
  const left = await rekeyCase(["recovery"], "steps-aside", made.chain.newest, anna.keys, anna.conversation, by);
  filed.conversation.push({ n: left.n, day: FIRST_DAY, file: left.envelope });
  const first = given(filed.filing.wraps.find(({ to }) => to === given(left.wraps[0]).to));
  wraps = [first.sealed, given(left.wraps[0]).sealed];
});

describe("what is left to recovery", () => {
  it("is opened with the code, and can be given to nobody whom the reporter excludes", async () => {
    const recovery = await openRecovery(api(), made.recovery.typed.toLowerCase());
    expect(recovery.fingerprint).toBe(fingerprintOf(made.owner.verifyingKey));
    const { opened, received } = given(recovery.cases[0]);
    expect(received).toBe(FIRST_DAY);
    expect(opened?.reference).toBe(referenceOf((await readAsReporter(filed)).conversation.pinned.id));
    expect(opened?.receivers.map(({ id }) => id)).toEqual([made.anna.id, made.cecilia.id]);
    expect(asked.filter(({ path, key }) => path !== "/api/nonce" && key !== made.recovery.signing.verifyingKey)).toEqual([]);
  });

  it("is given under another key, by the very same bytes where no answer came", async () => {
    const recovery = await openRecovery(api(), made.recovery.typed);
    const opened = given(given(recovery.cases[0]).opened);
    const giving = await sealGiving(recovery, opened, given(opened.receivers[1]), NOW);
    isLost = true;
    await expect(give(recovery, given(recovery.cases[0]).row, giving)).rejects.toBeInstanceOf(ApiError);
    isLost = false;
    await give(recovery, given(recovery.cases[0]).row, giving);
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
    expect([...conversation.standing.members]).toEqual([made.cecilia.id, "recovery"]);
    const { identity, signing } = made.cecilia;
    const wrap = await openWrap(given(parseBase64(given(sent.wraps[0]).sealed)), identity, signing.verifyingKey, made.chain);
    expect(wrap.gen).toBe(2);
  });

  it("is not given where it does not verify, or something of it is withheld", async () => {
    const second = filed.conversation.splice(2, 1);
    // Without the rekey nobody bears the newer wrap out; the older opens, and what the server holds back is no longer seen.
    const without = given(given((await openRecovery(api(), made.recovery.typed)).cases[0]).opened);
    expect(without.conversation.standing.generation).toBe(0);
    filed.conversation.splice(0, 1);
    filed.conversation.push(...second);
    expect(given((await openRecovery(api(), made.recovery.typed)).cases[0]).opened).toBeNull();
  });

  it("is not even looked at where the keyring has another recovery key, or the code is another", async () => {
    const { recovery } = made.chain.newest.keyring;
    publish(made, { recovery: { ...recovery, verify: newSigningKey<"author">().verifyingKey } }, FIRST_DAY);
    await expect(openRecovery(api(), made.recovery.typed)).rejects.toBeInstanceOf(ForeignKeyringError);
    await expect(openRecovery(api(), channel().recovery.typed)).rejects.toMatchObject({ kind: "problem-not-authenticated" });
    asked = [];
    await expect(openRecovery(api(), "00000-00000-00000-00000-00001")).rejects.toBeInstanceOf(CodeError);
    expect(asked).toEqual([]);
  });

  it("cannot be opened again once the page has forgotten its keys", async () => {
    const recovery = await openRecovery(api(), made.recovery.typed);
    const opened = given(given(recovery.cases[0]).opened);
    forget(recovery);
    await expect(sealGiving(recovery, opened, given(opened.receivers[0]), NOW)).rejects.toMatchObject({ kind: "wiped" });
  });
});
