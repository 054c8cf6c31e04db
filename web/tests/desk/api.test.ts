import { describe, expect, it } from "vitest";
import { base64, parseBase64, utf8 } from "../../src/sealing/encoding.ts";
import type { Json } from "../../src/sealing/strict_json.ts";
import { signRequest } from "../../src/sealing/request.ts";
import { SigningKey } from "../../src/sealing/signature.ts";
import { count, string } from "../../src/sealing/schema.ts";
import { answer, Api, ApiError, nothing, type ApiErrorKind } from "../../src/desk/api.ts";

const KEY = new SigningKey<"desk">(new Uint8Array(32).fill(7));
const NONCES = [1, 2, 3].map((byte) => base64(new Uint8Array(32).fill(byte))) as [string, string, string];

/** An Api whose server gives one answer, and what it was asked. */
function apiAnswering(response: () => Response): { api: Api; asked: [string, RequestInit][]; over: () => number } {
  const asked: [string, RequestInit][] = [];
  let timesOver = 0;
  const api = new Api(
    (path, init) => {
      if (path === "/api/nonce") return Promise.resolve(json(JSON.stringify({ nonce: NONCES[0] })));
      asked.push([path as string, init ?? {}]);
      return Promise.resolve().then(response);
    },
    () => KEY,
  );
  api.onSessionOver = () => {
    timesOver += 1;
  };
  return { api, asked, over: () => timesOver };
}

const json = (body: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers });

async function refusal(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error("no ApiError was thrown");
  return error;
}

describe("the api", () => {
  it("sends JSON with its type and never from a cache", async () => {
    const { api, asked } = apiAnswering(() => new Response(null, { status: 204 }));
    await api.send("PUT", "/api/x", nothing, { body: { a: 1 } });
    const [path, init] = asked[0] ?? ["", {}];
    expect(path).toBe("/api/x");
    expect(init).toMatchObject({ method: "PUT", body: '{"a":1}', cache: "no-store", redirect: "error" });
    expect(init.headers).toMatchObject({ "Content-Type": "application/json" });
  });

  it("sends what is sealed to its full size, and nothing that is longer than a server takes", async () => {
    const { api, asked } = apiAnswering(() => new Response(null, { status: 204 }));
    const sealed = base64(new Uint8Array(1_048_576 + 16));
    await api.send("PUT", "/api/x", nothing, { body: { sealed } });
    expect(asked.map(([, { body }]) => body)).toEqual([`{"sealed":"${sealed}"}`]);
    const many = api.send("PUT", "/api/x", nothing, { body: { sealed: [sealed, sealed, sealed] } });
    expect((await refusal(many)).kind).toBe("problem-too-large");
    expect(asked).toHaveLength(1);
  });

  it("takes what has not changed as it was, and asks for nothing by a name that the server never gave", async () => {
    const answers = [
      json("[1]", 200, { ETag: '"one"' }),
      new Response(null, { status: 304 }),
      json("[2]", 200),
      json("[3]", 200, { ETag: '"three"' }),
    ];
    const { api, asked } = apiAnswering(() => answers.shift() ?? json("null", 500));
    const reader = (value: Json): string => JSON.stringify(value);
    const first = await api.getAnew("/api/x", reader, null);
    expect(first).toEqual({ value: "[1]", tag: '"one"' });
    expect(await api.getAnew("/api/x", reader, first)).toBe(first);
    const second = await api.getAnew("/api/x", reader, first);
    expect(second).toEqual({ value: "[2]", tag: null });
    expect((await api.getAnew("/api/x", reader, second)).value).toBe("[3]");
    const names = asked.map(([, init]) => (init.headers as Record<string, string>)["If-None-Match"]);
    expect(names).toEqual([undefined, '"one"', '"one"', undefined]);
  });

  it("takes no answer without content for what it never had", async () => {
    const { api } = apiAnswering(() => new Response(null, { status: 304 }));
    expect((await refusal(api.getAnew("/api/x", () => 1, null))).kind).toBe("unreadable");
  });

  it("waits for no answer for ever", async () => {
    const never: typeof fetch = (_path, init) =>
      new Promise((_done, fail) => {
        init?.signal?.addEventListener("abort", () => {
          fail(new DOMException("it took too long", "TimeoutError"));
        });
      });
    const api = new Api(never, () => KEY, 10);
    expect((await refusal(api.get("/api/x", nothing))).kind).toBe("offline");
    expect((await refusal(api.send("PUT", "/api/x", nothing, { body: {} }))).kind).toBe("offline");
  });

  /** What the server must be sent with a request over that nonce. */
  function signature(method: string, path: string, body: string, nonce: string): Record<string, string> {
    const raw = parseBase64(nonce) ?? new Uint8Array(0);
    const proof = signRequest(KEY, { method, path, body: utf8(body), nonce: raw });
    return { "Sigill-Key": proof.key, "Sigill-Nonce": nonce, "Sigill-Signature": proof.signature };
  }

  it("signs whatever changes something, with the nonce that the answer before brought", async () => {
    const { api, asked } = apiAnswering(() => new Response(null, { status: 204, headers: { "Sigill-Nonce": NONCES[1] } }));
    await api.send("PUT", "/api/x?y=1", nothing, { body: { a: "å" } });
    await api.send("DELETE", "/api/x", nothing);
    expect(asked.map(([, init]) => init.headers)).toEqual([
      { "Content-Type": "application/json", ...signature("PUT", "/api/x?y=1", '{"a":"å"}', NONCES[0]) },
      signature("DELETE", "/api/x", "", NONCES[1]),
    ]);
  });

  it("signs once more over the nonce that a refusal brings, and then believes the refusal", async () => {
    const { api, asked } = apiAnswering(() =>
      json('{"problem":"problem-nonce-expired"}', 401, { "Sigill-Nonce": NONCES[2] }),
    );
    expect((await refusal(api.send("DELETE", "/api/x", nothing))).kind).toBe("problem-nonce-expired");
    expect(asked.map(([, init]) => init.headers)).toEqual([
      signature("DELETE", "/api/x", "", NONCES[0]),
      signature("DELETE", "/api/x", "", NONCES[2]),
    ]);
  });

  it("sends nothing that changes something while the vault is closed, and reads all the same", async () => {
    const asked: string[] = [];
    const api = new Api(
      (path) => {
        asked.push(path as string);
        return Promise.resolve(json('{"n":3}'));
      },
      () => null,
    );
    expect((await refusal(api.send("PUT", "/api/x", nothing, { body: {} }))).kind).toBe("locked");
    expect(asked).toEqual([]);
    expect(await api.get("/api/y", answer({ n: count }))).toEqual({ n: 3 });
  });

  it("signs nothing that reads, nor where nobody has an open vault yet", async () => {
    const { api, asked } = apiAnswering(() => json('{"n":3}'));
    await api.get("/api/x", answer({ n: count }));
    await api.knock("POST /api/session", answer({ n: count }), { body: {} });
    await api.knock("DELETE /api/session", answer({ n: count }));
    expect(asked.map(([path, { method, headers }]) => [method, path, headers])).toEqual([
      ["GET", "/api/x", {}],
      ["POST", "/api/session", { "Content-Type": "application/json" }],
      ["DELETE", "/api/session", {}],
    ]);
  });

  it("reads what is of the contract and lets other names be", async () => {
    const { api } = apiAnswering(() => json('{"n":3,"later":true}'));
    expect(await api.get("/", answer({ n: count }))).toEqual({ n: 3 });
  });

  it.each([
    ["another type", '{"n":"3"}'],
    ["a name that is missing", "{}"],
    ["no JSON", "<html>"],
    ["a name twice", '{"n":1,"n":2}'],
    ["nothing at all", ""],
  ])("calls an answer unreadable that has %s", async (_what, body) => {
    const { api } = apiAnswering(() => json(body));
    expect((await refusal(api.get("/", answer({ n: count })))).kind).toBe("unreadable");
  });

  it("says that it is offline when no answer comes", async () => {
    const api = new Api(
      () => Promise.reject(new TypeError("failed")),
      () => KEY,
    );
    const error = await refusal(api.get("/", string));
    expect([error.kind, error.status]).toEqual<[ApiErrorKind, number]>(["offline", 0]);
  });

  it("gives the problem that the server names, with what comes with it", async () => {
    const conflict = apiAnswering(() => json('{"problem":"problem-conflict","count":7}', 409));
    expect(await refusal(conflict.api.get("/", nothing))).toMatchObject({ kind: "problem-conflict" });
    const slow = apiAnswering(() => json('{"problem":"problem-slow-down"}', 429, { "Retry-After": "90" }));
    expect(await refusal(slow.api.get("/", nothing))).toMatchObject({ kind: "problem-slow-down", retryAfter: 90 });
    const nonce = apiAnswering(() => json('{"problem":"problem-nonce-expired"}', 401, { "Sigill-Nonce": "new" }));
    expect(await refusal(nonce.api.get("/", nothing))).toMatchObject({ kind: "problem-nonce-expired", nonce: "new" });
    expect(nonce.over()).toBe(0);
  });

  it("does not take a proxy's page for a problem of the server's", async () => {
    const { api, over } = apiAnswering(() => json('{"problem":"problem-invented"}', 401));
    expect((await refusal(api.get("/", nothing))).kind).toBe("unreadable");
    expect(over()).toBe(0);
  });

  it("tells when the session is over, but not when a proof of its own was refused", async () => {
    const { api, over } = apiAnswering(() => json('{"problem":"problem-not-authenticated"}', 401));
    await refusal(api.knock("POST /api/session", nothing, { proves: true }));
    await refusal(api.send("PUT", "/api/credentials", nothing, { proves: true }));
    expect(over()).toBe(0);
    await refusal(api.get("/api/inbox", nothing));
    expect(over()).toBe(1);
  });
});
