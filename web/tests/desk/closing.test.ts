import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signal } from "@preact/signals";
import { SecretError } from "../../src/sealing/secret.ts";
import { newIdentity, type Identity } from "../../src/sealing/identity.ts";
import { newSigningKey, type SigningKey } from "../../src/sealing/signature.ts";
import type { Task } from "../../src/desk/account/change.ts";
import { Api } from "../../src/desk/api.ts";
import { begin } from "../../src/desk/begin.ts";
import { freshSignals, type Desk } from "../../src/desk/desk.ts";
import type { EarlierVault } from "../../src/desk/entry/earlier.ts";
import { LOCK_AFTER } from "../../src/desk/idleness.ts";
import { RecoveryStay } from "../../src/desk/recovery/stay.ts";
import { Session, type Member } from "../../src/desk/session.ts";
import { eventually } from "../support/eventually.ts";
import { makeVault } from "../support/desk_vault.ts";

/** The other tabs' end of the channel. */
class Tabs extends EventTarget {
  static readonly open = new Set<Tabs>();
  constructor() {
    super();
    Tabs.open.add(this);
  }
  postMessage(): void {
    // Nobody else listens here.
  }
  close(): void {
    Tabs.open.delete(this);
  }
}

function tellAll(data: unknown): void {
  for (const tab of Tabs.open) tab.dispatchEvent(new MessageEvent("message", { data }));
}

/** A window as far as the desk uses it. */
function page(): Window {
  const document = Object.assign(new EventTarget(), { documentElement: {}, visibilityState: "visible" });
  return Object.assign(new EventTarget(), { document }) as unknown as Window;
}

let desk: Desk;
let member: Member;
let asked: string[];
let status: number;
let surroundings: Window;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("BroadcastChannel", Tabs);
  vi.stubGlobal("window", globalThis);
  Tabs.open.clear();
  asked = [];
  status = 401;
  const session = new Session();
  const api = new Api(
    (path, init) => {
      asked.push(`${init?.method ?? "GET"} ${path as string}`);
      const body = status === 204 ? null : '{"problem":"problem-not-authenticated"}';
      return Promise.resolve(new Response(body, { status }));
    },
    () => null,
  );
  member = { id: makeVault().member, name: "anna", designations: [] };
  desk = {
    api,
    session,
    language: { locale: signal("sv") },
    shortcuts: { press: () => false },
    ...freshSignals(null),
  } as unknown as Desk;
  surroundings = page();
  begin(desk, surroundings);
  await eventually(() => {
    expect(session.state.value.at).toBe("signed-out");
  });
  asked = [];
  status = 204;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function task(): NonNullable<Task> {
  return { do: "new-second-factor", prover: { way: "passphrase", key: newSigningKey<"sign-in">() } };
}

describe("a task that a member has to do first", () => {
  it("ends with the session when the desk locks over it, for there is no way left to go on", async () => {
    for (const lock of [
      () => vi.advanceTimersByTimeAsync(LOCK_AFTER),
      () => {
        tellAll("locked");
        return vi.advanceTimersByTimeAsync(1);
      },
    ]) {
      asked = [];
      const first = task();
      desk.task.value = first;
      desk.session.unlocked(member, { ...makeVault().vault, member: member.id });
      await lock();
      expect(desk.task.value).toBeNull();
      expect(() => first.prover.key.expose()).toThrow(SecretError);
      expect(asked).toEqual(["DELETE /api/session"]);
      expect(desk.session.state.value).toEqual({ at: "signed-out", because: "unfinished" });
    }
  });

  it("goes without another word when the session is over anyway", () => {
    const first = task();
    desk.task.value = first;
    desk.session.unlocked(member, { ...makeVault().vault, member: member.id });
    desk.api.onSessionOver();
    expect(desk.task.value).toBeNull();
    expect(() => first.prover.key.expose()).toThrow(SecretError);
    expect(asked).toEqual([]);
    expect(desk.session.state.value).toEqual({ at: "signed-out", because: "session-over" });
  });
});

describe("an earlier vault that waits for its member", () => {
  let earlier: EarlierVault;

  beforeEach(() => {
    const { vault } = makeVault();
    const newest = { counter: 9, sealed: new Uint8Array(0), earlier: [5] };
    earlier = { member: vault.member, vault, newest, task: task() };
    desk.earlier.value = earlier;
  });

  function expectWiped(): void {
    expect(desk.earlier.value).toBeNull();
    expect(() => earlier.vault.self.expose()).toThrow(SecretError);
    expect(() => earlier.task?.prover.key.expose()).toThrow(SecretError);
  }

  it("is wiped when nobody has touched the desk, which says why", async () => {
    await vi.advanceTimersByTimeAsync(LOCK_AFTER - 1);
    expect(desk.earlier.value).toBe(earlier);
    await vi.advanceTimersByTimeAsync(1);
    expectWiped();
    expect(desk.session.state.value).toEqual({ at: "signed-out", because: "unfinished" });
  });

  it("is wiped when another tab locks", () => {
    tellAll("locked");
    expectWiped();
  });

  it("is wiped when another tab signs out", () => {
    tellAll("signed-out");
    expectWiped();
  });

  it("is wiped when the session turns out to be over", () => {
    desk.api.onSessionOver();
    expectWiped();
  });
});

describe("a recovery code at work, while nobody is signed in", () => {
  let stay: RecoveryStay;
  let identity: Identity<"recovery">;
  let signing: SigningKey<"author">;
  let caseKey: Identity<"case">;

  beforeEach(() => {
    stay = new RecoveryStay();
    identity = newIdentity<"recovery">();
    signing = newSigningKey<"author">();
    caseKey = newIdentity<"case">();
    stay.hold({ identity, signing });
    stay.holdCase([caseKey]);
    desk.recovery.value = stay;
  });

  function expectWiped(): void {
    expect(desk.recovery.value).toBeNull();
    for (const key of [identity, signing, caseKey]) expect(() => key.expose()).toThrow(SecretError);
  }

  it("is forgotten with all that it opened when nobody has touched the page", async () => {
    await vi.advanceTimersByTimeAsync(LOCK_AFTER - 1);
    expect(desk.recovery.value).toBe(stay);
    await vi.advanceTimersByTimeAsync(1);
    expectWiped();
    expect(stay.isOver).toBe(true);
  });

  it("is forgotten when the page goes, also into the memory of the back button", () => {
    surroundings.dispatchEvent(Object.assign(new Event("pagehide"), { persisted: true }));
    expectWiped();
  });
});
