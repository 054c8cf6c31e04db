import { beforeEach, describe, expect, it } from "vitest";
import { newCode } from "../../src/sealing/code.ts";
import { concatenate, parseHex } from "../../src/sealing/encoding.ts";
import { newId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { invitationLocator, writeJoin, type InvitationCode, type Join } from "../../src/sealing/invitation.ts";
import { nextEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { pinOf, type OpenInvitation } from "../../src/sealing/vault.ts";
import type { ToldInvitation } from "../../src/desk/api/channels.ts";
import { haveRead, visitChannels, type Channel } from "../../src/desk/channels.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { letIn, publish, UnconfirmedError, verifiedJoin, withdraw, withJoined } from "../../src/desk/members/invite.ts";
import type { VaultStanding } from "../../src/desk/memory.ts";
import { NotOwnerError } from "../../src/desk/publication.ts";
import { ISSUED, makeChannel } from "../support/desk_vault.ts";
import { OwnersServer } from "../support/owners_desk.ts";

const made = makeChannel();
const { channel } = made;

/** A join under a code, and what the server tells of it. */
function joinOf(code: InvitationCode): { join: Join; told: ToldInvitation } {
  const join: Join = {
    channel,
    member: newId<"member">(),
    role: "handler",
    recipient: newIdentity<"handler">().recipient,
    verify: newSigningKey<"author">().verifyingKey,
  };
  const { bytes, tag } = writeJoin(join, code);
  const sent = { bytes: concatenate(bytes), mac: parseHex(tag, 32) ?? new Uint8Array(0) };
  const access = invitationLocator(code);
  return { join, told: { access, role: "handler", title: "Revisor", invited: ISSUED, expires: ISSUED, join: sent } };
}

/** Somebody who has joined under a code of the owner's. */
function joined(): { own: OpenInvitation; told: ToldInvitation } {
  const code = newCode("invitation");
  const own: OpenInvitation = { channel, member: made.vault.member, role: "handler", code, day: ISSUED };
  return { own, told: joinOf(code).told };
}

function knownTo(desk: Desk): Channel & { readonly chain: NonNullable<Channel["chain"]> } {
  const known = desk.channels.all.value.get(channel);
  if (known === undefined || known.chain === null) throw new Error("the keyring does not verify");
  return { ...known, chain: known.chain };
}

describe("an epoch whose owner believes that it failed", () => {
  let server: OwnersServer;
  let invited: ReturnType<typeof joined>;
  /** The note that the server said it did not take. */
  let hidden: string;

  async function visited(): Promise<Desk> {
    const desk = await server.unlocked();
    await visitChannels(desk);
    return desk;
  }

  async function pinned(): Promise<number | undefined> {
    return pinOf(await server.vault(), channel)?.epoch;
  }

  beforeEach(async () => {
    server = new OwnersServer(made);
    invited = joined();
    await server.keepFirst({ invitations: [invited.own] });
    const desk = await visited();
    const { told, chain } = knownTo(desk);
    const verified = verifiedJoin(channel, [chain.newest.keyring], invited.told, invited.own);
    if (verified === null) throw new Error("nobody has joined");
    server.fate = "answer-lost";
    await expect(letIn(desk, told, chain.newest, invited.told, verified, "Revisor")).rejects.toThrow("offline");
    hidden = server.notes.pop() ?? "";
  });

  it("is told before the invitation counts as withdrawn", async () => {
    const desk = await visited();
    await expect(withdraw(desk, channel, invited.told, false)).rejects.toThrow(UnconfirmedError);
    expect((await server.vault()).invitations).toHaveLength(1);
    await withdraw(desk, channel, invited.told, true);
    expect((await server.vault()).invitations).toEqual([]);
  });

  it("says whom it lets in when it comes into force, and signs nothing, at each unlocking until it is read", async () => {
    await withdraw(await visited(), channel, invited.told, true);
    server.notes.push(hidden);
    for (let unlocking = 1; unlocking <= 2; unlocking += 1) {
      const desk = await visited();
      const known = knownTo(desk);
      expect(known.alarms).toEqual([]);
      expect(known.unread).toEqual({
        was: "unconfirmed",
        isSame: false,
        signed: "2026-01-11",
        letsIn: [{ title: "Revisor", role: "handler" }],
        shutsOut: [],
      });
      await expect(publish(desk, known.told, known.chain.newest)).rejects.toThrow(NotOwnerError);
      expect(await pinned()).toBe(1);
    }
  });

  it("is pinned once its owner has read it, who can sign again", async () => {
    server.notes.push(hidden);
    const desk = await visited();
    await haveRead(desk, knownTo(desk));
    expect(knownTo(desk).unread).toBeNull();
    expect(await pinned()).toBe(2);
    const again = knownTo(await visited());
    expect([again.unread, again.alarms]).toEqual([null, []]);
    await publish(desk, knownTo(desk).told, knownTo(desk).chain.newest);
    expect(await pinned()).toBe(3);
  });

  it("is nothing to read where it only says again what was in force", async () => {
    const desk = await visited();
    server.fate = "answer-lost";
    await expect(publish(desk, knownTo(desk).told, knownTo(desk).chain.newest)).rejects.toThrow("offline");
    expect(knownTo(await visited()).unread).toBeNull();
    expect(await pinned()).toBe(2);
  });
});

describe("an epoch under the owner's key that their vault has forgotten", () => {
  let server: OwnersServer;

  beforeEach(async () => {
    server = new OwnersServer(made);
    await server.keepFirst();
    const { join } = joinOf(newCode("invitation"));
    const lines = withJoined(made.epoch.keyring, join, "Revisor");
    server.notes.push(signKeyring(nextEpoch(made.epoch, lines, ISSUED), made.owner));
  });

  async function visited(movement: VaultStanding = "same"): Promise<Desk> {
    const desk = await server.unlocked();
    desk.channels.vault.value = movement;
    await visitChannels(desk);
    return desk;
  }

  it("stays an alarm until they say that these are their lines, and can be followed after that", async () => {
    const desk = await visited();
    const known = knownTo(desk);
    expect(known.alarms).toEqual(["unsigned-by-me"]);
    expect(known.unread).toMatchObject({ was: "forgotten", isSame: false, letsIn: [{ title: "Revisor" }], shutsOut: [] });
    await expect(publish(desk, known.told, known.chain.newest)).rejects.toThrow(NotOwnerError);
    await haveRead(desk, known);
    expect(knownTo(desk).alarms).toEqual([]);
    await publish(desk, known.told, known.chain.newest);
    const again = knownTo(await visited());
    expect([again.alarms, again.unread, again.chain.newest.keyring.epoch]).toEqual([[], null, 3]);
  });

  it("is not theirs to take while more than that is wrong", async () => {
    for (const movement of ["back", "fork", "renumbered"] as const) {
      expect(knownTo(await visited(movement)).unread).toBeNull();
    }
    const lines = { ...made.epoch.keyring, settings: made.epoch.hash };
    server.notes.splice(1, 1, signKeyring(nextEpoch(made.epoch, lines, ISSUED), made.owner));
    const known = knownTo(await visited());
    expect([known.alarms, known.unread]).toEqual([["unsigned-by-me", "settings"], null]);
  });

  it("is not theirs to take where it hands the channel to another owner", async () => {
    const other = newSigningKey<"owner">();
    const lines = { ...made.epoch.keyring, owner: other.verifyingKey };
    server.notes.splice(1, 1, signKeyring(nextEpoch(made.epoch, lines, ISSUED), other, made.owner));
    const known = knownTo(await visited());
    expect([known.alarms, known.unread]).toEqual([["unsigned-by-me"], null]);
  });
});

describe("a chain that is cut at its front", () => {
  it("is none, for nobody can tell from it who ever stood in the channel", async () => {
    const server = new OwnersServer(made);
    await server.keepFirst();
    const desk = await server.unlocked();
    await visitChannels(desk);
    await publish(desk, knownTo(desk).told, knownTo(desk).chain.newest);
    server.notes.shift();
    const again = await server.unlocked();
    await visitChannels(again);
    const known = again.channels.all.value.get(channel);
    expect([known?.chain, known?.alarms]).toEqual([null, ["keyring"]]);
  });
});

describe("another epoch of a number that this computer has seen", () => {
  it("alarms, and is not taken for the owner's own", async () => {
    const server = new OwnersServer(made);
    await server.keepFirst();
    const desk = await server.unlocked();
    await visitChannels(desk);
    server.fate = "answer-lost";
    await expect(publish(desk, knownTo(desk).told, knownTo(desk).chain.newest)).rejects.toThrow("offline");
    const [other = ""] = server.notes.splice(1);
    desk.memory(made.vault.member).seeEpoch(channel, 2, made.epoch.hash);
    server.notes.push(other);
    await visitChannels(desk);
    expect(knownTo(desk).alarms).toEqual(["forked", "unsigned-by-me"]);
    expect(pinOf(await server.vault(), channel)?.epoch).toBe(1);
  });
});
