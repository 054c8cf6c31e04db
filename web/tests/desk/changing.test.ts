import { beforeEach, describe, expect, it } from "vitest";
import { newCode, type Code } from "../../src/sealing/code.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import { newPassphrase } from "../../src/sealing/passphrase.ts";
import { objectOf, string, type Reader } from "../../src/sealing/schema.ts";
import { Secret } from "../../src/sealing/secret.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { parseJsonText } from "../../src/sealing/strict_json.ts";
import type { JsonObject } from "../../src/sealing/strict_json.ts";
import { changeWays, type Prover } from "../../src/desk/account/change.ts";
import { changeInWords } from "../../src/desk/account/change_words.ts";
import { ApiError } from "../../src/desk/api.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { Memory } from "../../src/desk/memory.ts";
import { Session, type Member } from "../../src/desk/session.ts";
import type { SealedVault } from "../../src/desk/setup/new_member.ts";
import { Once } from "../../src/desk/setup/once.ts";
import { changeVault } from "../../src/desk/vaults.ts";
import { Words } from "../../src/desk/words.ts";
import { makeVault } from "../support/desk_vault.ts";
import { keptHere } from "../support/owners_desk.ts";

/** A server that takes new ways in, and can lose its answer; it takes the very same again, as it does after that. */
class Taking {
  readonly changes: string[] = [];
  stored: string | null = null;
  isAnswerLost = false;

  get<T>(_path: string, reader: Reader<T>): Promise<T> {
    return Promise.resolve(reader({ challenge: base64(new Uint8Array(32)) }));
  }

  send<T>(_method: string, path: string, reader: Reader<T>, { body }: { readonly body: JsonObject }): Promise<T> {
    if (path === "/api/vault") return Promise.resolve(reader({ counter: 2 }));
    const change = string(body["change"] ?? null);
    this.changes.push(change);
    const isRefused = this.stored !== null && this.stored !== change;
    if (isRefused) return Promise.reject(new ApiError("problem-not-authenticated"));
    this.stored = change;
    const isLost = this.isAnswerLost;
    this.isAnswerLost = false;
    return isLost ? Promise.reject(new ApiError("offline")) : Promise.resolve(reader(null));
  }
}

const prover: Prover = { way: "passphrase", key: newSigningKey<"sign-in">() };
const passphrase = newPassphrase();
const recovery: Code<"vault-recovery"> = newCode("vault-recovery");

let server: Taking;
let desk: Desk;
let member: Member;

beforeEach(() => {
  server = new Taking();
  const { vault, member: id } = makeVault();
  member = { id, name: "anna", designations: [] };
  const session = new Session();
  session.unlocked(member, vault);
  const memory = new Memory(keptHere(), id);
  desk = {
    api: server,
    session,
    memory: () => memory,
    origin: "https://desk.example",
    now: () => new Date("2026-01-11T12:00:00Z"),
    stretch: () => Promise.resolve(new Secret("passphrase", new Uint8Array(32).fill(3))),
  } as unknown as Desk;
});

describe("new ways in, tried again after a lost answer", () => {
  for (const [what, chosen] of [
    ["passphrase and recovery code", passphrase],
    ["the recovery code alone", null],
  ] as const) {
    it(`are the very same, keys and vault: ${what}`, async () => {
      const kept = new Once<SealedVault>();
      server.isAnswerLost = true;
      await expect(changeWays(desk, member, prover, chosen, recovery, kept)).rejects.toThrow("offline");
      await changeWays(desk, member, prover, chosen, recovery, kept);
      const [first, second] = server.changes;
      expect(second).toBe(first);
      expect(objectOf(parseJsonText(first ?? ""))["counter"]).toBe(1);
      expect(desk.session.vault?.counter).toBe(2);
    });
  }

  it("are sealed anew once the vault has changed in between, which shows that the first try did not arrive", async () => {
    const kept = new Once<SealedVault>();
    server.isAnswerLost = true;
    await expect(changeWays(desk, member, prover, passphrase, recovery, kept)).rejects.toThrow("offline");
    server.stored = null;
    await changeVault(desk, (before) => before);
    await changeWays(desk, member, prover, passphrase, recovery, kept);
    const [first, second] = server.changes.map((change) => objectOf(parseJsonText(change)));
    expect([first?.["counter"], second?.["counter"]]).toEqual([1, 2]);
    expect(second?.["credentials"]).toEqual(first?.["credentials"]);
  });
});

describe("what is said of a change that has no good answer", () => {
  const words = new Words("sv");
  const refused = new ApiError("problem-not-authenticated");
  const signIn = words.say("desk-problem-not-authenticated");

  it("is that it is not known, once a try may have arrived, whatever the next answer is", () => {
    for (const change of ["ways", "recovery", "second-factor"] as const) {
      for (const error of [new ApiError("offline"), refused, new ApiError("problem-conflict")]) {
        expect(changeInWords(change, error, true, words)).toMatch(/^Vi vet inte om bytet gjordes\./);
      }
    }
  });

  it("is never the sentence about signing in", () => {
    for (const change of ["ways", "recovery", "second-factor"] as const) {
      expect(changeInWords(change, refused, false, words)).not.toBe(signIn);
      expect(changeInWords(change, refused, false, words)).toContain("inget har bytts");
    }
  });
});
