import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api } from "../../src/desk/api.ts";
import { findMember, signOut } from "../../src/desk/begin.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { Session, type Member } from "../../src/desk/session.ts";
import { makeVault } from "../support/desk_vault.ts";

type Answer = () => Response;

const offline: Answer = () => {
  throw new TypeError("offline");
};
const problem = (name: string, status: number) => (): Response =>
  new Response(JSON.stringify({ problem: name }), { status });

const { vault, member: id } = makeVault();
const member: Member = { id, name: "anna", designations: [] };
let answer: Answer;
let told: unknown[];
let desk: Desk;

beforeEach(() => {
  told = [];
  vi.stubGlobal(
    "BroadcastChannel",
    class {
      postMessage(what: unknown): void {
        told.push(what);
      }
      close(): void {
        // Nothing is open.
      }
    },
  );
  const session = new Session();
  const api = new Api(
    async () => {
      await Promise.resolve();
      return answer();
    },
    () => null,
  );
  api.onSessionOver = () => {
    session.departed("session-over");
  };
  // Only what coming and going need.
  desk = { api, session } as Partial<Desk> as Desk;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("coming", () => {
  it("is not called signed out because the server does not answer, and can be tried again", async () => {
    for (const failing of [offline, problem("problem-unavailable", 503)]) {
      answer = failing;
      await findMember(desk);
      expect(desk.session.state.value).toMatchObject({ at: "unanswered", asked: "who" });
    }
    answer = () => new Response(JSON.stringify({ member: id, name: "anna", designations: [] }));
    await findMember(desk);
    expect(desk.session.state.value).toEqual({ at: "locked", member, because: "opened" });
  });

  it("is signed out where the server says so", async () => {
    answer = problem("problem-not-authenticated", 401);
    await findMember(desk);
    expect(desk.session.state.value).toEqual({ at: "signed-out", because: null });
  });
});

describe("signing out", () => {
  beforeEach(() => {
    desk.session.unlocked(member, { ...makeVault().vault, member: vault.member });
  });

  it("locks at once and in every tab, and says that it has happened once the server has answered", async () => {
    const seen: string[] = [];
    const stop = desk.session.state.subscribe(({ at }) => {
      seen.push(at);
    });
    answer = () => new Response(null, { status: 204 });
    await signOut(desk);
    stop();
    expect(seen).toEqual(["unlocked", "locked", "leaving", "signed-out"]);
    expect(desk.session.state.value).toEqual({ at: "signed-out", because: "signed-out" });
    expect(told).toEqual(["locked", "signed-out"]);
  });

  it("does not say so while the server has not answered, and can be tried again", async () => {
    answer = offline;
    await signOut(desk);
    expect(desk.session.vault).toBeNull();
    expect(desk.session.state.value).toMatchObject({ at: "unanswered", asked: "sign-out" });
    expect(told).toEqual(["locked"]);
    answer = () => new Response(null, { status: 204 });
    await signOut(desk);
    expect(desk.session.state.value).toEqual({ at: "signed-out", because: "signed-out" });
  });

  it("has happened where the session was over already", async () => {
    answer = problem("problem-not-authenticated", 401);
    await signOut(desk);
    expect(desk.session.state.value).toEqual({ at: "signed-out", because: "signed-out" });
  });
});
