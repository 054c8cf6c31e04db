import { beforeEach, describe, expect, it } from "vitest";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import { utf8 } from "../../src/sealing/encoding.ts";
import { nextEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { MOST_NEXT, pinOf } from "../../src/sealing/vault.ts";
import { visitChannels, type Channel } from "../../src/desk/channels.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { publish } from "../../src/desk/members/invite.ts";
import { dayOf } from "../support/desk_vault.ts";
import { OwnersServer } from "../support/owners_desk.ts";

let server: OwnersServer;

beforeEach(async () => {
  server = new OwnersServer();
  await server.keepFirst();
});

/** A desk that has read its channel. */
async function visited(): Promise<{ desk: Desk; known: Channel }> {
  const desk = await server.unlocked();
  await visitChannels(desk);
  return { desk, known: knownTo(desk) };
}

function knownTo(desk: Desk): Channel {
  expect(desk.channels.problem.value).toBeNull();
  const known = desk.channels.all.value.get(server.made.channel);
  if (known === undefined) throw new Error("the channel was not read");
  return known;
}

async function tryToPublish(): Promise<Desk> {
  const { desk, known } = await visited();
  if (known.chain === null) throw new Error("the keyring does not verify");
  await publish(desk, known.told, known.chain.newest);
  return desk;
}

function newestNote(): string {
  return server.notes.at(-1) ?? "";
}

describe("publishing an epoch", () => {
  it("pins it, and leaves nothing that waits to be known again", async () => {
    await tryToPublish();
    const pin = pinOf(await server.vault(), server.made.channel);
    expect(pin).toMatchObject({ epoch: 2, hash: digestOf(utf8(newestNote())), next: [] });
  });

  it("is known for one's own at the next unlocking, on another computer, after the answer was lost", async () => {
    server.fate = "answer-lost";
    await expect(tryToPublish()).rejects.toThrow("offline");
    expect(server.notes).toHaveLength(2);
    const { desk, known } = await visited();
    expect(known.alarms).toEqual([]);
    expect(pinOf(await server.vault(), server.made.channel)?.epoch).toBe(2);
    // The owner can go on.
    if (known.chain === null) throw new Error("the keyring does not verify");
    await publish(desk, known.told, known.chain.newest);
    expect(knownTo(desk).chain?.newest.keyring.epoch).toBe(3);
  });

  it("can be done anew at the next unlocking where it never arrived", async () => {
    server.fate = "never-arrived";
    await expect(tryToPublish()).rejects.toThrow("offline");
    expect((await visited()).known.alarms).toEqual([]);
    expect(server.notes).toHaveLength(1);
    await tryToPublish();
    expect(server.notes).toHaveLength(2);
    expect((await visited()).known.alarms).toEqual([]);
  });

  it("knows the first of two tries for its own, whichever of them arrived", async () => {
    server.fate = "never-arrived";
    await expect(tryToPublish()).rejects.toThrow("offline");
    const { owner, epoch } = server.made;
    const late = signKeyring(nextEpoch(epoch, epoch.keyring, dayOf("2026-01-11")), owner);
    const { desk, known } = await visited();
    server.now = new Date("2026-01-12T12:00:00Z");
    server.fate = "never-arrived";
    if (known.chain === null) throw new Error("the keyring does not verify");
    await expect(publish(desk, known.told, known.chain.newest)).rejects.toThrow("offline");
    expect(pinOf(await server.vault(), server.made.channel)?.next).toHaveLength(2);
    server.notes.push(late);
    expect((await visited()).known.alarms).toEqual([]);
  });

  it("raises the alarm over an epoch under the owner's key that this vault never signed", async () => {
    const { owner, epoch } = server.made;
    server.notes.push(signKeyring(nextEpoch(epoch, epoch.keyring, dayOf("2026-01-11")), owner));
    expect((await visited()).known.alarms).toEqual(["unsigned-by-me"]);
    expect(pinOf(await server.vault(), server.made.channel)?.epoch).toBe(1);
  });

  it("takes nobody else's epoch for its own, whatever the vault waits for", async () => {
    const { epoch, channel } = server.made;
    const thief = newSigningKey<"owner">();
    const foreign = { ...nextEpoch(epoch, epoch.keyring, dayOf("2026-01-11")), owner: thief.verifyingKey };
    server.notes.push(signKeyring(foreign, thief));
    const { known } = await visited();
    expect([known.chain, known.alarms]).toEqual([null, ["keyring"]]);
    expect(pinOf(await server.vault(), channel)?.epoch).toBe(1);
  });

  it("takes nothing where the vault itself went back", async () => {
    server.fate = "answer-lost";
    await expect(tryToPublish()).rejects.toThrow("offline");
    const desk = await server.unlocked();
    desk.channels.vault.value = "back";
    await visitChannels(desk);
    expect(knownTo(desk).alarms).toEqual(["unsigned-by-me"]);
  });

  it("remembers the newest of many tries that never arrived", async () => {
    const { desk, known } = await visited();
    const { chain, told } = known;
    if (chain === null) throw new Error("the keyring does not verify");
    for (let day = 1; day <= MOST_NEXT + 1; day += 1) {
      server.now = new Date(Date.UTC(2026, 0, 10 + day, 12));
      server.fate = "never-arrived";
      await expect(publish(desk, told, chain.newest)).rejects.toThrow("offline");
    }
    expect(pinOf(await server.vault(), server.made.channel)?.next).toHaveLength(MOST_NEXT);
  });
});
