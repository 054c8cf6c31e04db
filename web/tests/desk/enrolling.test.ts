import { describe, expect, it } from "vitest";
import { newCode } from "../../src/sealing/code.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { base64, parseBase64, utf8 } from "../../src/sealing/encoding.ts";
import { newId } from "../../src/sealing/id.ts";
import { Secret } from "../../src/sealing/secret.ts";
import type { JsonObject } from "../../src/sealing/strict_json.ts";
import { Api } from "../../src/desk/api.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { join } from "../../src/desk/joining/join.ts";
import { Memory } from "../../src/desk/memory.ts";
import { Session } from "../../src/desk/session.ts";
import { keptHere } from "../support/owners_desk.ts";
import { asAnswers, NOTHING_TYPED } from "../../src/desk/setup/answers.ts";
import { establish, newEstablishing } from "../../src/desk/setup/establish.ts";
import { newMember, type SealedVault } from "../../src/desk/setup/new_member.ts";
import { Once } from "../../src/desk/setup/once.ts";

/** A desk whose server loses its first answer; what it was sent, and where the clock stands. */
function losingDesk() {
  const sent: JsonObject[] = [];
  const clock = { now: new Date("2026-01-11T22:59:00Z") };
  const session = new Session();
  const store = keptHere();
  const fetcher: typeof fetch = async (input, init) => {
    await Promise.resolve();
    if (input === "/api/nonce") return new Response(JSON.stringify({ nonce: "AAAA" }));
    // What the desk asks for once it is open is not what is tried here.
    if (typeof init?.body !== "string") throw new TypeError("offline");
    const body = JSON.parse(init.body) as JsonObject;
    if (input === "/api/session/challenge") {
      // A name's own, however often it is asked for.
      const member = digestOf(utf8(body["name"] as string)).slice(0, 32);
      return new Response(JSON.stringify({ member, challenge: base64(new Uint8Array(32)) }));
    }
    sent.push(body);
    if (sent.length === 1) throw new TypeError("offline");
    // By a server whose clock is at another day.
    const { now } = clock;
    if (now.getUTCFullYear() !== 2026) return new Response(JSON.stringify({ problem: "problem-wrong-day" }), { status: 409 });
    return new Response(JSON.stringify({ member: body["member"] }));
  };
  const desk = {
    api: new Api(fetcher, () => null),
    session,
    channels: { problem: { value: null } },
    memory: (member: Parameters<Desk["memory"]>[0]) => new Memory(store, member),
    now: () => clock.now,
    stretch: () => Promise.resolve(new Secret("passphrase", new Uint8Array(32).fill(3))),
    // Only what enrolling needs.
  } as unknown as Desk;
  return { desk, sent, clock };
}

/** The parts by which the server knows a first try again. */
function parts(body: JsonObject | undefined): readonly unknown[] {
  return ["member", "name", "vault", "keyring", "settings", "channel", "join"].map((name) => body?.[name]);
}

/** That the desk is open with the vault that was sent, and remembers it. */
function expectOpenWith(desk: Desk, body: JsonObject | undefined): void {
  const { vault } = desk.session;
  const sealed = parseBase64(body?.["vault"] as string);
  if (vault === null || sealed === null) throw new Error("the desk is not open");
  expect(desk.memory(vault.member).seeVault(vault.counter, digestOf(sealed))).toBe("same");
}

describe("trying again after a lost answer", () => {
  it("establishes a channel with the very bytes of the first try, past midnight too", async () => {
    const { desk, sent, clock } = losingDesk();
    const made = newEstablishing();
    const answers = asAnswers({ ...NOTHING_TYPED, name: "anna", title: "Chefsjurist", recoveryHolder: "Revisionen" });
    await expect(establish(desk, "secret", made, answers, null)).rejects.toThrow("offline");
    clock.now = new Date("2026-01-11T23:01:00Z");
    await establish(desk, "secret", made, answers, null);
    expect(parts(sent[1])).toEqual(parts(sent[0]));
    expect(sent[1]?.["second_factor"]).not.toEqual(sent[0]?.["second_factor"]);
    expectOpenWith(desk, sent[1]);
  });

  it("establishes with other answers where they were changed, and with the first where they were changed back", async () => {
    const { desk, sent } = losingDesk();
    const made = newEstablishing();
    const answers = asAnswers({ ...NOTHING_TYPED, name: "anna", title: "Chefsjurist", recoveryHolder: "Revisionen" });
    await expect(establish(desk, "secret", made, answers, null)).rejects.toThrow("offline");
    await establish(desk, "secret", made, { ...answers, title: "Jurist" }, null);
    expect(sent[1]?.["keyring"]).not.toBe(sent[0]?.["keyring"]);
    await establish(desk, "secret", made, answers, null);
    expect(parts(sent[2])).toEqual(parts(sent[0]));
  });

  it("signs anew once a clock that was at another day is right", async () => {
    const { desk, sent, clock } = losingDesk();
    const made = newEstablishing();
    const answers = asAnswers({ ...NOTHING_TYPED, name: "anna", title: "Chefsjurist", recoveryHolder: "Revisionen" });
    clock.now = new Date("2006-01-11T22:59:00Z");
    await expect(establish(desk, "secret", made, answers, null)).rejects.toThrow("offline");
    await expect(establish(desk, "secret", made, answers, null)).rejects.toThrow("problem-wrong-day");
    expect(sent[1]?.["keyring"]).toBe(sent[0]?.["keyring"]);
    clock.now = new Date("2026-01-11T22:59:00Z");
    await establish(desk, "secret", made, answers, null);
    expect(sent[2]?.["keyring"]).toContain("issued 2026-01-11");
    expectOpenWith(desk, sent[2]);
  });

  it("joins with the very bytes of the first try", async () => {
    const { desk, sent, clock } = losingDesk();
    const member = newMember();
    const code = newCode("invitation");
    const found = {
      channel: newId<"channel">(),
      address: "lund",
      role: "handler",
      title: "Revisor",
      keyring: "",
      welcome: null,
    } as const;
    const first = new Once<SealedVault>();
    await expect(join(desk, code, found, member, "berit", null, first)).rejects.toThrow("offline");
    clock.now = new Date("2026-01-11T23:01:00Z");
    await join(desk, code, found, member, "berit", null, first);
    expect(parts(sent[1])).toEqual(parts(sent[0]));
    expectOpenWith(desk, sent[1]);
  });
});

describe("what is made once", () => {
  it("is made again where it could not be made", async () => {
    const once = new Once<number>();
    await expect(once.of("a", () => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
    expect(await once.of("a", () => Promise.resolve(1))).toBe(1);
    expect(await once.of("a", () => Promise.resolve(2))).toBe(1);
    expect(await once.of("b", () => Promise.resolve(3))).toBe(3);
  });
});
