import { describe, expect, it } from "vitest";
import { newIdentity } from "../../src/sealing/identity.ts";
import { SecretError } from "../../src/sealing/secret.ts";
import { openVault, sealVault, type Vault } from "../../src/sealing/vault.ts";
import { ApiError } from "../../src/desk/api.ts";
import { Channels } from "../../src/desk/channels.ts";
import { freshSignals, type Desk } from "../../src/desk/desk.ts";
import { seat } from "../../src/desk/entry/seat.ts";
import { Memory, type Store, type VaultStanding } from "../../src/desk/memory.ts";
import { Session, type Member } from "../../src/desk/session.ts";
import { makeVault } from "../support/desk_vault.ts";
import { keptHere } from "../support/owners_desk.ts";

const way = newIdentity<"unlock">();
const { vault: made, member: id } = makeVault();
const unlock = [{ way: "passphrase", name: "passphrase", recipient: way.recipient, id: "" }] as const;
const member: Member = { id, name: "anna", designations: [] };

async function sealed(counter: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sealVault({ ...made, unlock, counter }));
}

/** A desk over a browser's store, in front of a server that says this about who is signed in. */
function deskOver(store: Store, who: () => Promise<unknown> = () => Promise.resolve(told)): Desk {
  const memory = new Memory(store, id);
  const get = (_path: string, reader: (value: unknown) => unknown) => who().then(reader);
  const desk = { api: { get }, session: new Session(), channels: new Channels(), memory: () => memory };
  return { ...desk, ...freshSignals(null) } as unknown as Desk;
}

const told = { member: id, name: "anna", designations: [] };

/** Seats a member with the vault as the server hands it out, under a number. */
async function seated(store: Store, given: Uint8Array<ArrayBuffer>, number: number): Promise<VaultStanding> {
  const desk = deskOver(store);
  const vault = await openVault(given, way);
  await seat(desk, id, vault, { counter: number, sealed: given, earlier: [] }, null);
  expect(desk.session.state.value).toEqual({ at: "unlocked", member, vault });
  return desk.channels.vault.value;
}

describe("a vault that opens", () => {
  it("is held by the number that is sealed inside it, whatever number the server gives it", async () => {
    const store = keptHere();
    const [old, newest] = [await sealed(2), await sealed(5)];
    expect(await seated(store, newest, 5)).toBe("forward");
    expect(await seated(store, old, 6)).toBe("back");
    expect(await seated(store, newest, 5)).toBe("same");
    expect(await seated(store, await sealed(5), 5)).toBe("fork");
  });

  it("alarms under a number that is not the sealed one, also where this computer remembers nothing", async () => {
    expect(await seated(keptHere(), await sealed(2), 6)).toBe("renumbered");
  });

  it("is not shut out for good by a number that the server made up", async () => {
    const store = keptHere();
    expect(await seated(store, await sealed(2), Number.MAX_SAFE_INTEGER)).toBe("renumbered");
    expect(await seated(store, await sealed(3), 3)).toBe("forward");
  });

  it("is wiped where the server does not say who is signed in, or names somebody else", async () => {
    const offline = (): Promise<never> => Promise.reject(new ApiError("offline"));
    const another = (): Promise<unknown> => Promise.resolve({ ...told, member: makeVault().member });
    for (const [who, kind] of [
      [offline, "offline"],
      [another, "unreadable"],
    ] as const) {
      const desk = deskOver(keptHere(), who);
      const given = await sealed(2);
      const vault: Vault = await openVault(given, way);
      await expect(seat(desk, id, vault, { counter: 2, sealed: given, earlier: [] }, null)).rejects.toMatchObject({ kind });
      expect(() => vault.self.expose()).toThrow(SecretError);
      expect(desk.session.vault).toBeNull();
    }
  });
});
