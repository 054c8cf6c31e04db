import { beforeEach, describe, expect, it } from "vitest";
import { newCode } from "../../src/sealing/code.ts";
import { concatenate, parseHex } from "../../src/sealing/encoding.ts";
import { newId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { invitationLocator, writeJoin, type Join } from "../../src/sealing/invitation.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { pinOf, type OpenInvitation } from "../../src/sealing/vault.ts";
import type { ToldInvitation } from "../../src/desk/api/channels.ts";
import { haveRead, visitChannels, type Channel } from "../../src/desk/channels.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { letIn, publish, UnconfirmedError, verifiedJoin, withdraw } from "../../src/desk/members/invite.ts";
import { NotOwnerError } from "../../src/desk/publication.ts";
import { ISSUED, makeChannel } from "../support/desk_vault.ts";
import { OwnersServer } from "../support/owners_desk.ts";

const made = makeChannel();
const { channel } = made;

/** Somebody who has joined under a code of the owner's. */
function joined(): { own: OpenInvitation; told: ToldInvitation } {
  const code = newCode("invitation");
  const own: OpenInvitation = { channel, member: made.vault.member, role: "handler", code, day: ISSUED };
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
  return { own, told: { access, role: "handler", title: "Revisor", invited: ISSUED, expires: ISSUED, join: sent } };
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
