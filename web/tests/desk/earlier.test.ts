import { describe, expect, it } from "vitest";
import { newIdentity } from "../../src/sealing/identity.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { SecretError } from "../../src/sealing/secret.ts";
import { openVault, sealVault, type Vault } from "../../src/sealing/vault.ts";
import { Api } from "../../src/desk/api.ts";
import type { StoredVault } from "../../src/desk/api/session.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { findEarlier, letGo, MOST_AHEAD, putBack } from "../../src/desk/entry/earlier.ts";
import { Channels } from "../../src/desk/channels.ts";
import { freshSignals } from "../../src/desk/desk.ts";
import { Session } from "../../src/desk/session.ts";
import { makeVault } from "../support/desk_vault.ts";

const way = newIdentity<"unlock">();
const unlock = [{ way: "passphrase", name: "passphrase", recipient: way.recipient, id: "" }] as const;

/** A vault of this way's, and one that nobody opens, as the server keeps them. */
async function stored(vault: Vault): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sealVault(vault));
}

/** A server that keeps these earlier vaults, and what it is sent. */
async function serverOf(kept: ReadonlyMap<number, Uint8Array>, vault: Vault): Promise<{ desk: Desk; newest: StoredVault; put: RequestInit[] }> {
  const put: RequestInit[] = [];
  const session = new Session();
  const answerTo = (path: string, init: RequestInit): unknown => {
    if (path === "/api/nonce") return { nonce: base64(new Uint8Array(32)) };
    if (path === "/api/session") return { member: vault.member, name: "anna", designations: [] };
    if (init.method === "PUT") {
      put.push(init);
      return { counter: 10 };
    }
    const counter = Number(path.split("=")[1]);
    const sealed = kept.get(counter);
    return sealed === undefined ? null : { counter, sealed: base64(sealed), earlier: [] };
  };
  const api = new Api(
    (path, init) => {
      const answered = answerTo(path as string, init ?? {});
      return Promise.resolve(
        answered === null
          ? new Response('{"problem":"problem-not-found"}', { status: 404 })
          : new Response(JSON.stringify(answered)),
      );
    },
    () => session.deskKey,
  );
  const memory = { seeVault: () => "forward" };
  const desk = {
    api,
    session,
    channels: new Channels(),
    memory: () => memory,
    now: () => new Date("2026-01-11T12:00:00Z"),
    ...freshSignals(null),
  } as unknown as Desk;
  const newest = { counter: 9, sealed: await stored(makeVault().vault), earlier: [...kept.keys()] };
  return { desk, newest, put };
}

describe("a newest vault that does not open", () => {
  const { vault } = makeVault();
  const mine: Vault = { ...vault, unlock };

  it("is stood in for by the newest of the earlier ones that does, of this member and of its number", async () => {
    const others = { ...makeVault().vault, unlock, counter: 7 };
    const kept = new Map([
      [8, await stored(makeVault().vault)],
      [7, await stored(others)],
      [6, await stored({ ...mine, counter: 4 })],
      [5, await stored({ ...mine, counter: 5 })],
      [4, await stored({ ...mine, counter: 4 })],
    ]);
    const { desk, newest } = await serverOf(kept, mine);
    const found = await findEarlier(desk.api, mine.member, newest, way, null);
    expect(found?.vault.counter).toBe(5);
  });

  it("is stood in for by none where none opens", async () => {
    const { desk, newest } = await serverOf(new Map([[8, await stored(makeVault().vault)]]), mine);
    expect(await findEarlier(desk.api, mine.member, newest, way, null)).toBeNull();
  });

  it("is not believed under a number that no writings can have come to", async () => {
    const { desk, newest } = await serverOf(new Map([[5, await stored({ ...mine, counter: 5 })]]), mine);
    const ahead = { ...newest, counter: 5 + MOST_AHEAD + 1 };
    await expect(findEarlier(desk.api, mine.member, ahead, way, null)).rejects.toMatchObject({ kind: "unreadable" });
    expect(await findEarlier(desk.api, mine.member, { ...ahead, counter: 5 + MOST_AHEAD }, way, null)).not.toBeNull();
  });

  it("is replaced by the earlier one when its member says so, and the server counts as one that went back", async () => {
    const kept = new Map([[5, await stored({ ...mine, counter: 5 })]]);
    const { desk, newest, put } = await serverOf(kept, mine);
    const found = await findEarlier(desk.api, mine.member, newest, way, null);
    if (found === null) throw new Error("none was found");
    desk.earlier.value = found;
    await putBack(desk, found);
    expect(desk.earlier.value).toBeNull();
    expect(desk.channels.vault.value).toBe("back");
    expect(desk.session.vault?.counter).toBe(10);
    const [sent] = put;
    const { sealed, counter } = JSON.parse(sent?.body as string) as { sealed: string; counter: number };
    expect(counter).toBe(9);
    const again = await openVault(new Uint8Array(Buffer.from(sealed, "base64")), way);
    expect([again.counter, again.member]).toEqual([10, mine.member]);
  });

  it("leaves nothing behind when its member goes", async () => {
    const kept = new Map([[5, await stored({ ...mine, counter: 5 })]]);
    const { desk, newest } = await serverOf(kept, mine);
    const found = await findEarlier(desk.api, mine.member, newest, way, null);
    desk.earlier.value = found;
    letGo(desk);
    expect(desk.earlier.value).toBeNull();
    expect(() => found?.vault.self.expose()).toThrow(SecretError);
  });

  it("leaves the way in with its member, for what they have to do first", async () => {
    const task = { do: "new-ways", prover: { way: "recovery", key: newSigningKey<"sign-in">() } } as const;
    const kept = new Map([[5, await stored({ ...mine, counter: 5 })]]);
    for (const decides of [putBack, letGo]) {
      const { desk, newest } = await serverOf(kept, mine);
      const found = await findEarlier(desk.api, mine.member, newest, way, task);
      if (found === null) throw new Error("none was found");
      desk.earlier.value = found;
      await decides(desk, found);
      expect(desk.task.value).toBe(decides === putBack ? task : null);
    }
    expect(() => task.prover.key.expose()).toThrow(SecretError);
  });
});
