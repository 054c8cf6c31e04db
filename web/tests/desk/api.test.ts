import { describe, expect, it } from "vitest";
import { count, string } from "../../src/sealing/schema.ts";
import { answer, Api, ApiError, nothing, type ApiErrorKind } from "../../src/desk/api.ts";

/** An Api whose server gives one answer, and what it was asked. */
function apiAnswering(response: () => Response): { api: Api; asked: [string, RequestInit][]; over: () => number } {
  const asked: [string, RequestInit][] = [];
  let timesOver = 0;
  const api = new Api((path, init) => {
    asked.push([path as string, init ?? {}]);
    return Promise.resolve().then(response);
  });
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
    await api.send("PUT", "/api/x", nothing, { body: { a: 1 }, headers: { "If-Match": '"3"' } });
    const [path, init] = asked[0] ?? ["", {}];
    expect(path).toBe("/api/x");
    expect(init).toMatchObject({ method: "PUT", body: '{"a":1}', cache: "no-store", redirect: "error" });
    expect(init.headers).toEqual({ "Content-Type": "application/json", "If-Match": '"3"' });
  });

  it("reads what is of the contract and lets other names be", async () => {
    const { api } = apiAnswering(() => json('{"n":3,"later":true}', 200, { "Sigill-Nonce": "abc" }));
    expect(await api.request("GET", "/", answer({ n: count }))).toEqual({ status: 200, value: { n: 3 }, nonce: "abc" });
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
    const api = new Api(() => Promise.reject(new TypeError("failed")));
    const error = await refusal(api.get("/", string));
    expect([error.kind, error.status]).toEqual<[ApiErrorKind, number]>(["offline", 0]);
  });

  it("gives the problem that the server names, with what comes with it", async () => {
    const conflict = apiAnswering(() => json('{"problem":"problem-conflict","count":7}', 409));
    expect(await refusal(conflict.api.get("/", nothing))).toMatchObject({ kind: "problem-conflict", count: 7 });
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
    await refusal(api.send("POST", "/api/session", nothing, { proves: true }));
    expect(over()).toBe(0);
    await refusal(api.get("/api/inbox", nothing));
    expect(over()).toBe(1);
  });
});
